"""`/overleg`: the meetings that come and those that ask for somebody; `/overleg/{id}`: one meeting."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import Response

from consultation.api.rights import Reader, audience_of, runs_cases
from consultation.domain.meeting_kind import MeetingRules
from consultation.domain.wanted import Slot
from consultation.meetings.api.answering import LinkTo
from consultation.unit_of_work import Units
from consultation.web.held.words import GUEST_ROLES
from consultation.web.showing import Showing
from consultation.web.words import (
    ANSWERS,
    ATTENTION,
    DECISIONS,
    STATUSES,
    WAYS,
    WHY_NOT,
    what_helps,
    why_cancelled,
    why_no_slot,
)
from shared.runtime.clock import Clock
from shared.runtime.http import Paged
from shared.runtime.http.routes import as_page
from shared.web.forms import Form
from shared.web.pages import Pages

_MOST_ASKING = 50
WORDS: Mapping[str, Any] = {
    "ANSWERS": ANSWERS,
    "ATTENTION": ATTENTION,
    "DECISIONS": DECISIONS,
    "GUEST_ROLES": GUEST_ROLES,
    "STATUSES": STATUSES,
    "WAYS": WAYS,
    "WHY_NOT": WHY_NOT,
    "what_helps": what_helps,
    "why_cancelled": why_cancelled,
    "why_no_slot": why_no_slot,
}


def meeting_pages_router(
    units: Units, pages: Pages, *, rules: MeetingRules, clock: Clock, link_to: LinkTo
) -> APIRouter:
    """The pages that show meetings."""
    router = APIRouter(include_in_schema=False)

    @router.get("/overleg")
    @as_page
    async def meetings_page(
        request: Request, principal: Reader, page: Paged, toon: Literal["komt", "voorbij"] = "komt"
    ) -> Response:
        """The meetings of the caller's schools that come, soonest first; before them those that ask for somebody.

        With `toon=voorbij` the meetings that were, the latest first.
        """
        showing, is_past = Showing(principal, rules, clock, link_to), toon == "voorbij"
        after = page.after(datetime, UUID)
        place = (after[0], after[1]) if after else None
        async with units() as uow:
            audience = await audience_of(principal, uow, clock.today())
            meetings = uow.meetings.past if is_past else uow.meetings.coming
            rows = await meetings(audience, clock.now(), after=place, limit=page.limit + 1)
            coming, following = page.cut(rows, lambda meeting: (_start(meeting.slot), meeting.meeting_id))
            asking = [] if place or is_past else await uow.meetings.asking(audience, limit=_MOST_ASKING)
            shown = await showing.meetings(uow, coming, audience)
            shown_asking = await showing.meetings(uow, asking, audience)
        return pages.page(
            request.scope,
            "meetings",
            coming=shown,
            asking=shown_asking,
            following=following,
            is_past=is_past,
            runs_cases=runs_cases(principal),
            **WORDS,
        )

    @router.get("/overleg/{meeting_id}")
    @as_page
    async def meeting_page(request: Request, meeting_id: UUID, principal: Reader) -> Response:
        """One meeting, with what the caller can do with it."""
        async with units() as uow:
            shown = await Showing(principal, rules, clock, link_to).meeting(uow, meeting_id)
        return pages.page(request.scope, "meeting", shown=shown, form=Form(), **WORDS)

    return router


def _start(slot: Slot | None) -> datetime:
    """When a meeting that comes begins."""
    if slot is None:
        raise ValueError("a meeting that comes has a slot")
    return slot.time.start
