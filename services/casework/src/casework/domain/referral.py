"""A referral (*doorverwijzing*): somebody else is asked to do something for the pupil of a case.

The states are in ``referral_states``. Why somebody is asked, and why somebody declines, are codes of a local agreement;
nobody writes anything.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Self
from uuid import UUID

from casework.domain.case import Case
from casework.domain.events import CaseEvent, ReferralAnswered, ReferralAsked
from casework.domain.referral_states import (
    STANDING,
    Receiver,
    ReferralStatus,
    ReferralStep,
    after,
    possible,
)
from casework.domain.states import allowed_from
from casework.domain.timeline import Cause, Entry
from shared.domain.errors import Conflict, IllegalTransition, InvalidField
from shared.domain.roles import Role

REFERRAL_ASKED = "referral-asked"
REFERRAL_ANSWERED = "referral-answered"


class ReferralReason(StrEnum):
    """What somebody is asked for. A local agreement."""

    GUIDANCE = "guidance"
    COACHING = "coaching"
    FLEXIBLE_TRAJECTORY = "flexible-trajectory"
    MOVED = "moved"
    """The pupil moved, or changes school: go on there."""
    ADVICE = "advice"


class DeclineReason(StrEnum):
    """Why somebody declines. A local agreement."""

    NO_PLACE = "no-place"
    NOT_FOR_US = "not-for-us"
    FOLLOWED_ALREADY = "followed-already"
    NOT_REACHED = "not-reached"
    """The pupil or the parents could not be reached, or did not want it."""


ROLE_OF = {
    Receiver.CLB: Role.CLB,
    Receiver.COUNSELLOR: Role.COUNSELLOR,
    Receiver.YOUTH_COACH: Role.YOUTH_COACH,
}
"""The role of the contact who is asked; a NAFT and a municipality have no contact here, and are asked by their name."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Who is asked for what: ``contact`` of the directory, or the ``name`` of an organisation without a contact."""

    to: Receiver
    reason: ReferralReason
    contact: str | None = None
    name: str | None = None

    def check(self) -> None:
        """Raises InvalidField for a receiver without its contact or name, and for the wrong one of the two."""
        needed, other = ("contact", "name") if self.to in ROLE_OF else ("name", "contact")
        if getattr(self, needed) is None:
            raise InvalidField(needed, f"is required to ask {self.to}")
        if getattr(self, other) is not None:
            raise InvalidField(other, f"is not for {self.to}: expected {needed} alone")


@dataclass(slots=True, kw_only=True)
class Referral:
    """Somebody was asked. ``led_to`` is the case that a youth coach got by accepting; None until then.

    ``version`` is 0 until the referral is stored, and rises by one with every step.
    """

    referral_id: UUID
    case_id: UUID
    asked: Asked
    asked_at: datetime
    asked_by: str
    status: ReferralStatus = ReferralStatus.ASKED
    changed_at: datetime
    decline_reason: DeclineReason | None = None
    led_to: UUID | None = None
    version: int = 0
    events: list[CaseEvent] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)

    @classmethod
    def ask(cls, referral_id: UUID, case: Case, asked: Asked, *, others: Iterable["Referral"], cause: Cause) -> Self:
        """Ask somebody; ``others`` are the referrals of the case so far.

        Raises:

        1. IllegalTransition for a case that has ended;
        2. InvalidField for a receiver that does not fit;
        3. Conflict where that receiver is asked already, and for a NAFT before a CLB has taken the pupil up.
        """
        if not case.is_open:
            raise IllegalTransition("refer", case.status.value, allowed_from(case.status, without=case.without))
        asked.check()
        standing = [referral for referral in others if referral.status in STANDING]
        for referral in standing:
            if referral.asked.to is asked.to and referral.receiver == (asked.contact or asked.name):
                raise Conflict("that receiver is asked already", referral_id=referral.referral_id)
        if asked.to is Receiver.NAFT and not any(referral.status is ReferralStatus.TAKEN_UP for referral in standing):
            raise Conflict("a NAFT is asked through the CLB: no CLB has taken this case up", missing="clb-taken-up")
        referral = cls(
            referral_id=referral_id,
            case_id=case.case_id,
            asked=asked,
            asked_at=cause.at,
            asked_by=cause.by,
            changed_at=cause.at,
        )
        referral._note(REFERRAL_ASKED, cause, reason_code=asked.reason)
        referral._tell(case, ReferralAsked)
        return referral

    @property
    def receiver(self) -> str:
        """The contact, or the name of the organisation."""
        return self.asked.contact or self.asked.name or ""

    @property
    def stands(self) -> bool:
        """Whether something can still become of it."""
        return self.status in STANDING

    @property
    def steps(self) -> tuple[ReferralStep, ...]:
        """What can be done with it now."""
        return possible(self.status, self.asked.to)

    def take(self, case: Case, step: ReferralStep, cause: Cause, *, reason: DeclineReason | None = None) -> None:
        """Do this with it; ``reason`` is why it is declined. Raises IllegalTransition, and InvalidField."""
        target = after(self.status, step, self.asked.to)
        if (step is ReferralStep.DECLINE) != (reason is not None):
            raise InvalidField("reason_code", "is required to decline, and for nothing else")
        self.status, self.changed_at, self.decline_reason = target, cause.at, reason
        self._note(REFERRAL_ANSWERED, cause, answer=target, reason_code=reason)
        self._tell(case, ReferralAnswered)

    def _note(self, kind: str, cause: Cause, **facts: object) -> None:
        self.version += 1
        about = {"to": self.asked.to, "receiver": self.asked.name, "referral_id": self.referral_id}
        self.entries.append(Entry.of(kind, cause, **about, **facts))

    def _tell(self, case: Case, kind: type[ReferralAsked | ReferralAnswered]) -> None:
        if case.case_type.discreet:
            return
        about: dict[str, Any] = {
            "case_id": case.case_id,
            "reference": case.reference,
            "case_type": case.case_type.name,
            "referral_id": self.referral_id,
            "to": self.asked.to,
            "contact_id": self.asked.contact,
        }
        self.events.append(kind(**about, answer=self.status) if kind is ReferralAnswered else kind(**about))


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralFilter:
    """Which referrals are asked for; None asks for all.

    ``contact``: asked of this contact, as one of ``receivers``. ``assignees``: of cases that one of them has.
    """

    contact: str | None = None
    receivers: frozenset[Receiver] | None = None
    assignees: frozenset[str] | None = None
    statuses: frozenset[ReferralStatus] | None = None
