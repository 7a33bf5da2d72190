"""Change a school's calendar: judge that school's marks of the year again, and count what that changes."""

from collections.abc import Awaitable, Callable, Collection
from dataclasses import replace
from datetime import date, timedelta

from attendance.register.application.close_for import close_for
from attendance.register.application.consequences import Consequences, follow
from attendance.register.domain.causes import Cause, Causes
from attendance.register.domain.change import CalendarReplaced, Change
from attendance.register.domain.errors import StaleVersion
from attendance.register.domain.events import CalendarChanged
from attendance.register.domain.local_free_days import Excess, excesses, kind_of
from attendance.register.domain.school_days import SchoolDays
from attendance.register.domain.written_mark import JudgedHalfDay
from attendance.unit_of_work import AttendanceUnitOfWork
from shared.domain.errors import NotFound
from shared.domain.flemish_calendar import flemish_calendar
from shared.domain.half_days import WHOLE_DAY
from shared.domain.school_calendar import SchoolCalendar
from shared.domain.school_year import SchoolYear
from shared.runtime.clock import Clock


async def show_version(
    uow: AttendanceUnitOfWork, school: str, school_year: SchoolYear, *, version: int
) -> SchoolCalendar:
    """One version of the school's calendar; 0 is the Flemish calendar. Raises NotFound."""
    if version == 0:
        return replace(flemish_calendar(school_year), school=school)
    calendar = await uow.calendars.version(school, school_year, version)
    if calendar is None:
        raise NotFound("version of this calendar", version)
    return calendar


async def show_calendar(uow: AttendanceUnitOfWork, school: str, school_year: SchoolYear) -> SchoolCalendar:
    """The school's own calendar, or the Flemish one as version 0."""
    days = SchoolDays(await uow.calendars.own({school}))
    return replace(days.calendar(school, school_year), school=school)


async def free_days_beyond(uow: AttendanceUnitOfWork, calendar: SchoolCalendar) -> list[Excess]:
    """Where the calendar has more local free days than a school that teaches what this one does may take."""
    taught = await uow.registrations.taught_at(str(calendar.school), calendar.school_year)
    return excesses(calendar, {kind_of(level, structure) for level, structure in taught})


ChangeCalendar = Callable[[AttendanceUnitOfWork, SchoolCalendar, int | None], Awaitable[SchoolCalendar]]
"""`change_calendar` with the municipality's choices bound."""


async def change_calendar(
    uow: AttendanceUnitOfWork,
    calendar: SchoolCalendar,
    expected_version: int | None = None,
    *,
    clock: Clock,
    consequences: Consequences,
    cause: Cause = None,
) -> SchoolCalendar:
    """Make this the calendar of its school and school year; its `version` is ignored, the answer has the new version.

    A calendar that says what is known already changes nothing. Raises StaleVersion when `expected_version` is not
    the present one (0: the school has none of its own).
    """
    await uow.lock.hold()
    school = str(calendar.school)
    own = await uow.calendars.own({school})
    present = SchoolDays(own).calendar(school, calendar.school_year)
    if expected_version is not None and expected_version != present.version:
        raise StaleVersion("calendar", present.version)
    if replace(calendar, version=present.version) == present:
        return present
    changed = replace(calendar, version=present.version + 1)
    await uow.calendars.save(changed, clock.now())
    uow.add(CalendarChanged(changed), caused_by=cause)

    others = [other for other in own if other.school_year != changed.school_year]
    days = SchoolDays([*others, changed])
    reclosed: Collection[int] = ()
    if present.special_days_of_sites or changed.special_days_of_sites:
        registrations = await uow.registrations.load(await uow.pupils.of_school(school))
        await close_for(uow, registrations, days)
        reclosed = registrations.keys()
    rejudged = await uow.marks.judge_calendar(school, _judged(days, school, changed.school_year))
    await uow.marks.find_newest(school)
    persons = await uow.pupils.persons_of(rejudged)
    change = Change(
        counted={person: Causes.of(cause) for person in persons.values()},
        calendar=CalendarReplaced(school, rejudged, reclosed, cause),
    )
    await follow(uow, change, consequences)
    return changed


def _judged(days: SchoolDays, school: str, school_year: SchoolYear) -> list[JudgedHalfDay]:
    """Every half day that the calendar of this school year can give or take."""
    judged = []
    day = date(school_year.start, 7, 1)
    while day <= school_year.last_day:
        for half_day in WHOLE_DAY:
            year = days.school_year_of(school, day, half_day)
            turning = SchoolYear.of(day).start
            judged.append(JudgedHalfDay(day, half_day, turning if year is None else year, year is not None))
        day += timedelta(days=1)
    return judged
