"""The budget of an action: what it costs in a calendar year, and what others pay of that."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from consultation.domain.amounts import require_number
from consultation.domain.well_formed import require, require_line

FIRST_YEAR, LAST_YEAR = 2000, 2100
_MOST_PAYERS, _MOST_YEARS = 20, 30


@dataclass(frozen=True, slots=True)
class CoFinancing:
    """What somebody else pays of an action in a year, in euro. Raises InvalidField."""

    by: str
    amount: Decimal

    def __post_init__(self) -> None:
        require_line("by", self.by)
        require_number("amount", self.amount)


@dataclass(frozen=True, slots=True)
class BudgetYear:
    """What an action costs in a calendar year, in euro and all together, and what others pay of it.

    Raises InvalidField for a year out of range, somebody who pays twice, and others who pay more than it costs.
    """

    year: int
    amount: Decimal
    co_financing: tuple[CoFinancing, ...] = ()

    def __post_init__(self) -> None:
        require(FIRST_YEAR <= self.year <= LAST_YEAR, "year", f"is {FIRST_YEAR} to {LAST_YEAR}")
        require_number("amount", self.amount)
        payers = [share.by for share in self.co_financing]
        require(len(payers) <= _MOST_PAYERS, "co_financing", f"names more than {_MOST_PAYERS}")
        require(len(payers) == len(set(payers)), "co_financing", "names somebody twice")
        require(self.paid_by_others <= self.amount, "co_financing", "is more than the amount that it is a part of")

    @property
    def paid_by_others(self) -> Decimal:
        """What others pay, in euro."""
        return sum((share.amount for share in self.co_financing), Decimal(0))


def require_years_once(years: Iterable[BudgetYear]) -> None:
    """Raises InvalidField for a year twice, and for more than 30 years."""
    listed = [row.year for row in years]
    require(len(listed) <= _MOST_YEARS, "budget", f"has more than {_MOST_YEARS} years")
    require(len(listed) == len(set(listed)), "budget", "has a year twice")
