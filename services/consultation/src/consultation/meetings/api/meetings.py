"""`/meetings`: listed, arranged by hand, and as a calendar entry."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response

from consultation.api.rights import Actor, Reader, audience_of
from consultation.domain.audience import EVERYTHING
from consultation.domain.meeting_kind import MeetingRules
from consultation.meetings.api.answering import LinkTo, meeting_answer
from consultation.meetings.api.calendar_entry import calendar_entry
from consultation.meetings.api.in_turn import Bookings
from consultation.meetings.api.meeting_answers import MeetingAnswer
from consultation.meetings.api.meeting_bodies import MeetingBody
from consultation.meetings.api.rights import visible_meeting
from consultation.meetings.application.arrange_meeting import arrange_meeting
from consultation.meetings.domain.meeting_query import MeetingQuery
from consultation.meetings.domain.states import Status
from consultation.unit_of_work import Units
from shared.contracts.fields import ContactId, SchoolNumber
from shared.domain.errors import NotFound
from shared.invitations.entry import Method
from shared.invitations.writing import MEDIA_TYPE, written
from shared.runtime.clock import Clock
from shared.runtime.http import Listing, Paged, listing, set_etag
from shared.runtime.http.routes import answers


def meetings_router(
    units: Units, bookings: Bookings, *, rules: MeetingRules, clock: Clock, link_to: LinkTo, organiser: str
) -> APIRouter:
    """The endpoints that read and arrange meetings. `organiser` is the address that calendars show."""
    router = APIRouter(tags=["meetings"])

    @router.get("/meetings")
    async def get_meetings(
        page: Paged,
        principal: Reader,
        school: Annotated[SchoolNumber | None, Query()] = None,
        status: Annotated[Status | None, Query()] = None,
        contact: Annotated[ContactId | None, Query()] = None,
        case: Annotated[UUID | None, Query()] = None,
    ) -> Listing[MeetingAnswer]:
        """Meetings, oldest first."""
        async with units() as uow:
            audience = await audience_of(principal, uow, clock.today())
            after = page.after(UUID)
            rows = await uow.meetings.page(
                MeetingQuery(audience=audience, school=school, status=status, contact=contact, case_id=case),
                after=after[0] if after else None,
                limit=page.limit + 1,
            )
            meetings, following = page.cut(rows, lambda meeting: (meeting.meeting_id,))
            answered = await uow.replies.of(meeting.meeting_id for meeting in meetings)
        answers = [
            meeting_answer(meeting, link_to, principal, audience=audience, replies=answered.get(meeting.meeting_id, {}))
            for meeting in meetings
        ]
        return listing(answers, following)

    @router.post("/meetings", status_code=201)
    async def post_meeting(body: MeetingBody, response: Response, principal: Actor) -> MeetingAnswer:
        """Arrange a meeting by hand; `proposed` when there is no slot."""
        async with bookings() as uow:
            meeting = await arrange_meeting(uow, body.arrangement(), rules=rules, clock=clock)
        response.headers["Location"] = f"/meetings/{meeting.meeting_id}"
        set_etag(response, meeting.version)
        return meeting_answer(meeting, link_to, principal, audience=EVERYTHING, replies={})

    @router.get("/meetings/{meeting_id}.ics", response_class=Response, responses={200: {"content": {MEDIA_TYPE: {}}}})
    @answers(MEDIA_TYPE)
    async def get_calendar_entry(meeting_id: UUID, principal: Reader) -> Response:
        """The meeting as a calendar entry; 404 while it has no time."""
        async with units() as uow:
            audience = await audience_of(principal, uow, clock.today())
            meeting = visible_meeting(await uow.meetings.find(meeting_id), audience)
            case_ids = meeting.case_ids_for(audience)
            cases = await uow.cases.known(case_ids)
        if meeting.slot is None:
            raise NotFound("calendar entry of meeting", meeting_id)
        references = [cases[case_id].reference for case_id in case_ids if case_id in cases]
        summary = " ".join((rules.kind(meeting.meeting_type).title, *references))
        entry = calendar_entry(meeting, meeting.slot, summary=summary, link=link_to(meeting), organiser=organiser)
        text = written(entry, Method.PUBLISH, product="consultation")
        return Response(text, media_type=f"{MEDIA_TYPE}; charset=utf-8; method=PUBLISH")

    @router.get("/meetings/{meeting_id}")
    async def get_meeting(meeting_id: UUID, response: Response, principal: Reader) -> MeetingAnswer:
        """One meeting."""
        async with units() as uow:
            audience = await audience_of(principal, uow, clock.today())
            meeting = visible_meeting(await uow.meetings.find(meeting_id), audience)
            replies = await uow.replies.of_meeting(meeting_id)
        set_etag(response, meeting.version)
        return meeting_answer(meeting, link_to, principal, audience=audience, replies=replies)

    return router
