"""Which overlaps somebody asks for."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class OverlapQuery:
    """Pairs of offers that schools can have on `on` or later, whose titles are at least so much alike (0 to 1).

    `judged`: those that were judged; else those that nobody judged as they are now.
    """

    on: date
    alike: float
    judged: bool = False
