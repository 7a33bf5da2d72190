"""`/signalen`: early signals that wait, each accepted or declined on a page of its own."""

from datetime import datetime
from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from casework.api.bodies import Body, FreeText
from casework.api.case_change import Acting
from casework.api.early_signals import DeclineSignalBody
from casework.api.readers import actor
from casework.application.accept_signal import AcceptedSignal, accept_signal
from casework.application.decline_signal import awaiting_signal, decline_signal
from casework.domain.early_signal import DeclineReason
from casework.domain.terms import TermLengths
from casework.unit_of_work import CaseworkUnits
from casework.web.finding import Cursor, page_at
from casework.web.worded import WordedPages
from shared.domain.errors import DomainError, NotFound
from shared.domain.school_year import SchoolYear
from shared.runtime.clock import Clock
from shared.runtime.http.principal import Principal
from shared.runtime.http.routes import as_page
from shared.web.forms import Form, submitted


class AcceptForm(Body):
    """Why a case is opened on the signal."""

    reason: FreeText


def early_signal_page_router(
    units: CaseworkUnits, pages: WordedPages, *, clock: Clock, lengths: TermLengths
) -> APIRouter:
    """The list of early signals, and a page for each with both answers."""
    router = APIRouter(include_in_schema=False)
    signals = _SignalPages(units, pages, clock=clock, lengths=lengths)

    @router.get("/signalen")
    @as_page
    async def signal_list(request: Request, principal: Acting, cursor: Cursor = None, gedaan: str = "") -> Response:
        """The signals that were neither accepted nor declined, what came first in front."""
        return await signals.list_page(request, cursor, done=gedaan)

    @router.get("/signalen/{signal_id}")
    @as_page
    async def signal(request: Request, principal: Acting, signal_id: UUID) -> Response:
        """One signal, with a form to open a case and a form to decline."""
        return await signals.page(request, signal_id, form=Form())

    @router.post("/signalen/{signal_id}/openen")
    @as_page
    async def accept(request: Request, principal: Acting, signal_id: UUID) -> Response:
        """Open a case on the signal, or let it join the open case, and lead there."""
        return await signals.accepted(request, principal, signal_id)

    @router.post("/signalen/{signal_id}/afwijzen")
    @as_page
    async def decline(request: Request, principal: Acting, signal_id: UUID) -> Response:
        """Decline the signal for a reason by code, and lead back to the list."""
        return await signals.declined(request, principal, signal_id)

    return router


class _SignalPages:
    """What these pages do with signals."""

    def __init__(self, units: CaseworkUnits, pages: WordedPages, *, clock: Clock, lengths: TermLengths) -> None:
        self._units = units
        self._pages = pages
        self._clock = clock
        self._lengths = lengths

    async def list_page(self, request: Request, cursor: str | None, *, done: str) -> Response:
        """A page of the signals that wait."""
        page = page_at(cursor)
        after = page.after(datetime, UUID)
        async with self._units() as uow:
            year = SchoolYear.of(self._clock.today())
            place = (after[0], after[1]) if after else None
            rows = await uow.early_signals.awaiting(year, after=place, limit=page.limit + 1)
            rows, following = page.cut(rows, lambda signal: (signal.received_at, signal.ground.ground_id))
            names = await uow.persons.names({signal.ground.person_id for signal in rows})
            school_names = await uow.school_names.of(signal.ground.school for signal in rows)
        words = self._pages.dutch.word("done", done)
        return self._pages.page(
            request.scope,
            "early_signals",
            rows=rows,
            names=names,
            school_names=school_names,
            following=following,
            is_first=not cursor,
            done=words if words != done else None,
        )

    async def page(self, request: Request, signal_id: UUID, *, form: Form, status: int = 200) -> Response:
        """The page of a signal, with what was typed. Raises NotFound; Conflict for a signal that has a case."""
        async with self._units() as uow:
            signal = await awaiting_signal(uow, signal_id)
            decline = await uow.early_signals.decline_of(signal_id)
            name = (await uow.persons.names({signal.ground.person_id}))[signal.ground.person_id]
            school_names = await uow.school_names.of([signal.ground.school])
        return self._pages.page(
            request.scope,
            "early_signal",
            status=status,
            signal=signal,
            name=name,
            school_names=school_names,
            decline=decline,
            reasons=list(DeclineReason),
            form=form,
        )

    async def accepted(self, request: Request, principal: Principal, signal_id: UUID) -> Response:
        """Open the case; or answer the form again with what was typed."""
        sent = await submitted(request, AcceptForm)
        form, status = sent.form, 422
        if sent.body is not None:
            try:
                async with self._units() as uow:
                    case_type = (await awaiting_signal(uow, signal_id)).case_type
                    wanted = AcceptedSignal(case_type, signal_id, sent.body.reason)
                    by, clock = actor(principal), self._clock
                    case = await accept_signal(uow, wanted, by=by, clock=clock, lengths=self._lengths)
                return RedirectResponse(f"/dossiers/{case.reference}?gedaan=open", 303)
            except NotFound:
                raise
            except DomainError as error:
                form, status = self._pages.refused(form, error)
        return await self.page(request, signal_id, form=form, status=status)

    async def declined(self, request: Request, principal: Principal, signal_id: UUID) -> Response:
        """Decline; or answer the form again."""
        sent = await submitted(request, DeclineSignalBody)
        form, status = sent.form, 422
        if sent.body is not None:
            try:
                async with self._units() as uow:
                    reason = sent.body.reason_code
                    await decline_signal(uow, signal_id, reason, by=actor(principal), clock=self._clock)
                return RedirectResponse("/signalen?gedaan=signal-declined", 303)
            except NotFound:
                raise
            except DomainError as error:
                form, status = self._pages.refused(form, error)
        return await self.page(request, signal_id, form=form, status=status)
