"""`/overlegorganen/{id}/zittingen/{id}`: the forms that move or cancel a session, and that add a document."""

from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import Response

from consultation.api.rights import Coordinator, Member
from consultation.bodies.api.rights import answers_as, visible_body
from consultation.bodies.application.act_on_session import act_on_session
from consultation.bodies.application.note_reply import note_reply
from consultation.bodies.domain.body_session import BodySession
from consultation.bodies.domain.noted import SessionReply
from consultation.domain.versions import any_version
from consultation.unit_of_work import ConsultationUnitOfWork, Units
from consultation.web.bodies.forms import DocumentForm, ReplyForm, SeenForm, SessionChangeForm
from consultation.web.bodies.session_pages import SessionOfBodyPages
from consultation.web.versions import still
from shared.runtime.clock import Clock
from shared.runtime.http import Problem
from shared.runtime.http.routes import as_page
from shared.web.pages import Pages


def change_of_session_router(units: Units, pages: Pages, *, clock: Clock) -> APIRouter:
    """The forms that change what was planned."""
    router = APIRouter(include_in_schema=False)
    shown = SessionOfBodyPages(units, pages, clock=clock)

    @router.post("/overlegorganen/{body_id}/zittingen/{session_id}/wijzigen")
    @as_page
    async def post_session_change(
        request: Request, body_id: UUID, session_id: UUID, principal: Coordinator
    ) -> Response:
        """Move a session, or invite others."""

        async def step(uow: ConsultationUnitOfWork, form: SessionChangeForm) -> None:
            def change(session: BodySession) -> BodySession:
                return session.changed(**form.changes(session))

            await act_on_session(uow, body_id, session_id, act=change, expected=still(form.version))

        form = ("change", SessionChangeForm)
        return await shown.sent(request, body_id, session_id, form=form, step=step, principal=principal)

    @router.post("/overlegorganen/{body_id}/zittingen/{session_id}/afzeggen")
    @as_page
    async def post_session_off(request: Request, body_id: UUID, session_id: UUID, principal: Coordinator) -> Response:
        """Call a session off."""

        async def step(uow: ConsultationUnitOfWork, form: SeenForm) -> None:
            expected = still(form.version)
            await act_on_session(uow, body_id, session_id, act=BodySession.cancelled, expected=expected)

        form = ("cancel", SeenForm)
        return await shown.sent(request, body_id, session_id, form=form, step=step, principal=principal)

    @router.post("/overlegorganen/{body_id}/zittingen/{session_id}/documenten")
    @as_page
    async def post_document_form(request: Request, body_id: UUID, session_id: UUID, principal: Coordinator) -> Response:
        """Put a document with a session."""

        async def step(uow: ConsultationUnitOfWork, form: DocumentForm) -> None:
            document = form.document()
            await act_on_session(
                uow, body_id, session_id, act=lambda session: session.with_document(document), expected=any_version
            )

        form = ("document", DocumentForm)
        return await shown.sent(request, body_id, session_id, form=form, step=step, principal=principal)

    return router


def reply_to_session_router(units: Units, pages: Pages, *, clock: Clock) -> APIRouter:
    """The form by which those who are invited answer."""
    router = APIRouter(include_in_schema=False)
    shown = SessionOfBodyPages(units, pages, clock=clock)

    @router.post("/overlegorganen/{body_id}/zittingen/{session_id}/antwoord")
    @as_page
    async def post_reply_form(request: Request, body_id: UUID, session_id: UUID, principal: Member) -> Response:
        """Say whether one comes."""
        today = clock.today()

        async def step(uow: ConsultationUnitOfWork, form: ReplyForm) -> None:
            await visible_body(principal, uow, body_id, today=today)
            session = await uow.body_sessions.get(body_id, session_id)
            who = await answers_as(principal, uow, session, today=today)
            if who is None:
                raise Problem("forbidden", "Those who are invited answer.")
            await note_reply(uow, session, SessionReply(who, form.answer, clock.now()))

        form = ("reply", ReplyForm)
        return await shown.sent(request, body_id, session_id, form=form, step=step, principal=principal)

    return router
