"""`/reeksen/{id}/voorstel`, `/vastleggen` and `/vrij`: sessions are proposed, looked at and fixed."""

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query, Request
from starlette.responses import RedirectResponse, Response

from consultation.api.rights import Coordinator
from consultation.domain.local_time import BRUSSELS
from consultation.domain.meeting_kind import MeetingRules
from consultation.series.application.fix_sessions import Fixed, fix_sessions
from consultation.series.application.propose_sessions import propose_sessions
from consultation.unit_of_work import Units
from consultation.web.series.forms import FixForm, ProposeForm
from consultation.web.series.refusals import carried_out
from consultation.web.series.series_pages import SeriesPages
from consultation.web.series.showing import free_times_of
from consultation.web.series.words import NOTHING_CHOSEN
from consultation.web.versions import still
from shared.contracts.moments import IsoDate
from shared.runtime.clock import Clock
from shared.runtime.http.routes import as_page
from shared.web.forms import Form, submitted
from shared.web.pages import Pages


def session_pages_router(units: Units, pages: Pages, *, rules: MeetingRules, clock: Clock) -> APIRouter:
    """The pages that propose and fix sessions."""
    router = APIRouter(include_in_schema=False)
    shown = SeriesPages(units, pages, rules=rules, clock=clock)

    @router.post("/reeksen/{series_id}/voorstel")
    @as_page
    async def post_proposal(request: Request, series_id: UUID, principal: Coordinator) -> Response:
        """Propose the sessions of a term."""

        async def step(form: ProposeForm) -> None:
            expected = still(form.version)
            async with units() as uow:
                await propose_sessions(
                    uow, series_id, first=form.first, last=form.until, rules=rules, clock=clock, expected=expected
                )

        if wrong := await carried_out(await submitted(request, ProposeForm), step):
            return await shown.page(request, series_id, principal, term=wrong[0], status=wrong[1])
        return RedirectResponse(f"/reeksen/{series_id}#voorstel", 303)

    @router.post("/reeksen/{series_id}/vastleggen")
    @as_page
    async def post_fixed(request: Request, series_id: UUID, principal: Coordinator) -> Response:
        """Fix the sessions that are ticked; the page says which of them could not be."""
        sent = await submitted(request, FixForm)
        if sent.body is not None and not sent.body.sessions:
            form = sent.form.wrong(form=NOTHING_CHOSEN)
            return await shown.page(request, series_id, principal, chosen=form, status=422)
        outcome: list[Fixed] = []

        async def step(form: FixForm) -> None:
            expected = still(form.version)
            async with units() as uow:
                outcome.append(
                    await fix_sessions(uow, series_id, form.sessions, rules=rules, clock=clock, expected=expected)
                )

        if wrong := await carried_out(sent, step):
            return await shown.page(request, series_id, principal, chosen=wrong[0], status=wrong[1])
        if refused_sessions := outcome[0].refused:
            return await shown.page(request, series_id, principal, refused_sessions=refused_sessions)
        return RedirectResponse(f"/reeksen/{series_id}", 303)

    @router.get("/reeksen/{series_id}/vrij")
    @as_page
    async def free_page(
        request: Request, series_id: UUID, _: Coordinator, dag: Annotated[IsoDate | None, Query()] = None
    ) -> Response:
        """Everybody's free times on a day, side by side."""
        day: date = dag or clock.today()
        async with units() as uow:
            series, times, names = await free_times_of(uow, series_id, day, rules=rules, clock=clock)
        fields: dict[str, Any] = {"series": series, "day": day, "times": times, "names": names, "hour_of": _hour}
        return pages.page(request.scope, "free_times", form=Form({"dag": day.isoformat()}), **fields)

    return router


def _hour(start: datetime) -> str:
    """`8.30`, as the clocks in Brussels show it."""
    local = start.astimezone(BRUSSELS)
    return f"{local.hour}.{local.minute:02}"
