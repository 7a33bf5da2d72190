"""Makes the report of a meeting for who asks for it."""

from uuid import UUID

from consultation.api.rights import audience_of
from consultation.domain.meeting_kind import MeetingRules
from consultation.meetings.api.guest_bodies import GuestsAnswer
from consultation.meetings.api.minutes_bodies import MinutesAnswer
from consultation.meetings.api.report_answers import ReportAnswer, ReportedCaseAnswer, local
from consultation.meetings.api.rights import minuted_cases, visible_meeting
from consultation.meetings.application.tabled_cases import tabled_cases
from consultation.unit_of_work import ConsultationUnitOfWork
from shared.domain.errors import NotFound
from shared.domain.school_names import with_names
from shared.runtime.http import Principal


async def report_of(
    uow: ConsultationUnitOfWork, meeting_id: UUID, principal: Principal, *, rules: MeetingRules
) -> ReportAnswer:
    """The report, as far as the caller may see it.

    Raises NotFound for a meeting that is not the caller's to know of or has no time, Problem (403) for who does not
    take part.
    """
    audience = await audience_of(principal, uow, uow.clock.today())
    meeting = visible_meeting(await uow.meetings.find(meeting_id), audience)
    case_ids = minuted_cases(meeting, principal, audience)
    if meeting.slot is None:
        raise NotFound("report of meeting", meeting_id)
    cases = await tabled_cases(uow, meeting, case_ids)
    owners = {action.owner for case in cases for action in case.actions}
    contacts = await uow.contacts.all_of({*meeting.contact_ids, *owners})
    names = {
        contact.contact_id: contact.details.name
        for contact in contacts
        if meeting.has_participant(contact.contact_id) or audience.sees_contact(contact)
    }
    schools = await uow.organisations.school_names(set(meeting.schools))
    minutes = await uow.minutes.get(meeting_id)
    guests = await uow.guests.of_meeting(meeting_id)
    return ReportAnswer(
        meeting_id=meeting_id,
        title=rules.kind(meeting.meeting_type).title,
        status=meeting.status,
        starts_at=local(meeting.slot.time.start),
        ends_at=local(meeting.slot.time.end),
        place=with_names(meeting.place, schools) if meeting.place else None,
        people=ReportAnswer.people_of(meeting, names),
        guests=GuestsAnswer.of(meeting_id, guests, case_ids).guests,
        minutes=MinutesAnswer.of(meeting_id, minutes) if minutes else None,
        cases=[ReportedCaseAnswer.of(case, names) for case in cases],
    )
