"""A school year as a map of half days: months of weeks of days, each day with what is known of its two halves."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from itertools import groupby

from attendance.pupils.domain.pupil_file import SchoolYearOfPupil
from shared.domain.flemish_holidays import flemish_holidays
from shared.domain.half_days import WHOLE_DAY, HalfDay
from shared.domain.school_calendar import SchoolCalendar

_DAY = timedelta(days=1)
_SATURDAY = 5
_WEEK = 7

Slot = tuple[date, HalfDay]


class State(StrEnum):
    """What the map shows of a half day; the first five are the register's own."""

    PROBLEMATIC = "problematic"
    JUSTIFIED = "justified"
    PRESENT = "present"
    LATE = "late"
    UNKNOWN = "unknown"
    WAITING = "waiting"
    """There is a mark, which waits for an enrolment."""
    MISSING = "missing"
    """The school should have recorded it, and nothing came."""
    AHEAD = "ahead"
    CLOSED = "closed"
    """No lessons for this pupil."""


@dataclass(frozen=True, slots=True)
class Half:
    """Half a day; `counts` is whether a standing level rests on it.

    `waits` is whether a question about a whole class or school holds it.
    """

    half_day: HalfDay
    state: State
    counts: bool = False
    waits: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """Days that are shown as one: a day with its halves, or days that have a name together, such as a holiday.

    `day` is None for days of another month.
    """

    day: date | None
    span: int = 1
    halves: tuple[Half, ...] = ()
    name: str | None = None

    @property
    def is_open(self) -> bool:
        """Whether there is something to say of a half of it."""
        return any(half.state is not State.CLOSED for half in self.halves)


@dataclass(frozen=True, slots=True)
class Month:
    """A month with its weeks, each from Monday on."""

    first: date
    weeks: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class HeatMap:
    """The months of a school year. `columns` is how many days of a week it shows: five, or seven."""

    months: tuple[Month, ...]
    columns: int

    @property
    def has_held(self) -> bool:
        """Whether a question holds any half day."""
        cells = (cell for month in self.months for week in month.weeks for cell in week)
        return any(half.waits for cell in cells for half in cell.halves)

    def up_to(self, day: date) -> "HeatMap":
        """The months that have begun by a day; all of them for a day before the first."""
        begun = tuple(month for month in self.months if month.first <= day)
        return replace(self, months=begun or self.months)


def heat_map(year: SchoolYearOfPupil, counted: Collection[Slot], today: date) -> HeatMap:
    """The map of a pupil's school year; standing levels rest on `counted`."""
    days = _Days(year, frozenset(counted), today)
    first, last = days.bounds
    columns = _WEEK if days.has_weekends else _SATURDAY
    months = []
    begin = first.replace(day=1)
    while begin <= last:
        months.append(Month(begin, tuple(_weeks(begin, days, columns))))
        begin = _next_month(begin)
    return HeatMap(tuple(months), columns)


class _Days:
    """What each day of the year has."""

    def __init__(self, year: SchoolYearOfPupil, counted: frozenset[Slot], today: date) -> None:
        attendance = year.attendance
        self._calendar = year.calendar
        self._expectation = year.expectation
        self._counted = counted
        self._held = frozenset(slot for slot, held in attendance.held.items() if held.waits)
        self._today = today
        self._states: Mapping[Slot, State] = {mark[:2]: State.WAITING for mark in attendance.pending} | {
            mark[:2]: State(mark.status.value) for mark in attendance.half_days
        }
        self._names = _names(year.calendar)

    @property
    def bounds(self) -> tuple[date, date]:
        """The first and the last day with anything."""
        days = [day for day, _ in self._states]
        return min([self._calendar.first_day, *days]), max([self._calendar.last_day, *days])

    @property
    def has_weekends(self) -> bool:
        """Whether anything is on a Saturday or Sunday."""
        extra = (item.date for item in self._calendar.extra)
        return any(day.weekday() >= _SATURDAY for day in (*extra, *(day for day, _ in self._states)))

    def cell(self, day: date) -> Cell:
        cell = Cell(day, halves=tuple(self._half(day, half_day) for half_day in WHOLE_DAY))
        return cell if cell.is_open else Cell(day, name=self._names.get(day))

    def _half(self, day: date, half_day: HalfDay) -> Half:
        slot = (day, half_day)
        return Half(half_day, self._state(day, half_day), counts=slot in self._counted, waits=slot in self._held)

    def _state(self, day: date, half_day: HalfDay) -> State:
        if (day, half_day) in self._states:
            return self._states[day, half_day]
        has_lessons = half_day in self._calendar.half_days_anywhere_on(day)
        if not (has_lessons and self._expectation.holds(day, half_day)):
            return State.CLOSED
        return State.MISSING if day < self._today else State.AHEAD


def _names(calendar: SchoolCalendar) -> dict[date, str]:
    """The names of days without lessons: holidays of Flanders, and what the school says of its own."""
    names: dict[date, str] = {}
    if calendar.base == "flanders":
        rule = flemish_holidays(calendar.school_year)
        names |= dict.fromkeys(rule.free_days, "vrije dag")
        for holiday in rule.holidays:
            names |= dict.fromkeys(_from_to(holiday.from_, holiday.until), holiday.name)
    closed = {item.date: item.reason for item in calendar.closures if item.site is None and item.half_day is None}
    return names | closed


def _from_to(first: date, last: date) -> Iterator[date]:
    for number in range((last - first).days + 1):
        yield first + number * _DAY


def _weeks(begin: date, days: _Days, columns: int) -> Iterator[tuple[Cell, ...]]:
    end = _next_month(begin)
    monday = begin - begin.weekday() * _DAY
    while monday < end:
        week = [monday + number * _DAY for number in range(columns)]
        if any(begin <= day < end for day in week):
            yield tuple(_joined(days.cell(day) if begin <= day < end else Cell(None) for day in week))
        monday += _WEEK * _DAY


def _joined(cells: Iterable[Cell]) -> Iterator[Cell]:
    """The cells of a week, with neighbours of the same name as one."""
    for (is_day, name), same in groupby(cells, key=lambda cell: (cell.day is not None, cell.name)):
        together = list(same)
        if is_day and name is None:
            yield from together
        else:
            yield Cell(together[0].day, span=len(together), name=name)


def _next_month(first: date) -> date:
    return date(first.year + first.month // 12, first.month % 12 + 1, 1)
