"""Show a pupil's attendance as it was known at a time: worked out again from everything that was known then."""

from collections.abc import Collection, Mapping
from datetime import date, datetime, timedelta

from attendance.mass_causes.domain.holding import Held
from attendance.pupils.domain.attendance import Attendance, OfPerson
from attendance.pupils.domain.judgement import Judgement
from attendance.pupils.domain.kept_mark import KeptMark, MarkThen
from attendance.register.domain.compulsory_age import compulsory_age
from attendance.register.domain.mark import FinalRejection, Verdict
from attendance.register.domain.person import Person, person_of
from attendance.register.domain.planned_half_days import Expectation, planned_half_days
from attendance.register.domain.registration import Registration
from attendance.register.domain.school_days import SchoolDays
from attendance.register.domain.site_closures import closed_for
from attendance.register.domain.status import Status
from attendance.unit_of_work import AttendanceUnitOfWork
from shared.domain.errors import NotFound
from shared.domain.half_days import HalfDay
from shared.domain.school_year import SchoolYear

_RECENT = timedelta(days=31)


async def show_attendance_then(
    uow: AttendanceUnitOfWork, school: str, pupil: str, *, school_year: SchoolYear, at: datetime
) -> Attendance:
    """The attendance of this pupil as `show_attendance` would have answered at that time.

    Of a mark that was sent again later with the same status, time and event id are those of the last time it was sent.
    Raises NotFound for a pupil the register had not heard of then.
    """
    who = await uow.pupil_years.pupil(school, pupil)
    if who is None or not await uow.history.heard_of(who.pupil_id, at):
        raise NotFound("pupil known at that time")
    then = await _known(uow, who.pupil_id, at)
    marks = await _marks(uow, then, school_year, at=at)
    held = await uow.questions.held_then(then.registrations.keys(), at)
    silent = await uow.feeds.silent_then(school, school_year, at)
    own = then.registrations[who.pupil_id]
    expectation = Expectation(own.enrolled, closed_for(own, then.days))
    rejected = [_kept(mark, reason) for mark, reason in await uow.history.rejected(who.pupil_id, school_year, at)]
    kept = sorted(
        [*rejected, *(_kept(mark, verdict) for mark, verdict in marks if mark.pupil_id == who.pupil_id)],
        key=lambda mark: (mark.date, mark.half_day, mark.recorded_at, mark.event_id),
    )
    return Attendance.of(
        (school, pupil),
        school_year,
        kept,
        person=await _of_person(
            uow, then, [mark for mark in marks if _is_free(mark[0], held)], school_year=school_year, at=at
        ),
        planned=await _planned(uow, school, expectation, days=then.days, school_year=school_year, at=at),
        held=held[who.pupil_id],
        silent=any(expectation.holds(*half_day) for half_day in silent),
    )


class _Known:
    """What was known of a pupil, its person and their schools' calendars. `registrations` are those of the person."""

    def __init__(self, person: Person | None, registrations: Mapping[int, Registration], days: SchoolDays) -> None:
        self.person = person
        self.registrations = registrations
        self.days = days
        self.judgements = {pupil_id: Judgement(registration, days) for pupil_id, registration in registrations.items()}


async def _known(uow: AttendanceUnitOfWork, pupil_id: int, at: datetime) -> _Known:
    persons = await uow.history.persons(pupil_id, at)
    person_id = persons.get(pupil_id)
    members = {pupil for pupil, person in persons.items() if person == person_id} | {pupil_id}
    registrations = await uow.registrations.load_then(members, at)
    # Only an enrolment makes a pupil somebody: without one it had no person then.
    registrations = {
        id_: registration
        for id_, registration in registrations.items()
        if registration.is_enrolled_ever or id_ == pupil_id
    }
    days = SchoolDays(
        await uow.calendars.own_then({registration.school for registration in registrations.values()}, at)
    )
    if person_id is None or not registrations[pupil_id].is_enrolled_ever:
        return _Known(None, {pupil_id: registrations[pupil_id]}, days)
    return _Known(person_of(person_id, registrations.values()), registrations, days)


async def _marks(
    uow: AttendanceUnitOfWork, then: _Known, school_year: SchoolYear, *, at: datetime
) -> list[tuple[MarkThen, Verdict]]:
    """The marks of the person in the school year, judged by what was known."""
    # A calendar of the school's own may begin in July.
    first = date(school_year.start, 7, 1)
    marks = await uow.history.marks(then.registrations.keys(), first=first, last=school_year.last_day, at=at)
    judged = ((mark, then.judgements[mark.pupil_id].of(mark.date, mark.half_day)) for mark in marks)
    return [(mark, verdict) for mark, (year, verdict) in judged if year == school_year.start]


async def _of_person(
    uow: AttendanceUnitOfWork,
    then: _Known,
    marks: Collection[tuple[MarkThen, Verdict]],
    *,
    school_year: SchoolYear,
    at: datetime,
) -> OfPerson:
    if then.person is None:
        return OfPerson(None, 0, ())
    compulsory = then.person.compulsory
    problematic = {
        (mark.date, mark.half_day)
        for mark, verdict in marks
        if mark.status is Status.PROBLEMATIC and verdict is Verdict.COUNTED and mark.date in compulsory
    }
    transferred = sum(
        item.problematic
        for registration in then.registrations.values()
        for item in registration.transferred.values()
        if item.school_year == school_year.start and compulsory.overlaps(school_year.first_day, item.until)
    )
    levels = await uow.history.levels(then.registrations.keys(), school_year, at)
    count = len(problematic) + transferred
    return OfPerson(then.person.person_id, count, levels, compulsory_age(compulsory, then.person.birth_date))


async def _planned(
    uow: AttendanceUnitOfWork,
    school: str,
    expectation: Expectation,
    *,
    days: SchoolDays,
    school_year: SchoolYear,
    at: datetime,
) -> int:
    newest = await _newest_date(uow, school, days, at=at)
    if newest is None:
        return 0
    return planned_half_days(days.calendar(school, school_year)).number(expectation, last=newest)


async def _newest_date(uow: AttendanceUnitOfWork, school: str, days: SchoolDays, *, at: datetime) -> date | None:
    """The latest date inside the school's calendar for which the school had sent any mark."""
    # Mostly it is a few days old, and a year of a school's marks takes long to look through.
    for first in (at.date() - _RECENT, date.min):
        for day, half_day in await uow.history.half_days_marked(school, first, at):
            if days.school_year_of(school, day, half_day) is not None:
                return day
    return None


def _is_free(mark: MarkThen, held: Mapping[int, Mapping[tuple[date, HalfDay], Held]]) -> bool:
    """Whether no question about a mass cause held the mark back from counting."""
    return (mark.date, mark.half_day) not in held[mark.pupil_id]


def _kept(mark: MarkThen, verdict: Verdict | FinalRejection) -> KeptMark:
    return KeptMark(mark.date, mark.half_day, mark.status, mark.recorded_at, mark.event_id, verdict)
