"""The feed of a school: what it sends, half day by half day, and whether it fell silent.

At a school that sends only absences, a half day without a mark is a half day without absences. At a school that tells
of every half day, it is a silence. No Flemish source says when marks have to be there: the grace is a local agreement.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from shared.domain.errors import DomainError
from shared.domain.half_days import HalfDay
from shared.domain.school_calendar import CalendarOf, SchoolCalendar, nth_school_day_after
from shared.domain.school_year import SchoolYear

FeedHalfDay = tuple[date, HalfDay]

# Whatever keeps the service from listening, within this time it does again.
_LISTENED_TO_FOR = timedelta(days=31)


def due_half_days(
    calendar: SchoolCalendar, since: FeedHalfDay, today: date, *, grace: int, calendar_of: CalendarOf
) -> list[FeedHalfDay]:
    """The half days of a calendar from `since` on that are due today, in order.

    A half day is due when `grace` (0 or more) whole school days have passed since its day. `calendar_of` gives the
    school's calendar of any school year.
    """
    due = [half_day for half_day in calendar.half_days_until(today, since[0]) if half_day >= since]
    while due and not _is_due(due[-1][0], today, grace, calendar_of=calendar_of):
        due.pop()
    return due


def ended_lately(calendar: SchoolCalendar, today: date, grace: int, *, calendar_of: CalendarOf) -> bool:
    """Whether the last day of this calendar, due in the next school year, is not due yet or has been for a month."""
    due_after = _due_after(calendar.last_day, grace, calendar_of)
    return due_after is not None and today <= due_after + _LISTENED_TO_FOR


def _is_due(day: date, today: date, grace: int, *, calendar_of: CalendarOf) -> bool:
    due_after = _due_after(day, grace, calendar_of)
    return due_after is not None and due_after < today


def _due_after(day: date, grace: int, calendar_of: CalendarOf) -> date | None:
    """The day with which the grace of this day ends; None at a school that has closed before."""
    try:
        return nth_school_day_after(day, grace, calendar_of)
    except DomainError:
        return None


def runs(expected: Sequence[FeedHalfDay], silent: Collection[FeedHalfDay]) -> list[list[FeedHalfDay]]:
    """The silent half days among the expected half days. Silent half days without another half day between them form
    one run.
    """
    silent_runs: list[list[FeedHalfDay]] = []
    goes_on = False
    for half_day in expected:
        if half_day in silent:
            if not goes_on:
                silent_runs.append([])
            silent_runs[-1].append(half_day)
        goes_on = half_day in silent
    return silent_runs


@dataclass(frozen=True, slots=True)
class Silence:
    """Half days in a row about which a school sent nothing. The silence ends when the school has reported every half
    day.

    `half_days` are the half days that are still silent. `school_days` is the number of days. `last_recorded_at` is when
    the school recorded its last mark; None if it never recorded a mark. Both hold as of the conclusion.
    """

    silence_id: UUID
    school: str
    school_year: SchoolYear
    half_days: tuple[FeedHalfDay, ...]
    school_days: int
    last_recorded_at: datetime | None
    concluded_at: datetime
    ended_at: datetime | None = None

    @property
    def status(self) -> str:
        """`open` or `ended`."""
        return "open" if self.ended_at is None else "ended"


class Listened(NamedTuple):
    """What came of listening: half days that are silent by now, each with its silence, and the runs that are new."""

    silent: Mapping[FeedHalfDay, UUID | None]
    new: Sequence[Sequence[FeedHalfDay]]


def listened(
    expected: Sequence[FeedHalfDay], silent: Collection[FeedHalfDay], silence_of: Mapping[FeedHalfDay, UUID]
) -> Listened:
    """The silence that each silent half day belongs to; beside a half day of a known silence it is that silence."""
    of: dict[FeedHalfDay, UUID | None] = {}
    new = []
    for run in runs(expected, silent):
        silence = next((silence_of[half_day] for half_day in run if half_day in silence_of), None)
        of |= {half_day: silence_of.get(half_day, silence) for half_day in run}
        if silence is None:
            new.append(run)
    return Listened(of, new)


class SilenceFilter(NamedTuple):
    """Which silences to list. `schools` None is all schools; `status` is `open` or `ended`."""

    school: str | None = None
    status: str | None = None
    schools: frozenset[str] | None = None
