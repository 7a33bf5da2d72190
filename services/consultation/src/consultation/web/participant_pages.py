"""`/overleg/{id}/deelnemers`: who comes to a meeting by name, and another moment that suits them."""

from dataclasses import dataclass
from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from consultation.api.rights import Actor
from consultation.domain.local_time import local_day
from consultation.domain.meeting_kind import MeetingRules
from consultation.meetings.api.answering import LinkTo
from consultation.meetings.api.in_turn import Bookings
from consultation.meetings.application.reschedule_meeting import reschedule_meeting
from consultation.unit_of_work import Units
from consultation.web.meeting_pages import WORDS
from consultation.web.participant_forms import ParticipantsForm, filled_rows, named_beside, rows_of
from consultation.web.showing import Showing
from consultation.web.versions import still
from consultation.web.words import (
    CHANGED,
    DAY_IS_WRONG,
    NO_CONTACT,
    NO_SUCH_TIME,
    NOBODY_REQUIRED,
    NOT_FREE,
    TIME_IS_WRONG,
)
from shared.domain.errors import Conflict, DomainError, InvalidField, NotFound
from shared.runtime.clock import Clock
from shared.runtime.http import Principal, Problem
from shared.runtime.http.problems import problem_of
from shared.runtime.http.routes import as_page
from shared.web.forms import Form, submitted
from shared.web.pages import Pages


def participant_pages_router(
    units: Units, bookings: Bookings, pages: Pages, *, rules: MeetingRules, clock: Clock, link_to: LinkTo
) -> APIRouter:
    """The page of who comes to a meeting."""
    router = APIRouter(include_in_schema=False)
    shown = _ParticipantPages(units, bookings, pages, rules, clock, link_to)

    @router.get("/overleg/{meeting_id}/deelnemers")
    @as_page
    async def participants_page(request: Request, meeting_id: UUID, principal: Actor) -> Response:
        """Who is named, who is chosen, and the form that changes it."""
        return await shown.page(request, meeting_id, principal, form=Form())

    @router.post("/overleg/{meeting_id}/deelnemers")
    @as_page
    async def post_participants(request: Request, meeting_id: UUID, principal: Actor) -> Response:
        """Have these people come by name, at the time of the meeting if they can, else at the next."""
        return await shown.changed(request, meeting_id, principal)

    return router


@dataclass(frozen=True, slots=True)
class _ParticipantPages:
    """The page of who comes, as it is or with what is wrong."""

    units: Units
    bookings: Bookings
    pages: Pages
    rules: MeetingRules
    clock: Clock
    link_to: LinkTo

    async def changed(self, request: Request, meeting_id: UUID, principal: Principal) -> Response:
        """Plan the meeting with the people of the form, and show it; the form again if that is refused."""
        sent = await submitted(request, ParticipantsForm)
        form, status = sent.form, 422
        if sent.body is None:
            if "starts_at" in form.errors:
                form = form.wrong(starts_at=NO_SUCH_TIME)
        else:
            try:
                async with self.bookings() as uow:
                    meeting = await uow.meetings.get(meeting_id)
                    named = named_beside(meeting, form.values, sent.body.named() or ())
                    await reschedule_meeting(
                        uow,
                        meeting_id,
                        rules=self.rules,
                        clock=self.clock,
                        starts_at=sent.body.starts_at,
                        hold_by=sent.body.hold_by,
                        participants=named,
                        expected=still(sent.body.version),
                    )
                return RedirectResponse(f"/overleg/{meeting_id}", 303, headers={"Cache-Control": "no-store"})
            except NotFound:
                raise
            except (DomainError, Problem) as error:
                form, status = _refused(form, error), problem_of(error).status_code
        return await self.page(request, meeting_id, principal, form=form, status=status)

    async def page(
        self, request: Request, meeting_id: UUID, principal: Principal, *, form: Form, status: int = 200
    ) -> Response:
        """The page. Raises NotFound, also for a session: who comes there is said by its series."""
        showing = Showing(principal, self.rules, self.clock, self.link_to)
        async with self.units() as uow:
            shown = await showing.meeting(uow, meeting_id)
            meeting = await uow.meetings.find(meeting_id)
            if meeting is None or meeting.session:
                raise NotFound("participants of meeting", meeting_id)
            today = self.clock.today()
            last = max(today, local_day(meeting.slot.time.start) if meeting.slot else meeting.wanted.hold_by)
            contacts = [contact for contact in await uow.contacts.all() if contact.valid_between(today, last)]
            named = await uow.contacts.all_of(person.contact_id for person in meeting.wanted.named)
        people = {contact.contact_id: contact for contact in (*contacts, *named)}
        in_order = sorted(people.values(), key=lambda contact: (contact.details.name, contact.contact_id))
        return self.pages.page(
            request.scope,
            "participants",
            status=status,
            shown=shown,
            form=form,
            rows=rows_of(meeting, in_order),
            **WORDS,
        )


def _refused(form: Form, error: DomainError | Problem) -> Form:
    match error:
        case InvalidField(field=field) if field.startswith("participants."):
            rows, index = filled_rows(form.values), int(field.split(".")[1])
            return form.wrong(**{f"persoon-{rows[index]}" if index < len(rows) else "form": NO_CONTACT})
        case InvalidField(field="required_roles"):
            return form.wrong(form=NOBODY_REQUIRED)
        case InvalidField(field="starts_at"):
            return form.wrong(starts_at=TIME_IS_WRONG)
        case InvalidField(field="hold_by"):
            return form.wrong(hold_by=DAY_IS_WRONG)
        case Conflict():
            return form.wrong(form=NOT_FREE)
        case Problem(name="precondition-failed"):
            return form.wrong(form=CHANGED)
        case _:
            return form.refused(error)
