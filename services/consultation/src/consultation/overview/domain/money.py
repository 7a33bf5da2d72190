"""What actions cost in a calendar year, and what others pay of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from consultation.policy.domain.budget import BudgetYear

_NOTHING = Decimal(0)
_SHARE = Decimal("0.0001")


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in euro, and the part of it that others pay (*cofinanciering*)."""

    amount: Decimal = _NOTHING
    paid_by_others: Decimal = _NOTHING

    @property
    def share(self) -> Decimal | None:
        """The part that others pay, 0 to 1, in four decimals; None where it costs nothing."""
        return (self.paid_by_others / self.amount).quantize(_SHARE) if self.amount else None

    def __add__(self, other: "Money") -> "Money":
        return Money(self.amount + other.amount, self.paid_by_others + other.paid_by_others)


def money_of(budget: Iterable[BudgetYear], years: Sequence[int]) -> dict[int, Money]:
    """The budget of those of these calendar years that have one, in their order."""
    return {row.year: Money(row.amount, row.paid_by_others) for row in budget if row.year in years}


def added_up(money: Iterable[Money]) -> Money:
    """All of it together."""
    return sum(money, Money())


def by_year(budgets: Iterable[dict[int, Money]], years: Sequence[int]) -> dict[int, Money]:
    """What several budgets come to in each of these calendar years; a year without any is there with 0."""
    listed = list(budgets)
    return {year: added_up(budget[year] for budget in listed if year in budget) for year in years}
