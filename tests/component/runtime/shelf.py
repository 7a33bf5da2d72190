"""A shelf of books, as routes of every kind."""

import asyncio
from collections.abc import AsyncIterator
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, Field
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine
from starlette.responses import StreamingResponse

from shared.domain.errors import Conflict, IllegalTransition, InvalidField, NotFound
from shared.domain.roles import Role
from shared.runtime.http import (
    ANYTHING,
    IMPORT_LIMIT,
    IfMatch,
    Listing,
    Paged,
    Principal,
    allow,
    answers,
    any_query,
    if_match,
    listing,
    set_etag,
    takes,
    without_token,
)

ERRORS: dict[str, Exception] = {
    "not-found": NotFound("book", "b-1"),
    "conflict": Conflict("there is one already"),
    "illegal-transition": IllegalTransition("lend", "lent", ("bring-back",)),
    "invalid-field": InvalidField("due", "must be a school day"),
    "database-away": ConnectionRefusedError("Zonnebloem"),
    "fault": ValueError("Zonnebloem Vanderkanarie 11030499935"),
}

CaseworkerOrClb = Annotated[Principal, allow(Role.CASEWORKER, Role.CLB)]
Caseworker = Annotated[Principal, allow(Role.CASEWORKER)]
AnyAdder = Annotated[Principal, allow(Role.CASEWORKER, Role.COORDINATOR, Role.SCHOOL)]


class Book(BaseModel):
    """A book; its own author can be anybody."""

    title: Annotated[str, Field(max_length=2_000_000)]
    size: Literal["small", "large"] = "small"


class Shelf:
    """Books, and how often each thing was done."""

    def __init__(self, engine: AsyncEngine) -> None:
        self.engine = engine
        self.books: list[str] = []
        self.version = 3
        self.bytes_imported = 0
        self.largest_piece = 0
        self.before_adding = asyncio.Event()
        self.before_adding.set()
        self.adding = asyncio.Event()
        self.next_errors: list[Exception] = []

    def router(self) -> APIRouter:
        """All routes."""
        router = APIRouter()
        self._reading(router)
        self._writing(router)
        self._importing(router)
        return router

    def _reading(self, router: APIRouter) -> None:
        @router.get("/books", response_model=Listing[str])
        async def books(_: CaseworkerOrClb, page: Paged) -> Any:
            after = page.after(str)
            rows = sorted(book for book in self.books if after is None or book > after[0])
            items, following = page.cut(rows[: page.limit + 1], lambda title: (title,))
            return listing(items, following)

        @router.get("/whoami")
        async def whoami(principal: CaseworkerOrClb) -> dict[str, Any]:
            return {"roles": sorted(principal.roles), "sub": principal.subject, "contact": principal.contact}

        @router.get("/books/{book_id}.ics", response_class=Response)
        @answers("text/calendar")
        async def due(book_id: str, _: Caseworker) -> Response:
            return Response("BEGIN:VCALENDAR", media_type="text/calendar")

        @router.get("/books/{book_id}")
        async def book(book_id: int, _: Caseworker, size: str = "small") -> dict[str, int]:
            return {"book_id": book_id}

        @router.get("/opening-hours/{day}")
        @without_token
        async def opening_hours(day: str) -> dict[str, str]:
            return {"day": day}

        @router.get("/reminders/{token}")
        @without_token
        @any_query
        async def reminder(token: str) -> dict[str, str]:
            return {"token": token}

        @router.get("/torn", response_class=StreamingResponse)
        async def torn(_: Caseworker) -> StreamingResponse:
            async def pages() -> AsyncIterator[bytes]:
                yield b"{"
                raise ValueError("Zonnebloem")

            return StreamingResponse(pages(), media_type="application/json")

        @router.get("/forgotten")
        async def forgotten() -> dict[str, str]:
            return {}

    def _writing(self, router: APIRouter) -> None:
        @router.post("/books", status_code=201)
        async def add(book: Book, _: AnyAdder, request: Request, dry_run: bool = False) -> dict[str, Any]:
            self.adding.set()
            await self.before_adding.wait()
            if self.next_errors:
                raise self.next_errors.pop(0)
            self.books.append(book.title)
            return {"number": len(self.books), "query": request.url.query}

        @router.put("/books/{book_id}")
        async def change(
            book_id: int,
            book: Book,
            _: Caseworker,
            expected: Annotated[IfMatch, if_match(required=True)],
            response: Response,
        ) -> dict[str, int]:
            expected(self.version if book_id == 1 else None)
            self.version += 1
            set_etag(response, self.version)
            return {"version": self.version}

        @router.post("/books/{book_id}/lend")
        async def lend(
            book_id: int, _: Caseworker, expected: Annotated[IfMatch, if_match(required=False)]
        ) -> dict[str, int]:
            expected(self.version)
            return {"version": self.version}

        @router.post("/errors/{name}")
        async def fail(name: str, _: Caseworker) -> None:
            raise ERRORS[name]

        @router.post("/notes")
        async def note(book: Book, _: Caseworker) -> None:
            async with self.engine.begin() as connection:
                await connection.execute(text("SELECT CAST(:title AS text)"), {"title": book.title})

    def _importing(self, router: APIRouter) -> None:
        @router.post("/imports")
        @takes(ANYTHING, max_bytes=IMPORT_LIMIT)
        async def imports(_: Caseworker, request: Request) -> dict[str, int]:
            self.bytes_imported = 0
            async for piece in request.stream():
                self.bytes_imported += len(piece)
                self.largest_piece = max(self.largest_piece, len(piece))
            return {"bytes": self.bytes_imported}

        @router.post("/unread-imports")
        @takes(ANYTHING, max_bytes=4096)
        async def unread(_: Caseworker) -> dict[str, int]:
            return {"bytes": 0}

        @router.post("/events")
        @takes("application/json", "application/cloudevents+json")
        async def event(request: Request, _: Caseworker) -> dict[str, int]:
            return {"bytes": len(await request.body())}
