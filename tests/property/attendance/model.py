"""Attendance as one would do it by hand: everything reported lies on the table, and is counted once at the end.

Written from the interface's words alone. Nothing here knows in which order things came, but for calendars: of two the
one that was set last holds.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import TypeVar

from .reports import (
    DAYS,
    NOW,
    START,
    Assumption,
    CalendarReport,
    EnrolmentReport,
    MarkList,
    Report,
    Who,
    WithdrawalReport,
)

LEVELS = (1, 2, 3, 5)
YEARS = (2025, 2026)

T = TypeVar("T")
Person = frozenset[Who]
HalfDay = tuple[date, str]

# The half days of `DAYS` that have lessons in any Flemish school.
_FLEMISH = {(day, half_day) for day in (DAYS[0], *DAYS[2:6]) for half_day in ("AM", "PM")} - {(DAYS[3], "PM")}


@dataclass
class RegisterYear:
    """What a school's register holds of a pupil in a school year."""

    counts: Counter[str]
    pending: set[HalfDay]
    rejected: set[HalfDay]


class Table:
    """All reports together."""

    def __init__(self, reports: Sequence[Report]) -> None:
        self._lists = {r for r in reports if isinstance(r, MarkList)}
        self._enrolments = _newest_enrolments(r for r in reports if isinstance(r, EnrolmentReport))
        self._withdrawals = {r for r in reports if isinstance(r, WithdrawalReport)}
        self._assumed = {r for r in reports if isinstance(r, Assumption)}
        self._calendars = {r.school: r for r in reports if isinstance(r, CalendarReport)}
        self._marks = self._newest_marks()

    def pupils(self) -> set[Who]:
        """Everyone the register has heard of."""
        enrolled = {r.who for r in (*self._enrolments, *self._withdrawals, *self._assumed)}
        return enrolled | {(one.school, item.pupil) for one in self._lists for item in one.items}

    def persons(self) -> list[Person]:
        """Who is the same person: those whose newest enrolment with an INSZ has the same one."""
        together: dict[object, set[Who]] = {}
        for who in {r.who for r in (*self._enrolments, *self._assumed)}:
            insz = _newest(r.insz for r in sorted(self._of(who), key=_when))
            together.setdefault(insz or who, set()).add(who)
        return [frozenset(group) for group in together.values()]

    def register(self, who: Who, year: int) -> RegisterYear:
        """One pupil at one school."""
        found = RegisterYear(Counter(), set(), set(self._never(who, year)))
        for half_day, status in self._marks.get(who, {}).items():
            if self._year(who[0], half_day) not in (None, year):
                continue
            if not self._open(who, half_day):
                if _turning(half_day[0]) == year:
                    found.rejected.add(half_day)
            elif not self._enrolled(who, half_day[0]):
                found.pending.add(half_day)
            else:
                found.counts[status] += 1
        return found

    def count(self, person: Person, year: int) -> int:
        """The person's problematic half days of compulsory age, each once, and those that came without dates."""
        return len(self.problematic(person, year)) + sum(self._transferred(person, who, year) for who in person)

    def problematic(self, person: Person, year: int) -> set[HalfDay]:
        """The half days that count for the person."""
        return {
            half_day
            for who in person
            for half_day, status in self._marks.get(who, {}).items()
            if status == "problematic"
            and self._year(who[0], half_day) == year
            and self._open(who, half_day)
            and self._enrolled(who, half_day[0])
            and self._compulsory(person, half_day[0])
        }

    def _newest_marks(self) -> dict[Who, dict[HalfDay, str]]:
        newest: dict[tuple[Who, HalfDay], tuple[datetime, str, int, str]] = {}
        for one in self._lists:
            for place, item in enumerate(one.items):
                slot = ((one.school, item.pupil), (item.day, item.half_day))
                said = (item.at, one.id, place, item.status)
                if not _never(item.day, item.at) and (slot not in newest or said > newest[slot]):
                    newest[slot] = said
        found: dict[Who, dict[HalfDay, str]] = {}
        for (who, half_day), (*_, status) in newest.items():
            found.setdefault(who, {})[half_day] = status
        return found

    def _never(self, who: Who, year: int) -> set[HalfDay]:
        return {
            (item.day, item.half_day)
            for one in self._lists
            for item in one.items
            if (one.school, item.pupil) == who and _never(item.day, item.at) and _turning(item.day) == year
        }

    def _of(self, who: Who) -> list[EnrolmentReport]:
        return [r for r in self._enrolments if r.who == who]

    def _year(self, school: str, half_day: HalfDay) -> int | None:
        """The school year whose calendar has the half day at any of the school's sites."""
        calendar = self._calendars.get(school)
        if calendar is None or half_day[0] == DAYS[0]:
            return _turning(half_day[0]) if half_day in _FLEMISH else None
        return 2026 if any(_lessons(calendar, half_day, site) for site in (None, "north", "south")) else None

    def _open(self, who: Who, half_day: HalfDay) -> bool:
        """Whether there are lessons for this pupil: at its site, on a day it has one."""
        calendar = self._calendars.get(who[0])
        if calendar is None or half_day[0] == DAYS[0]:
            return half_day in _FLEMISH
        enrolment = self._enrolment_on(who, half_day[0])
        return _lessons(calendar, half_day, enrolment.site if enrolment else None)

    def _enrolled(self, who: Who, day: date) -> bool:
        assumed = any(r.who == who and r.year == _turning(day) for r in self._assumed)
        return assumed or self._enrolment_on(who, day) is not None

    def _enrolment_on(self, who: Who, day: date) -> EnrolmentReport | None:
        """The enrolment that a day is in: the latest begun by then that took place, unless it was ended."""
        first = _in_which(day, self.ends(who))
        return next((r for r in self._of(who) if r.first == first), None)

    def ends(self, who: Who) -> dict[date, date | None]:
        """The last day of each of the pupil's enrolments as withdrawals leave it: before its first, it took no place.

        They are told one after the other. Each ends the enrolment that its day is in. If there is none, it takes back
        the one that begins the next day, or else moves the end of the one begun last. One without a day is about the
        same enrolment as the one before.
        """
        ends: dict[date, date | None] = {r.first: None for r in self._of(who)}
        about = None
        for withdrawal in sorted((r for r in self._withdrawals if r.who == who), key=lambda r: (r.at, r.id)):
            if (day := withdrawal.last) is not None:
                next_day = day + timedelta(days=1)
                begun_last = max((first for first in ends if first <= day), default=None)
                about = _in_which(day, ends) or (next_day if next_day in ends else begun_last)
            if about is not None:
                ends[about] = withdrawal.last
        return ends

    def place(self, person: Person, day: date) -> Who:
        """Where the person is enrolled on a day: at the newest enrolment it is in, else at the one that ended last."""
        here = [stay for who in person for stay in self.stays(who)]
        holding = [stay for stay in here if stay.first <= day <= stay.last]
        latest = max(stay.last for stay in here)
        newest = max(holding or [stay for stay in here if stay.last == latest], key=lambda stay: stay.newer)
        return newest.who

    def stays(self, who: Who) -> list["_Stay"]:
        """The periods at a school, with those assumed of school years in which the school reported none."""
        ends = self.ends(who)
        starts = sorted(first for first, last in ends.items() if last is None or last >= first)
        until = {one: other - timedelta(days=1) for one, other in pairwise(starts)}
        reports = {r.first: r for r in self._of(who)}
        said = [
            _Stay(who, first, min(ends[first] or date.max, until.get(first, date.max)), reports[first].at)
            for first in starts
        ]
        years = [(date(r.year, 9, 1), date(r.year + 1, 8, 31)) for r in self._assumed if r.who == who]
        return said + [
            _Stay(who, *year, START)
            for year in years
            if not any(stay.first <= year[1] and year[0] <= stay.last for stay in said)
        ]

    def _compulsory(self, person: Person, day: date) -> bool:
        """From September of the year one turns five, up to eighteen or the June before; 60 days after coming."""
        in_order = sorted((r for who in person for r in self._of(who)), key=_when)
        born = _newest(r.born for r in in_order)
        came = _newest(r.registered_on for r in in_order)
        if came is not None and day < came + timedelta(days=60):
            return False
        if born is None:
            return True
        eighteen = born.replace(year=born.year + 18)
        return date(born.year + 5, 9, 1) <= day < min(eighteen, date(eighteen.year, 7, 1))

    def _transferred(self, person: Person, who: Who, year: int) -> int:
        """What a later enrolment says up to the same day replaces what an earlier one says.

        A count of days none of which is of compulsory age is the person's as little as such a half day is, nor is one
        that came with an enrolment that took no place.
        """
        ends = self.ends(who)
        took_place = [r for r in self._of(who) if (ends[r.first] or date.max) >= r.first]
        up_to = {r.transferred[1]: r.transferred[0] for r in sorted(took_place, key=_when) if r.transferred}
        return sum(
            count
            for until, count in up_to.items()
            if _turning(until) == year
            and any(self._compulsory(person, until - timedelta(days=back)) for back in range(_since_september(until)))
        )


