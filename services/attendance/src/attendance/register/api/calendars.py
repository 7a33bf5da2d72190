"""`GET` and `PUT /calendars/{school}/{school_year}`: which half days have lessons at a school."""

from collections.abc import Iterable
from typing import Annotated

from fastapi import APIRouter, Path, Query, Response

from attendance.register.api.calendar_bodies import CalendarAnswer, CalendarBody
from attendance.register.api.rights import Anyone, Recorder, require_own, writes_for_all
from attendance.register.application.change_calendar import (
    ChangeCalendar,
    free_days_beyond,
    show_calendar,
    show_version,
)
from attendance.register.domain.errors import StaleVersion
from attendance.register.domain.local_free_days import Excess
from attendance.unit_of_work import Units
from shared.contracts.fields import SchoolYearLabel
from shared.domain.school_calendar import SchoolCalendar
from shared.domain.school_year import SchoolYear
from shared.runtime.http import IfMatch, Principal, Problem, if_match, set_etag

School = Annotated[str, Path(pattern="^[0-9]{6}$", examples=["123456"], description="Institution number")]
Year = Annotated[SchoolYearLabel, Path(description="School year")]

Version = Annotated[int | None, Query(ge=0, le=1_000_000_000, description="A version; the present one when absent")]


def calendars_router(units: Units, change_calendar: ChangeCalendar) -> APIRouter:
    """The endpoints that read and change calendars in `units`."""
    router = APIRouter(tags=["calendars"])

    @router.get("/calendars/{school}/{school_year}")
    async def get_calendar(
        school: School, school_year: Year, response: Response, _: Anyone, version: Version = None
    ) -> CalendarAnswer:
        """The school's own calendar, or the Flemish one as version 0; with `version` one it had, as signals name it."""
        year = SchoolYear.parse(school_year)
        async with units() as uow:
            if version is None:
                calendar = await show_calendar(uow, school, year)
            else:
                calendar = await show_version(uow, school, year, version=version)
            beyond = await free_days_beyond(uow, calendar)
        return _answer(calendar, beyond, response)

    @router.put("/calendars/{school}/{school_year}")
    async def put_calendar(
        school: School,
        school_year: Year,
        body: CalendarBody,
        response: Response,
        principal: Recorder,
        expected: Annotated[IfMatch, if_match(required=True)],
    ) -> CalendarAnswer:
        """Replace the school's calendar of a school year; `If-Match` is required once it has one of its own.

        A school's software sets its own closures; sessions and extra half days stay as they are. The school's marks
        of the year are judged again. More local free days than allowed are named in `warnings`, not refused.
        """
        require_own(principal, [school])
        calendar = body.calendar(school, SchoolYear.parse(school_year))
        async with units() as uow:
            present = await show_calendar(uow, school, calendar.school_year)
            _check_version(expected, present)
            _check_reach(principal, present, calendar)
            try:
                changed = await change_calendar(uow, calendar, present.version)
            except StaleVersion as error:
                raise Problem("precondition-failed") from error
            beyond = await free_days_beyond(uow, changed)
        return _answer(changed, beyond, response)

    return router


def _check_version(expected: IfMatch, present: SchoolCalendar) -> None:
    """The Flemish calendar is version 0: nothing of the school's own that a header would have to name."""
    names_a_version = expected.tags is not None
    expected(present.version if present.version or names_a_version else None)


def _check_reach(principal: Principal, present: SchoolCalendar, calendar: SchoolCalendar) -> None:
    same = (present.base, present.sessions, present.extra) == (calendar.base, calendar.sessions, calendar.extra)
    if not same and not writes_for_all(principal):
        raise Problem(
            "forbidden", "A school sets its own closures; sessions and extra half days are not its to change."
        )


def _answer(calendar: SchoolCalendar, beyond: Iterable[Excess], response: Response) -> CalendarAnswer:
    set_etag(response, calendar.version)
    return CalendarAnswer.of(calendar, beyond)
