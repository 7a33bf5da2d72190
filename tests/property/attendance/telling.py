"""Tells a register what was reported, through attendance's own use cases."""

from collections.abc import Iterable

from tests.component.attendance.harness import Harness

from attendance.register.domain.enrolment import (
    EducationLevel,
    Enrolment,
    ImplicitEnrolment,
    PersonData,
    Transferred,
    Withdrawal,
)
from attendance.register.domain.enrolment_report import EnrolmentReport as Enrol
from attendance.register.domain.mark import Mark
from attendance.register.domain.status import Status
from attendance.testing.factories import YEAR
from shared.domain.half_days import HalfDay
from shared.domain.school_calendar import Closure, ExtraHalfDay, SchoolCalendar, Session
from shared.domain.school_year import SchoolYear
from shared.messaging.envelope import Envelope

from .reports import START, Assumption, CalendarReport, Enrolling, EnrolmentReport, MarkList, WithdrawalReport


async def tell_marks(harness: Harness, lists: Iterable[MarkList]) -> None:
    """One batch of events."""
    await harness.record(*(mark for one in lists for mark in _marks(one)))


async def tell_enrolments(harness: Harness, reports: Iterable[Enrolling]) -> None:
    """One batch of events."""
    await harness.enrol(*map(change_of, reports))


async def tell_calendar(harness: Harness, report: CalendarReport) -> None:
    """A calendar is set."""
    await harness.set_calendar(
        SchoolCalendar(
            report.school,
            YEAR,
            base="own" if report.between else "flanders",
            sessions=(Session(*report.between),) if report.between else (),
            closures=tuple(
                Closure(day, HalfDay(half) if half else None, "vrij", site) for day, half, site in report.closures
            ),
            extra=tuple(ExtraHalfDay(day, HalfDay(half)) for day, half in report.extra),
        )
    )


def _marks(one: MarkList) -> list[Mark]:
    cause = Envelope(one.id, "/school", "be.flankerend.school.attendance-recorded.v1")
    return [
        Mark(one.school, i.pupil, i.day, HalfDay(i.half_day), Status(i.status), i.at, one.id, cause) for i in one.items
    ]


def change_of(report: Enrolling) -> Enrol:
    """What attendance is told of it."""
    match report:
        case Assumption(who, year):
            whole = SchoolYear(year)
            assumed = ImplicitEnrolment(whole.first_day, whole.last_day, EducationLevel.SECUNDAIR, START)
            return Enrol(*who, assumed, Envelope("import", "/attendance", "import"))
        case WithdrawalReport(id_, who, last, at):
            return Enrol(*who, Withdrawal(last, at, id_), Envelope(id_, "/school", "pupil-withdrawn"))
        case EnrolmentReport():
            return Enrol(*report.who, _enrolment(report), Envelope(report.id, "/school", "pupil-enrolled"))


def _enrolment(report: EnrolmentReport) -> Enrolment:
    return Enrolment(
        report.first,
        EducationLevel.SECUNDAIR,
        report.at,
        report.id,
        person=PersonData(
            birth_date=report.born,
            insz_key=report.insz.encode() if report.insz else None,
            registered_on=report.registered_on,
        ),
        transferred=Transferred(*report.transferred) if report.transferred else None,
        site=report.site,
    )
