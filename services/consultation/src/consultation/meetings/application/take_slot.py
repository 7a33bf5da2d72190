"""A meeting takes a slot, also while others plan at the same time."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from consultation.domain.booking import Booking
from consultation.domain.intervals import Interval
from consultation.domain.local_time import midnight, monday_of
from consultation.domain.meeting_kind import MeetingRules
from consultation.domain.school_time import half_days_by
from consultation.meetings.domain.meeting import Meeting
from consultation.meetings.domain.slot_taken import SlotTaken
from consultation.planning.diary import diaries
from consultation.planning.no_slot import LATER_BY
from consultation.planning.planner import Planner
from consultation.unit_of_work import ConsultationUnitOfWork

_ATTEMPTS = 20
_DAY = timedelta(days=1)
_WEEK = timedelta(days=7)


class PlanningContended(Exception):
    """Every slot that was found was taken by someone else first; a later try may do."""


async def take_slot(
    uow: ConsultationUnitOfWork,
    meeting: Meeting,
    decide: Callable[[Planner], Meeting],
    *,
    first: date,
    last: date,
    today: date,
    rules: MeetingRules,
) -> Meeting:
    """Save what `decide` makes of a planner for these days; decide again if a slot was taken meanwhile.

    Raises PlanningContended if that happens again and again, and whatever `decide` raises.
    """
    first, last = min(first, today), max(last, today) + LATER_BY
    for _ in range(_ATTEMPTS):
        planner = await _planner(uow, meeting, first=first, last=last, rules=rules)
        try:
            return await uow.save(decide(planner))
        except SlotTaken:
            continue
    raise PlanningContended


async def _planner(
    uow: ConsultationUnitOfWork, meeting: Meeting, *, first: date, last: date, rules: MeetingRules
) -> Planner:
    searched = Interval(midnight(first), midnight(last + _DAY))
    of_cases = await uow.meetings.of_cases(meeting.case_ids, searched, but=meeting.meeting_id)
    if planner := uow.planners.of(meeting, rules):
        return planner.beside(of_cases)
    wanted = meeting.wanted
    contacts = await uow.contacts.for_meeting(wanted.school, wanted.roles)
    busy = await uow.meetings.busy(
        [contact.contact_id for contact in contacts],
        first=monday_of(first),
        last=monday_of(last) + _WEEK,
        but=meeting.meeting_id,
    )
    at_place = await _at_place(uow, meeting, searched)
    calendar_of = await uow.calendars.around(wanted.school, first=first, last=last)
    school_time = rules.school_time(meeting.meeting_type, half_days_by(calendar_of))
    return Planner(school_time, diaries(contacts, busy), at_place=at_place, of_cases=of_cases)


async def _at_place(uow: ConsultationUnitOfWork, meeting: Meeting, time: Interval) -> Sequence[Booking]:
    if meeting.place is None:
        return ()
    return await uow.meetings.at_place(meeting.place, time, but=meeting.meeting_id)
