"""A calendar as it is sent and answered; the event `calendar-changed` has the same shape."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from pydantic import BaseModel, Field

from attendance.register.api.answers import DESCRIBED
from attendance.register.domain.local_free_days import Excess
from shared.contracts.attendance_calendars import AddedHalfDay, ClosedHalfDay, SessionPeriod
from shared.contracts.vocabulary import CalendarSource
from shared.domain.errors import InvalidField
from shared.domain.school_calendar import Closure, ClosureKind, ExtraHalfDay, SchoolCalendar, Session
from shared.domain.school_year import SchoolYear

_MOST = 400
_USES = {
    None: "are free",
    ClosureKind.OPTIONAL_HOLIDAY: "are optional holidays",
    ClosureKind.STAFF_TRAINING: "are for staff training",
}


class CalendarBody(BaseModel):
    """A school's whole calendar of a school year."""

    model_config = DESCRIBED

    school: str | None = None
    """May be sent back as it was answered."""
    school_year: str | None = None
    """May be sent back as it was answered."""
    base: CalendarSource
    """The Flemish school holidays, or the school's own sessions."""
    sessions: tuple[SessionPeriod, ...] = Field((), max_length=_MOST)
    """The school's own periods; empty on the Flemish base."""
    closures: tuple[ClosedHalfDay, ...] = Field((), max_length=_MOST)
    """Local free days."""
    extra: tuple[AddedHalfDay, ...] = Field((), max_length=_MOST)
    """Half days added."""

    def calendar(self, school: str, school_year: SchoolYear) -> SchoolCalendar:
        """The calendar, in the order of its days. Raises InvalidField for what can't be one of that school year."""
        if self.school not in (None, school):
            raise InvalidField("school", "is not the school of the path")
        if self.school_year not in (None, str(school_year)):
            raise InvalidField("school_year", "is not the school year of the path")
        as_sent = SchoolCalendar(
            school,
            school_year,
            base=self.base.value,
            sessions=tuple(map(_session, self.sessions)),
            closures=tuple(closed.closure() for closed in self.closures),
            extra=tuple(added.extra() for added in self.extra),
        )
        return replace(
            as_sent,
            sessions=tuple(sorted(as_sent.sessions, key=lambda session: (session.from_, session.until))),
            closures=tuple(sorted(as_sent.closures, key=_place)),
            extra=tuple(sorted(as_sent.extra, key=_place)),
        )


class WarningAnswer(BaseModel):
    """Something that was taken over and should be looked at."""

    model_config = DESCRIBED

    field: str
    """Where it is."""
    reason: str
    """What is wrong with it."""

    @classmethod
    def of(cls, excess: Excess) -> "WarningAnswer":
        where = f"at site {excess.site}" if excess.site else "at this school"
        use = _USES[excess.kind]
        return cls(field="closures", reason=f"{excess.taken} half days {use} {where}, {excess.allowed} are allowed")


class CalendarAnswer(BaseModel):
    """A school's calendar of a school year: its own calendar, or the Flemish calendar."""

    model_config = DESCRIBED

    school: str
    """Institution number of the school."""
    school_year: str = Field(examples=["2026-2027"])
    """The school year."""
    version: int
    """Version, from 1 on; 0 is the Flemish calendar."""
    base: CalendarSource
    """The Flemish school holidays, or the school's own sessions."""
    sessions: list[SessionPeriod]
    """The school's own periods: Monday to Friday, on Wednesday in the morning only."""
    closures: list[ClosedHalfDay]
    """Local free days."""
    extra: list[AddedHalfDay]
    """Half days added."""
    warnings: list[WarningAnswer]
    """More local free days than a school with the same education may take."""

    @classmethod
    def of(cls, calendar: SchoolCalendar, beyond: Iterable[Excess] = ()) -> "CalendarAnswer":
        return cls(
            school=str(calendar.school),
            school_year=str(calendar.school_year),
            version=calendar.version,
            base=CalendarSource(calendar.base),
            sessions=[SessionPeriod(from_=session.from_, until=session.until) for session in calendar.sessions],
            closures=[ClosedHalfDay.of(closure) for closure in calendar.closures],
            extra=[AddedHalfDay.of(half_day) for half_day in calendar.extra],
            warnings=[WarningAnswer.of(excess) for excess in beyond],
        )


def _session(period: SessionPeriod) -> Session:
    return Session(period.from_, period.until)


def _place(day: Closure | ExtraHalfDay) -> tuple[date, str, str]:
    return day.date, day.half_day or "", day.site or ""
