"""Care meetings of consultation."""

from collections.abc import Mapping

from casework.application.follow_meeting import follow_meeting
from casework.domain.meeting import Attention, Meeting
from casework.domain.timeline import Entry, EntryKind
from casework.domain.vocabulary import AttentionReason, MeetingStatus
from casework.messaging.causes import told
from casework.unit_of_work import CaseworkUnitOfWork
from shared.contracts import consultation_meetings as contracts
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


async def on_planned_meeting(uow: CaseworkUnitOfWork, event: Received[PlannedMeeting], *, clock: Clock) -> None:
    """A meeting that has a time was planned, changed, or ended."""
    status, kind = _TOLD[type(event.data)]
    meeting = _planned(event, status)
    entry = Entry.of(kind, told(event.envelope, clock), starts_at=event.data.starts_at)
    await follow_meeting(uow, meeting, case_ids=event.data.case_ids, entry=entry)


async def on_meeting_without_time(
    uow: CaseworkUnitOfWork, event: Received[MeetingWithoutTime], *, clock: Clock
) -> None:
    """No time was found for a meeting, or a meeting without a time was called off."""
    status, kind = _TOLD[type(event.data)]
    meeting = Meeting(event.data.meeting_id, status, event.envelope.version)
    await follow_meeting(uow, meeting, case_ids=event.data.case_ids, entry=Entry.of(kind, told(event.envelope, clock)))


async def on_meeting_attention_changed(
    uow: CaseworkUnitOfWork, event: Received[contracts.MeetingAttentionChanged], *, clock: Clock
) -> None:
    """A planned meeting asks for somebody, for other reasons, or no longer."""
    meeting = _planned(event, MeetingStatus(event.data.status))
    kind = EntryKind.MEETING_ATTENTION if meeting.attention else EntryKind.MEETING_ATTENTION_ENDED
    reasons = meeting.attention.reasons if meeting.attention else None
    entry = Entry.of(kind, told(event.envelope, clock), starts_at=event.data.starts_at, reasons=reasons)
    await follow_meeting(uow, meeting, case_ids=event.data.case_ids, entry=entry)


def _planned(event: Received[PlannedMeeting | contracts.MeetingAttentionChanged], status: MeetingStatus) -> Meeting:
    data = event.data
    return Meeting(
        meeting_id=data.meeting_id,
        status=status,
        sequence=event.envelope.version,
        starts_at=data.starts_at,
        ends_at=data.ends_at,
        place=data.place,
        attention=_attention(data.attention),
    )


def _attention(attention: contracts.Attention | None) -> Attention | None:
    if attention is None:
        return None
    return Attention(attention.since, tuple(AttentionReason(reason) for reason in attention.reasons))
