"""Import calendars: a school's sessions in a file become its own calendar, and its days close or open there."""

from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from attendance.files.chunks import chunks
from attendance.register.application.attempts import attempt
from attendance.register.application.change_calendar import ChangeCalendar, show_calendar
from attendance.register.application.results import Result
from attendance.register.domain.registration import Outcome
from attendance.school_files.domain.calendar_dates import with_dates
from attendance.school_files.domain.lines import DateLine, SessionLine
from attendance.school_files.domain.outcomes import ImportOutcome
from attendance.unit_of_work import AttendanceUnitOfWork, Units
from shared.domain.errors import InvalidField
from shared.domain.school_year import SchoolYear

MOST_SESSIONS = 20_000
MOST_DATES = 200_000

_INCOMPLETE = "another session of this school's year is malformed; its calendar stays as it is"


@dataclass(frozen=True, slots=True)
class _Calendar:
    """What a file has of one school's year."""

    sessions: list[SessionLine] = field(default_factory=list)
    dates: list[DateLine] = field(default_factory=list)


Calendars = Mapping[tuple[str, SchoolYear], _Calendar]


@dataclass(frozen=True, slots=True)
class CalendarsFile:
    """A file of calendars: `read` gives its lines from the first line. A `dry_run` leaves nothing behind."""

    read: Callable[[], Iterator[SessionLine | DateLine]]
    dry_run: bool = False


ImportCalendars = Callable[[CalendarsFile], Awaitable[ImportOutcome]]
"""`import_calendars` with the use case of the register bound."""


async def import_calendars(units: Units, file: CalendarsFile, *, change_calendar: ChangeCalendar) -> ImportOutcome:
    """Take over the calendars of a file, each in one transaction, after reading it to its end.

    A calendar keeps the closures and extra half days that it has otherwise; a calendar with a malformed session is not
    taken over. Without a session the days change the calendar that is there. Raises InvalidField for a broken file and
    one of more than 20,000 sessions or 200,000 days.
    """
    outcome = ImportOutcome()
    for (school, school_year), lines in (await _by_calendar(file.read, outcome)).items():
        if any(line.refused for line in lines.sessions):
            _refuse(lines.sessions, outcome)
            continue
        async with attempt(units, dry_run=file.dry_run) as uow:
            result, refused = await _take_over(uow, school, school_year, lines=lines, change_calendar=change_calendar)
        for line in lines.sessions:
            outcome.add(line.line, result)
        for day in lines.dates:
            if day.says and day.says.date in refused:
                outcome.name(day.line, Outcome.REJECTED, refused[day.says.date])
    return outcome


async def _by_calendar(read: Callable[[], Iterator[SessionLine | DateLine]], outcome: ImportOutcome) -> Calendars:
    """What there is of each calendar; lines that belong to no calendar are refused at once."""
    calendars: dict[tuple[str, SchoolYear], _Calendar] = {}
    sessions = 0
    async for lines in chunks(read):
        for line in lines:
            if isinstance(line, DateLine):
                outcome.calendar_dates += 1
                _note_date(line, calendars, outcome)
            else:
                sessions += 1
                _note_session(line, calendars, outcome)
        if sessions > MOST_SESSIONS:
            raise InvalidField("body", f"has more than {MOST_SESSIONS} sessions")
        if outcome.calendar_dates > MOST_DATES:
            raise InvalidField("body", f"has more than {MOST_DATES} calendar dates; send it in parts")
    return calendars


def _note_session(
    line: SessionLine, calendars: dict[tuple[str, SchoolYear], _Calendar], outcome: ImportOutcome
) -> None:
    if line.school is None or line.school_year is None:
        outcome.refuse(line.line, str(line.refused))
    else:
        calendars.setdefault((line.school, line.school_year), _Calendar()).sessions.append(line)


def _note_date(line: DateLine, calendars: dict[tuple[str, SchoolYear], _Calendar], outcome: ImportOutcome) -> None:
    not_understood = line.refused or line.remark
    if not_understood:
        outcome.name(line.line, Outcome.REJECTED, not_understood)
    if line.says and line.school is not None and line.school_year is not None:
        calendars.setdefault((line.school, line.school_year), _Calendar()).dates.append(line)


async def _take_over(
    uow: AttendanceUnitOfWork,
    school: str,
    school_year: SchoolYear,
    *,
    lines: _Calendar,
    change_calendar: ChangeCalendar,
) -> tuple[Result, Mapping[date, str]]:
    """What became of the calendar, and the reason for each day that was not taken over."""
    await uow.lock.hold()  # nobody changes what is kept of the calendar between here and the commit
    calendar = present = await show_calendar(uow, school, school_year)
    sessions = sorted(
        (line.session for line in lines.sessions if line.session), key=lambda session: (session.from_, session.until)
    )
    try:
        if sessions:
            calendar = replace(present, base="own", sessions=tuple(sessions))
    except InvalidField as error:
        return Result(Outcome.REJECTED, str(error)), {}
    calendar, refused = with_dates(calendar, (line.says for line in lines.dates if line.says))
    changed = await change_calendar(uow, calendar, None)
    return Result(Outcome.UNCHANGED if changed.version == present.version else Outcome.ACCEPTED), refused


def _refuse(lines: Iterable[SessionLine], outcome: ImportOutcome) -> None:
    for line in lines:
        outcome.refuse(line.line, line.refused or _INCOMPLETE)
