"""How often in a school year a toddler (*kleuter*) has to be present: for the school allowance, and to enter lager."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from shared.domain.school_year import SchoolYear

ENOUGH_FOR_PRIMARY = 290
"""Half days present in the year before, by which a child enters primary school (*lager*) without the class council.

Presence alone counts, no absence that was accepted. Since 2021-2022, about the year before (onderwijs.vlaanderen.be,
'voldoende aanwezig in de kleuterklas').
"""

MOST_UNJUSTIFIED = 29
"""Unjustified half days in a school year with which the school allowance (*schooltoeslag*) is kept. The limit holds
from six years on in kleuter, and at every age in lager and secundair."""

_YOUNGEST, _BY_AGE = 100, {3: 150, 4: 185, 5: 290}
_SIX = 6
# Before, another minimum held for five-year-olds.
_FIRST_YEAR = SchoolYear(2020)


class Reached(StrEnum):
    """Whether a toddler has reached the minimum of the allowance."""

    YES = "yes"
    NO = "no"
    IF_ACCEPTED = "if-accepted"
    """Only with the justified absences: absences that the head accepted (code P) count for a five-year-old. It is not
    kept which justified absences these are."""


def age_on_31_december(birth_date: date, school_year: SchoolYear) -> int:
    """The age in years on 31 December of the school year, by which the minima go; below 0 before the birth."""
    return school_year.start - birth_date.year


def minimum_of_age(age: int, school_year: SchoolYear) -> int | None:
    """The half days that a toddler of this age on 31 December has to be present for the school allowance.

    Below 3 years 100, at 3 years 150, at 4 years 185, at 5 years 290. None from 6 years on, when `MOST_UNJUSTIFIED`
    holds instead, and for school years before 2020-2021, when other numbers held. Source: Groeipakket, school allowance
    2020-2021 and later.
    """
    if school_year < _FIRST_YEAR or age >= _SIX:
        return None
    return _BY_AGE.get(age, _YOUNGEST)


@dataclass(frozen=True, slots=True)
class ToddlerYear:
    """One toddler's half days in one school year, over all schools: `planned` up to now, and the marks on them.

    `age` is that on 31 December.
    """

    age: int
    school_year: SchoolYear
    planned: int
    problematic: int
    justified: int
    unknown: int

    @property
    def present(self) -> int:
        """Half days present: planned half days without an absence and without an unknown mark, as for every rate."""
        return max(self.planned - self.problematic - self.justified - self.unknown, 0)

    @property
    def minimum(self) -> int | None:
        """The half days to be present, if a minimum holds at this age."""
        return minimum_of_age(self.age, self.school_year)

    @property
    def reached(self) -> Reached | None:
        """Whether the minimum is reached by now; None if no minimum holds.

        Absences count beside presence at five years only, and only those the head accepted.
        """
        if self.minimum is None:
            return None
        if self.present >= self.minimum:
            return Reached.YES
        may_count = self.age == _SIX - 1 and self.present + self.justified >= self.minimum
        return Reached.IF_ACCEPTED if may_count else Reached.NO

    @property
    def too_often_unjustified(self) -> bool:
        """From six years on: more unjustified half days than the allowance bears."""
        return self.age >= _SIX and self.problematic > MOST_UNJUSTIFIED

    @property
    def enters_primary(self) -> bool:
        """Whether the child was present often enough to enter primary school next year; presence alone counts."""
        return self.present >= ENOUGH_FOR_PRIMARY
