"""Where a session moves to: with the people who take part in it, wherever its kind says who could."""

from datetime import datetime

from consultation.domain.intervals import intersection, subtraction
from consultation.domain.local_time import local_day
from consultation.domain.wanted import Participant, Slot, Wanted
from consultation.meetings.domain.meeting import Meeting
from consultation.planning.planner import Planner
from shared.domain.errors import Conflict, InvalidField


def session_at(planner: Planner, meeting: Meeting, starts_at: datetime) -> Slot:
    """The session at a time a person chose, with everyone required and those of the others who are free then.

    Raises InvalidField for a time that is not that of all its schools. Raises Conflict if the place or someone who is
    required is not free then.
    """
    if not planner.school_time.is_open_at(starts_at):
        raise InvalidField("starts_at", "is not in the school's hours on a half day with lessons")
    slot = _slot_at(planner, meeting, starts_at)
    if slot is None:
        raise Conflict("the place or someone who is required is not free at that time")
    return slot


def next_session(planner: Planner, meeting: Meeting, wanted: Wanted, *, after: datetime) -> Slot | None:
    """The earliest time from `after` on, on the days that are wanted; None if there is no such time."""
    required = {person.contact_id for person in _people(meeting) if person.required}
    diaries = [diary for diary in planner.diaries if diary.contact.contact_id in required]
    taken = [booking.time for booking in planner.of_cases]
    for day in planner.days(wanted, after):
        free = subtraction(planner.school_time.windows_on(day, after), taken)
        for diary in diaries:
            free = intersection(free, planner.free_of(diary, day, planner.school_time.hours_on(day)))
        at_place = planner.venue.free_on(day, planner.school_time.hours_on(day), people=len(diaries))
        for window in sorted(window for windows in at_place for window in intersection(free, windows)):
            slot = _slot_at(planner, meeting, planner.school_time.first_start(window))
            if slot and window.contains(slot.time):
                return slot
    return None


def _slot_at(planner: Planner, meeting: Meeting, starts_at: datetime) -> Slot | None:
    time = planner.school_time.slot_from(starts_at)
    anywhere = planner.with_the_place_free
    people = [person for person in _people(meeting) if person.required or anywhere.still_fits(Slot(time, (person,)))]
    room = planner.venue.room_at(time, people=len(people))
    if room is None and planner.venue.has_rooms_on(local_day(starts_at)):
        return None
    slot = Slot(time, tuple(people), room)
    return slot if planner.still_fits(slot) else None


def _people(meeting: Meeting) -> tuple[Participant, ...]:
    return meeting.slot.participants if meeting.slot else ()
