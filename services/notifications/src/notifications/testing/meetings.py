"""What can arrive about the invented meeting."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from notifications.domain.about import Origin
from notifications.domain.labels import Appointment
from notifications.subjects.meeting.domain.story import (
    AgendaItem,
    AnswerNews,
    MeetingState,
    MeetingStory,
    MeetingVersion,
    NoSlot,
    Participant,
)
from notifications.testing.factories import CASE, MEETING, SCHOOL
from shared.domain.roles import Role
from shared.runtime.clock import BRUSSELS

COUNSELLOR_ONE = Participant("counsellor-1", Role.COUNSELLOR)
CASEWORKER_ONE = Participant("caseworker-1", Role.CASEWORKER)
CLB_ONE = Participant("clb-1", Role.CLB)
COACH_ONE = Participant("coach-1", Role.YOUTH_COACH)


def planned(
    sequence: int = 1,
    *,
    day: int = 15,
    participants: tuple[Participant, ...] = (COUNSELLOR_ONE, CASEWORKER_ONE),
    state: MeetingState = MeetingState.PLANNED,
) -> MeetingVersion:
    """A meeting at 9 o'clock on this day of October 2026."""
    starts_at = datetime(2026, 10, day, 9, 0, tzinfo=BRUSSELS)
    return MeetingVersion(
        sequence=sequence,
        state=state,
        school=SCHOOL,
        case_ids=(CASE,),
        appointment=Appointment(starts_at, starts_at + timedelta(minutes=45), "Stadhuis, lokaal 2"),
        participants=participants,
        ical_uid="cafe@flankerend",
        ical_sequence=sequence - 1,
        origin=Origin(correlation_id=f"meeting-{sequence}"),
    )


def session(
    sequence: int,
    *cases: UUID,
    ready: bool = False,
    participants: tuple[Participant, ...] = (COUNSELLOR_ONE, CASEWORKER_ONE),
    **fields: Any,
) -> MeetingVersion:
    """The meeting as a session of a standing meeting, with these cases on its agenda for a quarter of an hour each."""
    version = planned(sequence, participants=participants, **fields)
    agenda = tuple(AgendaItem(case, 15) for case in cases)
    return replace(version, case_ids=cases, agenda=agenda, agenda_ready=ready, fixed_for=version.appointment.starts_at)


def answer(sequence: int, contact_id: str = "counsellor-1", *, day: int = 15, answered: bool = True) -> AnswerNews:
    """At this version the contact answered about the meeting at 9 o'clock on this day of October 2026, or did not."""
    starts_at = planned(day=day).appointment.starts_at
    return AnswerNews(sequence, contact_id, starts_at, answered, Origin(correlation_id=f"answer-{sequence}"))


def no_slot(sequence: int) -> NoSlot:
    """At this version there was no time for the meeting."""
    return NoSlot(sequence, SCHOOL, (CASE,), Origin(correlation_id=f"no-slot-{sequence}"))


def meeting(
    *versions: MeetingVersion, answers: tuple[AnswerNews, ...] = (), no_slots: tuple[NoSlot, ...] = ()
) -> MeetingStory:
    """What arrived about a meeting."""
    return MeetingStory(MEETING, versions, answers, no_slots)
