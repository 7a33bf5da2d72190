"""The half days of a person over all schools: on which the person is expected, and which were not attended."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from attendance.register.domain.planned_half_days import Expectation, PlannedHalfDays, planned_half_days
from attendance.register.domain.school_days import SchoolDays, turning_in_september
from attendance.register.domain.status import Status
from shared.domain.half_days import HalfDay
from shared.domain.school_year import SchoolYear

HalfDayOfSchool = tuple[date, HalfDay, str]
"""A half day with the school; sorts in the order of time."""


class PersonMark(NamedTuple):
    """A half day that is problematic, justified or unknown.

    `counts` says whether it counts towards the levels. `held` says whether a question about a mass cause holds it,
    and `waits` whether that question has no answer yet.
    """

    status: Status
    counts: bool = False
    held: bool = False
    waits: bool = False

    @property
    def is_absence(self) -> bool:
        """Whether the person was away: late is present (R4), unknown is neither (R5)."""
        return self.status in (Status.PROBLEMATIC, Status.JUSTIFIED)


class RegisterOfPerson(NamedTuple):
    """When a person is expected at a school."""

    school: str
    expectation: Expectation


@dataclass(frozen=True, slots=True)
class PersonDays:
    """What is known of one person; `marks` are those of a stretch of days that the reader chose."""

    registers: tuple[RegisterOfPerson, ...]
    marks: Mapping[HalfDayOfSchool, PersonMark]
    days: SchoolDays

    def is_expected(self, first: date, last: date) -> bool:
        """Whether the person is expected on some half day from `first` to `last`, both included."""
        planned_at = self._planned(first, last)
        return any(planned.number(register.expectation, first, last) > 0 for register, planned in planned_at)

    def half_days(
        self, first: date, last: date, known_until: Mapping[str, date] | None = None
    ) -> list[HalfDayOfSchool]:
        """The half days on which the person is expected, in order; one at two schools is there for the first alone.

        With `known_until` each school counts up to its day there, and a school without such a day not at all.
        """
        school_of: dict[tuple[date, HalfDay], str] = {}
        for register, planned in self._planned(first, last):
            until = last if known_until is None else min(last, known_until.get(register.school, date.min))
            for half_day in planned.half_days(register.expectation, first, until):
                school_of.setdefault(half_day, register.school)
        return sorted((day, half_day, school) for (day, half_day), school in school_of.items())

    def _planned(self, first: date, last: date) -> Iterator[tuple[RegisterOfPerson, PlannedHalfDays]]:
        """Each register with each school year that may have a half day in between."""
        years = range(turning_in_september(first), SchoolDays.latest_possible_year(last) + 1)
        for register in self.registers:
            for start in years:
                yield register, planned_half_days(self.days.calendar(register.school, SchoolYear(start)))
