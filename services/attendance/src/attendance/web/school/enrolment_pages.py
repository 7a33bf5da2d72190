"""`/school/{school}/inschrijven` and `/uitschrijven`: a pupil who comes, and a pupil who leaves."""

import contextlib
import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import RedirectResponse, Response

from attendance.pupils.application.show_pupil import show_pupil
from attendance.pupils.domain.pupil_file import PupilFile
from attendance.register.api.rights import Registrar, require_own
from attendance.register.application.apply_enrolments import ApplyEnrolments
from attendance.register.domain.enrolment_report import EnrolmentReport
from attendance.register.domain.insz import HashInsz
from attendance.register.domain.registration import Outcome
from attendance.unit_of_work import AttendanceUnitOfWork, Units
from attendance.web.school.enrolment_bodies import EnrolBody, WithdrawBody, said, withdrawal_of
from attendance.web.school.seen import School
from attendance.web.school.words.enrolments import IN_USE, NOT_ENROLLED_THEN
from attendance.web.words import LEVELS_OF_EDUCATION
from shared.domain.errors import InvalidField, NotFound
from shared.runtime.clock import Clock
from shared.runtime.http.routes import as_page
from shared.web.forms import Form, submitted
from shared.web.pages import Pages
from shared.web.places import SCHOOL_START
from shared.web.sent_forms import SentForms

_STAYS = "blijft"

PupilAsked = Annotated[str, Query(max_length=32)]


class _InUseError(Exception):
    """The number is that of a pupil who is called `name`."""

    def __init__(self, name: str) -> None:
        super().__init__("the number of another pupil")
        self.name = name


@dataclass(frozen=True, slots=True)
class EnrollingByHand:
    """How a report of a pupil is read and applied."""

    clock: Clock
    hash_insz: HashInsz
    apply_enrolments: ApplyEnrolments

    async def apply(self, uow: AttendanceUnitOfWork, report: EnrolmentReport) -> None:
        """Apply a report. Raises InvalidField (of `valid_until`) for a withdrawal that ends no enrolment."""
        (result,) = await self.apply_enrolments(uow, [report])
        if result.outcome is Outcome.PENDING:
            raise InvalidField("valid_until", "must be a day on which the pupil is enrolled")


def enrol_page_router(units: Units, pages: Pages, enrolling: EnrollingByHand) -> APIRouter:
    """The page that enrols a pupil."""
    router = APIRouter(include_in_schema=False)
    clock = enrolling.clock

    def enrol_form(request: Request, school: str, form: Form) -> Response:
        return pages.page(
            request.scope,
            "school_enrol",
            status=422 if form.errors else 200,
            form=form,
            levels=tuple(LEVELS_OF_EDUCATION.items()),
            school=school,
            today=clock.today(),
        )

    @router.get(f"{SCHOOL_START}/{{school}}/inschrijven")
    @as_page
    async def enrol_page(
        request: Request, school: School, principal: Registrar, stamnummer: PupilAsked = "", dag: dt.date | None = None
    ) -> Response:
        """The form for a pupil who comes; with the number and the day of a mark that waits for it."""
        require_own(principal, [school])
        begun = {"pupil": stamnummer, "valid_from": dag.isoformat() if dag else ""}
        return enrol_form(request, school, Form({name: value for name, value in begun.items() if value}))

    @router.post(f"{SCHOOL_START}/{{school}}/inschrijven")
    @as_page
    async def enrol(request: Request, school: School, principal: Registrar) -> Response:
        """Enrol the pupil; a number that somebody has already asks whether it is the same pupil.

        The same form sent again changes nothing.
        """
        require_own(principal, [school])
        sent = await submitted(request, EnrolBody)
        body = sent.body
        if body is None:
            return enrol_form(request, school, said(sent.form))
        try:
            async with units() as uow:
                await uow.lock.hold()  # or somebody else gives the number to another pupil meanwhile
                if await SentForms(uow.connection).is_new(sent.form, subject=principal.subject, path=request.url.path):
                    await _require_free(uow, school, body)
                    await enrolling.apply(uow, body.report(school, enrolling.hash_insz, clock.now()))
        except _InUseError as in_use:
            return enrol_form(request, school, sent.form.wrong(pupil=IN_USE.format(name=in_use.name)))
        return _to_list(school, "ingeschreven")

    return router


def withdraw_page_router(units: Units, pages: Pages, enrolling: EnrollingByHand) -> APIRouter:
    """The page that withdraws a pupil."""
    router = APIRouter(include_in_schema=False)
    clock = enrolling.clock

    def withdraw_form(request: Request, file: PupilFile, form: Form) -> Response:
        periods: Sequence[object] = file.periods
        return pages.page(
            request.scope,
            "school_withdraw",
            status=422 if form.errors else 200,
            file=file,
            form=form,
            period=periods[-1] if periods else None,
            school=file.school,
            stays=_STAYS,
        )

    @router.get(f"{SCHOOL_START}/{{school}}/leerlingen/{{pupil}}/uitschrijven")
    @as_page
    async def withdraw_page(request: Request, school: School, pupil: str, principal: Registrar) -> Response:
        """The form for a pupil who leaves."""
        require_own(principal, [school])
        async with units.reading() as uow:
            return withdraw_form(request, await show_pupil(uow, school, pupil), Form())

    @router.post(f"{SCHOOL_START}/{{school}}/leerlingen/{{pupil}}/uitschrijven")
    @as_page
    async def withdraw(request: Request, school: School, pupil: str, principal: Registrar) -> Response:
        """Withdraw the pupil after a day, or take that back."""
        require_own(principal, [school])
        sent = await submitted(request, WithdrawBody)
        async with units.reading() as uow:
            file = await show_pupil(uow, school, pupil)
        stays = sent.form.value("stap") == _STAYS
        if sent.body is None and not stays:
            return withdraw_form(request, file, sent.form)
        last_day = None if stays or sent.body is None else sent.body.valid_until
        try:
            async with units() as uow:
                await enrolling.apply(uow, withdrawal_of(school, pupil, last_day, at=clock.now()))
        except InvalidField:
            return withdraw_form(request, file, sent.form.wrong(valid_until=NOT_ENROLLED_THEN))
        return _to_list(school, "blijft" if stays else "uitgeschreven")

    return router


def _to_list(school: str, done: str) -> Response:
    return RedirectResponse(f"{SCHOOL_START}/{school}/leerlingen?gedaan={done}", 303)


async def _require_free(uow: AttendanceUnitOfWork, school: str, body: EnrolBody) -> None:
    """Raises _InUseError for the number of a pupil with a name, unless it is said to be the same pupil."""
    with contextlib.suppress(NotFound):
        name = (await show_pupil(uow, school, body.pupil)).name
        if name is not None and not body.is_same:
            raise _InUseError(name)
