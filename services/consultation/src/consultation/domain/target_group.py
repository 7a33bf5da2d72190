"""The target group of something of the education policy: levels, ages, schools, how many."""

from dataclasses import dataclass

from consultation.domain.organisation import LEVELS
from consultation.domain.well_formed import require, require_school_numbers

OLDEST = 120
"""The highest age, in years."""
MOST_PEOPLE = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetGroup:
    """Who something is for. Empty levels or schools are all of them; None is nothing agreed on.

    `age_from` and `age_until` are in years, both included, 0 to 120. `people` is how many it is to reach.
    Raises InvalidField for a level there is not, ages out of order or range, and what is no institution number.
    """

    levels: tuple[str, ...] = ()
    age_from: int | None = None
    age_until: int | None = None
    schools: tuple[str, ...] = ()
    people: int | None = None

    def __post_init__(self) -> None:
        require(set(self.levels) <= set(LEVELS), "levels", f"are of {', '.join(LEVELS)}")
        for name, age in (("age_from", self.age_from), ("age_until", self.age_until)):
            require(age is None or 0 <= age <= OLDEST, name, f"is 0 to {OLDEST}")
        in_order = self.age_from is None or self.age_until is None or self.age_from <= self.age_until
        require(in_order, "age_until", "is before age_from")
        require_school_numbers("schools", self.schools)
        require(self.people is None or 0 <= self.people <= MOST_PEOPLE, "people", f"is 0 to {MOST_PEOPLE}")
        object.__setattr__(self, "levels", tuple(level for level in LEVELS if level in self.levels))
        object.__setattr__(self, "schools", tuple(sorted(set(self.schools))))
