"""What schools can report in a story: plain values, of which hypothesis makes any number."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, timezone

from hypothesis import strategies as st

SUMMER_TIME = timezone(timedelta(hours=2))
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=timezone(timedelta(hours=1)))
START = datetime(2026, 9, 1, 7, 0, tzinfo=SUMMER_TIME)
SCHOOLS = ("123456", "654321")
DAYS = (date(2026, 6, 30), date(2026, 8, 31), *(date(2026, 9, day) for day in (1, 2, 3, 4, 5)), date(2026, 11, 24))
"""The last day of one school year; a Monday of the holidays; Tuesday to Saturday of the next year; tomorrow."""

Who = tuple[str, str]
"""A school and a register number."""


@dataclass(frozen=True)
class MarkItem:
    pupil: str
    day: date
    half_day: str
    status: str
    at: datetime


@dataclass(frozen=True)
class MarkList:
    """An event with marks of one school."""

    id: str
    school: str
    items: tuple[MarkItem, ...]


@dataclass(frozen=True)
class EnrolmentReport:
    """A pupil is enrolled from ``first`` on; ``transferred`` is a count up to a day, without dates."""

    id: str
    who: Who
    first: date
    at: datetime
    insz: str | None
    born: date | None
    registered_on: date | None
    site: str | None
    transferred: tuple[int, date] | None


@dataclass(frozen=True)
class WithdrawalReport:
    id: str
    who: Who
    last: date | None
    at: datetime


@dataclass(frozen=True)
class Assumption:
    """An import takes the pupil to be enrolled in a school year, named by the year it starts in."""

    who: Who
    year: int


@dataclass(frozen=True)
class CalendarReport:
    """The calendar of 2026-2027: the Flemish one, or Monday to Friday between two days; ``None`` is a whole day."""

    school: str
    between: tuple[date, date] | None
    closures: frozenset[tuple[date, str | None, str | None]]
    extra: frozenset[tuple[date, str]]


Enrolling = EnrolmentReport | WithdrawalReport | Assumption
Report = MarkList | Enrolling | CalendarReport

_who = st.tuples(st.sampled_from(SCHOOLS), st.sampled_from(("1", "2")))
_at = st.sampled_from((0, 1, 2)).map(lambda hours: START + timedelta(hours=hours))
_id = st.text("aZ9", min_size=1, max_size=2)  # ids compare by code point; the machine makes each the only one
_half_day = st.sampled_from(("AM", "PM"))
_statuses = ("problematic", "problematic", "problematic", "justified", "present", "late", "unknown")
_sites = st.sampled_from((None, None, "north", "south"))

_items = st.builds(
    MarkItem,
    pupil=st.sampled_from(("1", "2")),
    day=st.sampled_from(DAYS),
    half_day=_half_day,
    status=st.sampled_from(_statuses),
    at=st.one_of(_at, _at, _at, st.just(NOW + timedelta(hours=1))),
)
mark_lists = st.builds(
    MarkList,
    id=_id,
    school=st.sampled_from(SCHOOLS),
    items=st.lists(_items, min_size=1, max_size=8).map(tuple),
)
_enrolments = st.builds(
    EnrolmentReport,
    id=_id,
    who=_who,
    first=st.sampled_from((date(2025, 9, 1), date(2026, 9, 1), date(2026, 9, 3))),
    at=_at,
    insz=st.sampled_from((None, "x", "y")),
    # fifteen; eighteen in September, so of age from 1 July; five in December; five only in January
    born=st.sampled_from((None, date(2011, 3, 4), date(2008, 9, 4), date(2021, 12, 1), date(2022, 1, 1))),
    registered_on=st.sampled_from((None, None, None, date(2026, 7, 5))),  # the 60th day after is 3 September
    site=_sites,
    transferred=st.sampled_from((None, None, None, (1, date(2026, 9, 1)), (2, date(2026, 9, 1)), (2, DAYS[0]))),
)
_withdrawals = st.builds(
    WithdrawalReport,
    id=_id,
    who=_who,
    # the day before each enrolment may begin is among them: such a withdrawal may take that enrolment back
    last=st.one_of(st.none(), st.sampled_from((date(2025, 8, 31), *DAYS[:-1]))),
    at=_at,
)
_assumptions = st.builds(Assumption, who=_who, year=st.sampled_from((2025, 2026)))
enrolling = st.one_of(_enrolments, _enrolments, _enrolments, _withdrawals, _withdrawals, _assumptions)
enrolments_and_withdrawals = st.one_of(_enrolments, _withdrawals)
calendars = st.builds(
    CalendarReport,
    school=st.sampled_from(SCHOOLS),
    between=st.sampled_from((None, None, (date(2026, 8, 31), date(2026, 9, 3)))),
    closures=st.frozensets(st.tuples(st.sampled_from(DAYS[2:6]), st.sampled_from((None, "AM")), _sites), max_size=2),
    extra=st.frozensets(st.sampled_from(((DAYS[3], "PM"), (DAYS[6], "AM"))), max_size=2),
)


def named(report: Report, number: int) -> Report:
    """The report with an id that no other has; what is no event needs none."""
    return report if isinstance(report, Assumption | CalendarReport) else replace(report, id=f"{report.id}-{number}")
