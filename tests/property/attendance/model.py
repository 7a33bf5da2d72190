"""Attendance as one would do it by hand: everything reported lies on the table, and is counted once at the end."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

LEVELS = (1, 2, 3, 5)


@dataclass(frozen=True)
class MarkReport:
    who: tuple[str, str]
    day: date
    half_day: str
    status: str
    at: datetime
    id: str


@dataclass(frozen=True)
class EnrolmentReport:
    who: tuple[str, str]
    first: date
    at: datetime
    id: str
    insz: str | None
    born: date | None
    transferred: int
    site: str | None


@dataclass(frozen=True)
class WithdrawalReport:
    who: tuple[str, str]
    last: date | None
    at: datetime
    id: str


@dataclass(frozen=True)
class ClosureReport:
    school: str
    day: date
    site: str | None


Report = MarkReport | EnrolmentReport | WithdrawalReport | ClosureReport
Person = frozenset[tuple[str, str]]

FREE = {(date(2026, 9, 2), "PM"), (date(2026, 9, 5), "AM"), (date(2026, 9, 5), "PM")}
TRANSFERRED_UNTIL = date(2026, 9, 1)


def counts(reports: Iterable[Report]) -> dict[Person, int]:
    """The problematic half days of each person in 2026-2027."""
    reports = set(reports)
    enrolments = _newest_enrolments(r for r in reports if isinstance(r, EnrolmentReport))
    persons = _persons(enrolments)
    return {person: _count(person, reports, enrolments) for person in persons}


def levels(count: int) -> list[int]:
    return [level for level in LEVELS if count >= level]


def _newest_enrolments(reports: Iterable[EnrolmentReport]) -> list[EnrolmentReport]:
    by_slot: dict[tuple[object, date], list[EnrolmentReport]] = defaultdict(list)
    for report in reports:
        by_slot[report.who, report.first].append(report)
    return [max(found, key=lambda r: (r.at, r.id)) for found in by_slot.values()]


def _persons(enrolments: list[EnrolmentReport]) -> list[Person]:
    together: dict[object, set[tuple[str, str]]] = defaultdict(set)
    for who in {r.who for r in enrolments}:
        own = sorted((r for r in enrolments if r.who == who and r.insz), key=lambda r: r.first)
        together[own[-1].insz if own else who].add(who)
    return [frozenset(group) for group in together.values()]


def _count(person: Person, reports: set[Report], enrolments: list[EnrolmentReport]) -> int:
    own = [r for r in enrolments if r.who in person]
    described = sorted((r for r in own if r.born), key=lambda r: (r.first, r.at, r.id))
    born = described[-1].born if described else None
    problematic = set()
    for who in person:
        for (day, half_day), status in _register(who, reports).items():
            closed = (day, half_day) in FREE or _closed(who, day, reports, enrolments)
            if (
                status == "problematic"
                and not closed
                and _enrolled(who, day, reports, enrolments)
                and _of_age(born, day)
            ):
                problematic.add((day, half_day))
    return len(problematic) + sum(_transferred(who, enrolments) for who in person)


def _closed(who: tuple[str, str], day: date, reports: set[Report], enrolments: list[EnrolmentReport]) -> bool:
    """Closed for the whole school, or at the site of the enrolment that this day is in."""
    start = _start_before([r.first for r in enrolments if r.who == who], day)
    site = next((r.site for r in enrolments if (r.who, r.first) == (who, start)), None)
    return any(ClosureReport(who[0], day, each) in reports for each in (None, site))


def _register(who: tuple[str, str], reports: set[Report]) -> dict[tuple[date, str], str]:
    marks = sorted((r for r in reports if isinstance(r, MarkReport) and r.who == who), key=lambda r: (r.at, r.id))
    return {(r.day, r.half_day): r.status for r in marks}


def _enrolled(who: tuple[str, str], day: date, reports: set[Report], enrolments: list[EnrolmentReport]) -> bool:
    starts = sorted(r.first for r in enrolments if r.who == who)
    period = _start_before(starts, day)
    if period is None:
        return False
    end: date | None = None
    latest: date | None = None
    withdrawals = [r for r in reports if isinstance(r, WithdrawalReport) and r.who == who]
    for withdrawal in sorted(withdrawals, key=lambda r: (r.at, r.id)):
        if withdrawal.last is not None:
            latest = _start_before(starts, withdrawal.last)
        if latest == period:
            end = withdrawal.last
    return end is None or day <= end


def _start_before(starts: list[date], day: date) -> date | None:
    return max((start for start in starts if start <= day), default=None)


def _of_age(born: date | None, day: date) -> bool:
    return born is None or day < min(date(born.year + 18, born.month, born.day), date(born.year + 18, 7, 1))


def _transferred(who: tuple[str, str], enrolments: list[EnrolmentReport]) -> int:
    """The same count (all are up to one day) repeated by a later enrolment is there once."""
    own = sorted((r for r in enrolments if r.who == who and r.transferred), key=lambda r: r.first)
    return own[-1].transferred if own else 0
