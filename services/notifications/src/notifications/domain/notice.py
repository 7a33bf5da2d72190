"""The notice: what one receiver is told, and its delivery."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID, uuid5

from notifications.domain.about import About, Origin
from notifications.domain.events import (
    Delivery,
    NoticeAcknowledged,
    NoticeBounced,
    NoticeEvent,
    NoticeFailed,
    NoticeSent,
    NoticeUnanswered,
)
from notifications.domain.states import after
from notifications.domain.vocabulary import PENDING, Action, Channel, NoticeAnswer, Reason, Status
from shared.domain.errors import IllegalTransition, InvalidField
from shared.domain.roles import Role

_NOTICES = UUID("6c7a4d1e-9f0b-4a53-8e52-3d1f7f0c2b94")


def answers_of(role: Role | None) -> tuple[NoticeAnswer, ...]:
    """What a receiver of this role can answer to a notice."""
    return tuple(NoticeAnswer) if role is Role.CLB else (NoticeAnswer.RECEIVED,)


@dataclass(frozen=True, slots=True)
class NoticeKey:
    """What makes a notice the same notice, however often its cause comes by.

    ``occasion`` is the aggregate version of the event it tells of. ``slot`` is its receiver: the role that has to be
    told of a case (``clb``, ``youth-coach``), the contact who takes part in a meeting.
    """

    template: str
    about: About
    occasion: int
    slot: str

    @property
    def notice_id(self) -> UUID:
        """The id of its notice: the same when it is made anew in a restored database, and so the same mail."""
        parts = (self.template, self.about.kind, str(self.about.id), str(self.occasion), self.slot)
        return uuid5(_NOTICES, "\n".join(parts))


@dataclass(slots=True)
class Notice:
    """What one receiver is told.

    ``role`` is the role it is meant for. ``contact_id`` and ``recipient_role`` say who gets it, as soon as that is
    known: a coordinator where there is no contact of the role. ``corrects`` are the notices it takes back or replaces.
    ``in_doubt``: an attempt ended without an answer, so the receiver may have been told.
    ``due_at``, ``lease_until`` and ``queued_at`` are real time; the others are the domain's.
    ``first_tried_at`` is since when it is put off; None as long as the next hop has not heard of it.
    ``answer_by`` is when its receiver should have answered; None where no answer is waited for.
    ``bundle_id`` is of the notices that go to the same receiver in one message; None for a notice that goes alone.
    ``digest_at`` is when the digest goes that it waits for, or waited for.
    ``printed_at`` is when somebody said that its letter is printed.
    ``events`` are what the others have to hear of it; the unit of work takes them when it saves the notice.
    """

    id: UUID
    key: NoticeKey
    role: Role
    template_version: int
    origin: Origin
    created_at: datetime
    due_at: datetime
    queued_at: datetime
    contact_id: str | None = None
    recipient_role: Role | None = None
    corrects: tuple[UUID, ...] = ()
    channel: str = Channel.EMAIL
    status: Status = Status.QUEUED
    waiting_for: str | None = None
    waiting_since: datetime | None = None
    attempt: int = 0
    in_doubt: bool = False
    reason: str | None = None
    first_tried_at: datetime | None = None
    lease_until: datetime | None = None
    sent_at: datetime | None = None
    acknowledged_at: datetime | None = None
    answer_by: datetime | None = None
    unanswered_at: datetime | None = None
    printed_at: datetime | None = None
    answer: NoticeAnswer | None = None
    bundle_id: UUID | None = None
    digest_at: datetime | None = None
    version: int = 1
    events: list[NoticeEvent] = field(default_factory=list, compare=False, repr=False)

    @property
    def pending(self) -> bool:
        """Whether it is still to be handed over and with no worker at this moment."""
        return self.status in PENDING

    @property
    def message_id(self) -> UUID:
        """What the message that tells it is known by, for good."""
        return self.bundle_id or self.id

    @property
    def told(self) -> bool:
        """Whether the receiver was told, or may have been."""
        return self.status is Status.SENT or self.in_doubt

    def wait(self, fact: str, now: datetime, *, look_again_at: datetime, digest_at: datetime | None = None) -> None:
        """Wait for a fact that has not arrived yet, or for the digest that goes then."""
        self._go(Action.WAIT)
        self.waiting_for, self.digest_at = fact, digest_at
        self.waiting_since = self.waiting_since or now
        self.due_at = look_again_at

    def come_due(self, bundle_id: UUID | None, real_now: datetime) -> None:
        """Its digest goes: with the other notices of this bundle, or alone without others."""
        self._go(Action.WAIT)
        self.bundle_id, self.due_at = bundle_id, real_now
        self.waiting_for = self.waiting_since = None

    def leave_bundle(self) -> None:
        """The others of its bundle go without it."""
        self.bundle_id = None

    def go_by(self, channel: str, real_now: datetime) -> None:
        """It goes by another channel, at once: a bundle is of one channel."""
        self._go(Action.WAIT)
        self.leave_bundle()
        self.channel, self.due_at = channel, real_now
        self.waiting_for = self.waiting_since = None

    def hand_over(self, contact_id: str, role: Role, *, real_now: datetime, lease: timedelta) -> None:
        """A worker takes it, for as long as the lease lasts."""
        self._go(Action.HAND_OVER)
        self.contact_id, self.recipient_role = contact_id, role
        self.waiting_for = self.waiting_since = None
        self.attempt += 1
        self.lease_until = real_now + lease

    def put_back(self) -> None:
        """The worker did not come to it: it is due as if it had not been taken."""
        self._go(Action.PUT_BACK)
        self.attempt -= 1
        self.lease_until = None

    def accept(self, now: datetime, answer_by: datetime | None = None) -> None:
        """The next hop took it; its receiver is asked to answer by then, if at all."""
        self._go(Action.ACCEPT)
        self.sent_at, self.reason, self.lease_until = now, None, None
        self.answer_by = answer_by
        self.events.append(NoticeSent(self._delivery(), now, self.message_id))

    def defer(self, reason: str, due_at: datetime, *, in_doubt: bool, tried_at: datetime | None = None) -> None:
        """It could not be handed over for now, or nobody knows whether it was (``in_doubt``).

        ``tried_at`` is when the next hop heard of it; None if it did not.
        """
        self._go(Action.DEFER)
        self.first_tried_at = self.first_tried_at or tried_at
        self.reason, self.due_at, self.lease_until = reason, due_at, None
        self.in_doubt = self.in_doubt or in_doubt

    def bounce(self, reason: str, now: datetime, *, of_address: bool = False) -> None:
        """The next hop refused it for good; ``of_address``: as it would refuse everything for that address."""
        self._go(Action.BOUNCE)
        self._failed(reason, now, of_address=of_address)

    def come_back(self, code: str, now: datetime, *, of_address: bool = False) -> None:
        """A mail server reports, with this status code, that it did not reach its receiver after all."""
        self._go(Action.COME_BACK)
        self.reason = code
        self.events.append(NoticeBounced(self._delivery(), self.sent_at or now, now, code, of_address))

    def give_up(self, reason: str, now: datetime) -> None:
        """It could not be handed over in all the time it was given, or can't be."""
        self._go(Action.GIVE_UP)
        self._failed(reason, now)

    def cannot_reach(self, contact_id: str, role: Role, *, reason: str, now: datetime) -> None:
        """There is no way to reach the receiver."""
        self.contact_id, self.recipient_role = contact_id, role
        self.give_up(reason, now)

    def fall_back(self, channel: str, reason: str, real_now: datetime) -> None:
        """One way has failed for good, for this reason: it goes by another way, with the whole time it has there."""
        self._go(Action.FALL_BACK)
        self.leave_bundle()
        self.channel, self.reason, self.attempt, self.printed_at = channel, reason, 0, None
        self.due_at = self.queued_at = real_now
        self.first_tried_at = self.lease_until = self.waiting_for = self.waiting_since = None

    def cancel(self, reason: str) -> None:
        """It no longer holds."""
        self._go(Action.CANCEL)
        self.reason = reason
        self.waiting_for = self.waiting_since = None

    def call_off(self) -> None:
        """Somebody sees to it that it is not sent. Raises IllegalTransition when it went, and for a correction."""
        self.cancel(Reason.CALLED_OFF)
        if self.corrects:
            raise IllegalTransition(Action.CANCEL, "correction", (), why="it has to reach whoever was told")

    def retry(self, real_now: datetime) -> None:
        """Somebody asked to try again: at once, with the whole time it has."""
        self._go(Action.RETRY)
        self.leave_bundle()
        self.due_at = self.queued_at = real_now
        self.first_tried_at = self.waiting_for = self.waiting_since = self.reason = None

    @property
    def answers(self) -> tuple[NoticeAnswer, ...]:
        """What its receiver can answer."""
        return answers_of(self.recipient_role)

    def acknowledge(self, now: datetime, answer: NoticeAnswer | None = None) -> None:
        """The receiver answers it, without ``answer`` with having read it; nothing happens when that was known already.

        Raises IllegalTransition when it was not sent, InvalidField for an answer that is not this receiver's.
        """
        status = after(self.status, Action.ACKNOWLEDGE)
        said = answer or self.answer or NoticeAnswer.RECEIVED
        if said not in self.answers:
            raise InvalidField("answer", f"must be one of {', '.join(self.answers)}")
        if said is not self.answer and self.sent_at is not None:
            self.status, self.answer = status, said
            self.version += 1
            self.acknowledged_at = self.acknowledged_at or now
            self.events.append(NoticeAcknowledged(self._delivery(), self.sent_at, now, said))

    @property
    def awaited_until(self) -> datetime | None:
        """Until when its receiver can answer; None if an answer came, is not waited for, or can't come."""
        is_over = self.acknowledged_at or self.unanswered_at or self.status is not Status.SENT
        return None if is_over else self.answer_by

    def note_printed(self, now: datetime) -> None:
        """Its letter is printed; nothing happens when that was known. Raises IllegalTransition when it was not sent."""
        status = after(self.status, Action.PRINT)
        if self.printed_at is None:
            self.status, self.printed_at = status, now
            self.version += 1

    def miss(self, now: datetime) -> None:
        """Nobody answered in time; nothing happens when that was known, or there is an answer."""
        if self.awaited_until and self.sent_at and self.answer_by:
            self.unanswered_at = now
            self.version += 1
            self.events.append(NoticeUnanswered(self._delivery(), self.sent_at, self.answer_by))

    def _go(self, action: Action) -> None:
        self.status = after(self.status, action)
        self.version += 1

    def _failed(self, reason: str, now: datetime, *, of_address: bool = False) -> None:
        self.reason, self.lease_until = reason, None
        self.waiting_for = self.waiting_since = None
        self.events.append(NoticeFailed(self._delivery(), now, of_address))

    def _delivery(self) -> Delivery:
        if self.contact_id is None or self.recipient_role is None:
            raise ValueError("a notice without a receiver has no delivery")
        return Delivery(
            notification_id=self.id,
            recipient_role=self.recipient_role,
            contact_id=self.contact_id,
            channel=self.channel,
            template=self.key.template,
            template_version=self.template_version,
            about=self.key.about,
        )
