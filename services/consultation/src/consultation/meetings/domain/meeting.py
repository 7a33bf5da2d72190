"""A meeting, such as the care meeting (*zorgoverleg*) about the cases of one or more pupils."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID

from consultation.domain.audience import Audience
from consultation.domain.meeting_kind import CARE_MEETING
from consultation.domain.wanted import NoSlot, Slot, Wanted
from consultation.meetings.domain.attention import Attention, AttentionReason
from consultation.meetings.domain.events import (
    MeetingAttentionChanged,
    MeetingCancelled,
    MeetingDropped,
    MeetingEvent,
    MeetingHeld,
    MeetingRescheduled,
    MeetingRestored,
    MeetingScheduled,
    MeetingUnderReview,
    MeetingUnschedulable,
)
from consultation.meetings.domain.standing import Standing
from consultation.meetings.domain.states import Status, Step, after
from shared.domain.errors import Conflict


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """A meeting; every step gives a changed copy. Its `events` are not told yet.

    `version` is 0 before anything was decided and rises with every change. `ical_sequence` is 0 when the meeting gets
    its first time and rises with every change that calendars have to know. `holds_place`: no other meeting can be at
    its place at its time. Steps that are not in the table raise IllegalTransition.
    """

    meeting_id: UUID
    case_ids: tuple[UUID, ...]
    wanted: Wanted
    created_at: datetime
    changed_at: datetime
    place: str | None
    meeting_type: str = CARE_MEETING
    status: Status = Status.PROPOSED
    slot: Slot | None = None
    holds_place: bool = False
    attention: Attention | None = None
    no_slot: NoSlot | None = None
    cancel_reason: str | None = None
    ical_sequence: int = 0
    version: int = 0
    events: tuple[MeetingEvent, ...] = field(default=(), compare=False)

    @property
    def school(self) -> str:
        return self.wanted.school

    @property
    def ical_uid(self) -> str:
        """UID of the calendar entry (RFC 5545), the same for the meeting's whole life."""
        return f"{self.meeting_id}@flankerend"

    @property
    def waits_for_a_slot(self) -> bool:
        return self.status is Status.PROPOSED

    @property
    def keeps_its_slot(self) -> bool:
        """Whether nobody who takes part can be in another meeting at its time."""
        return self.slot is not None and self.status is not Status.CANCELLED

    @property
    def is_awaited(self) -> bool:
        """Whether the meeting has a time and nobody has said yet that it was, or will not be, held."""
        return self.status in {Status.SCHEDULED, Status.UNDER_REVIEW}

    def has_participant(self, contact_id: str | None) -> bool:
        """Whether this contact takes part."""
        participants = self.slot.participants if self.slot else ()
        return any(participant.contact_id == contact_id for participant in participants)

    def is_visible_to(self, audience: Audience) -> bool:
        """Whether the meeting is of the audience's schools, or they take part in it."""
        return audience.sees_school(self.school) or self.has_participant(audience.contact)

    def schedule(self, slot: Slot, at: datetime) -> "Meeting":
        """Give a proposed meeting its time."""
        return self._planned(Step.SCHEDULE, slot, at)

    def reschedule(self, slot: Slot, at: datetime, wanted: Wanted | None = None) -> "Meeting":
        """Move to another slot (within other terms); a proposed meeting gets its first.

        The slot that the meeting has already changes nothing, and nobody is told.
        """
        wanted = wanted or self.wanted
        if slot == self.slot and self.status is Status.SCHEDULED:
            return self if wanted == self.wanted else self._changed(at, wanted=wanted)
        return self._planned(Step.RESCHEDULE, slot, at, wanted=wanted)

    def without_slot(self, why: NoSlot, at: datetime) -> "Meeting":
        """Stay proposed, and say why. Said only once: the same reasons again change nothing."""
        if why == self.no_slot:
            return self
        return self._changed(at, MeetingUnschedulable, no_slot=why)

    def cancel(self, reason: str | None, at: datetime) -> "Meeting":
        """Call the meeting off. A meeting without a slot is only dropped, because no participant was told of it."""
        status = after(self.status, Step.CANCEL)
        if self.slot is None:
            return self._changed(at, MeetingDropped, status=status, cancel_reason=reason)
        sequence = self.ical_sequence + 1
        return self._settled(
            at, MeetingCancelled, status=status, cancel_reason=reason, ical_sequence=sequence, holds_place=False
        )

    def complete(self, at: datetime) -> "Meeting":
        """The meeting was held. Raises Conflict before its end."""
        status = after(self.status, Step.COMPLETE)
        if not self._is_past(at):
            raise Conflict("the meeting has not ended yet: it can be completed from its end on")
        return self._settled(at, MeetingHeld, status=status)

    def minuted(self, at: datetime) -> "Meeting":
        """The meeting has (other) minutes."""
        return self._changed(at, status=after(self.status, Step.MINUTES))

    def follow(self, standing: Standing, at: datetime) -> "Meeting":
        """What the standing of its cases means for the meeting; often nothing.

        A proposed withdrawal puts it under review, and a dropped withdrawal puts it back; no participant is told. The
        end of its cases cancels it, unless it was held or its time is past.
        """
        match standing, self.status:
            case Standing.OPEN, Status.UNDER_REVIEW:
                return self._changed(at, MeetingRestored, status=after(self.status, Step.RESTORE))
            case Standing.WITHDRAWAL_PROPOSED, Status.SCHEDULED:
                return self._changed(at, MeetingUnderReview, status=after(self.status, Step.REVIEW))
            case Standing.ENDED, Status.PROPOSED | Status.SCHEDULED | Status.UNDER_REVIEW if not self._is_past(at):
                return self.cancel("case-ended", at)
        return self

    def moved_along(self, case_id: UUID, remaining: UUID, at: datetime) -> "Meeting":
        """The meeting goes with its case into the case that remains after a merger; nobody is told."""
        case_ids = tuple(dict.fromkeys(remaining if own == case_id else own for own in self.case_ids))
        return self if case_ids == self.case_ids else self._changed(at, case_ids=case_ids)

    def asked_again(self, wanted: Wanted, at: datetime) -> "Meeting":
        """A proposed meeting that is wanted within other terms."""
        return self._changed(at, wanted=wanted, no_slot=None)

    def asks_for_somebody(self, reasons: tuple[AttentionReason, ...], at: datetime) -> "Meeting":
        """The meeting with these reasons for attention. The reasons it has already change nothing."""
        before = self.attention
        if reasons == (before.reasons if before else ()):
            return self
        attention = Attention(before.since if before else at, reasons) if reasons else None
        return self._changed(at, MeetingAttentionChanged, attention=attention)

    def regained_place(self) -> "Meeting":
        """The meeting holds its place again, which another meeting had; a part of the change that lets it say so."""
        return replace(self, holds_place=True)

    def _planned(self, step: Step, slot: Slot, at: datetime, **fields: object) -> "Meeting":
        status = after(self.status, step)
        first = self.slot is None
        sequence = 0 if first else self.ical_sequence + 1
        event = MeetingScheduled if first else MeetingRescheduled
        holds_place = self.place is not None
        planned = {"status": status, "slot": slot, "no_slot": None, "ical_sequence": sequence}
        return self._settled(at, event, **planned, holds_place=holds_place, **fields)

    def _settled(self, at: datetime, happened: Callable[["Meeting"], MeetingEvent], **fields: object) -> "Meeting":
        """A change after which what asked for somebody is dealt with."""
        changed = self._changed(at, happened, **fields, attention=None)
        if self.attention is None:
            return changed
        return replace(changed, events=(*changed.events, MeetingAttentionChanged(replace(changed, events=()))))

    def _is_past(self, now: datetime) -> bool:
        return self.slot is not None and self.slot.time.end <= now

    def _changed(
        self, at: datetime, happened: Callable[["Meeting"], MeetingEvent] | None = None, **fields: object
    ) -> "Meeting":
        changed = replace(self, **fields, changed_at=at, version=self.version + 1)  # type: ignore[arg-type]  # see callers
        if happened is None:
            return changed
        return replace(changed, events=(*self.events, happened(replace(changed, events=()))))
