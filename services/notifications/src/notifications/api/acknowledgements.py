"""The link in a notice by which its receiver answers it. No login: the path holds a signed token.

Opening the link answers nothing, because mail scanners open links; the page has buttons that do.
"""

from dataclasses import replace
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Path, Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from notifications.api.answer_bodies import answer_in
from notifications.application.acknowledge_notice import AcknowledgeNotice
from notifications.domain.acknowledgement import AcknowledgementTokens
from notifications.domain.notice import Notice
from notifications.domain.vocabulary import NoticeAnswer
from notifications.unit_of_work import NotificationsUnits
from notifications.words.answers import ANSWERED, ANSWERS
from shared.domain.errors import NotFound
from shared.domain.signed_tokens import ExpiredLinkError, InvalidLinkError
from shared.runtime import context
from shared.runtime.http.media import is_acceptable
from shared.runtime.http.problems import MEDIA_TYPE as PROBLEM
from shared.runtime.http.routes import JSON, answers, any_query, takes, without_token
from shared.web.pages import Pages

_HTML = "text/html"
_FORM = "application/x-www-form-urlencoded"
_HEADERS = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex"}
_ANYWHERE = "/dossiers"
_ONWARD = {"case": _ANYWHERE, "meeting": "/overleg"}
"""Where a receiver reads on, after signing in, by what the notice is about."""

_ANSWERS: dict[int | str, dict[str, Any]] = {
    200: {"description": "A page, or its content for a program", "content": {_HTML: {}, JSON: {}}},
    404: {"description": "Not a link of ours, or no longer valid", "content": {_HTML: {}, PROBLEM: {}}},
}

Token = Annotated[str, Path(max_length=200, description="The signed token of the link")]


def acknowledgements_router(
    units: NotificationsUnits,
    tokens: AcknowledgementTokens | None,
    pages: Pages,
    *,
    acknowledge: AcknowledgeNotice,
) -> APIRouter:
    """``/acknowledgements/{token}``; without a secret to sign with there are no such links."""
    router = APIRouter(prefix="/acknowledgements", tags=["acknowledgements"])

    @router.get("/{token}", response_class=HTMLResponse, responses=_ANSWERS)
    @answers(_HTML, JSON)
    @without_token
    @any_query
    async def show(request: Request, token: Token) -> Response:
        """A page with a button; 404 for a link that is not ours or no longer valid."""
        try:
            notice_id = _notice_id(tokens, token)
        except InvalidLinkError as error:
            return _unknown(request, pages, error)
        async with units() as uow:
            notices = await uow.notices.read([notice_id])
        if not notices:
            return _unknown(request, pages, InvalidLinkError())
        return _answer(request, pages, notices[0], is_new=False)

    @router.post("/{token}", response_class=HTMLResponse, responses=_ANSWERS)
    @takes(_FORM, JSON)
    @answers(_HTML, JSON)
    @without_token
    @any_query
    async def confirm(request: Request, token: Token) -> Response:
        """Note that the mail was read, or the `answer` in the body: `received`, `taken-up`, `not-taken-up` or `closed`.

        The last three are for a CLB. The same once more changes nothing.
        """
        try:
            notice_id = _notice_id(tokens, token)
        except InvalidLinkError as error:
            return _unknown(request, pages, error)
        notice = await _acknowledge(units, notice_id, acknowledge, answer=await answer_in(request))
        return _answer(request, pages, notice, is_new=True)

    return router


async def _acknowledge(
    units: NotificationsUnits, notice_id: UUID, acknowledge: AcknowledgeNotice, *, answer: NoticeAnswer | None
) -> Notice:
    async with units() as uow:
        notices = await uow.notices.read([notice_id])
        origin = notices[0].origin.correlation_id if notices else None
        of_notice = replace(context.current(), correlation_id=origin or context.current().correlation_id)
        with context.bound(of_notice):
            notice = await acknowledge(uow, notice_id, answer=answer)
            uow.log("notification.acknowledged", aggregate_id=notice_id, template=notice.key.template)
    return notice


def _notice_id(tokens: AcknowledgementTokens | None, token: str) -> UUID:
    """Raises InvalidLinkError."""
    if tokens is None:
        raise InvalidLinkError
    return tokens.notice_id(token)


def _answer(request: Request, pages: Pages, notice: Notice, *, is_new: bool) -> Response:
    at = notice.acknowledged_at
    if not is_acceptable(request.headers.get("accept"), [_HTML]):
        content = {
            "notification_id": str(notice.id),
            "acknowledged_at": at.isoformat() if at else None,
            "answer": notice.answer,
        }
        return JSONResponse(content, headers=_HEADERS)
    if at is None:
        return pages.page(request.scope, "acknowledge", buttons=_buttons(notice))
    onward = _ONWARD.get(notice.key.about.kind, _ANYWHERE)
    return pages.page(
        request.scope,
        "acknowledged",
        acknowledged_at=at,
        is_new=is_new,
        onward=onward,
        answer=ANSWERED.get(notice.answer) if notice.answer else None,
        buttons=_buttons(notice),
    )


def _buttons(notice: Notice) -> list[tuple[NoticeAnswer, str]]:
    """What can be answered that was not answered yet; that it was read is no news after another answer."""
    others = [answer for answer in notice.answers if answer is not notice.answer]
    return [(answer, ANSWERS[answer]) for answer in others if not (notice.answer and answer is NoticeAnswer.RECEIVED)]


def _unknown(request: Request, pages: Pages, error: InvalidLinkError) -> Response:
    """A page for a browser, a problem for a program."""
    if _HTML not in request.headers.get("accept", ""):
        raise NotFound("acknowledgement")
    is_expired = isinstance(error, ExpiredLinkError)
    return pages.page(request.scope, "unknown_link", status=404, is_expired=is_expired, onward=_ANYWHERE)
