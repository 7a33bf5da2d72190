"""The link in a notice by which its receiver confirms having read it. No login: the path holds a signed token.

Opening the link confirms nothing, because mail scanners open links; the page has a button that does.
"""

from dataclasses import replace
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Path, Request
from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.responses import HTMLResponse, JSONResponse, Response

from notifications.application.acknowledge_notice import acknowledge_notice
from notifications.domain.acknowledgement import AcknowledgementTokens, InvalidLinkError
from notifications.domain.notice import Notice
from notifications.unit_of_work import NotificationsUnits
from shared.domain.errors import NotFound
from shared.runtime import context
from shared.runtime.clock import Clock
from shared.runtime.http.media import is_acceptable
from shared.runtime.http.problems import MEDIA_TYPE as PROBLEM
from shared.runtime.http.routes import JSON, answers, any_query, takes, without_token

_HTML = "text/html"
_FORM = "application/x-www-form-urlencoded"
_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex",
}

_ANSWERS: dict[int | str, dict[str, Any]] = {
    200: {"description": "A page, or its content for a program", "content": {_HTML: {}, JSON: {}}},
    404: {"description": "Not a link of ours, or no longer valid", "content": {_HTML: {}, PROBLEM: {}}},
}

Token = Annotated[str, Path(max_length=200, description="The signed token of the link")]


class Pages:
    """The small pages a receiver sees."""

    def __init__(self) -> None:
        self._environment = Environment(
            loader=PackageLoader("notifications.api"), undefined=StrictUndefined, autoescape=True
        )

    def page(self, name: str, status: int = 200) -> HTMLResponse:
        """A page by its template's name."""
        return HTMLResponse(self._environment.get_template(f"{name}.html.j2").render(), status, headers=_HEADERS)


def acknowledgements_router(units: NotificationsUnits, tokens: AcknowledgementTokens | None, clock: Clock) -> APIRouter:
    """``/acknowledgements/{token}``; without a secret to sign with there are no such links."""
    router = APIRouter(prefix="/acknowledgements", tags=["acknowledgements"])
    pages = Pages()

    @router.get("/{token}", response_class=HTMLResponse, responses=_ANSWERS)
    @answers(_HTML, JSON)
    @without_token
    @any_query
    async def show(request: Request, token: Token) -> Response:
        """A page with a button; 404 for a link that is not ours or no longer valid."""
        notice_id = _notice_id(tokens, token)
        if notice_id is None:
            return _unknown(request, pages)
        async with units() as uow:
            notices = await uow.notices.read([notice_id])
        return _answer(request, pages, notices[0]) if notices else _unknown(request, pages)

    @router.post("/{token}", response_class=HTMLResponse, responses=_ANSWERS)
    @takes(_FORM, JSON)
    @answers(_HTML, JSON)
    @without_token
    @any_query
    async def confirm(request: Request, token: Token) -> Response:
        """Note that the mail was read; once more changes nothing."""
        notice_id = _notice_id(tokens, token)
        if notice_id is None:
            return _unknown(request, pages)
        notice = await _acknowledge(units, notice_id, clock)
        return _answer(request, pages, notice)

    return router


async def _acknowledge(units: NotificationsUnits, notice_id: UUID, clock: Clock) -> Notice:
    async with units() as uow:
        notices = await uow.notices.read([notice_id])
        origin = notices[0].origin.correlation_id if notices else None
        of_notice = replace(context.current(), correlation_id=origin or context.current().correlation_id)
        with context.bound(of_notice):
            notice = await acknowledge_notice(uow, notice_id, clock=clock)
            uow.log("notification.acknowledged", aggregate_id=notice_id, template=notice.key.template)
    return notice


def _notice_id(tokens: AcknowledgementTokens | None, token: str) -> UUID | None:
    try:
        return tokens.notice_id(token) if tokens else None
    except InvalidLinkError:
        return None


def _answer(request: Request, pages: Pages, notice: Notice) -> Response:
    done = notice.acknowledged_at is not None
    if is_acceptable(request.headers.get("accept"), [_HTML]):
        return pages.page("acknowledged" if done else "acknowledge")
    at = notice.acknowledged_at.isoformat() if notice.acknowledged_at else None
    return JSONResponse({"notification_id": str(notice.id), "acknowledged_at": at}, headers=_HEADERS)


def _unknown(request: Request, pages: Pages) -> Response:
    """A page for a browser, a problem for a program."""
    if _HTML in request.headers.get("accept", ""):
        return pages.page("unknown_link", 404)
    raise NotFound("acknowledgement")
