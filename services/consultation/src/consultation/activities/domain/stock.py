"""What points receive, hand out and get back: numbers alone, of packs and vouchers and never of children."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from consultation.domain.well_formed import require, require_line

MOST_AT_ONCE = 100_000


class Moved(StrEnum):
    """What happened to a number of things."""

    RECEIVED = "received"
    """The point got them."""
    HANDED_OUT = "handed-out"
    """Families got them."""
    REDEEMED = "redeemed"
    """So many vouchers came back, such as for a bag in the library."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StockMove:
    """Things that came to a point or left it on a day; less than 0 puts an earlier number right.

    `number` is -100,000 to 100,000 and not 0. Raises InvalidField.
    """

    move_id: UUID
    point: str
    moved: Moved
    number: int
    on: date

    def __post_init__(self) -> None:
        require_line("point", self.point)
        in_range = self.number != 0 and abs(self.number) <= MOST_AT_ONCE
        require(in_range, "number", f"is not 0, and at most {MOST_AT_ONCE}")


@dataclass(frozen=True, slots=True)
class PointStock:
    """All that happened at a point. `left` is what was received and not handed out."""

    point: str
    received: int = 0
    handed_out: int = 0
    redeemed: int = 0

    @property
    def left(self) -> int:
        return self.received - self.handed_out


def stock_of(moves: Iterable[StockMove]) -> tuple[PointStock, ...]:
    """The stock of each point, in the order of their names."""
    numbers: dict[str, dict[Moved, int]] = {}
    for move in moves:
        of_point = numbers.setdefault(move.point, dict.fromkeys(Moved, 0))
        of_point[move.moved] += move.number
    return tuple(
        PointStock(point, of_point[Moved.RECEIVED], of_point[Moved.HANDED_OUT], of_point[Moved.REDEEMED])
        for point, of_point in sorted(numbers.items())
    )


def require_stock(moves: Iterable[StockMove]) -> None:
    """Raises InvalidField where a point handed out more than it got, or a number is below 0."""
    for point in stock_of(moves):
        below = min(point.received, point.handed_out, point.redeemed) < 0
        require(not below, "number", "would bring what was noted at this point below 0")
        require(point.left >= 0, "number", "is more than what this point has")


def redemption_rate(points: Iterable[PointStock]) -> float | None:
    """Which share of what was handed out came back as vouchers, 0 and above; None if nothing was handed out."""
    listed = list(points)
    handed_out = sum(point.handed_out for point in listed)
    return sum(point.redeemed for point in listed) / handed_out if handed_out else None
