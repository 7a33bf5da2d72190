"""Export a pupil: everything its count and levels rest on, so that somebody else can work them out again."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date

from attendance.case_days.domain.case_days import CaseDays
from attendance.pupils.application.show_attendance import show_attendance
from attendance.pupils.domain.attendance import Attendance
from attendance.pupils.domain.export import ExportedMark, ExportedReports, PupilOfPerson
from attendance.register.domain.period import Period
from attendance.register.domain.planned_half_days import Expectation, planned_half_days
from attendance.register.domain.school_days import SchoolDays
from attendance.rules.domain.rule import LevelRule
from attendance.rules.domain.signal import Signal, SignalFilter
from attendance.unit_of_work import AttendanceUnitOfWork
from attendance.watches.domain.watch import Watch
from shared.domain.errors import NotFound
from shared.domain.half_days import HalfDay
from shared.domain.school_calendar import SchoolCalendar
from shared.domain.school_year import SchoolYear

_MOST_SIGNALS = 10_000
_ALWAYS = Expectation((Period(None, None),))


@dataclass(frozen=True, slots=True)
class ExportedRegister:
    """What one school keeps of the person. `half_days` are those with lessons for this pupil in the school year."""

    school: str
    pupil: str
    calendar_version: int
    half_days: Sequence[tuple[date, HalfDay]]
    enrolled: Sequence[Period]
    reports: ExportedReports
    marks: Sequence[ExportedMark]


@dataclass(frozen=True, slots=True)
class Export:
    """A pupil's school year with all it rests on; `withheld` registers are of schools the asker may not see.

    `watches` and `cases` are what is kept of the person because casework told it, of any school year.
    """

    attendance: Attendance
    registers: Sequence[ExportedRegister]
    withheld: int
    rules: Sequence[LevelRule]
    signals: Sequence[Signal]
    watches: Sequence[Watch]
    cases: Sequence[CaseDays]


async def export_pupil(
    uow: AttendanceUnitOfWork, school: str, pupil: str, *, school_year: SchoolYear, sees: Callable[[str], bool]
) -> Export:
    """Everything about this pupil's person in a school year, at the schools that `sees` allows. Raises NotFound."""
    identity = await uow.pupil_years.pupil(school, pupil)
    if identity is None:
        raise NotFound("pupil")
    attendance = await show_attendance(uow, school, pupil, school_year=school_year)
    everywhere = await uow.exports.pupils(identity.pupil_id, identity.person_id)
    pupils = [register for register in everywhere if sees(register.school)]
    registers = await _registers(uow, pupils, school_year)
    rules = [rule for rule in await uow.rules.all() if rule.holds_in(school_year)]
    signals = await _signals(uow, attendance)
    person_id = attendance.person_id
    watches = await uow.watches.of_person(person_id) if person_id else ()
    cases = await uow.cases_days.of_person(person_id) if person_id else ()
    return Export(attendance, registers, len(everywhere) - len(pupils), rules, signals, watches, cases)


async def _registers(
    uow: AttendanceUnitOfWork, pupils: Collection[PupilOfPerson], school_year: SchoolYear
) -> list[ExportedRegister]:
    ids = [pupil.pupil_id for pupil in pupils]
    days = SchoolDays(await uow.calendars.own({pupil.school for pupil in pupils}))
    reports = await uow.exports.reports(ids)
    # A calendar of the school's own may begin in July.
    marks = await uow.exports.marks(ids, date(school_year.start, 7, 1), school_year.last_day)
    return [
        _register(pupil, days.calendar(pupil.school, school_year), reports[pupil.pupil_id], marks=marks[pupil.pupil_id])
        for pupil in pupils
    ]


def _register(
    pupil: PupilOfPerson, calendar: SchoolCalendar, reports: ExportedReports, *, marks: Sequence[ExportedMark]
) -> ExportedRegister:
    whenever_enrolled = Expectation(_ALWAYS.enrolled, pupil.expectation.closed)
    return ExportedRegister(
        pupil.school,
        pupil.pupil,
        calendar.version,
        list(planned_half_days(calendar).half_days(whenever_enrolled)),
        pupil.expectation.enrolled,
        reports,
        marks,
    )


async def _signals(uow: AttendanceUnitOfWork, attendance: Attendance) -> list[Signal]:
    if attendance.person_id is None:
        return []
    signals = await uow.signals.list(SignalFilter(person_id=attendance.person_id), None, _MOST_SIGNALS)
    return [signal for signal in signals if signal.school_year == attendance.school_year]
