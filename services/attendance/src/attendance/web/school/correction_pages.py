"""`/school/{school}/leerlingen/{pupil}/halve-dagen`: what stands for a pupil's day, and what it is to be."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from fastapi import APIRouter, Request
from pydantic import BaseModel
from starlette.responses import RedirectResponse, Response

from attendance.pupils.application.show_pupil import show_pupil
from attendance.pupils.domain.kept_mark import KeptMark
from attendance.register.api.marks import Recording
from attendance.register.api.rights import Registrar, require_own
from attendance.register.application.results import numbers_of
from attendance.register.domain.registration import Outcome
from attendance.register.domain.school_days import SchoolDays
from attendance.register.messaging.recorded_marks import as_mark
from attendance.unit_of_work import AttendanceUnitOfWork, Units
from attendance.web.school.seen import School
from attendance.web.school.words.marks import CODES, DONE, NOTHING_CHOSEN, REFUSED, SUPERSEDED, UNKNOWN_REFUSAL
from attendance.web.words import NOT_COUNTED, STATES
from shared.contracts.moments import IsoDate
from shared.contracts.school_attendance import Mark
from shared.contracts.vocabulary import Package
from shared.domain.errors import InvalidField
from shared.domain.half_days import HalfDay
from shared.domain.school_year import SchoolYear
from shared.runtime.http import invalid
from shared.runtime.http.routes import as_page
from shared.runtime.logging import get_logger
from shared.web.forms import Form, submitted
from shared.web.pages import Pages
from shared.web.places import SCHOOL_START

_SEEN = "gezien-"
_Code = Literal["|", "B", "Z", "R", "P", "H", "M", "A", "-"]


class CorrectionBody(BaseModel):
    """What a pupil's half days of a day are to be; None for a half day that stays as it is."""

    dag: IsoDate
    AM: _Code | None = None
    PM: _Code | None = None

    def marks(self, school: str, pupil: str, at: dt.datetime) -> Sequence[Mark]:
        """The marks, as if the school's software had sent them at this moment."""
        chosen = ((HalfDay.AM, self.AM), (HalfDay.PM, self.PM))
        return [
            Mark(
                school=school,
                pupil=pupil,
                date=self.dag,
                half_day=half_day,
                code=code,
                package=Package.OFFICIAL,
                recorded_at=at,
            )
            for half_day, code in chosen
            if code is not None
        ]


@dataclass(frozen=True, slots=True)
class HalfDayShown:
    """A half day of the day: whether it has lessons, and the mark that stands; None if there is none."""

    half_day: HalfDay
    has_lessons: bool
    mark: KeptMark | None

    @property
    def seen(self) -> str:
        """What tells this mark from another mark of the same half day, for the form to send along."""
        return f"{self.mark.recorded_at.isoformat()} {self.mark.status.value}" if self.mark else ""


class _Refused(Exception):
    """A mark that would not count, or not yet: nothing of the form is recorded."""

    def __init__(self, errors: Mapping[str, str]) -> None:
        super().__init__("a mark was refused")
        self.errors = errors


