"""Stream `attendance.calendars.v1`: schools' own calendars. Compacted.

A school without its own calendar has the Flemish calendar.
"""

from typing import Annotated, ClassVar

from pydantic import Field

from shared.contracts.contract import Contract, WireData
from shared.contracts.fields import Line, SchoolNumber, SchoolYearLabel, Site, Version
from shared.contracts.moments import IsoDate
from shared.contracts.vocabulary import CalendarSource
from shared.domain.half_days import HalfDay
from shared.domain.school_calendar import Closure, ClosureKind, ExtraHalfDay, SchoolCalendar, Session
from shared.domain.school_year import SchoolYear

TOPIC = "attendance.calendars.v1"


def _is_none(value: object) -> bool:
    return value is None


class SessionPeriod(WireData):
    """A period with lessons, Monday to Friday, on Wednesday in the morning only."""

    from_: Annotated[IsoDate, Field(alias="from")]
    """First day."""
    until: IsoDate
    """Last day, included."""


class ClosedHalfDay(WireData):
    """A day or half day on which this school is closed."""

    date: IsoDate
    """The day."""
    half_day: HalfDay | None
    """Morning or afternoon; null for the whole day."""
    reason: Line
    """Why, such as a staff training day (pedagogische studiedag)."""
    site: Annotated[Site | None, Field(exclude_if=_is_none)] = None
    """The only site (vestigingsplaats) that is closed; absent for the whole school."""
    kind: Annotated[ClosureKind | None, Field(exclude_if=_is_none)] = None
    """What the free day is used for; absent when the school does not say."""

    @classmethod
    def of(cls, closure: Closure) -> "ClosedHalfDay":
        return cls(
            date=closure.date,
            half_day=closure.half_day,
            reason=closure.reason,
            site=closure.site,
            kind=closure.kind,
        )

    def closure(self) -> Closure:
        """The closure this tells of."""
        return Closure(self.date, self.half_day, self.reason, self.site, self.kind)


class AddedHalfDay(WireData):
    """A half day with lessons outside the usual week."""

    date: IsoDate
    """The day."""
    half_day: HalfDay
    """Morning (AM) or afternoon (PM)."""
    site: Annotated[Site | None, Field(exclude_if=_is_none)] = None
    """The only site (vestigingsplaats) with these lessons; absent for the whole school."""

    @classmethod
    def of(cls, extra: ExtraHalfDay) -> "AddedHalfDay":
        return cls(date=extra.date, half_day=extra.half_day, site=extra.site)

    def extra(self) -> ExtraHalfDay:
        """The half day this tells of."""
        return ExtraHalfDay(self.date, self.half_day, self.site)


class CalendarChanged(Contract):
    """A school's whole calendar of a school year; an older version may be dropped."""

    event_type: ClassVar[str] = "be.flankerend.attendance.calendar-changed.v1"
    topic: ClassVar[str] = TOPIC

    school: SchoolNumber
    """Institution number of the school."""
    school_year: SchoolYearLabel
    """The school year."""
    version: Version
    """Version of the calendar, from 1 on."""
    base: CalendarSource
    """What it starts from: the Flemish school holidays, or the school's own sessions."""
    sessions: tuple[SessionPeriod, ...]
    """The school's own periods; empty on the Flemish base."""
    closures: tuple[ClosedHalfDay, ...]
    """Local free days."""
    extra: tuple[AddedHalfDay, ...]
    """Half days added."""

    def calendar(self) -> SchoolCalendar:
        """The calendar this tells of. Raises InvalidField when its days are not those of its school year."""
        return SchoolCalendar(
            school=self.school,
            school_year=SchoolYear.parse(self.school_year),
            base=self.base.value,
            sessions=tuple(Session(session.from_, session.until) for session in self.sessions),
            closures=tuple(closed.closure() for closed in self.closures),
            extra=tuple(added.extra() for added in self.extra),
            version=self.version,
        )
