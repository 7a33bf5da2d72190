"""Change a school's calendar: judge that school's marks of the year again, and count what that changes."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date, timedelta

from attendance.circumstances import Circumstances
from attendance.mass_causes.application.hold_mass_causes import hold_after_enrolments
from attendance.mass_causes.domain.touched_classes import TouchedClasses
from attendance.register.application.close_for import close_for
from attendance.register.domain.causes import Cause, Causes
from attendance.register.domain.errors import StaleVersion
from attendance.register.domain.events import CalendarChanged
from attendance.register.domain.local_free_days import Excess, excesses, kind_of
from attendance.register.domain.school_days import SchoolDays
from attendance.register.domain.written_mark import JudgedHalfDay
from attendance.rules.application.count_persons import count_persons
from attendance.rules.application.windowed_counts import persons_calendars_concern
from attendance.unit_of_work import AttendanceUnitOfWork
from shared.domain.errors import NotFound
from shared.domain.flemish_calendar import flemish_calendar
from shared.domain.half_days import WHOLE_DAY
from shared.domain.school_calendar import SchoolCalendar
from shared.domain.school_year import SchoolYear


async def show_version(uow: AttendanceUnitOfWork, school: str, school_year: SchoolYear, version: int) -> SchoolCalendar:
    """One version of the school's calendar; 0 is the Flemish one. Raises NotFound."""
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


async def change_calendar(
    uow: AttendanceUnitOfWork,
    calendar: SchoolCalendar,
    circumstances: Circumstances,
    *,
    expected_version: int | None = None,
    cause: Cause = None,
) -> SchoolCalendar:
    """Make this the calendar of its school and school year; its `version` is ignored, the answer has the new one.

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
    await uow.calendars.save(changed, circumstances.clock.now())
    uow.add(CalendarChanged(changed), caused_by=cause)

    others = [known for known in own if known.school_year != changed.school_year]
    days = SchoolDays([*others, changed])
    regrouped = TouchedClasses(frozenset())
    if present.special_days_of_sites or changed.special_days_of_sites:
        registrations = await uow.registrations.load(await uow.pupils.of_school(school))
        await close_for(uow, registrations, days)
        regrouped = await uow.classes.refresh(registrations.keys())
    pupils = await uow.marks.judge_calendar(school, _judged(days, school, changed.school_year))
    await uow.marks.find_newest(school)
    touched = regrouped.and_also(await uow.classes.of_pupils(pupils))
    await _count_again(uow, school, pupils, touched, cause, circumstances)
    await uow.early_signals.look_at_school(school)
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


async def _count_again(
    uow: AttendanceUnitOfWork,
    school: str,
    pupils: Collection[int],
    touched: TouchedClasses,
    cause: Cause,
    circumstances: Circumstances,
) -> None:
    persons = {*(await uow.pupils.persons_of(pupils)).values(), *await persons_calendars_concern(uow, school)}
    causes = {person: Causes.of(cause) for person in persons}
    await hold_after_enrolments(uow, touched, dict.fromkeys(touched.schools, cause), causes, circumstances)
    if causes:
        await count_persons(uow, causes, circumstances)
