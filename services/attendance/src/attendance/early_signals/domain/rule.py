"""What an early signal goes by: its kind, and numbers that the municipality and the schools agree on."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from shared.domain.errors import InvalidField
from shared.domain.school_year import SchoolYear


class EarlySignalKind(StrEnum):
    """What stands out."""

    ATTENDANCE_DROP = "attendance-drop"
    """The attendance rate of the last half days fell below the pupil's own rate before them."""
    SAME_HALF_DAY = "same-half-day"
    """Problematic half days lie on one half day of the week."""
    UNRESOLVED_MARKS = "unresolved-marks"
    """Half days have stayed `unknown` for long."""
    REPEATED_LATENESS = "repeated-lateness"
    """The pupil comes late again and again. Late is present, and there is no Flemish number of it."""
    TODDLER_AT_RISK = "toddler-at-risk"
    """At the present pace a toddler (*kleuter*) will not reach the minimum of half days of its age (R25)."""


class AgreedNumber(NamedTuple):
    """A number that a kind needs: its name, least and most value, and what it says."""

    name: str
    least: int
    most: int
    meaning: str


_YEAR = 400
AGREED_NUMBERS: Mapping[EarlySignalKind, tuple[AgreedNumber, ...]] = {
    EarlySignalKind.ATTENDANCE_DROP: (
        AgreedNumber("window_half_days", 1, _YEAR, "the last planned half days that are looked at"),
        AgreedNumber("baseline_half_days", 1, _YEAR, "resolved half days needed before them, to compare with"),
        AgreedNumber("points", 1, 100, "percentage points by which the rate is lower"),
    ),
    EarlySignalKind.SAME_HALF_DAY: (
        AgreedNumber("occurrences", 1, 60, "the last times there were lessons on that half day of the week"),
        AgreedNumber("absences", 1, 60, "problematic ones among them"),
        AgreedNumber("share_percent", 1, 100, "their share of all problematic half days since the first of them"),
    ),
    EarlySignalKind.UNRESOLVED_MARKS: (
        AgreedNumber("days", 0, _YEAR, "calendar days after which an unknown half day is too old"),
    ),
    EarlySignalKind.REPEATED_LATENESS: (
        AgreedNumber("window_half_days", 1, _YEAR, "the last planned half days that are looked at"),
        AgreedNumber("times", 1, _YEAR, "late ones among them"),
    ),
    EarlySignalKind.TODDLER_AT_RISK: (
        AgreedNumber("after_half_days", 1, _YEAR, "planned half days from which on a pace can be told"),
    ),
}
"""No Flemish norm gives any of these numbers: there is no default, and a kind without them is off."""

Numbers = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class EarlySignalRule:
    """One version of a kind's numbers, from a school year on; None switches the kind off.

    Raises InvalidField when a number of the kind is missing, out of its bounds, or of another kind.
    """

    kind: EarlySignalKind
    version: int
    valid_from: SchoolYear
    numbers: Numbers | None
    source: str

    def __post_init__(self) -> None:
        if self.numbers is None:
            return
        agreed = AGREED_NUMBERS[self.kind]
        names = [each.name for each in agreed]
        for name in self.numbers:
            if name not in names:
                raise InvalidField("numbers", f"are {', '.join(names)}")
        for each in agreed:
            if not each.least <= self.numbers.get(each.name, each.least - 1) <= each.most:
                raise InvalidField(f"numbers.{each.name}", f"must be {each.least} to {each.most}")


def rules_in_force(rules: Iterable[EarlySignalRule], school_year: SchoolYear) -> dict[EarlySignalKind, EarlySignalRule]:
    """The newest version of each kind that holds in a school year, without the kinds that are off."""
    newest: dict[EarlySignalKind, EarlySignalRule] = {}
    for rule in sorted(rules, key=lambda rule: rule.version):
        if rule.valid_from <= school_year:
            newest[rule.kind] = rule
    return {kind: newest[kind] for kind in EarlySignalKind if kind in newest and newest[kind].numbers is not None}
