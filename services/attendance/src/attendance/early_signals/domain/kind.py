"""A kind of early signal: what it looks for, and the numbers it needs for that."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from attendance.early_signals.domain.finding import Finding
from attendance.early_signals.domain.observed import Observed
from shared.domain.errors import InvalidField

SCHOOL_YEAR = 400
"""More half days, and more days, than a school year has."""

Numbers = Mapping[str, int]

Detector = Callable[[Observed, Numbers], Finding | None]
"""From a pupil's half days and the agreed numbers to a finding; None if nothing stands out."""


class AgreedNumber(NamedTuple):
    """A number that a kind needs: its name, least and most value, and what it says."""

    name: str
    least: int
    most: int
    meaning: str


@dataclass(frozen=True, slots=True)
class Kind:
    """What stands out in a pupil's attendance, under this name on the wire.

    No Flemish norm gives any of its `numbers`: there is no default, and a kind without them is off.
    """

    name: str
    numbers: tuple[AgreedNumber, ...]
    detect: Detector

    def require(self, numbers: Numbers) -> None:
        """Raises InvalidField when a number of the kind is missing, out of its bounds, or of another kind."""
        names = [number.name for number in self.numbers]
        for name in numbers:
            if name not in names:
                raise InvalidField("numbers", f"are {', '.join(names)}")
        for number in self.numbers:
            if not number.least <= numbers.get(number.name, number.least - 1) <= number.most:
                raise InvalidField(f"numbers.{number.name}", f"must be {number.least} to {number.most}")
