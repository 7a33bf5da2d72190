"""How often pupils are absent, as data.

The habits follow the Flemish figures:

1. On an ordinary day 2 to 3 % of secondary and 1 to 2 % of primary pupils are absent.
2. A school year has some 325 half days. 3.7 % of secondary (2021-2022) and 0.65 % of primary pupils (2016-2017) have 30
   or more problematic half days.
3. 7.4 % of primary pupils have 5 or more (Limburg, 2014-2015).
4. Problematic absences peak just before holidays.

Sources: AGODI, Statistiek Vlaanderen.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from shared.contracts.vocabulary import EducationLevel


@dataclass(frozen=True, slots=True)
class Habit:
    """A kind of pupil: its share among pupils, and the chance on a school day of each thing."""

    share: float
    truant: float
    """Half days missed without a reason, as a share of all half days."""
    falls_ill: float = 0.008
    """Days on which an illness of 1 to 5 school days begins."""
    excused: float = 0.003
    """Half days missed for another good reason."""
    late: float = 0.006
    """Half days on which the pupil comes too late."""


HABITS: Mapping[EducationLevel, tuple[Habit, ...]] = MappingProxyType(
    {
        EducationLevel.SECUNDAIR: (
            Habit(share=0.885, truant=0.0008),
            Habit(share=0.075, truant=0.03, late=0.02),
            Habit(share=0.04, truant=0.13, falls_ill=0.01, late=0.03),
        ),
        EducationLevel.LAGER: (
            Habit(share=0.925, truant=0.0005, falls_ill=0.006, excused=0.002, late=0.003),
            Habit(share=0.067, truant=0.02, falls_ill=0.007),
            Habit(share=0.008, truant=0.12, falls_ill=0.008),
        ),
    }
)

WHOLE_DAY_TRUANCY = 0.6
"""Share of truant half days that are part of a day missed whole."""

BEFORE_HOLIDAY = 2.5
"""How much more often pupils are truant on the last three school days before a holiday."""

DAYS_BEFORE_HOLIDAY = 3
HOLIDAY_BREAK_DAYS = 5
"""Two school days with at least so many days from one to the next have a holiday between them."""

ILLNESS_BY_MONTH: Mapping[int, float] = MappingProxyType({9: 0.7, 10: 1.0, 11: 1.3, 12: 1.5, 1: 1.5, 2: 1.4, 3: 1.2})
"""How much more or less often pupils fall ill; 1 in other months."""

GOES_ON = 0.5
"""Chance that an illness takes another school day, up to LONGEST_ILLNESS."""

LONGEST_ILLNESS = 5
