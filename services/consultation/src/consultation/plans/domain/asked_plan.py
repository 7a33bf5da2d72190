"""Which term is to be planned."""

from dataclasses import dataclass
from datetime import date, timedelta

from shared.domain.errors import InvalidField

LONGEST_PLAN = timedelta(days=200)
"""How long the longest term is that is planned at once: a school year has two terms or three."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedPlan:
    """The days, both included, and the schools; no `schools` are all schools.

    Raises InvalidField for days out of order or more than `LONGEST_PLAN`.
    """

    first: date
    last: date
    schools: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise InvalidField("until", "is before from")
        if self.last - self.first > LONGEST_PLAN:
            raise InvalidField("until", f"is more than {LONGEST_PLAN.days} days after from")

    def is_for(self, *schools: str) -> bool:
        """Whether one of these schools is planned for."""
        return not self.schools or not self.schools.isdisjoint(schools)
