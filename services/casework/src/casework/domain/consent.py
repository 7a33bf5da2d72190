"""Consent (*toestemming*): who gave it, for what and until when; or why it was not needed.

It is recorded before anything is shared. Source of the age: R30, ``R30_AGE``. The codes of why it was not needed are a
local agreement.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Self
from uuid import UUID

from casework.domain.case import Case
from casework.domain.events import CaseEvent, ConsentEnded, ConsentRecorded
from casework.domain.referral_states import Receiver
from casework.domain.timeline import Cause, Entry
from shared.domain.errors import Conflict, InvalidField
from shared.domain.roles import Role

R30_AGE = 12
"""From this age on a pupil who is judged able decides on what is shared with a CLB; else the parents [S75][S76]."""

CONSENT_RECORDED = "consent-recorded"
CONSENT_ENDED = "consent-ended"


class Purpose(StrEnum):
    """What a consent is for: the receiver that data of the pupil may be shared with."""

    CLB = "share-with-clb"
    NAFT = "share-with-naft"
    MUNICIPALITY = "share-with-municipality"
    SCHOOL = "share-with-school"
    YOUTH_COACH = "share-with-youth-coach"


class Giver(StrEnum):
    """Who gave the consent."""

    PUPIL = "pupil"
    PARENTS = "parents"
    """Whoever has parental authority."""


class InsteadOfPupil(StrEnum):
    """Why the parents decide where the law has the pupil decide."""

    UNDER_12 = "pupil-under-12"
    NOT_ABLE = "pupil-not-able"
    """The pupil is not judged able (*niet bekwaam*)."""


class NotNeeded(StrEnum):
    """Why no consent was needed. A local agreement."""

    EMERGENCY = "emergency"
    LEGAL_DUTY = "legal-duty"
    KNOWN_THERE = "known-there"
    """The receiver follows the pupil already and knows what is shared."""


class Ending(StrEnum):
    """Why a consent ended."""

    WITHDRAWN = "withdrawn"
    PAST = "past"
    """Its last day has passed."""


PURPOSE_OF: Mapping[Receiver, Purpose] = MappingProxyType(
    {
        Receiver.CLB: Purpose.CLB,
        Receiver.NAFT: Purpose.NAFT,
        Receiver.MUNICIPALITY: Purpose.MUNICIPALITY,
        Receiver.COUNSELLOR: Purpose.SCHOOL,
        Receiver.YOUTH_COACH: Purpose.YOUTH_COACH,
    }
)
PURPOSE_OF_ROLE: Mapping[Role, Purpose] = MappingProxyType(
    {Role.CLB: Purpose.CLB, Role.COUNSELLOR: Purpose.SCHOOL, Role.YOUTH_COACH: Purpose.YOUTH_COACH}
)
"""What has to be consented to before a paper goes to a partner of this role."""
PUPIL_DECIDES = frozenset({Purpose.CLB, Purpose.NAFT})
"""Where the law has a pupil of 12 or older decide (R30): what goes to a CLB, and to a NAFT through the CLB."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What is recorded. ``giver`` is None where no consent was needed; ``not_needed`` says why then.

    ``instead`` says why the parents decided, where the law has the pupil decide. ``on`` is the day it was given,
    ``until`` its last day: None without a last day, which only what was not needed may lack.
    """

    purpose: Purpose
    on: date
    giver: Giver | None = None
    instead: InsteadOfPupil | None = None
    not_needed: NotNeeded | None = None
    until: date | None = None

    def check(self, today: date, birth_date: date | None = None) -> None:
        """Raises InvalidField for what contradicts itself, the law (R30), the calendar, or the pupil's age if known."""
        if (self.giver is None) == (self.not_needed is None):
            raise InvalidField("given_by", "expected who gave it, or not_needed: one of the two")
        if self.giver and self.until is None:
            raise InvalidField("until", "is required: the last day on which the consent holds")
        if self.on > today:
            raise InvalidField("on", "is after today")
        if self.until and self.until < max(self.on, today):
            raise InvalidField("until", "is before today")
        self._check_pupil_decides()
        if birth_date and self.purpose in PUPIL_DECIDES:
            self._check_age(birth_date)

    def _check_age(self, birth_date: date) -> None:
        birthday_is_to_come = (self.on.month, self.on.day) < (birth_date.month, birth_date.day)
        is_old_enough = self.on.year - birth_date.year - birthday_is_to_come >= R30_AGE
        if is_old_enough and self.instead is InsteadOfPupil.UNDER_12:
            raise InvalidField("instead_of_pupil", f"the pupil was {R30_AGE} or older on that day (R30)")
        if not is_old_enough and self.giver is Giver.PUPIL:
            raise InvalidField("given_by", f"expected parents: the pupil was under {R30_AGE} on that day (R30)")

    def _check_pupil_decides(self) -> None:
        asked = self.giver is Giver.PARENTS and self.purpose in PUPIL_DECIDES
        if asked and self.instead is None:
            raise InvalidField(
                "instead_of_pupil",
                f"is required: a pupil of {R30_AGE} or older who is judged able decides on this (R30); "
                f"expected {' or '.join(InsteadOfPupil)}",
            )
        if self.instead and not asked:
            raise InvalidField("instead_of_pupil", "goes with parents who decide where the law has the pupil decide")


