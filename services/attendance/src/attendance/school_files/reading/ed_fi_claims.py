"""What Ed-Fi's events say of one pupil on one day, put together: all of them are facts, and their order means nothing.

An absence wins over lateness on its half day, and lateness is presence. Other events that differ on a half day
contradict each other, and that half day is unknown.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from attendance.register.domain.status import Status
from attendance.school_files.reading.ed_fi_extent import EXTENTS, Extent
from shared.domain.half_days import WHOLE_DAY, HalfDay

_ABSENT = frozenset({Status.PROBLEMATIC, Status.JUSTIFIED})


class Claim(NamedTuple):
    """What one event says: a status, and its half days."""

    status: Status
    extent: Extent


CLAIMS = tuple(Claim(status, extent) for status in Status for extent in EXTENTS)
"""Every claim there can be."""


class Share(NamedTuple):
    """What becomes of one claim: the status of each of its half days, and whether another claim contradicts it."""

    half_days: tuple[tuple[HalfDay, Status], ...]
    contradicted: bool = False


@lru_cache(maxsize=4096)
def settled(claims: frozenset[Claim]) -> Mapping[Claim, Share]:
    """What each of a day's claims comes to, whatever their order."""
    day = _Day(claims)
    return {
        claim: Share(
            tuple((half_day, day.status[half_day]) for half_day in day.place[claim]), claim in day.contradicted
        )
        for claim in claims
    }


class _Day:
    """A day that is being settled: certain claims first, then the doubtful claims where they contradict least."""

    def __init__(self, claims: frozenset[Claim]) -> None:
        self.status: dict[HalfDay, Status] = {}
        self.place: dict[Claim, tuple[HalfDay, ...]] = {}
        self.contradicted: set[Claim] = set()
        self._said: dict[HalfDay, list[Claim]] = {half_day: [] for half_day in WHOLE_DAY}
        self._in_doubt: set[HalfDay] = set()
        for claim in sorted(claims):
            if not claim.extent.doubtful:
                self.place[claim] = claim.extent.half_days
                for half_day in claim.extent.half_days:
                    self._said[half_day].append(claim)
        for half_day, claims_of_half_day in self._said.items():
            self._settle(half_day, claims_of_half_day)
        for claim in sorted(claims):
            if claim.extent.doubtful:
                self._place(claim)

    def _settle(self, half_day: HalfDay, claims: list[Claim]) -> None:
        statuses = _without_the_lesser({claim.status for claim in claims})
        if len(statuses) == 1:
            self.status[half_day] = statuses.pop()
        elif statuses:
            self.status[half_day] = Status.UNKNOWN
            self.contradicted.update(claim for claim in claims if claim.status in statuses)

    def _place(self, claim: Claim) -> None:
        half_days = sorted(claim.extent.half_days, key=lambda half_day: self._rank(half_day, claim.status))
        self.place[claim] = tuple(sorted(half_days[: claim.extent.doubtful]))
        for half_day in self.place[claim]:
            if self._agrees(half_day, claim.status):
                continue
            if self._said[half_day]:
                self.contradicted |= {claim, *self._said[half_day]}
            self.status[half_day] = Status.UNKNOWN
            self._in_doubt.add(half_day)

    def _agrees(self, half_day: HalfDay, status: Status) -> bool:
        return self.status.get(half_day) is status and half_day not in self._in_doubt

    def _rank(self, half_day: HalfDay, status: Status) -> int:
        if self._agrees(half_day, status):
            return 0
        if half_day in self._in_doubt:
            return 4
        if half_day not in self.status:
            return 1
        return 2 if self.status[half_day] is Status.LATE else 3


def _without_the_lesser(statuses: set[Status]) -> set[Status]:
    """Without lateness where there is an absence, and without presence where there is lateness."""
    if statuses & _ABSENT:
        return statuses - {Status.LATE}
    return statuses - {Status.PRESENT} if Status.LATE in statuses else statuses
