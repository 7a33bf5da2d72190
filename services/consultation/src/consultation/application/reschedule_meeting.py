"""A meeting moves to another time."""

from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from consultation.application.planning import Planning
from consultation.application.ports import Unit
from consultation.application.versions import Expectation, any_version
from consultation.domain.local_time import local_day
from consultation.domain.meeting import Meeting
from consultation.domain.meeting_states import Step, after
from consultation.domain.no_slot import explain
from consultation.domain.planner import Planner
from consultation.domain.wanted import LONGEST_SEARCH, Slot, Wanted
from shared.domain.errors import Conflict, InvalidField


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

    Raises InvalidField for a time that is past or not the school's, Conflict when someone who is required isn't free
    then or there is no slot left, IllegalTransition, NotFound, and whatever `expected` raises.
    """
    meeting = await uow.meetings.get(meeting_id)
    expected(meeting.version)
    after(meeting.status, Step.RESCHEDULE)
    if starts_at is not None:
        require_near(starts_at, planning.clock.now())
    wanted = _wanted(meeting.wanted, planning.clock.today(), hold_by)

    def decide(planner: Planner) -> Meeting:
        now = planning.clock.now()
        slot = slot_at(planner, meeting, starts_at) if starts_at else _next_slot(planner, meeting, wanted, now)
        return replace(meeting, wanted=wanted).reschedule(slot, now)

    first = local_day(starts_at) if starts_at else wanted.not_before
    return await planning.decide(uow, meeting, first, max(first, wanted.hold_by), decide)


def require_near(starts_at: datetime, now: datetime) -> None:
    """Raises InvalidField for a time that is past or more than a year ahead."""
    if starts_at <= now:
        raise InvalidField("starts_at", "is in the past")
    if starts_at - now > LONGEST_SEARCH:
        raise InvalidField("starts_at", "is more than a year ahead")


def slot_at(planner: Planner, meeting: Meeting, starts_at: datetime) -> Slot:
    """The meeting at a time someone chose. Raises InvalidField and Conflict."""
    if not planner.school_time.is_open_at(starts_at):
        raise InvalidField("starts_at", "is not in the school's hours on a half day with lessons")
    slot = planner.at(meeting.wanted, starts_at)
    if slot is None:
        raise Conflict("someone who is required is not free at that time")
    return slot


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
