"""`/overleg/{id}/agenda`: what a session is about, in which order and for how long."""

from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from consultation.api.rights import Actor
from consultation.domain.audience import EVERYTHING
from consultation.domain.meeting_kind import MeetingRules
from consultation.domain.urgency import AgendaRules
from consultation.series.application.set_agenda import set_agenda
from consultation.unit_of_work import ConsultationUnitOfWork, Units
from consultation.web.series.agendas import ShownAgenda, shown_agenda
from consultation.web.series.forms import AgendaForm
from consultation.web.series.refusals import carried_out
from consultation.web.versions import still
from shared.domain.errors import InvalidField, NotFound
from shared.runtime.clock import Clock
from shared.runtime.http.routes import as_page
from shared.web.forms import Form, submitted
from shared.web.pages import Pages


def agenda_pages_router(
    units: Units, pages: Pages, *, rules: MeetingRules, agendas: AgendaRules, clock: Clock
) -> APIRouter:
    """The pages of agendas."""
    router = APIRouter(include_in_schema=False)

    async def page(request: Request, session_id: UUID, *, form: Form | None = None, status: int = 200) -> Response:
        async with units() as uow:
            agenda = await agenda_of(uow, session_id)
        form = Form({**form.values, "version": str(agenda.version)}, form.errors) if form else None
        return pages.page(request.scope, "agenda", status=status, agenda=agenda, form=form or Form())

    @router.get("/overleg/{session_id}/agenda")
    @as_page
    async def agenda_page(request: Request, session_id: UUID, _: Actor) -> Response:
        """The agenda as a form."""
        return await page(request, session_id)

    @router.post("/overleg/{session_id}/agenda")
    @as_page
    async def post_agenda(request: Request, session_id: UUID, _: Actor) -> Response:
        """Say the agenda, whole."""

        async def step(form: AgendaForm) -> None:
            async with units() as uow:
                await set_agenda(
                    uow,
                    session_id,
                    [*form.chosen(), *await _added(uow, form)],
                    rules=rules,
                    agendas=agendas,
                    clock=clock,
                    expected=still(form.version),
                )

        if wrong := await carried_out(await submitted(request, AgendaForm), step):
            return await page(request, session_id, form=wrong[0], status=wrong[1])
        return RedirectResponse(f"/overleg/{session_id}", 303)

    return router


async def _added(uow: ConsultationUnitOfWork, form: AgendaForm) -> list[tuple[UUID, int]]:
    """The case to add. Raises InvalidField where no case has its reference."""
    if form.reference is None:
        return []
    case_id = await uow.cases.id_of(form.reference)
    if case_id is None:
        raise InvalidField("reference", "is that of no case")
    return [(case_id, form.more_minutes)]


async def agenda_of(uow: ConsultationUnitOfWork, session_id: UUID) -> ShownAgenda:
    """The agenda, whole. Raises NotFound for a meeting that is no session."""
    session = await uow.meetings.find(session_id)
    if session is None or session.session is None:
        raise NotFound("session", session_id)
    return await shown_agenda(uow, session, EVERYTHING)
