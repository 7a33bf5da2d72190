"""What calendar and enrolment say of a half day of one pupil. The statements on marks judge by the same."""

from datetime import date

from attendance.register.domain.mark import Verdict
from attendance.register.domain.registration import Registration
from attendance.register.domain.school_days import SchoolDays, turning_in_september
from attendance.register.domain.site_closures import closed_for
from shared.domain.half_days import HalfDay


class Judgement:
    """Judges the half days of one registration by its school's calendars."""

    def __init__(self, registration: Registration, days: SchoolDays) -> None:
        self._school = registration.school
        self._enrolled = registration.enrolled
        self._closed = closed_for(registration, days)
        self._days = days

    def of(self, day: date, half_day: HalfDay) -> tuple[int, Verdict]:
        """The year in which the half day's school year starts, and whether a mark on it counts."""
        school_year = self._days.school_year_of(self._school, day, half_day)
        if school_year is None:
            return turning_in_september(day), Verdict.OUTSIDE_CALENDAR
        if (day, half_day) in self._closed:
            return school_year, Verdict.OUTSIDE_CALENDAR
        enrolled = any(day in period for period in self._enrolled)
        return school_year, Verdict.COUNTED if enrolled else Verdict.NOT_ENROLLED