@dataclass(slots=True, kw_only=True)
class Consent:
    """A consent on a case, or that no consent was needed."""

    consent_id: UUID
    case_id: UUID
    given: Given
    recorded_at: datetime
    recorded_by: str
    ended_at: datetime | None = None
    ended_by: str | None = None
    ending: Ending | None = None
    events: list[CaseEvent] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)

    @classmethod
    def record(
        cls, consent_id: UUID, case: Case, granted: Given, *, cause: Cause, birth_date: date | None = None
    ) -> Self:
        """A new consent; ``birth_date`` is that of the pupil, None where it is not known. Raises InvalidField."""
        granted.check(cause.at.date(), birth_date)
        consent = cls(
            consent_id=consent_id,
            case_id=case.case_id,
            given=granted,
            recorded_at=cause.at,
            recorded_by=cause.by,
        )
        consent._note(
            CONSENT_RECORDED,
            cause,
            purpose=granted.purpose,
            given_by=granted.giver,
            instead=granted.instead,
            not_needed=granted.not_needed,
            until=granted.until,
        )
        consent._tell(ConsentRecorded, case)
        return consent

    def holds_on(self, day: date) -> bool:
        """Whether something may be shared by it on this day."""
        return self.ended_at is None and (self.given.until is None or day <= self.given.until)

    def end(self, case: Case, ending: Ending, cause: Cause) -> None:
        """Nothing is shared by it any more. Raises Conflict for a consent that has ended."""
        if self.ended_at is not None:
            raise Conflict("the consent has ended already", consent_id=self.consent_id)
        self.ended_at, self.ended_by, self.ending = cause.at, cause.by, ending
        self._note(CONSENT_ENDED, cause, purpose=self.given.purpose, ending=ending)
        self._tell(ConsentEnded, case)

    def _note(self, kind: str, cause: Cause, **facts: object) -> None:
        self.entries.append(Entry.of(kind, cause, **facts))

    def _tell(self, kind: type[ConsentRecorded | ConsentEnded], case: Case) -> None:
        if not case.case_type.discreet:
            about = (case.case_id, case.reference, case.case_type.name)
            self.events.append(kind(*about, purpose=self.given.purpose, until=self.given.until))


def require_consent(consents: Iterable[Consent], purpose: Purpose, today: date) -> None:
    """Raises Conflict, which says what is missing, unless a consent for this holds or was recorded as not needed."""
    if not any(consent.given.purpose is purpose and consent.holds_on(today) for consent in consents):
        raise Conflict(
            f"no consent holds for this: record a consent for {purpose}, or why it is not needed",
            missing="consent",
            purpose=purpose.value,
        )
