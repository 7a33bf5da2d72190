"""A meeting moves to another time."""

from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from consultation.domain.local_time import local_day
from consultation.domain.meeting_kind import MeetingRules
from consultation.domain.versions import Expectation, any_version
from consultation.domain.wanted import Participant, Slot, Wanted
from consultation.meetings.application.require_contacts import require_contacts
from consultation.meetings.application.take_slot import take_slot
from consultation.meetings.domain.chosen_time import require_start, slot_at
from consultation.meetings.domain.meeting import Meeting
from consultation.meetings.domain.reseated import reseated
from consultation.meetings.domain.session_slot import next_session, session_at
from consultation.meetings.domain.states import Step, after
from consultation.planning.no_slot import explain
from consultation.planning.planner import Planner
from consultation.planning.rating import best_slot
from consultation.planning.relaxing import Search
from consultation.unit_of_work import ConsultationUnitOfWork
from shared.domain.errors import Conflict, InvalidField
from shared.runtime.clock import Clock


async def reschedule_meeting(
    uow: ConsultationUnitOfWork,
    meeting_id: UUID,
    *,
    rules: MeetingRules,
    clock: Clock,
    starts_at: datetime | None = None,
    hold_by: date | None = None,
    participants: tuple[Participant, ...] | None = None,
    expected: Expectation = any_version,
) -> Meeting:
    """Move a meeting to `starts_at`, or to its next earliest slot until `hold_by` (else the day it had).

    The time it has already changes nothing while everyone who takes part still can. With `participants` these take part
    by name, at the time that the meeting has if `starts_at` names no other and they can. Raises:

    1. InvalidField for a time that is past or not the school's, and for a participant who is no contact.
    2. Conflict if the place or someone who is required is not free then, or no slot is left.
    3. IllegalTransition, NotFound, and whatever `expected` raises.
    """
    meeting = await uow.meetings.get(meeting_id)
    expected(meeting.version)
    after(meeting.status, Step.RESCHEDULE)
    if starts_at is not None:
        require_start(starts_at, now=clock.now(), step=rules.step)
    wanted = _wanted(meeting.wanted, clock.today(), hold_by)
    first = local_day(starts_at) if starts_at else wanted.not_before
    last = max(first, wanted.hold_by)
    named = participants is not None
    if participants is not None:
        if meeting.slot is not None:
            day = local_day(meeting.slot.time.start)
            first, last = min(first, day), max(last, day)
        wanted = await _naming(uow, meeting, wanted, participants=participants, first=first, last=last)
    asked = replace(meeting, wanted=wanted)

    def decide(planner: Planner) -> Meeting:
        now = clock.now()
        slot = reseated(planner, meeting, wanted) if named and _keeps_time(meeting, starts_at, now) else None
        if slot is None and starts_at is not None:
            slot = _at(planner, asked, starts_at) if named else _same_or_at(planner, asked, starts_at)
        return meeting.reschedule(slot or _next_slot(planner, asked, wanted, now=now), now, wanted)

    return await take_slot(uow, asked, decide, first=first, last=last, today=clock.today(), rules=rules)


async def _naming(
    uow: ConsultationUnitOfWork,
    meeting: Meeting,
    wanted: Wanted,
    *,
    participants: tuple[Participant, ...],
    first: date,
    last: date,
) -> Wanted:
    if meeting.session:
        raise InvalidField("participants", "of a session are those of its series")
    await require_contacts(uow, participants, first=first, last=last)
    return wanted.naming(participants)


def _keeps_time(meeting: Meeting, starts_at: datetime | None, now: datetime) -> bool:
    """Whether the meeting has a time to come, and no other is asked for."""
    return meeting.slot is not None and meeting.is_to_come(now) and starts_at in {None, meeting.slot.time.start}


def _same_or_at(planner: Planner, meeting: Meeting, starts_at: datetime) -> Slot:
    if meeting.slot and meeting.slot.time.start == starts_at and planner.still_fits(meeting.slot):
        return meeting.slot
    return _at(planner, meeting, starts_at)


def _at(planner: Planner, meeting: Meeting, starts_at: datetime) -> Slot:
    return session_at(planner, meeting, starts_at) if meeting.session else slot_at(planner, meeting, starts_at)


def _next_slot(planner: Planner, meeting: Meeting, wanted: Wanted, *, now: datetime) -> Slot:
    after_this = max(now, meeting.slot.time.end) if meeting.slot else now
    if meeting.session:
        slot = next_session(planner, meeting, wanted, after=after_this)
        if slot is None:
            raise Conflict(f"there is no time until {wanted.hold_by} at which the place and everyone required is free")
        return slot
    slot = best_slot(planner, wanted, after_this)
    if slot is None:
        reasons = ", ".join(explain(Search(planner, wanted, now=after_this, after=after_this)).reasons)
        raise Conflict(f"there is no slot until {wanted.hold_by}: {reasons}")
    return slot


def _wanted(wanted: Wanted, today: date, hold_by: date | None) -> Wanted:
    if hold_by is None:
        return wanted
    if hold_by < today:
        raise InvalidField("hold_by", "is in the past")
    return replace(wanted, not_before=max(wanted.not_before, today), hold_by=hold_by)