@dataclass(frozen=True)
class _Stay:
    """A stretch of days at a school."""

    who: Who
    first: date
    last: date
    at: datetime

    @property
    def newer(self) -> tuple[date, datetime, Who]:
        return self.first, self.at, self.who


def _in_which(day: date, ends: dict[date, date | None]) -> date | None:
    """The first day of the enrolment that a day is in, if any."""
    took_place = {first: last or date.max for first, last in ends.items() if (last or date.max) >= first}
    first = max((first for first in took_place if first <= day), default=None)
    return first if first is not None and day <= took_place[first] else None


def levels(count: int) -> list[int]:
    """The levels that a count reaches."""
    return [level for level in LEVELS if count >= level]


def _newest_enrolments(reports: Iterable[EnrolmentReport]) -> list[EnrolmentReport]:
    newest: dict[tuple[Who, date], EnrolmentReport] = {}
    for report in sorted(reports, key=_when):
        newest[report.who, report.first] = report
    return list(newest.values())


def _when(report: EnrolmentReport) -> tuple[date, datetime, str]:
    return report.first, report.at, report.id


def _newest(values: Iterable[T | None]) -> T | None:
    given = [value for value in values if value is not None]
    return given[-1] if given else None


def _never(day: date, at: datetime) -> bool:
    """Whether a mark can never count: it is about a day to come, or was recorded in the future."""
    return day > NOW.date() or at > NOW + timedelta(minutes=5)


def _turning(day: date) -> int:
    return day.year if day.month >= 9 else day.year - 1


def _since_september(day: date) -> int:
    """How many days of its school year have come with this one."""
    return (day - date(_turning(day), 9, 1)).days + 1


def _lessons(calendar: CalendarReport, half_day: HalfDay, site: str | None) -> bool:
    day, half = half_day
    if any(day == closed and h in (None, half) and s in (None, site) for closed, h, s in calendar.closures):
        return False
    if half_day in calendar.extra:
        return True
    if calendar.between is None:
        return half_day in _FLEMISH
    first, last = calendar.between
    return first <= day <= last and day.weekday() < 5 and not (day.weekday() == 2 and half == "PM")
