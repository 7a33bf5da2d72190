"""A school's calendar as it is told, and as the domain knows it."""

from shared.contracts.attendance_calendars import CalendarChanged
from shared.domain.school_calendar import Closure, ExtraHalfDay, SchoolCalendar, Session
from shared.domain.school_year import SchoolYear


def calendar_of(told: CalendarChanged) -> SchoolCalendar:
    """The calendar that an event tells of. Raises InvalidField when its days are not those of its school year."""
    return SchoolCalendar(
        school=told.school,
        school_year=SchoolYear.parse(told.school_year),
        base=told.base.value,
        sessions=tuple(Session(session.from_, session.until) for session in told.sessions),
        closures=tuple(Closure(closed.date, closed.half_day, closed.reason) for closed in told.closures),
        extra=tuple(ExtraHalfDay(added.date, added.half_day) for added in told.extra),
        version=told.version,
    )
