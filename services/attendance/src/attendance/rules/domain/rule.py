"""The rule: from which school year on which numbers are levels."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from attendance.register.domain.status import Status
from attendance.rules.domain.form import PLAIN, Form, Unit
from shared.domain.errors import InvalidField
from shared.domain.school_year import SchoolYear

PROBLEMATIC_HALF_DAYS = "problematic-half-days"
_HIGHEST_LEVEL = 1000
_WHOLE = 100


class RuleMode(StrEnum):
    """Whether a rule concludes anything. In `shadow` it concludes on the live stream, and nobody is told."""

    ACTIVE = "active"
    SHADOW = "shadow"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class LevelRule:
    """Levels on a person's half days, counted over all schools.

    It holds for the school years from `valid_from` to `valid_until` (None: open) for which no later version holds.
    Levels are 1 to 1000 of the form's unit (1 to 100 percent), ascending. A rule that is off may still lack levels and
    the hours of a half day. `pack` names the pack the rule came with; None for a rule made here. Raises InvalidField
    for a rule that cannot exist.
    """

    name: str
    version: int
    valid_from: SchoolYear
    levels: tuple[int, ...]
    source: str
    mode: RuleMode = RuleMode.ACTIVE
    form: Form = PLAIN
    valid_until: SchoolYear | None = None
    pack: str | None = None

    def __post_init__(self) -> None:
        highest = _WHOLE if self.form.unit is Unit.PERCENT else _HIGHEST_LEVEL
        if not all(1 <= level <= highest for level in self.levels):
            raise InvalidField("levels", f"are 1 to {highest} {self.form.unit.value}")
        if list(self.levels) != sorted(set(self.levels)):
            raise InvalidField("levels", "are different and ascending")
        if self.valid_until is not None and self.valid_until < self.valid_from:
            raise InvalidField("valid_until", "is before valid_from")
        if self.is_live:
            self._require_what_counting_needs()

    def _require_what_counting_needs(self) -> None:
        if not self.levels:
            raise InvalidField("levels", "are required unless the rule is off")
        if self.form.unit is Unit.HOURS and self.form.hours is None:
            raise InvalidField("hours", "are required: the lesson hours of a morning and of an afternoon")

    @property
    def is_live(self) -> bool:
        """Whether it concludes anything, told or not."""
        return self.mode is not RuleMode.OFF

    def holds_in(self, school_year: SchoolYear) -> bool:
        """Whether this version is meant for a school year."""
        return self.valid_from <= school_year and (self.valid_until is None or school_year <= self.valid_until)

    def reached_at(self, count: int) -> tuple[int, ...]:
        """The levels that hold at this count, lowest first."""
        return tuple(level for level in self.levels if level <= count) if self.is_live else ()


def rule_for(rules: Iterable[LevelRule], name: str, school_year: SchoolYear) -> LevelRule | None:
    """The version of a rule that holds in a school year, if any: the newest that is meant for it."""
    in_force = (rule for rule in rules if rule.name == name and rule.holds_in(school_year))
    return max(in_force, key=lambda rule: rule.version, default=None)


def marked_with_any(rules: Iterable[LevelRule]) -> frozenset[Status]:
    """The statuses that any of these rules uses."""
    return frozenset[Status]().union(*(rule.form.marked_with for rule in rules))
