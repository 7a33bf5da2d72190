"""A meeting moves to another time."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID

from consultation.application.planning import Planning
from consultation.application.ports import Unit
from consultation.application.versions import Expectation, any_version
from consultation.domain.diary import Booking
from consultation.domain.intervals import Interval
from consultation.domain.local_time import local_day
from consultation.domain.meeting import Meeting
from consultation.domain.meeting_states import Step, after
from consultation.domain.no_slot import explain
from consultation.domain.planner import Planner
from consultation.domain.wanted import LONGEST_SEARCH, Slot, Wanted
from shared.domain.errors import Conflict, InvalidField

_MINUTE = timedelta(minutes=1)


async def reschedule_meeting(
    uow: Unit,
    meeting_id: UUID,
    planning: Planning,
    *,
    starts_at: datetime | None = None,
    hold_by: date | None = None,
    expected: Expectation = any_version,
) -> Meeting:
    """Move a meeting to `starts_at`, or to its next earliest slot until `hold_by` (else the day it had).

    The time it has already changes nothing while everyone who takes part still can. Raises InvalidField for a time
    that is past or not the school's, Conflict when the place or someone who is required isn't free then or there is
    no slot left, IllegalTransition, NotFound, and whatever `expected` raises.
    """
    meeting = await uow.meetings.get(meeting_id)
    expected(meeting.version)
    after(meeting.status, Step.RESCHEDULE)
    if starts_at is not None:
        require_start(starts_at, planning)
    wanted = _wanted(meeting.wanted, planning.clock.today(), hold_by)

    def decide(planner: Planner) -> Meeting:
        now = planning.clock.now()
        slot = _same_or_at(planner, meeting, starts_at) if starts_at else _next_slot(planner, meeting, wanted, now)
        return meeting.reschedule(slot, now, wanted)

    first = local_day(starts_at) if starts_at else wanted.not_before
    return await planning.decide(uow, meeting, first, max(first, wanted.hold_by), decide)


def require_start(starts_at: datetime, planning: Planning) -> None:
    """Raises InvalidField for a time that is past, more than a year ahead, or between the steps of meetings."""
    now, step = planning.clock.now(), planning.rules.step
    if starts_at <= now:
        raise InvalidField("starts_at", "is in the past")
    if starts_at - now > LONGEST_SEARCH:
        raise InvalidField("starts_at", "is more than a year ahead")
    if starts_at.timestamp() % step.total_seconds():
        raise InvalidField("starts_at", f"is not on a whole {step // _MINUTE} minutes, such as 10:00")


def slot_at(planner: Planner, meeting: Meeting, starts_at: datetime) -> Slot:
    """The meeting at a time someone chose. Raises InvalidField and Conflict."""
    if not planner.school_time.is_open_at(starts_at):
        raise InvalidField("starts_at", "is not in the school's hours on a half day with lessons")
    time = planner.school_time.slot_from(starts_at)
    _require_free(planner.of_cases, time, "a case of this meeting has another meeting at that time")
    _require_free(planner.at_place, time, "another meeting is at this place at that time")
    slot = planner.at(meeting.wanted, starts_at)
    if slot is None:
        raise Conflict("someone who is required is not free at that time")
    return slot


def _require_free(bookings: Sequence[Booking], time: Interval, conflict: str) -> None:
    for booking in bookings:
        if booking.time.overlaps(time):
            raise Conflict(conflict, meeting_id=booking.meeting_id)


def _same_or_at(planner: Planner, meeting: Meeting, starts_at: datetime) -> Slot:
    if meeting.slot and meeting.slot.time.start == starts_at and planner.still_fits(meeting.slot):
        return meeting.slot
    return slot_at(planner, meeting, starts_at)


def _next_slot(planner: Planner, meeting: Meeting, wanted: Wanted, now: datetime) -> Slot:
    after_this = max(now, meeting.slot.time.end) if meeting.slot else now
    slot = planner.earliest(wanted, after_this)
    if slot is None:
        reasons = ", ".join(explain(planner, wanted, after_this).reasons)
        raise Conflict(f"there is no slot until {wanted.hold_by}: {reasons}")
    return slot


def _wanted(wanted: Wanted, today: date, hold_by: date | None) -> Wanted:
    if hold_by is None:
        return wanted
    if hold_by < today:
        raise InvalidField("hold_by", "is in the past")
    return replace(wanted, not_before=max(wanted.not_before, today), hold_by=hold_by)
