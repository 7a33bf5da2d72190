"""Import calendars: a school's sessions in a file become its own calendar of that school year."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from attendance.application.change_calendar import change_calendar, show_calendar
from attendance.application.circumstances import Circumstances
from attendance.application.imports.attempts import Units, attempt
from attendance.application.imports.chunks import chunks
from attendance.application.imports.lines import SessionLine
from attendance.application.imports.outcomes import ImportOutcome
from attendance.application.ports import AttendanceUnit
from attendance.application.results import Result
from attendance.domain.registration import Outcome
from shared.domain.errors import InvalidField
from shared.domain.school_year import SchoolYear

MOST_SESSIONS = 20_000

_INCOMPLETE = "another session of this school's year is malformed; its calendar stays as it is"

Sessions = Mapping[tuple[str, SchoolYear], list[SessionLine]]


async def import_calendars(
    units: Units, read: Callable[[], Iterator[SessionLine]], circumstances: Circumstances, *, dry_run: bool = False
) -> ImportOutcome:
    """Take over the calendars of a file, each in one transaction, after reading it to its end.

    A calendar keeps the closures and extra half days it has; one with a malformed session is not taken over. Raises
    InvalidField for a broken file and one of more than 20,000 sessions.
    """
    outcome = ImportOutcome()
    for (school, school_year), lines in (await _by_calendar(read, outcome)).items():
        if any(line.refused for line in lines):
            _refuse(lines, outcome)
            continue
        async with attempt(units, dry_run=dry_run) as uow:
            result = await _take_over(uow, school, school_year, lines, circumstances)
        for line in lines:
            outcome.add(line.line, result)
    return outcome


async def _by_calendar(read: Callable[[], Iterator[SessionLine]], outcome: ImportOutcome) -> Sessions:
    """The sessions of each calendar; lines that belong to none are refused at once."""
    calendars: dict[tuple[str, SchoolYear], list[SessionLine]] = {}
    number = 0
    async for lines in chunks(read):
        number += len(lines)
        if number > MOST_SESSIONS:
            raise InvalidField("body", f"has more than {MOST_SESSIONS} sessions")
        for line in lines:
            if line.school is None or line.school_year is None:
                outcome.refuse(line.line, str(line.refused))
            else:
                calendars.setdefault((line.school, line.school_year), []).append(line)
    return calendars


async def _take_over(
    uow: AttendanceUnit,
    school: str,
    school_year: SchoolYear,
    lines: Iterable[SessionLine],
    circumstances: Circumstances,
) -> Result:
    await uow.lock.hold()  # nobody changes what is kept of the calendar between here and the commit
    present = await show_calendar(uow, school, school_year)
    sessions = sorted((line.session for line in lines if line.session), key=lambda each: (each.from_, each.until))
    try:
        calendar = replace(present, base="own", sessions=tuple(sessions))
    except InvalidField as error:
        return Result(Outcome.REJECTED, str(error))
    changed = await change_calendar(uow, calendar, circumstances)
    return Result(Outcome.UNCHANGED if changed.version == present.version else Outcome.ACCEPTED)


def _refuse(lines: Iterable[SessionLine], outcome: ImportOutcome) -> None:
    for line in lines:
        outcome.refuse(line.line, line.refused or _INCOMPLETE)
