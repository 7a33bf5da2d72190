"""Care meetings of consultation."""

import re
from collections.abc import Mapping

from casework.application.follow_agenda import AgendaChange, follow_agenda, follow_session
from casework.application.follow_meeting import follow_meeting
from casework.application.note_decision import note_decision
from casework.domain.meeting import Attention, Meeting
from casework.domain.timeline import Entry, EntryKind
from casework.domain.vocabulary import AttentionReason, MeetingStatus
from casework.messaging.causes import told
from casework.unit_of_work import CaseworkUnitOfWork
from shared.contracts import consultation_meetings as contracts
from shared.domain.answers import Answer
from shared.messaging import keys
from shared.messaging.keys import Key
from shared.messaging.parsing import Received
from shared.runtime.clock import Clock

PlannedMeeting = (
    contracts.MeetingScheduled
    | contracts.MeetingRescheduled
    | contracts.MeetingCancelled
    | contracts.MeetingHeld
    | contracts.MeetingUnderReview
    | contracts.MeetingRestored
)
ChangedMeeting = contracts.MeetingAttentionChanged | contracts.MeetingAgendaChanged
_CODE = re.compile(r"[a-z]+(-[a-z]+)*", re.ASCII)

_CANNOT_COME = frozenset({Answer.DECLINED, Answer.COUNTERED, Answer.DELEGATED})

MeetingWithoutTime = contracts.MeetingUnschedulable | contracts.MeetingDropped

_TOLD: Mapping[type[contracts.MeetingEvent], tuple[MeetingStatus, EntryKind]] = {
    contracts.MeetingScheduled: (MeetingStatus.SCHEDULED, EntryKind.MEETING_SCHEDULED),
    contracts.MeetingRescheduled: (MeetingStatus.SCHEDULED, EntryKind.MEETING_RESCHEDULED),
    contracts.MeetingCancelled: (MeetingStatus.CANCELLED, EntryKind.MEETING_CANCELLED),
    contracts.MeetingHeld: (MeetingStatus.HELD, EntryKind.MEETING_HELD),
    contracts.MeetingUnderReview: (MeetingStatus.UNDER_REVIEW, EntryKind.MEETING_UNDER_REVIEW),
    contracts.MeetingRestored: (MeetingStatus.SCHEDULED, EntryKind.MEETING_RESTORED),
    contracts.MeetingUnschedulable: (MeetingStatus.PROPOSED, EntryKind.MEETING_UNSCHEDULABLE),
    contracts.MeetingDropped: (MeetingStatus.CANCELLED, EntryKind.MEETING_DROPPED),
}
"""Where a meeting stands after each event, and what the timeline notes."""


def keys_of_meeting(data: contracts.MeetingEvent) -> tuple[Key, ...]:
    """The meeting, and the cases that it is about."""
    return (keys.meeting(data.meeting_id), *map(keys.case, data.case_ids))


def keys_of_agenda(data: contracts.MeetingAgendaChanged) -> tuple[Key, ...]:
    """The session, the cases that it is about and those that left it."""
    return (*keys_of_meeting(data), *map(keys.case, data.left))


async def on_planned_meeting(uow: CaseworkUnitOfWork, event: Received[PlannedMeeting], *, clock: Clock) -> None:
    """A meeting that has a time was planned, changed, or ended."""
    status, kind = _TOLD[type(event.data)]
    meeting = _planned(event, status)
    entry = Entry.of(kind, told(event.envelope, clock), starts_at=event.data.starts_at)
    await _follow(uow, meeting, event.data, entry=entry)
    if isinstance(event.data, contracts.MeetingHeld):
        for decided in event.data.decisions:
            facts = {"starts_at": event.data.starts_at, "decision": decided.decision}
            decision = Entry.of(EntryKind.MEETING_DECISION, told(event.envelope, clock), **facts)
            await note_decision(uow, decided.case_id, decision)


async def on_meeting_decisions_corrected(
    uow: CaseworkUnitOfWork, event: Received[contracts.MeetingDecisionsCorrected], *, clock: Clock
) -> None:
    """Something else was decided at a meeting than was told before; the timeline has both."""
    decisions = {decided.case_id: decided.decision for decided in event.data.decisions}
    for case_id in event.data.changed:
        facts = {"starts_at": event.data.starts_at, "decision": decisions.get(case_id)}
        entry = Entry.of(EntryKind.MEETING_DECISION_CORRECTED, told(event.envelope, clock), **facts)
        await note_decision(uow, case_id, entry)


