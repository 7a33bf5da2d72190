"""Warnings about the school allowance (*schooltoeslag*): the payer decides, the municipality can warn in time."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from attendance.register.domain.toddler_minimum import MOST_UNJUSTIFIED
from shared.domain.cell_table import Sum, shown_table
from shared.domain.school_year import SchoolYear
from shared.domain.small_cells import Cell

MOST_UNENROLLED_DAYS = 14
"""Calendar days without enrolment in a school year with which the allowance is kept, in lager and secundair."""


@dataclass(frozen=True, slots=True)
class AllowanceRule:
    """In how many school years in a row a pupil may be absent too often: two, or one from `one_year_from` on.

    That one year would do was announced in April 2025; since when it is in force was not found.
    """

    one_year_from: SchoolYear | None = None

    def years(self, school_year: SchoolYear) -> Literal[1, 2]:
        """How many school years count for this school year, itself included."""
        return 1 if self.one_year_from is not None and school_year >= self.one_year_from else 2

    def too_often_unjustified(self, school_year: SchoolYear, counts: Mapping[SchoolYear, int]) -> bool:
        """Whether a pupil with these problematic half days by school year risks the allowance of this school year."""
        years = (school_year, school_year.previous)[: self.years(school_year)]
        return all(counts.get(year, 0) > MOST_UNJUSTIFIED for year in years)


@dataclass(frozen=True, slots=True)
class AllowancePupil:
    """A pupil in lager or secundair, at the school of the newest enrolment that holds, else of the enrolment that ended
    last.

    `unenrolled_days` are calendar days of compulsory age from 1 September to 30 June or today without an enrolment that
    is known here.
    """

    school: str
    level_of_education: str
    too_often_unjustified: bool
    unenrolled_days: int


@dataclass(frozen=True, slots=True)
class AllowanceWarnings:
    """Pupils of a school (None: of the municipality) and level, and how many of them risk the allowance, and why."""

    school: str | None
    level_of_education: str
    pupils: Cell
    too_often_unjustified: Cell
    unenrolled: Cell


_Group = tuple[str | None, str]
_Key = tuple[str | None, str, str]
_PUPILS, _UNJUSTIFIED, _UNENROLLED = "pupils", "too often unjustified", "unenrolled"
_OTHERS = {_UNJUSTIFIED: "not too often unjustified", _UNENROLLED: "enrolled"}


def allowance_warnings(pupils: Iterable[AllowancePupil], smallest: int) -> list[AllowanceWarnings]:
    """The warnings of each school and level, then those of the municipality; small cells are left out."""
    numbers: Counter[_Key] = Counter()
    groups: set[_Group] = set()
    for pupil in pupils:
        for school in (pupil.school, None):
            group = (school, pupil.level_of_education)
            groups.add(group)
            numbers[*group, _PUPILS] += 1
            numbers[*group, _UNJUSTIFIED if pupil.too_often_unjustified else _OTHERS[_UNJUSTIFIED]] += 1
            unenrolled = pupil.unenrolled_days > MOST_UNENROLLED_DAYS
            numbers[*group, _UNENROLLED if unenrolled else _OTHERS[_UNENROLLED]] += 1
    in_order = sorted(groups, key=lambda group: (group[0] is None, group[0] or "", group[1]))
    kinds = (_PUPILS, *_OTHERS, *_OTHERS.values())
    whole = {(*group, kind): numbers[*group, kind] for group in in_order for kind in kinds}
    cells = shown_table(whole, _sums(in_order, kinds), smallest)
    return [
        AllowanceWarnings(*group, cells[*group, _PUPILS], cells[*group, _UNJUSTIFIED], cells[*group, _UNENROLLED])
        for group in in_order
    ]


def _sums(groups: Sequence[_Group], kinds: Sequence[str]) -> list[Sum[_Key]]:
    """Who is warned of and who is not add up to the pupils, schools to the municipality."""
    sums = [
        Sum((*group, _PUPILS), ((*group, kind), (*group, other))) for group in groups for kind, other in _OTHERS.items()
    ]
    for school, level in groups:
        if school is None:
            schools = [group for group in groups if group[0] is not None and group[1] == level]
            sums += [Sum((school, level, kind), tuple((*group, kind) for group in schools)) for kind in kinds]
    return sums
