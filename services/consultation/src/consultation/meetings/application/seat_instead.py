"""Somebody else comes to a meeting, at the time that it has."""

from collections.abc import Sequence
from dataclasses import replace

from consultation.domain.local_time import local_day
from consultation.domain.meeting_kind import MeetingRules
from consultation.domain.wanted import Participant, Slot
from consultation.meetings.application.take_slot import take_slot
from consultation.meetings.domain.meeting import Meeting
from consultation.planning.planner import Planner
from consultation.unit_of_work import ConsultationUnitOfWork
from shared.runtime.clock import Clock


class NobodyCan(Exception):
    """Nobody who could come instead is free, or there is no other time."""


async def seat_instead(
    uow: ConsultationUnitOfWork,
    meeting: Meeting,
    participant: Participant,
    *,
    contact_ids: Sequence[str],
    rules: MeetingRules,
    clock: Clock,
) -> Meeting:
    """Give the participant's place to the first of these contacts who is free; nobody else's place changes.

    Raises NobodyCan, and PlanningContended.
    """
    slot = meeting.slot
    if slot is None or not contact_ids:
        raise NobodyCan

    def decide(planner: Planner) -> Meeting:
        for contact_id in contact_ids:
            seated = _seated(slot, participant, contact_id)
            if planner.still_fits(seated):
                return meeting.reschedule(seated, clock.now())
        raise NobodyCan

    day = local_day(slot.time.start)
    return await take_slot(
        uow, meeting, decide, first=day, last=day, today=clock.today(), rules=rules, also=contact_ids
    )


def _seated(slot: Slot, participant: Participant, contact_id: str) -> Slot:
    participants = (
        replace(person, contact_id=contact_id) if person == participant else person for person in slot.participants
    )
    return replace(slot, participants=tuple(participants))
