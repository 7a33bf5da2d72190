"""`/berichten/dossier/{id}`, `/berichten/overleg/{id}`: notices about a case or meeting, and what became of them."""

from dataclasses import dataclass
from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import Response

from notifications.api.answers import answer_of
from notifications.api.rights import Reader, reads_names
from notifications.storage.notice_log import LogFilter
from notifications.unit_of_work import NotificationsUnits
from notifications.web.words import (
    STATUSES,
    answer_in_words,
    channel_in_words,
    reason_in_words,
    template_in_words,
    waiting_in_words,
)
from shared.runtime.http import Principal
from shared.runtime.http.paging import Page, Paged
from shared.runtime.http.routes import as_page
from shared.web.pages import Pages, is_part


@dataclass(frozen=True, slots=True)
class _Subject:
    """What notices are about, and how a page calls and finds it."""

    kind: str
    words: str


_CASE = _Subject("case", "het dossier")
_MEETING = _Subject("meeting", "het overleg")


def notice_pages_router(units: NotificationsUnits, pages: Pages) -> APIRouter:
    """The pages of notices, each whole or as a part of another page; who may read the delivery log opens them."""
    router = APIRouter(include_in_schema=False)

    async def shown(
        request: Request, principal: Principal, page: Page, *, subject: _Subject, about: UUID, back: str
    ) -> Response:
        after = page.after(int)
        asked = LogFilter(about_kind=subject.kind, about_id=about)
        async with units() as uow:
            rows = await uow.notice_log.page(asked, after[0] if after else None, page.limit + 1)
        entries, following = page.cut(rows, lambda entry: (entry.position,))
        return pages.page(
            request.scope,
            "notices_part" if is_part(request) else "notices",
            entries=[answer_of(entry, with_names=reads_names(principal)) for entry in entries],
            following=following,
            subject=subject.words,
            back=back,
            STATUSES=STATUSES,
            answer_in_words=answer_in_words,
            channel_in_words=channel_in_words,
            reason_in_words=reason_in_words,
            template_in_words=template_in_words,
            waiting_in_words=waiting_in_words,
        )

    @router.get("/berichten/dossier/{case_id}")
    @as_page
    async def notices_of_case(request: Request, case_id: UUID, principal: Reader, page: Paged) -> Response:
        """Newest first."""
        async with units() as uow:
            case = (await uow.cases.find([case_id])).get(case_id)
        back = f"/dossiers/{case.reference}" if case else "/dossiers"
        return await shown(request, principal, page, subject=_CASE, about=case_id, back=back)

    @router.get("/berichten/overleg/{meeting_id}")
    @as_page
    async def notices_of_meeting(request: Request, meeting_id: UUID, principal: Reader, page: Paged) -> Response:
        """Newest first."""
        back = f"/overleg/{meeting_id}"
        return await shown(request, principal, page, subject=_MEETING, about=meeting_id, back=back)

    return router
