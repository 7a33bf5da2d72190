"""`/berichten/mij`: what was sent to whoever looks, with buttons to answer."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal
from urllib.parse import urlencode
from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from notifications.api.answer_bodies import AnswerBody
from notifications.api.notifications import own_notices
from notifications.api.rights import Own, Receiver
from notifications.application.acknowledge_notice import AcknowledgeNotice
from notifications.domain.notice import Notice
from notifications.domain.vocabulary import NoticeAnswer, Status
from notifications.unit_of_work import NotificationsUnitOfWork, NotificationsUnits
from notifications.web.words import STATUSES, channel_in_words, reason_in_words, template_in_words, waiting_in_words
from notifications.words.answers import ANSWERED, ANSWERS
from shared.domain.errors import NotFound
from shared.domain.roles import Role
from shared.runtime.clock import BRUSSELS, Clock
from shared.runtime.http.paging import Paged
from shared.runtime.http.routes import as_page
from shared.web.forms import submitted
from shared.web.pages import Pages

PLACE = "/berichten/mij"
_AWAITED = "te-beantwoorden"
_MOST_COUNTED = 100
_ANSWERING = (Role.CLB, Role.YOUTH_COACH, Role.COUNSELLOR)


class AnswerForm(AnswerBody):
    """The answer, and the list that it is given in."""

    toon: Literal["alle", "te-beantwoorden"] = "alle"


@dataclass(frozen=True, slots=True)
class _Shown:
    """A notice to whoever looks. ``link`` leads to what it is about; ``buttons`` are what can be answered yet.

    ``reference`` is of the case it is about; None for other notices. ``answer_until`` is the last day to answer, also
    when it has passed; None for a notice that waits for no answer.
    """

    notice: Notice
    reference: str | None
    link: str
    buttons: list[tuple[NoticeAnswer, str]]
    answer_until: date | None = None


def own_pages_router(
    units: NotificationsUnits, pages: Pages, acknowledge: AcknowledgeNotice, *, clock: Clock
) -> APIRouter:
    """The page of who gets notices."""
    router = APIRouter(include_in_schema=False)

    @router.get(PLACE)
    @as_page
    async def own(
        request: Request, principal: Own, page: Paged, toon: Literal["alle", "te-beantwoorden"] = "alle"
    ) -> Response:
        """Newest first: all of them, or those that wait for an answer."""
        after, is_awaited = page.after(int), toon == _AWAITED
        async with units() as uow:
            before = after[0] if after else None
            rows = await own_notices(uow, principal, before, limit=page.limit + 1, is_awaited=is_awaited)
            awaited = await own_notices(uow, principal, None, limit=_MOST_COUNTED, is_awaited=True)
            entries, following = page.cut(rows, lambda entry: (entry.position,))
            answers_too = principal.is_any(*_ANSWERING)
            shown = await _shown(uow, [entry.notice for entry in entries], with_buttons=answers_too)
        return pages.page(
            request.scope,
            "own_notices",
            shown=shown,
            following=f"{PLACE}?{urlencode({'toon': toon, 'cursor': following})}" if following else None,
            toon=toon,
            today=clock.today(),
            awaited=len(awaited),
            answers_too=answers_too,
            place=PLACE,
            ANSWERED=ANSWERED,
            STATUSES=STATUSES,
            channel_in_words=channel_in_words,
            reason_in_words=reason_in_words,
            template_in_words=template_in_words,
            waiting_in_words=waiting_in_words,
        )

    @router.post(f"{PLACE}/{{notification_id}}")
    @as_page
    async def post_answer(request: Request, principal: Receiver, notification_id: UUID) -> Response:
        """Answer a notice."""
        sent = await submitted(request, AnswerForm)
        if sent.body is None or principal.contact is None:
            raise NotFound("notification", notification_id)
        async with units() as uow:
            notice = await acknowledge(uow, notification_id, answer=sent.body.answer, by=principal.contact)
            uow.log("notification.acknowledged", aggregate_id=notification_id, template=notice.key.template)
        stays = sent.body.toon == _AWAITED
        return RedirectResponse(f"{PLACE}?toon={_AWAITED}" if stays else PLACE, 303)

    return router


async def _shown(uow: NotificationsUnitOfWork, notices: list[Notice], *, with_buttons: bool) -> list[_Shown]:
    cases = await uow.cases.find({notice.key.about.id for notice in notices if notice.key.about.kind == "case"})
    references = {case_id: case.reference for case_id, case in cases.items()}
    return [
        _Shown(notice, reference, _link(notice, reference), _buttons(notice), _last_day(notice))
        if with_buttons
        else _Shown(notice, reference, _link(notice, reference), [])
        for notice in notices
        for reference in [references.get(notice.key.about.id)]
    ]


def _link(notice: Notice, reference: str | None) -> str:
    if notice.key.about.kind == "meeting":
        return f"/overleg/{notice.key.about.id}"
    return f"/dossiers/{reference}" if reference else "/dossiers"


def _last_day(notice: Notice) -> date | None:
    is_awaited = notice.answer_by and not notice.acknowledged_at and notice.status is Status.SENT
    return (
        (notice.answer_by - timedelta(minutes=1)).astimezone(BRUSSELS).date()
        if is_awaited and notice.answer_by
        else None
    )


def _buttons(notice: Notice) -> list[tuple[NoticeAnswer, str]]:
    """Of a notice that waits for an answer, or has one that can become another."""
    if notice.status is not Status.SENT or not (notice.answer_by or notice.answer):
        return []
    others = [answer for answer in notice.answers if answer is not notice.answer]
    return [(answer, ANSWERS[answer]) for answer in others if not (notice.answer and answer is NoticeAnswer.RECEIVED)]
