"""Whether a mark counts, by the calendar of its school and the enrolments of its pupil."""

from datetime import date

from attendance.pupils.domain.judgement import Judgement
from attendance.register.domain.enrolment import EducationLevel, Enrolment
from attendance.register.domain.mark import Verdict
from attendance.register.domain.registration import Registration
from attendance.register.domain.school_days import SchoolDays
from attendance.testing.factories import MORNING, PUPIL, SCHOOL, YEAR
from shared.domain.half_days import HalfDay
from shared.domain.school_calendar import Closure, SchoolCalendar

MONDAY = date(2026, 10, 5)


def judged(day: date, *closures: Closure, valid_from: date = date(2026, 9, 1)) -> tuple[int, Verdict]:
    registration = Registration(SCHOOL, PUPIL)
    registration.enrol(Enrolment(valid_from, EducationLevel.LAGER, MORNING, "event-1", site="north"))
    days = SchoolDays([SchoolCalendar(SCHOOL, YEAR, closures=closures, version=1)])
    return Judgement(registration, days).of(day, HalfDay.AM)


def test_a_mark_counts_on_a_school_day_of_an_enrolled_pupil() -> None:
    assert judged(MONDAY) == (2026, Verdict.COUNTED)
    assert judged(MONDAY, valid_from=date(2026, 10, 6)) == (2026, Verdict.NOT_ENROLLED)


def test_outside_the_calendar_the_school_year_turns_in_september() -> None:
    assert judged(date(2026, 10, 10)) == (2026, Verdict.OUTSIDE_CALENDAR)
    assert judged(date(2026, 8, 31)) == (2025, Verdict.OUTSIDE_CALENDAR)


def test_what_is_closed_at_one_site_is_closed_for_its_pupils() -> None:
    assert judged(MONDAY, Closure(MONDAY, None, "werken", "north")) == (2026, Verdict.OUTSIDE_CALENDAR)
    assert judged(MONDAY, Closure(MONDAY, None, "werken", "south")) == (2026, Verdict.COUNTED)
