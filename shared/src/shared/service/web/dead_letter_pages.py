"""`/beheer/<service>/niet-verwerkt`: what a service could not handle. What it holds is never shown."""

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Path, Request
from sqlalchemy.ext.asyncio import AsyncEngine
from starlette.responses import RedirectResponse, Response

from shared.domain.errors import IllegalTransition
from shared.messaging.dead_letter_list import OPEN, DeadLetterStatus, dead_letters, find_dead_letter
from shared.runtime.http.paging import Paged
from shared.runtime.http.routes import as_page
from shared.service.dead_letters import Operator, decide_and_log
from shared.service.web.words import DECISIONS, SERVICES
from shared.web.forms import Form
from shared.web.pages import Pages
from shared.web.places import OPERATION

_LARGEST = 10**18 - 1

Number = Annotated[int, Path(ge=1, le=_LARGEST)]
"""The number of a dead letter within its service."""


def dead_letter_pages_router(service: str, pages: Pages, engine: AsyncEngine) -> APIRouter:
    """The list, each dead letter with what can be decided about it, and both decisions."""
    router = APIRouter(include_in_schema=False)
    place = f"{OPERATION}/{service}/niet-verwerkt"

    @router.get(place)
    @as_page
    async def unhandled(request: Request, _: Operator, page: Paged, alles: str = "") -> Response:
        """Oldest first: those that wait, or all with what became of them."""
        after, statuses = page.after(int), tuple(DeadLetterStatus) if alles else OPEN
        async with engine.connect() as connection:
            rows = await dead_letters(connection, statuses, after=after[0] if after else None, limit=page.limit + 1)
        letters, following = page.cut(rows, lambda letter: (letter.id,))
        query = {"alles": "ja"} if alles else {}
        return pages.page(
            request.scope,
            "dead_letters",
            letters=letters,
            following=f"{place}?{urlencode({**query, 'cursor': following})}" if following else None,
            is_first=after is None,
            shows_all=bool(alles),
            place=place,
            SERVICES=SERVICES,
            DECISIONS=DECISIONS,
        )

    async def shown(request: Request, number: int, form: Form, *, status: int = 200) -> Response:
        async with engine.connect() as connection:
            letter = await find_dead_letter(connection, number)
            following = await dead_letters(connection, [DeadLetterStatus.PARKED], after=number, limit=1)
        return pages.page(
            request.scope,
            "dead_letter",
            status=status,
            letter=letter,
            following=following[0].id if following else None,
            form=form,
            place=place,
            SERVICES=SERVICES,
            DECISIONS=DECISIONS,
        )

    async def decided(request: Request, number: int, status: DeadLetterStatus) -> Response:
        try:
            await decide_and_log(engine, number, status)
        except IllegalTransition as error:
            return await shown(request, number, Form().refused(error), status=409)
        return RedirectResponse(f"{place}/{number}", 303)

    @router.get(f"{place}/{{number}}")
    @as_page
    async def dead_letter(request: Request, _: Operator, number: Number) -> Response:
        """Where it came from, what was wrong, and what each decision does."""
        return await shown(request, number, Form())

    @router.post(f"{place}/{{number}}/opnieuw")
    @as_page
    async def replay(request: Request, _: Operator, number: Number) -> Response:
        """Have the service handle it again."""
        return await decided(request, number, DeadLetterStatus.REPLAY)

    @router.post(f"{place}/{{number}}/afsluiten")
    @as_page
    async def discard(request: Request, _: Operator, number: Number) -> Response:
        """Say that it need not be handled."""
        return await decided(request, number, DeadLetterStatus.DISCARDED)

    return router
