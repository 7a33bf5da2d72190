"""A watched pupil for the unit tests: when expected, and what the register says."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from attendance.register.domain.period import Period
from attendance.register.domain.planned_half_days import Expectation
from attendance.register.domain.school_days import SchoolDays
from attendance.register.domain.status import Status
from attendance.rules.domain.person_days import PersonDays, PersonMark, RegisterOfPerson
from attendance.watches.domain.criterion import Criterion, CriterionKind
from attendance.watches.domain.watch import Watch
from shared.domain.half_days import HalfDay
from shared.domain.school_calendar import SchoolCalendar

SCHOOL, OTHER_SCHOOL = "123456", "654321"
ASKED_ON = date(2026, 11, 23)
"""A Monday: its week is not whole, so the first whole school week begins on 30 November."""
NO_NEW = Criterion(CriterionKind.NO_NEW_PROBLEMATIC, 2)
RATE = Criterion(CriterionKind.RATE_ABOVE, 1, 0.75)
AWAY = PersonMark(Status.PROBLEMATIC, counts=True)
ILL = PersonMark(Status.JUSTIFIED)


def pupil(
    marks: Mapping[tuple[date, HalfDay], PersonMark] | None = None,
    *,
    enrolled: Mapping[str, Period] | None = None,
    calendars: tuple[SchoolCalendar, ...] = (),
) -> PersonDays:
    """A pupil of one school since September, or enrolled as said; marks are at the first school."""
    periods = enrolled or {SCHOOL: Period(date(2026, 9, 1), None)}
    registers = tuple(RegisterOfPerson(school, Expectation((period,))) for school, period in periods.items())
    of_school = {(day, half_day, SCHOOL): mark for (day, half_day), mark in (marks or {}).items()}
    return PersonDays(registers, of_school, SchoolDays(calendars))


def watch(*criteria: Criterion, asked_on: date = ASKED_ON) -> Watch:
    """A watch of these criteria."""
    return Watch(UUID(int=1), 1, UUID(int=2), asked_on, criteria or (NO_NEW,))
