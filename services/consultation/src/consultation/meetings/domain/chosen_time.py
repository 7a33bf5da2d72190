"""A time for a meeting that a person chose."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from consultation.domain.booking import Booking
from consultation.domain.intervals import Interval
from consultation.domain.local_time import local_day
from consultation.domain.wanted import LONGEST_SEARCH, Slot
from consultation.meetings.domain.meeting import Meeting
from consultation.planning.planner import Planner
from shared.domain.errors import Conflict, InvalidField

_MINUTE = timedelta(minutes=1)


def require_start(starts_at: datetime, *, now: datetime, step: timedelta) -> None:
    """Raises InvalidField for a time that is past, more than a year ahead, or between the steps of meetings."""
    if starts_at <= now:
        raise InvalidField("starts_at", "is in the past")
    if starts_at - now > LONGEST_SEARCH:
        raise InvalidField("starts_at", "is more than a year ahead")
    if starts_at.timestamp() % step.total_seconds():
        raise InvalidField("starts_at", f"is not on a whole {step // _MINUTE} minutes, such as 10:00")


def slot_at(planner: Planner, meeting: Meeting, starts_at: datetime) -> Slot:
    """The meeting at a time a person chose.

    Raises InvalidField for a time that is not the school's. Raises Conflict if a case, someone who is required or the
    place is not free then. A place with rooms is free while a room is that is large enough.
    """
    if not planner.school_time.is_open_at(starts_at):
        raise InvalidField("starts_at", "is not in the school's hours on a half day with lessons")
    time = planner.school_time.slot_from(starts_at)
    _require_free(planner.of_cases, time, "a case of this meeting has another meeting at that time")
    if not planner.venue.has_rooms_on(local_day(starts_at)):
        _require_free(planner.at_place, time, "another meeting is at this place at that time")
    elif not planner.venue.is_free_at(time, people=planner.team(meeting.wanted).fewest):
        raise Conflict("no room of this place with enough seats is free at that time")
    slot = planner.at(meeting.wanted, starts_at)
    if slot is None:
        raise Conflict("someone who is required is not free at that time")
    return slot


def _require_free(bookings: Sequence[Booking], time: Interval, conflict: str) -> None:
    for booking in bookings:
        if booking.time.overlaps(time):
            raise Conflict(conflict, meeting_id=booking.meeting_id)
