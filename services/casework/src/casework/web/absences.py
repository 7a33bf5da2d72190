"""`/teambord/afwezig`: who is away and who stands in, and the form that says so."""

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel
from starlette.responses import RedirectResponse, Response

from casework.api.absences import is_told_of, require_may_note
from casework.api.bodies import WorkerName
from casework.api.case_change import Changing
from casework.api.readers import actor, names_of
from casework.api.rights import ACTORS, LEADERS
from casework.application.keep_absence import end_absence, keep_absence
from casework.application.show_absences import show_absences
from casework.domain.absence import Absence
from casework.unit_of_work import CaseworkUnits
from casework.web.people import People
from casework.web.people_bodies import AbsenceForm
from casework.web.versions import ChangedMeanwhile, expect
from casework.web.worded import WordedPages
from shared.domain.errors import DomainError, NotFound
from shared.runtime.clock import Clock
from shared.runtime.http.principal import Principal
from shared.runtime.http.routes import as_page
from shared.web.forms import Form, submitted
from shared.web.words import short_day

_PATH = "/teambord/afwezig"
_DONE = ("absence", "absence-past", "absence-ended")
_BEGIN = "begin"
"""A form that has this field only begins to fill in an absence: it asks for what is noted, and for no answer."""


class WorkerForm(BaseModel):
    """Whose absence it is."""

    worker: WorkerName


def absences_page_router(units: CaseworkUnits, pages: WordedPages, *, clock: Clock) -> APIRouter:
    """The absences, with their form: whoever follows cases notes the own absence, a coordinator anybody's."""
    router = APIRouter(include_in_schema=False)
    absences = _AbsencePages(units, pages, clock)

    @router.get(_PATH)
    @as_page
    async def absence_list(
        request: Request, principal: Changing, gedaan: Annotated[str, Query(max_length=100)] = ""
    ) -> Response:
        """Who is away or will be, and an empty form."""
        done = pages.dutch.word("done", gedaan) if gedaan in _DONE else None
        return await absences.page(request, principal, Form(), done=done)

    @router.post(_PATH)
    @as_page
    async def note_absence(request: Request, principal: Changing) -> Response:
        """Note an absence; or begin to change one that is noted."""
        return await absences.noted(request, principal)

    @router.post(f"{_PATH}/einde")
    @as_page
    async def note_return(request: Request, principal: Changing) -> Response:
        """Somebody is back, or will not be away after all."""
        return await absences.ended(request, principal)

    return router


class _AbsencePages:
    """The page, and what its forms do. No address of it names anybody."""

    def __init__(self, units: CaseworkUnits, pages: WordedPages, clock: Clock) -> None:
        self._units = units
        self._pages = pages
        self._clock = clock

    async def page(
        self, request: Request, principal: Principal, form: Form, *, done: str | None = None, status: int = 200
    ) -> Response:
        """The absences, and the form as it was filled in."""
        async with self._units() as uow:
            rows = [row for row in await show_absences(uow, clock=self._clock) if is_told_of(principal, row.absence)]
            named = {name for row in rows for name in (row.absence.worker, row.absence.deputy, row.stands_in)}
            people = await People.all(principal, uow, named | {form.value("worker")})
        return self._pages.page(
            request.scope,
            "absences",
            status=status,
            rows=rows,
            people=people,
            own=names_of(principal),
            leads=principal.is_any(*LEADERS),
            is_everywhere=principal.is_any(*ACTORS),
            form=form,
            today=self._clock.today(),
            done=done,
        )

    async def noted(self, request: Request, principal: Principal) -> Response:
        """Note the absence and lead to the list. What is noted already is replaced once that was shown."""
        sent = await submitted(request, AbsenceForm)
        form, status = sent.form, 422
        if _BEGIN in form.values:
            return await self._begun(request, principal, form.value("worker"))
        if sent.body is None:
            return await self.page(request, principal, form, status=status)
        body = sent.body
        require_may_note(principal, body.worker)
        before: Absence | None = None
        try:
            async with self._units() as uow:
                if await uow.sent_forms.is_new(form, subject=principal.subject, path=_PATH):
                    before = await uow.absences.find(body.worker)
                    if before and before.last_day >= self._clock.today():
                        expect(before.version, form)
                    wanted = Absence(
                        worker=body.worker,
                        first_day=body.from_,
                        last_day=body.until,
                        deputy=body.deputy,
                        version=before.version if before else 0,
                    )
                    by = actor(principal)
                    await keep_absence(uow, wanted, by=by, subject=principal.subject, clock=self._clock)
        except ChangedMeanwhile:
            form, status = self._replacing(form, before), 412
        except DomainError as error:
            form, status = self._pages.refused(form, error, words="wrong_absence")
        if form.errors:
            return await self.page(request, principal, form, status=status)
        done = "absence-past" if body.until < self._clock.today() else "absence"
        return RedirectResponse(f"{_PATH}?gedaan={done}", 303)

    async def ended(self, request: Request, principal: Principal) -> Response:
        """End the absence today, or take back one that was to come."""
        sent = await submitted(request, WorkerForm)
        if sent.body is None:
            raise NotFound("absence")
        require_may_note(principal, sent.body.worker)
        try:
            async with self._units() as uow:
                absence = await uow.absences.find(sent.body.worker)
                if absence is None:
                    raise NotFound("absence")
                expect(absence.version, sent.form)
                await end_absence(uow, absence, clock=self._clock)
        except ChangedMeanwhile:
            form = Form().wrong(form=self._pages.dutch.word("wrong", "kept_version"))
            return await self.page(request, principal, form, status=412)
        return RedirectResponse(f"{_PATH}?gedaan=absence-ended", 303)

    async def _begun(self, request: Request, principal: Principal, worker: str) -> Response:
        """The form with what is noted of somebody. Raises NotFound."""
        require_may_note(principal, worker)
        async with self._units() as uow:
            absence = await uow.absences.find(worker)
        if absence is None:
            raise NotFound("absence")
        return await self.page(request, principal, Form(_values(absence)))

    def _replacing(self, form: Form, before: Absence | None) -> Form:
        """The form to be sent again, with what is noted now and would be replaced."""
        if before is None:
            return form
        days = {"first": short_day(before.first_day), "last": short_day(before.last_day)}
        said = self._pages.dutch.word("wrong_absence", "there-is-one").format(**days)
        return Form({**form.values, "version": str(before.version)}).wrong(form=said)


def _values(absence: Absence) -> Mapping[str, str]:
    return {
        "worker": absence.worker,
        "from": absence.first_day.isoformat(),
        "until": absence.last_day.isoformat(),
        "deputy": absence.deputy or "",
        "version": str(absence.version),
    }
