"""The early signal: what stands out in one pupil's attendance, as long as it does."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from attendance.early_signals.domain.finding import Finding
from attendance.early_signals.domain.kind import Numbers
from attendance.early_signals.domain.rule import EarlySignalRule
from attendance.register.domain.mark import PupilKey
from shared.domain.school_year import SchoolYear


@dataclass(frozen=True, slots=True)
class EarlySignal:
    """A kind that holds for a pupil, with what it rests on today; standing until `ended_at`."""

    signal_id: UUID
    kind: str
    school_year: SchoolYear
    rule_version: int
    numbers: Numbers
    finding: Finding
    raised_at: datetime
    ended_at: datetime | None = None

    @property
    def status(self) -> str:
        """`standing` or `ended`."""
        return "standing" if self.ended_at is None else "ended"

    def resting_on(self, rule: EarlySignalRule, finding: Finding) -> "EarlySignal":
        """The same signal as this finding, by this version of the numbers, has it now."""
        assert rule.numbers is not None, "a kind that is off finds nothing"
        return replace(self, rule_version=rule.version, numbers=rule.numbers, finding=finding)


class ListedEarlySignal(NamedTuple):
    """An early signal with the pupil it is about, and the person that pupil is by now."""

    school: str
    pupil: str
    person_id: UUID | None
    signal: EarlySignal


class EarlySignalFilter(NamedTuple):
    """Which early signals to list: with `pupils` only theirs. `schools` None is all schools.

    `status` is `standing` or `ended`.
    """

    school: str | None = None
    pupil: str | None = None
    kind: str | None = None
    status: str | None = None
    schools: frozenset[str] | None = None
    pupils: frozenset[PupilKey] | None = None
