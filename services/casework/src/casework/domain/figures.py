"""Figures about cases: how many there are, how they end, and how long each step takes."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from math import ceil
from statistics import median

from casework.domain.states import ENDED, Status
from shared.domain.cell_table import Sum, shown_table
from shared.domain.school_year import SchoolYear
from shared.domain.small_cells import Cell, shown_nested


class Grouping(StrEnum):
    """What figures are told apart by."""

    CASE_TYPE = "case_type"
    SCHOOL = "school"
    TEAM = "team"
    SCHOOL_YEAR = "school_year"


class Hop(StrEnum):
    """A part of the way of a case, from one step to another."""

    FIRST_HALF_DAY_TO_LEVEL = "first-half-day-to-level"
    """From the first problematic half day that counted to the day on which the first ground held."""
    LEVEL_TO_OPENED = "level-to-opened"
    OPENED_TO_STARTED = "opened-to-started"
    """The waiting time."""
    STARTED_TO_CONTACT = "started-to-contact"
    """To the first contact that was noted."""
    CONTACT_TO_MEETING = "contact-to-meeting"
    """To the first care meeting that was held."""
    MEETING_TO_CLOSED = "meeting-to-closed"
    FIRST_HALF_DAY_TO_CONTACT = "first-half-day-to-contact"
    OPENED_TO_CLOSED = "opened-to-closed"
    OPENED_TO_MEETING = "opened-to-meeting"


_STEPS: Mapping[Hop, tuple[str, str]] = {
    Hop.FIRST_HALF_DAY_TO_LEVEL: ("first_half_day", "level_on"),
    Hop.LEVEL_TO_OPENED: ("level_on", "opened_on"),
    Hop.OPENED_TO_STARTED: ("opened_on", "started_on"),
    Hop.STARTED_TO_CONTACT: ("started_on", "contact_on"),
    Hop.CONTACT_TO_MEETING: ("contact_on", "meeting_on"),
    Hop.MEETING_TO_CLOSED: ("meeting_on", "closed_on"),
    Hop.FIRST_HALF_DAY_TO_CONTACT: ("first_half_day", "contact_on"),
    Hop.OPENED_TO_CLOSED: ("opened_on", "closed_on"),
    Hop.OPENED_TO_MEETING: ("opened_on", "meeting_on"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseSteps:
    """A case as figures see it: where it is counted, and the day of each step; None for a step that was not made.

    A case that was merged into another is no case of its own, and not among them.
    """

    case_type: str
    school: str | None
    school_year: SchoolYear
    assignee: str | None
    status: Status
    opened_on: date
    outcome: str | None = None
    was_reopened: bool = False
    first_half_day: date | None = None
    level_on: date | None = None
    started_on: date | None = None
    contact_on: date | None = None
    meeting_on: date | None = None
    closed_on: date | None = None

    def days(self, hop: Hop) -> int | None:
        """Days that a hop took; none where the second step came before the first. None if a step was not made."""
        first, second = (getattr(self, name) for name in _STEPS[hop])
        return max((second - first).days, 0) if first and second else None


@dataclass(frozen=True, slots=True)
class HopFigure:
    """How long a hop takes in days, over the cases that made both steps; all None where these are few."""

    cases: Cell
    median: float | None
    p90: int | None


@dataclass(frozen=True, slots=True)
class Figure:
    """The figures of one group; ``key`` None: of cases at no school, or of no team.

    A number that is small, or that would give a small one away, is None.
    """

    key: str | None
    cases: Cell
    open: Cell
    withdrawn: Cell
    outcomes: Mapping[str, Cell]
    reopened: Cell
    hops: Mapping[Hop, HopFigure]


def add_up(
    cases: Iterable[CaseSteps], keys_of: Callable[[CaseSteps], Iterable[str | None]], *, smallest: int
) -> list[Figure]:
    """The figures of each group, by its key; numbers of fewer than ``smallest`` cases are left out."""
    groups: dict[str | None, list[CaseSteps]] = {}
    for case in cases:
        for key in keys_of(case):
            groups.setdefault(key, []).append(case)
    return [
        _figure(key, groups[key], smallest=smallest) for key in sorted(groups, key=lambda key: (key is None, key or ""))
    ]


def _figure(key: str | None, cases: Sequence[CaseSteps], *, smallest: int) -> Figure:
    ends = Counter(case.outcome or "" for case in cases if case.status is Status.CLOSED)
    parts = {
        ("open", ""): sum(case.status not in ENDED for case in cases),
        ("withdrawn", ""): sum(case.status is Status.WITHDRAWN for case in cases),
        **{("outcome", outcome): count for outcome, count in ends.items()},
    }
    total = ("cases", "")
    cells = shown_table({total: len(cases), **parts}, [Sum(total, tuple(parts))], smallest)
    return Figure(
        key=key,
        cases=cells[total],
        open=cells["open", ""],
        withdrawn=cells["withdrawn", ""],
        outcomes={outcome: cells["outcome", outcome] for outcome in sorted(ends)},
        reopened=_beside(cells[total], sum(case.was_reopened for case in cases), smallest),
        hops={hop: _hop(cells[total], cases, hop, smallest=smallest) for hop in Hop},
    )


def _beside(total: Cell, number: int, smallest: int) -> Cell:
    """A number of these cases, as it is shown beside how many they are; None where that is not shown."""
    return None if total is None else shown_nested((total, number), smallest)[1]


def _hop(total: Cell, cases: Sequence[CaseSteps], hop: Hop, *, smallest: int) -> HopFigure:
    days = sorted(length for case in cases if (length := case.days(hop)) is not None)
    count = _beside(total, len(days), smallest)
    if not count:
        return HopFigure(count, None, None)
    return HopFigure(count, float(median(days)), days[ceil(0.9 * len(days)) - 1])
