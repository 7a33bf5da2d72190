"""A meeting, such as the care meeting (*zorgoverleg*) about the cases of one or more pupils."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from consultation.domain.audience import Audience
from consultation.domain.local_time import BRUSSELS
from consultation.domain.meeting_kind import CARE_MEETING
from consultation.domain.wanted import NoSlot, Participant, Slot, Wanted
from consultation.meetings.domain.agreed_action import AgreedAction
from consultation.meetings.domain.answers_for import answers_for
from consultation.meetings.domain.attention import Attention, AttentionReason
from consultation.meetings.domain.events import (
    ActionAgreed,
    MeetingAgendaChanged,
    MeetingAgendaReady,
    MeetingAttentionChanged,
    MeetingCancelled,
    MeetingDecisionsCorrected,
    MeetingDropped,
    MeetingEvent,
    MeetingHeld,
    MeetingRescheduled,
    MeetingRestored,
    MeetingScheduled,
    MeetingUnderReview,
    MeetingUnschedulable,
    ReplyAwaited,
    ReplyReceived,
)
from consultation.meetings.domain.held import NOTHING_SAID, Held
from consultation.meetings.domain.reply import Reply
from consultation.meetings.domain.session import AgendaItem, Session
from consultation.meetings.domain.standing import Standing
from consultation.meetings.domain.states import Status, Step, after
from shared.domain.errors import Conflict, InvalidField


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """A meeting; every step gives a changed copy. Its `events` are not told yet.

    `version` is 0 before anything was decided and rises with every change. `ical_sequence` is 0 when the meeting gets
    its first time and rises with every change that calendars have to know. `time_sequence` is the `ical_sequence` with
    which the meeting got its present time. `holds_place`: no other meeting can be at its place at its time. `declined`
    are those who answered that they can't come then, also who takes part no more. `silent` are those who did not answer
    after a reminder, and have no deputy who can. `left_out` has the case, and can't come then. `invited` says since
    when each is asked to come then. `session` is what a meeting of a series has beside, None for a meeting that stands
    alone. `held` is what was said of it when it was held. A step that is not in the table raises IllegalTransition.
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
    time_sequence: int = 0
    declined: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()
    invited: Mapping[str, datetime] = field(default_factory=dict, hash=False)
    left_out: tuple[str, ...] = ()
    version: int = 0
    session: Session | None = None
    held: Held = NOTHING_SAID
    events: tuple[MeetingEvent, ...] = field(default=(), compare=False)

    @property
    def school(self) -> str:
        return self.wanted.school

    @property
    def schools(self) -> tuple[str, ...]:
        """The school where it is, and the other schools of a session."""
        return (self.school, *(self.session.other_schools if self.session else ()))

    def school_of(self, case_id: UUID) -> str:
        """The school for which this case asked for a meeting; that of the meeting unless it is a session."""
        item = self.session.item(case_id) if self.session else None
        return item.wanted.school if item else self.school

    @property
    def length(self) -> timedelta | None:
        """How long it takes by itself; None if that is as its kind says."""
        return self.slot.time.end - self.slot.time.start if self.session and self.slot else None

    @property
    def location(self) -> str | None:
        """Where it is, for people: its room, or its place where it has no room; None if that is not known."""
        return self.slot.room.place if self.slot and self.slot.room else self.place

    @property
    def ical_uid(self) -> str:
        """UID of the calendar entry (RFC 5545), the same for the life of the meeting; of a session its series'."""
        return f"{self.session.series_id if self.session else self.meeting_id}@flankerend"

    @property
    def recurrence_id(self) -> datetime | None:
        """RECURRENCE-ID of a session's calendar entry: the start it was fixed for; None for a single meeting."""
        return self.session.fixed_for if self.session else None

    @property
    def waits_for_a_slot(self) -> bool:
        return self.status is Status.PROPOSED

    @property
    def keeps_its_slot(self) -> bool:
        """Whether nobody who takes part can be in another meeting at its time."""
        return self.slot is not None and self.status is not Status.CANCELLED

    @property
    def holds_room(self) -> bool:
        """Whether no other meeting can be in its room at its time."""
        return self.keeps_its_slot and self.slot is not None and self.slot.room is not None

    @property
    def is_awaited(self) -> bool:
        """Whether the meeting has a time and nobody has said yet that it was, or will not be, held."""
        return self.status in {Status.SCHEDULED, Status.UNDER_REVIEW}

    @property
    def contact_ids(self) -> tuple[str, ...]:
        """Who takes part."""
        return tuple(participant.contact_id for participant in self.slot.participants) if self.slot else ()

    def has_participant(self, contact_id: str | None) -> bool:
        """Whether this contact takes part."""
        return self.participant(contact_id) is not None

    def participant(self, contact_id: str | None) -> Participant | None:
        """This contact as a participant; None if the contact does not take part."""
        participants = self.slot.participants if self.slot else ()
        return next((participant for participant in participants if participant.contact_id == contact_id), None)

    def is_to_come(self, now: datetime) -> bool:
        """Whether it waits for a slot, or for its time."""
        return self.waits_for_a_slot or (self.is_awaited and self.slot is not None and now < self.slot.time.start)

    def is_visible_to(self, audience: Audience) -> bool:
        """Whether the meeting is of the audience's schools, or they take part in it."""
        return any(map(audience.sees_school, self.schools)) or self.has_participant(audience.contact)

    def case_ids_for(self, audience: Audience) -> tuple[UUID, ...]:
        """Its cases; of a session those for which the audience's own schools asked."""
        if self.session is None:
            return self.case_ids
        return tuple(case_id for case_id in self.case_ids if audience.sees_school(self.school_of(case_id)))

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

    def relaxed(self, slot: Slot, at: datetime, *, wanted: Wanted, place: str | None) -> "Meeting":
        """Give a proposed meeting the time that a requirement stood in the way of; what is wanted is other now."""
        return replace(self, place=place)._planned(Step.RELAX, slot, at, wanted=wanted)

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

    def complete(self, at: datetime, held: Held = NOTHING_SAID) -> "Meeting":
        """The meeting was held. What was noted of a case or participant that left the meeting is not kept.

        Raises Conflict before its end, InvalidField for who or what is not of the meeting.
        """
        status = after(self.status, Step.COMPLETE)
        if not self._is_past(at):
            raise Conflict("the meeting has not ended yet: it can be completed from its end on")
        held.check(contact_ids=self.contact_ids, case_ids=self.case_ids)
        said = held.on_top_of(self.held.kept_of(contact_ids=self.contact_ids, case_ids=self.case_ids))
        return self._settled(at, MeetingHeld, status=status, held=said)

    def noted(self, held: Held, at: datetime) -> "Meeting":
        """What is said of the meeting so far, while it goes on; nobody is told. The same again changes nothing.

        Raises IllegalTransition, Conflict once the meeting was held, InvalidField for who or what is not of it.
        """
        after(self.status, Step.MINUTES)
        if held == self.held:
            return self
        if self.status is Status.HELD:
            raise Conflict("the meeting was held: what was decided is told")
        held.check(contact_ids=self.contact_ids, case_ids=self.case_ids)
        return self._changed(at, held=held)

    def corrected(self, held: Held, at: datetime) -> "Meeting":
        """What was said of a meeting that was held is put right; others are told what was decided instead.

        The same again changes nothing. Raises IllegalTransition, Conflict before it was held, InvalidField for who or
        what is not of it.
        """
        after(self.status, Step.MINUTES)
        if self.status is not Status.HELD:
            raise Conflict("the meeting was not held yet: nothing was told that could be put right")
        if held.says_as(self.held):
            return self
        held.check(contact_ids=self.contact_ids, case_ids=self.case_ids)
        changed = held.changed_since(self.held)
        happened = partial(MeetingDecisionsCorrected, changed=changed) if changed else None
        return self._changed(at, happened, held=held)

    def replied(self, reply: Reply, at: datetime) -> "Meeting":
        """Somebody who takes part answered."""
        others = {contact_id for contact_id in self.declined if contact_id != reply.contact_id}
        declined = others | {reply.contact_id} if reply.cannot_then else others
        silent = tuple(who for who in self.silent if who != reply.contact_id or not reply.counts)
        fields = {"declined": tuple(sorted(declined)), "silent": silent}
        return self._changed(at, lambda meeting: ReplyReceived(meeting, reply), **fields)

    def awaiting(self, contact_id: str, at: datetime) -> "Meeting":
        """Somebody who has not answered is reminded."""
        return self._changed(at, lambda meeting: ReplyAwaited(meeting, contact_id))

    def without_answer(self, contact_id: str, at: datetime) -> "Meeting":
        """Somebody still has not answered, and nobody can come instead."""
        return self._changed(at, silent=tuple(sorted({*self.silent, contact_id})))

    def preferring(self, contact_id: str, at: datetime) -> "Meeting":
        """The case is this contact's now; who takes part stays as it is."""
        if contact_id == self.wanted.preferred:
            return self
        return self._changed(at, wanted=replace(self.wanted, preferred=contact_id), left_out=())

    def leaving_out(self, contact_id: str, at: datetime) -> "Meeting":
        """Who has the case can't come to it, so it asks for somebody."""
        return self if self.left_out == (contact_id,) else self._changed(at, left_out=(contact_id,))

    def minuted(self, at: datetime) -> "Meeting":
        """The meeting has (other) minutes."""
        return self._changed(at, status=after(self.status, Step.MINUTES))

    def agreed(self, action: AgreedAction, at: datetime) -> "Meeting":
        """Somebody who takes part does something for one of its cases.

        Raises IllegalTransition without a time, Conflict before its start, InvalidField for an action of no case or
        participant of the meeting, or due before today.
        """
        after(self.status, Step.MINUTES)
        if self.slot is not None and at < self.slot.time.start:
            raise Conflict("the meeting has not begun yet: actions are agreed from its start on")
        if action.case_id not in self.case_ids:
            raise InvalidField("case_id", "is no case of this meeting")
        if not self.has_participant(action.owner):
            raise InvalidField("owner", "does not take part in this meeting")
        if action.due_on < at.astimezone(BRUSSELS).date():
            raise InvalidField("due_on", "is before today")
        return self._changed(at, lambda meeting: ActionAgreed(meeting, action))

    def follow(self, standing: Standing, at: datetime) -> "Meeting":
        """What the standing of its cases means for the meeting; often nothing.

        A proposed withdrawal puts it under review, and a dropped withdrawal puts it back; no participant is told. The
        end of its cases cancels it, unless it was held or its time is past. A session goes on whatever becomes of them.
        """
        if self.session:
            return self
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
        session = self.session.merged(case_id, remaining) if self.session else None
        held = self.held.merged(case_id, remaining)
        if case_ids == self.case_ids:
            return self
        return self._changed(at, case_ids=case_ids, session=session, held=held)

    def forgetting(self, case_id: UUID, at: datetime) -> "Meeting":
        """The person of one of its cases is erased: what was decided, and what was written of a meeting called off."""
        held, reason = self.held.without(case_id), self.cancel_reason if self.session else None
        is_same = (held, reason) == (self.held, self.cancel_reason)
        return self if is_same else self._changed(at, held=held, cancel_reason=reason)

    def without_case(self, case_id: UUID, at: datetime) -> "Meeting":
        """One of its cases goes on at another school: the meeting goes on for its other cases, else it is called off.

        A session goes on without cases too. Nothing changes for a meeting that was held or called off, or whose time is
        past.
        """
        if self.status in {Status.HELD, Status.CANCELLED} or self._is_past(at):
            return self
        if self.session:
            return self.with_agenda((item for item in self.session.agenda if item.case_id != case_id), at)
        others = tuple(own for own in self.case_ids if own != case_id)
        return self._changed(at, case_ids=others) if others else self.cancel("case-transferred", at)

    def with_agenda(self, items: Iterable[AgendaItem], at: datetime) -> "Meeting":
        """A session with these cases on its agenda, in this order. The agenda that it has changes nothing."""
        agenda = tuple(items)
        if self.session is None or agenda == self.session.agenda:
            return self
        session = replace(self.session, agenda=agenda)
        came = tuple(case_id for case_id in session.case_ids if case_id not in self.case_ids)
        left = tuple(case_id for case_id in self.case_ids if case_id not in session.case_ids)
        happened = partial(MeetingAgendaChanged, came=came, left=left)
        return self._changed(at, happened, session=session, case_ids=session.case_ids)

    def with_agenda_told(self, at: datetime) -> "Meeting":
        """A session whose agenda is told now; once, whatever changes later."""
        if self.session is None or self.session.agenda_told_at is not None:
            return self
        return self._changed(at, MeetingAgendaReady, session=replace(self.session, agenda_told_at=at))

    def with_cases_seen_to(self, at: datetime) -> "Meeting":
        """A session that was called off, whose cases went elsewhere; it still says which it was about."""
        return self._changed(at, session=replace(self.session, agenda=())) if self.session else self

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
        holds_place = self.place is not None and slot.room is None
        planned = {"status": status, "slot": slot, "no_slot": None, "ical_sequence": sequence}
        answers = answers_for(self, slot, sequence=sequence, at=at)
        return self._settled(at, event, **planned, **answers, holds_place=holds_place, **fields)

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
