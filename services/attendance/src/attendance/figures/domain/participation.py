"""Participation of toddlers (*kleuterparticipatie*): how many are present as often as they have to be."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from attendance.register.domain.toddler_minimum import (
    MOST_UNJUSTIFIED,
    Reached,
    ToddlerYear,
    age_on_31_december,
    minimum_of_age,
)
from shared.domain.cell_table import Sum, shown_table
from shared.domain.school_year import SchoolYear
from shared.domain.small_cells import Cell

MUNICIPALITY = None
"""In place of a school: all schools together."""


class AgeGroup(StrEnum):
    """Age in years on 31 December of the school year."""

    BELOW_3 = "below-3"
    THREE = "3"
    FOUR = "4"
    FIVE = "5"
    FROM_6 = "from-6"
    UNKNOWN = "unknown"
    """The school gave no date of birth."""

    @classmethod
    def of(cls, age: int | None) -> "AgeGroup":
        """The group of an age."""
        if age is None:
            return cls.UNKNOWN
        if age >= 6:
            return cls.FROM_6
        return cls(str(age)) if age >= 3 else cls.BELOW_3

    def minimum(self, school_year: SchoolYear) -> int | None:
        """The half days to be present, where a minimum holds."""
        ages = {AgeGroup.BELOW_3: 2, AgeGroup.THREE: 3, AgeGroup.FOUR: 4, AgeGroup.FIVE: 5}
        return minimum_of_age(ages[self], school_year) if self in ages else None

    @property
    def most_unjustified(self) -> int | None:
        """The unjustified half days that are borne, where they decide."""
        return MOST_UNJUSTIFIED if self is AgeGroup.FROM_6 else None


@dataclass(frozen=True, slots=True)
class Toddler:
    """A toddler of a school in one school year so far.

    `school` is the school of the newest enrolment that holds, else of the enrolment that ended last. The half days are
    those of all schools, on the days in nursery school (*kleuter*).
    """

    school: str
    birth_date: date | None
    planned: int
    problematic: int
    justified: int
    unknown: int

    def year(self, school_year: SchoolYear) -> ToddlerYear | None:
        """The half days beside the minimum; None without a date of birth."""
        if self.birth_date is None:
            return None
        age = age_on_31_december(self.birth_date, school_year)
        return ToddlerYear(age, school_year, self.planned, self.problematic, self.justified, self.unknown)

    @property
    def present(self) -> int:
        """Half days present."""
        return max(self.planned - self.problematic - self.justified - self.unknown, 0)


@dataclass(frozen=True, slots=True)
class Participation:
    """Toddlers of one age at one school (None: in the municipality), as far as they may be shown.

    `reached` have the half days of the minimum or, from six years on, not too many unjustified half days. `if_accepted`
    have them only with their justified absences. `not_reached` have neither. All three are None where nothing decides.
    """

    school: str | None
    age: AgeGroup
    toddlers: Cell
    reached: Cell
    if_accepted: Cell
    not_reached: Cell
    mean_present: float | None


_Group = tuple[str | None, AgeGroup]
_Key = tuple[str | None, AgeGroup, Reached | None]
_OUTCOMES = tuple(Reached)


def participation(toddlers: Iterable[Toddler], school_year: SchoolYear, smallest: int) -> list[Participation]:
    """The figures of each school and age, then those of the municipality; small cells are left out."""
    numbers: dict[_Key, int] = defaultdict(int)
    present: dict[_Group, int] = defaultdict(int)
    for toddler in toddlers:
        year = toddler.year(school_year)
        age = AgeGroup.of(year.age if year else None)
        outcome = _outcome(year)
        for school in (toddler.school, MUNICIPALITY):
            present[school, age] += toddler.present
            numbers[school, age, None] += 1
            if outcome is not None:
                numbers[school, age, outcome] += 1
    groups = sorted(present, key=lambda group: (group[0] is None, group[0] or "", list(AgeGroup).index(group[1])))
    whole = {(*group, outcome): numbers[*group, outcome] for group in groups for outcome in (None, *_OUTCOMES)}
    cells = shown_table(whole, _sums(groups, whole), smallest)
    return [
        _figures(group, whole, cells, present=present, mean_is_shown=_mean_is_shown(group, groups, cells))
        for group in groups
    ]


def _outcome(year: ToddlerYear | None) -> Reached | None:
    if year is None:
        return None
    if AgeGroup.of(year.age) is AgeGroup.FROM_6:
        return Reached.NO if year.too_often_unjustified else Reached.YES
    return year.reached


def _sums(groups: Sequence[_Group], whole: dict[_Key, int]) -> list[Sum[_Key]]:
    """Outcomes add up to the toddlers of a group, schools to the municipality."""
    sums = [
        Sum((*group, None), tuple((*group, outcome) for outcome in _OUTCOMES))
        for group in groups
        if any(whole[*group, outcome] for outcome in _OUTCOMES)
    ]
    for school, age in groups:
        if school is MUNICIPALITY:
            schools = [group for group in groups if group[0] is not MUNICIPALITY and group[1] is age]
            sums += [
                Sum((school, age, outcome), tuple((*group, outcome) for group in schools))
                for outcome in (None, *_OUTCOMES)
            ]
    return sums


def _mean_is_shown(group: _Group, groups: Sequence[_Group], cells: dict[_Key, Cell]) -> bool:
    """A mean is shown with its toddlers. The mean of the municipality is shown with the toddlers of every school, or it
    gives away the mean of a school."""
    school, age = group
    concerned = [other for other in groups if other[1] is age] if school is MUNICIPALITY else [group]
    return all(cells[*other, None] is not None for other in concerned)


def _figures(
    group: _Group, whole: dict[_Key, int], cells: dict[_Key, Cell], *, present: dict[_Group, int], mean_is_shown: bool
) -> Participation:
    decided = any(whole[*group, outcome] for outcome in _OUTCOMES)
    return Participation(
        school=group[0],
        age=group[1],
        toddlers=cells[*group, None],
        reached=cells[*group, Reached.YES] if decided else None,
        if_accepted=cells[*group, Reached.IF_ACCEPTED] if decided else None,
        not_reached=cells[*group, Reached.NO] if decided else None,
        mean_present=round(present[group] / whole[*group, None], 1) if mean_is_shown else None,
    )