def correction_pages_router(units: Units, pages: Pages, recording: Recording) -> APIRouter:
    """The page that corrects the half days of a pupil."""
    router = APIRouter(include_in_schema=False)
    path = f"{SCHOOL_START}/{{school}}/leerlingen/{{pupil}}/halve-dagen"

    async def page(request: Request, who: tuple[str, str], day: dt.date, *, form: Form, done: bool = False) -> Response:
        async with units.reading() as uow:
            file = await show_pupil(uow, *who)
            half_days = await _half_days(uow, who, day)
        return pages.page(
            request.scope,
            "school_correction",
            status=422 if form.errors else 200,
            day=day,
            done=DONE if done else None,
            file=file,
            form=form,
            half_days=half_days,
            school=who[0],
            seen=_SEEN,
            today=recording.clock.today(),
            CODES=CODES,
            NOT_COUNTED=NOT_COUNTED,
            STATES=STATES,
        )

    @router.get(path)
    @as_page
    async def correction_page(
        request: Request,
        school: School,
        pupil: str,
        principal: Registrar,
        dag: dt.date | None = None,
        gedaan: bool = False,
    ) -> Response:
        """What stands for a day, today without any; and the form that changes it."""
        require_own(principal, [school])
        day = _of_a_school_year(dag or recording.clock.today())
        return await page(request, (school, pupil), day, form=Form(), done=gedaan)

    @router.post(path)
    @as_page
    async def correct(request: Request, school: School, pupil: str, principal: Registrar) -> Response:
        """Record what was chosen, now; all of it or, where something of it would not count, nothing.

        Where another mark came in since the form was shown, nothing is recorded, and the form shows that mark.
        """
        require_own(principal, [school])
        sent = await submitted(request, CorrectionBody)
        body, form = sent.body, sent.form
        day = _of_a_school_year(body.dag if body else recording.clock.today())
        marks = body.marks(school, pupil, recording.clock.now()) if body else []
        if body is None or not marks:
            form = form if body is None else form.wrong(AM=NOTHING_CHOSEN)
            return await page(request, (school, pupil), day, form=form)
        try:
            async with units() as uow:
                await show_pupil(uow, school, pupil)
                await uow.lock.hold()  # or another mark comes in after the look at what stands
                _require_as_seen(await _half_days(uow, (school, pupil), day), marks, form)
                await _record(uow, marks, recording)
        except _Refused as refused:
            return await page(request, (school, pupil), day, form=form.wrong(**refused.errors))
        return RedirectResponse(f"{request.url.path}?dag={day.isoformat()}&gedaan=true", 303)

    return router


def _require_as_seen(half_days: Sequence[HalfDayShown], marks: Sequence[Mark], form: Form) -> None:
    """Raises _Refused where another mark stands by now than the form showed beside the choice."""
    chosen = {mark.half_day for mark in marks}
    names = {f"{_SEEN}{item.half_day.value}": item for item in half_days if item.half_day in chosen}
    changed = [item for name, item in names.items() if name in form.values and form.value(name) != item.seen]
    if changed:
        raise _Refused({item.half_day.value: SUPERSEDED for item in changed})


async def _record(uow: AttendanceUnitOfWork, marks: Sequence[Mark], recording: Recording) -> None:
    results = await recording.record_marks(uow, [as_mark(mark, recording.codes) for mark in marks])
    errors = {}
    for mark, result in zip(marks, results, strict=True):
        if result.outcome is Outcome.REJECTED:
            errors[mark.half_day.value] = REFUSED.get(result.reason or "", UNKNOWN_REFUSAL)
        elif result.outcome is Outcome.SUPERSEDED:
            errors[mark.half_day.value] = SUPERSEDED
    if errors:
        raise _Refused(errors)
    get_logger().info("attendance.marks_recorded", **numbers_of(results))


async def _half_days(uow: AttendanceUnitOfWork, who: tuple[str, str], day: dt.date) -> Sequence[HalfDayShown]:
    days = SchoolDays(await uow.calendars.own({who[0]}))
    shown = []
    for half_day in HalfDay:
        school_year = days.school_year_of(who[0], day, half_day)
        year = await uow.pupil_years.find(*who, SchoolYear(school_year) if school_year else SchoolYear.of(day))
        of_half_day = [mark for mark in year.marks if (mark.date, mark.half_day) == (day, half_day)] if year else []
        shown.append(HalfDayShown(half_day, school_year is not None, of_half_day[-1] if of_half_day else None))
    return shown


def _of_a_school_year(day: dt.date) -> dt.date:
    """The day. Raises Problem (422) for a day of no school year that there is."""
    try:
        SchoolYear.parse(str(SchoolYear.of(day)))
    except InvalidField:
        raise invalid("dag", "must be a day of a school year") from None
    return day