async def on_meeting_agenda_changed(
    uow: CaseworkUnitOfWork, event: Received[contracts.MeetingAgendaChanged], *, clock: Clock
) -> None:
    """Cases came on the agenda of a session, or left it."""
    data, cause = event.data, told(event.envelope, clock)
    change = AgendaChange(
        case_ids=data.case_ids,
        came=data.came,
        left=data.left,
        in_place_of=[item.in_place_of for item in data.agenda if item.in_place_of],
        joined=Entry.of(EntryKind.AGENDA_JOINED, cause, starts_at=data.starts_at),
        gone=Entry.of(EntryKind.AGENDA_LEFT, cause, starts_at=data.starts_at),
    )
    await follow_agenda(uow, _planned(event, MeetingStatus(data.status)), change)


async def on_meeting_without_time(
    uow: CaseworkUnitOfWork, event: Received[MeetingWithoutTime], *, clock: Clock
) -> None:
    """No time was found for a meeting, or a meeting without a time was called off."""
    status, kind = _TOLD[type(event.data)]
    meeting = Meeting(event.data.meeting_id, status, event.envelope.version)
    entry = Entry.of(kind, told(event.envelope, clock), reasons=_why(event.data))
    await follow_meeting(uow, meeting, case_ids=event.data.case_ids, entry=entry)


async def on_meeting_attention_changed(
    uow: CaseworkUnitOfWork, event: Received[contracts.MeetingAttentionChanged], *, clock: Clock
) -> None:
    """A planned meeting asks for somebody, for other reasons, or no longer."""
    meeting = _planned(event, MeetingStatus(event.data.status))
    kind = EntryKind.MEETING_ATTENTION if meeting.attention else EntryKind.MEETING_ATTENTION_ENDED
    reasons = meeting.attention.reasons if meeting.attention else None
    entry = Entry.of(kind, told(event.envelope, clock), starts_at=event.data.starts_at, reasons=reasons)
    await _follow(uow, meeting, event.data, entry=entry)


async def on_reply_received(uow: CaseworkUnitOfWork, event: Received[contracts.ReplyReceived], *, clock: Clock) -> None:
    """Somebody who is invited answered: who can't come is noted, other answers stay with the meeting."""
    reply = event.data
    if reply.answer not in _CANNOT_COME:
        return
    entry = Entry.of(
        EntryKind.MEETING_REPLY,
        told(event.envelope, clock),
        starts_at=reply.starts_at,
        role=reply.role,
        answer=reply.answer,
        proposed=reply.proposed.starts_at if reply.proposed else None,
    )
    await uow.timeline.note_meeting(reply.meeting_id, entry)


async def _follow(
    uow: CaseworkUnitOfWork, meeting: Meeting, data: PlannedMeeting | contracts.MeetingAttentionChanged, *, entry: Entry
) -> None:
    follow = follow_session if meeting.is_session else follow_meeting
    await follow(uow, meeting, case_ids=data.case_ids, entry=entry)


def _planned(event: Received[PlannedMeeting | ChangedMeeting], status: MeetingStatus) -> Meeting:
    data = event.data
    return Meeting(
        meeting_id=data.meeting_id,
        status=status,
        sequence=event.envelope.version,
        starts_at=data.starts_at,
        ends_at=data.ends_at,
        place=data.place,
        attention=_attention(data.attention),
        is_session=data.series_id is not None,
    )


def _why(data: MeetingWithoutTime) -> tuple[str, ...] | None:
    """Why no time was found, where all of it is codes: a line that somebody wrote stays with consultation."""
    if not isinstance(data, contracts.MeetingUnschedulable) or not all(map(_CODE.fullmatch, data.reasons)):
        return None
    return data.reasons or None


def _attention(attention: contracts.Attention | None) -> Attention | None:
    if attention is None:
        return None
    return Attention(attention.since, tuple(AttentionReason(reason) for reason in attention.reasons))
