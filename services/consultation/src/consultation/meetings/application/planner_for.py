"""What a meeting is planned by: its school's time, its people's diaries, its place."""

from collections.abc import Collection, Sequence
from datetime import date, timedelta

from consultation.domain.booking import Booking
from consultation.domain.contact import Contact
from consultation.domain.intervals import Interval
from consultation.domain.local_time import midnight, monday_of
from consultation.domain.meeting_kind import MeetingRules
from consultation.domain.places import place_key
from consultation.domain.school_time import half_days_by, half_days_of_all
from consultation.meetings.application.rooms_at import rooms_at
from consultation.meetings.domain.meeting import Meeting
from consultation.planning.diary import diaries
from consultation.planning.planner import Planner
from consultation.unit_of_work import ConsultationUnitOfWork

_DAY = timedelta(days=1)
_WEEK = timedelta(days=7)


async def planner_for(
    uow: ConsultationUnitOfWork,
    meeting: Meeting,
    *,
    first: date,
    last: date,
    rules: MeetingRules,
    also: Collection[str] = (),
) -> Planner:
    """The planner of a meeting for these days, with the diaries of everyone who could take part, and of `also`."""
    searched = Interval(midnight(first), midnight(last + _DAY))
    of_cases = await uow.meetings.of_cases(meeting.case_ids, searched, but=meeting.meeting_id)
    if planner := uow.planners.of(meeting, rules):
        return planner.beside(of_cases)
    contacts = await _contacts(uow, meeting, also)
    busy = await uow.meetings.busy(
        [contact.contact_id for contact in contacts],
        first=monday_of(first),
        last=monday_of(last) + _WEEK,
        but=meeting.meeting_id,
    )
    at_place = await _at_place(uow, meeting, searched)
    calendars = [await uow.calendars.around(school, first=first, last=last) for school in meeting.schools]
    half_days_on = half_days_of_all(map(half_days_by, calendars))
    school_time = rules.school_time(meeting.meeting_type, half_days_on, length=meeting.length)
    return Planner(
        school_time,
        diaries(contacts, busy),
        at_place=at_place,
        rooms=await rooms_at(uow, meeting.place, searched, but=meeting.meeting_id),
        of_cases=of_cases,
        where=place_key(meeting.place),
        rules=rules.planning_of(meeting.meeting_type),
    )


async def _contacts(uow: ConsultationUnitOfWork, meeting: Meeting, also: Collection[str]) -> Sequence[Contact]:
    """Everyone who could take part; of a session those who do, as it is theirs wherever it goes."""
    if meeting.session and meeting.slot:
        return await uow.contacts.all_of([*also, *(person.contact_id for person in meeting.slot.participants)])
    contacts = await uow.contacts.for_meeting(meeting.school, meeting.wanted.roles)
    others = {person.contact_id for person in meeting.wanted.named} | set(also)
    others -= {contact.contact_id for contact in contacts}
    return [*contacts, *await uow.contacts.all_of(others)] if others else contacts


async def _at_place(uow: ConsultationUnitOfWork, meeting: Meeting, time: Interval) -> Sequence[Booking]:
    if meeting.place is None:
        return ()
    return await uow.meetings.at_place(meeting.place, time, but=meeting.meeting_id)
