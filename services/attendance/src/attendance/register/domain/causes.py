"""Which events changed a person's count, so that what follows belongs to their story."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

Cause = Any
"""The envelope of the event that caused something, or None; handed on unread."""


@dataclass
class Causes:
    """The causes of what a person's counts gained and lost, in order of arrival, with the school year where known."""

    gained: list[tuple[int | None, Cause]] = field(default_factory=list)
    lost: list[tuple[int | None, Cause]] = field(default_factory=list)

    @classmethod
    def of(cls, cause: Cause) -> "Causes":
        """One cause of whatever changed."""
        return cls([(None, cause)], [(None, cause)])

    def of_reaching(self, level: int, count: int, school_year: int) -> Cause:
        """The cause of the half day that completed a level, when the count is now `count`."""
        gained = _in_year(self.gained, school_year)
        if not gained:
            return self.of_losing(school_year)
        return gained[min(max(level - count + len(gained) - 1, 0), len(gained) - 1)]

    def of_losing(self, school_year: int) -> Cause:
        """The last cause of a lower count."""
        return next(reversed(_in_year(self.lost, school_year)), None)


def _in_year(causes: Iterable[tuple[int | None, Cause]], school_year: int) -> list[Cause]:
    return [cause for year, cause in causes if year is None or year == school_year]
