"""Attendance around cases: before a case was opened, after that, and after it ended.

That attendance is better after an opening does not show that the case made it better. How many half days are looked at
is a local agreement.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from attendance.case_days.domain.case_days import CaseDays
from attendance.register.domain.status import Status
from attendance.rules.domain.person_days import HalfDayOfSchool, PersonDays
from shared.domain.small_cells import Cell, shown_nested

HALF_DAYS = 40
"""Planned half days in a row that a rate is taken of: a little more than four weeks."""


class Attended(NamedTuple):
    """What a number of half days adds up to: planned, absent (problematic or justified), unknown."""

    planned: int = 0
    absent: int = 0
    unknown: int = 0

    def plus(self, other: "Attended") -> "Attended":
        """Both together."""
        return Attended(self.planned + other.planned, self.absent + other.absent, self.unknown + other.unknown)

    @property
    def rate(self) -> float | None:
        """The share of the planned, resolved half days that was attended; None without any."""
        resolved = self.planned - self.unknown
        return None if resolved <= 0 else 1 - self.absent / resolved


class AroundCase(NamedTuple):
    """A case with what was attended around it. None stands for less than 40 half days that are known.

    The day of the opening and that of the end belong to neither side.
    """

    school: str | None
    case_type: str
    before: Attended | None
    after_opening: Attended | None
    after_end: Attended | None


@dataclass(frozen=True, slots=True)
class AroundCases:
    """The cases of a school and type. Of each number of cases, 0 to all, the next is a part."""

    school: str | None
    case_type: str
    cases: int
    before: tuple[int, Attended]
    after_opening: tuple[int, Attended]
    after_end: tuple[int, Attended]

    def cells(self, smallest: int) -> tuple[Cell, ...]:
        """All cases, then those of each rate, without small cells."""
        return shown_nested((self.cases, self.before[0], self.after_opening[0], self.after_end[0]), smallest)


def around_case(case: CaseDays, half_days: Sequence[HalfDayOfSchool], days: PersonDays) -> AroundCase:
    """What was attended around a case; `half_days` are those on which the person was expected and that are known."""
    before = [half_day for half_day in half_days if half_day[0] < case.opened_on][-HALF_DAYS:]
    after = [half_day for half_day in half_days if half_day[0] > case.opened_on][:HALF_DAYS]
    ended_on = case.ended_on or date.max
    after_end = [half_day for half_day in half_days if half_day[0] > ended_on][:HALF_DAYS]
    return AroundCase(
        case.school, case.case_type, _attended(before, days), _attended(after, days), _attended(after_end, days)
    )


def first_cases(cases: Iterable[CaseDays]) -> list[CaseDays]:
    """Of cases in the order of their opening, the first of each person, school and type: a pupil counts once."""
    first: dict[tuple[object, ...], CaseDays] = {}
    for case in cases:
        first.setdefault((case.person_id, case.school, case.case_type), case)
    return list(first.values())


def add_up(cases: Iterable[AroundCase]) -> list[AroundCases]:
    """The cases by school and type, those at no school last.

    Each rate is taken of the cases that have the rates before it too.
    """
    groups: dict[tuple[bool, str, str], list[AroundCase]] = defaultdict(list)
    for case in cases:
        groups[case.school is None, case.school or "", case.case_type].append(case)
    return [_added_up(groups[key]) for key in sorted(groups)]


def _added_up(cases: Sequence[AroundCase]) -> AroundCases:
    before = [case for case in cases if case.before is not None]
    after = [case for case in before if case.after_opening is not None]
    after_end = [case for case in after if case.after_end is not None]
    return AroundCases(
        cases[0].school,
        cases[0].case_type,
        len(cases),
        (len(before), _sum(case.before for case in before)),
        (len(after), _sum(case.after_opening for case in after)),
        (len(after_end), _sum(case.after_end for case in after_end)),
    )


def _sum(parts: Iterable[Attended | None]) -> Attended:
    total = Attended()
    for part in parts:
        total = total.plus(part or Attended())
    return total


def _attended(half_days: Sequence[HalfDayOfSchool], days: PersonDays) -> Attended | None:
    if len(half_days) < HALF_DAYS:
        return None
    marks = [mark for half_day in half_days if (mark := days.marks.get(half_day)) is not None]
    absent = sum(mark.is_absence for mark in marks)
    return Attended(len(half_days), absent, sum(mark.status is Status.UNKNOWN for mark in marks))
