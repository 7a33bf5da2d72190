"""Half days of one pupil at a school with the Flemish calendar, to try rules on."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from attendance.register.domain.enrolment import EducationLevel
from attendance.register.domain.period import Period
from attendance.register.domain.planned_half_days import Expectation
from attendance.register.domain.school_days import SchoolDays
from attendance.register.domain.status import Status
from attendance.rules.domain.form import Form, HoursPerHalfDay
from attendance.rules.domain.occurrences import KnownHalfDay, Occurrence, occurrences
from attendance.rules.domain.rule import LevelRule
from attendance.rules.domain.timetable import ExpectedAt, Timetable
from attendance.rules.storage.rule_packs import read_pack
from shared.domain.half_days import HalfDay, half_days_of_weekday
from shared.domain.school_calendar import SchoolCalendar
from shared.domain.school_year import SchoolYear

SCHOOL = "123456"
ALWAYS = Expectation((Period(None, None),))
HOURS = HoursPerHalfDay(Decimal(4), Decimal(3))


def half_day(
    day: date,
    half: HalfDay = HalfDay.AM,
    status: Status = Status.PROBLEMATIC,
    *,
    school: str = SCHOOL,
    code: str | None = None,
    level: EducationLevel = EducationLevel.SECUNDAIR,
) -> KnownHalfDay:
    """A half day, by default problematic and a morning."""
    event_id = f"{day}-{half}-{school}"
    return KnownHalfDay(day, half, school, "1", event_id, status, code, level, SchoolYear.of(day).start)


def whole_days(*days: date) -> list[KnownHalfDay]:
    """Problematic on every half day that these days usually have."""
    return [half_day(day, half) for day in days for half in half_days_of_weekday(day)]


def timetable(*calendars: SchoolCalendar, years: Iterable[int] = (2025, 2026)) -> Timetable:
    """Of somebody always enrolled at the school, with its own calendars where given."""
    return Timetable([ExpectedAt(SCHOOL, ALWAYS)], SchoolDays(calendars), years)


def found(form: Form, levels: Sequence[int], known: Iterable[KnownHalfDay]) -> list[Occurrence]:
    """Where these levels are reached."""
    return occurrences(form, levels, known, timetable=timetable())


def reached(form: Form, levels: Sequence[int], known: Iterable[KnownHalfDay]) -> list[tuple[int, date]]:
    """Which levels are reached, and when."""
    return [(each.level, each.reached_on) for each in found(form, levels, known)]


def rule_of(pack: str, name: str) -> LevelRule:
    """A rule as its pack has it."""
    return next(rule for rule in read_pack(pack) if rule.name == name)
