"""The enrolments that an import assumes: a file's pupils are enrolled in the school years it covers."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from attendance.register.application.apply_enrolments import ApplyEnrolments
from attendance.register.domain.enrolment import EducationLevel, ImplicitEnrolment
from attendance.register.domain.enrolment_report import EnrolmentReport
from attendance.register.domain.mark import Mark
from attendance.register.domain.school_days import SchoolDays
from attendance.unit_of_work import AttendanceUnitOfWork
from shared.domain.school_year import SchoolYear
from shared.runtime.clock import Clock

MOST_KNOWN = 100_000

PupilYear = tuple[str, str, SchoolYear]
"""School, register number and school year."""


@dataclass(frozen=True, slots=True)
class Enrolling:
    """How pupils are enrolled: the use case, and how many school years before the running one are kept."""

    apply_enrolments: ApplyEnrolments
    clock: Clock
    keep_school_years: int


class AssumedEnrolments:
    """Enrols the pupils of one import for every kept school year in which they have marks, as a rule once."""

    def __init__(self, level: EducationLevel, enrolling: Enrolling) -> None:
        self._level = level
        self._enrolling = enrolling
        self._recorded_at = enrolling.clock.now()
        self._known: set[PupilYear] = set()
        self._new: set[PupilYear] = set()

    async def cover(self, uow: AttendanceUnitOfWork, marks: Iterable[Mark]) -> None:
        """Enrol the pupils of these marks in this transaction, without pupils that an earlier transaction enrolled."""
        marks = self._in_kept_years(marks)
        days = SchoolDays(await uow.calendars.own({mark.school for mark in marks}))
        self._new = {(mark.school, mark.pupil, _school_year(days, mark)) for mark in marks} - self._known
        if self._new:
            reports = [self._report(days, pupil_year) for pupil_year in sorted(self._new)]
            await self._enrolling.apply_enrolments(uow, reports)

    def committed(self) -> None:
        """The transaction is kept: its pupils are known from now on."""
        if len(self._known) > MOST_KNOWN:  # another look at the register does no harm, unbounded memory would
            self._known.clear()
        self._known |= self._new

    def _in_kept_years(self, marks: Iterable[Mark]) -> list[Mark]:
        today = self._enrolling.clock.today()
        first_kept = SchoolYear.of(today).start - self._enrolling.keep_school_years
        return [
            mark for mark in marks if mark.date <= today and SchoolDays.latest_possible_year(mark.date) >= first_kept
        ]

    def _report(self, days: SchoolDays, pupil_year: PupilYear) -> EnrolmentReport:
        school, pupil, school_year = pupil_year
        first, last = _whole_year(days, school, school_year)
        return EnrolmentReport(school, pupil, ImplicitEnrolment(first, last, self._level, self._recorded_at))


def _school_year(days: SchoolDays, mark: Mark) -> SchoolYear:
    start = days.school_year_of(mark.school, mark.date, mark.half_day)
    return SchoolYear.of(mark.date) if start is None else SchoolYear(start)


def _whole_year(days: SchoolDays, school: str, school_year: SchoolYear) -> tuple[date, date]:
    """From the first day of the school's calendar, which may be before 1 September, to 31 August."""
    return min(school_year.first_day, days.calendar(school, school_year).first_day), school_year.last_day
