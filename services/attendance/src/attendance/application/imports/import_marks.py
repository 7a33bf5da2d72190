"""Import marks: record a file's lines in chunks, each in one transaction."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from attendance.application.apply_enrolments import EnrolmentReport, apply_enrolments
from attendance.application.circumstances import Circumstances
from attendance.application.imports.attempts import Units, attempt
from attendance.application.imports.chunks import chunks
from attendance.application.imports.lines import FileLine
from attendance.application.imports.outcomes import ImportOutcome
from attendance.application.ports import AttendanceUnit
from attendance.application.record_marks import record_marks
from attendance.domain.enrolment import EducationLevel, ImplicitEnrolment
from attendance.domain.mark import Mark
from attendance.domain.school_days import SchoolDays
from shared.domain.school_year import SchoolYear


@dataclass(frozen=True, slots=True)
class MarksFile:
    """A file of marks: `read` gives its lines, each time from the first one.

    `enrol_at` is the level at which the file's pupils count as enrolled, None when they have to be enrolled already.
    """

    read: Callable[[], Iterator[FileLine]]
    enrol_at: EducationLevel | None = None


async def schools_in(file: MarksFile) -> frozenset[str]:
    """The schools the file has marks of. Reads it to its end: raises InvalidField when it is broken anywhere."""
    schools: set[str] = set()
    async for lines in chunks(file.read):
        schools.update(mark.school for line in lines for mark in line.marks)
    return frozenset(schools)


async def import_marks(
    units: Units, file: MarksFile, circumstances: Circumstances, *, dry_run: bool = False
) -> ImportOutcome:
    """Record the marks of a file that was read to its end before (`schools_in`).

    A dry run answers what every chunk would come to and leaves nothing behind.
    """
    outcome = ImportOutcome()
    async for lines in chunks(file.read):
        async with attempt(units, dry_run=dry_run) as uow:
            await _import_chunk(uow, lines, file, circumstances, outcome)
    return outcome


async def _import_chunk(
    uow: AttendanceUnit, lines: Sequence[FileLine], file: MarksFile, circumstances: Circumstances, to: ImportOutcome
) -> None:
    marks = [mark for line in lines for mark in line.marks]
    if file.enrol_at is not None:
        await _enrol(uow, marks, file.enrol_at, circumstances)
    results = iter(await record_marks(uow, marks, circumstances))
    for line in lines:
        if line.refused is not None:
            to.refuse(line.line, line.refused, line.half_days)
        for _ in line.marks:
            to.add(line.line, next(results))


async def _enrol(
    uow: AttendanceUnit, marks: Iterable[Mark], level: EducationLevel, circumstances: Circumstances
) -> None:
    """Count the pupils of these marks as enrolled in the kept school years the marks lie in."""
    marks = _in_kept_years(marks, circumstances)
    days = SchoolDays(await uow.calendars.own({mark.school for mark in marks}))
    covered = {(mark.school, mark.pupil, _school_year(days, mark)) for mark in marks}
    recorded_at = circumstances.clock.now()
    reports = [
        EnrolmentReport(school, pupil, ImplicitEnrolment(*_whole_year(days, school, school_year), level, recorded_at))
        for school, pupil, school_year in sorted(covered)
    ]
    await apply_enrolments(uow, reports, circumstances)


def _in_kept_years(marks: Iterable[Mark], circumstances: Circumstances) -> list[Mark]:
    today = circumstances.clock.today()
    first_kept = SchoolYear.of(today).start - circumstances.keep_school_years
    return [mark for mark in marks if mark.date <= today and SchoolDays.latest_possible_year(mark.date) >= first_kept]


def _school_year(days: SchoolDays, mark: Mark) -> SchoolYear:
    start = days.school_year_of(mark.school, mark.date, mark.half_day)
    return SchoolYear.of(mark.date) if start is None else SchoolYear(start)


def _whole_year(days: SchoolDays, school: str, school_year: SchoolYear) -> tuple[date, date]:
    """From the first day of the school's calendar, which may be before 1 September, to 31 August."""
    return min(school_year.first_day, days.calendar(school, school_year).first_day), school_year.last_day
