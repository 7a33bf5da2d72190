"""`/overleg/{id}/antwoord`: who is invited answers, or who runs the case notes what a participant answered."""

from dataclasses import dataclass
from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from consultation.api.rights import Reader, audience_of
from consultation.domain.meeting_kind import MeetingRules
from consultation.meetings.api.replies import answers_for
from consultation.meetings.api.rights import visible_meeting
from consultation.meetings.application.answer_invitation import answer_invitation
from consultation.meetings.domain.reply import Way
from consultation.unit_of_work import ConsultationUnitOfWork, Units
from consultation.web.invitation import Invitation, invitation_of
from consultation.web.reply_forms import AnswerForm, refused, unreadable
from consultation.web.words import ANSWERS, WHY_NOT
from shared.domain.errors import DomainError, InvalidField, NotFound
from shared.runtime.clock import Clock
from shared.runtime.http import Principal, Problem
from shared.runtime.http.problems import problem_of
from shared.runtime.http.routes import as_page
from shared.web.forms import Form, submitted
from shared.web.pages import Pages

WORDS = {"ANSWERS": ANSWERS, "WHY_NOT": WHY_NOT}


@dataclass(frozen=True, slots=True)
class _Answering:
    """What the pages of answers work with."""

    units: Units
    pages: Pages
    rules: MeetingRules
    clock: Clock

    async def page(
        self, request: Request, meeting_id: UUID, principal: Principal, *, form: Form, status: int = 200
    ) -> Response:
        """The invitation with what can be answered; as it is, or with what is wrong."""
        async with self.units() as uow:
            invitation = await self.invitation(uow, meeting_id, principal, contact_id=_asked(request, principal))
        fields = {"invitation": invitation, "form": form, "is_own": invitation.contact_id == principal.contact}
        return self.pages.page(request.scope, "reply", status=status, action=_address(request), **fields, **WORDS)

    async def invitation(
        self, uow: ConsultationUnitOfWork, meeting_id: UUID, principal: Principal, *, contact_id: str
    ) -> Invitation:
        """Raises NotFound for a meeting that is not the caller's to know of, or to which the contact is not invited."""
        audience = await audience_of(principal, uow, self.clock.today())
        meeting = visible_meeting(await uow.meetings.find(meeting_id), audience)
        return await invitation_of(uow, meeting, contact_id, rules=self.rules, now=self.clock.now())


def reply_pages_router(units: Units, pages: Pages, *, rules: MeetingRules, clock: Clock) -> APIRouter:
    """The page that answers an invitation, for who signed in; `voor` is the contact somebody else answers for."""
    router = APIRouter(include_in_schema=False)
    answering = _Answering(units, pages, rules, clock)

    @router.get("/overleg/{meeting_id}/antwoord")
    @as_page
    async def reply_page(request: Request, meeting_id: UUID, principal: Reader) -> Response:
        return await answering.page(request, meeting_id, principal, form=Form())

    @router.post("/overleg/{meeting_id}/antwoord")
    @as_page
    async def reply(request: Request, meeting_id: UUID, principal: Reader) -> Response:
        """Keep the answer, and show the meeting; the form again if it is refused."""
        sent = await submitted(request, AnswerForm)
        if sent.body is None:
            return await answering.page(request, meeting_id, principal, form=unreadable(sent), status=422)
        contact_id = _asked(request, principal)
        way = Way.PAGE if contact_id == principal.contact else Way.ON_BEHALF
        try:
            async with units() as uow:
                await answering.invitation(uow, meeting_id, principal, contact_id=contact_id)
                await answer_invitation(uow, meeting_id, sent.body.said(contact_id, way), rules=rules, clock=clock)
        except NotFound:
            raise
        except (DomainError, Problem) as error:
            form, status = refused(sent.form, error), problem_of(error).status_code
            return await answering.page(request, meeting_id, principal, form=form, status=status)
        return RedirectResponse(f"/overleg/{meeting_id}", 303, headers={"Cache-Control": "no-store"})

    return router


def _asked(request: Request, principal: Principal) -> str:
    """The contact whose answer it is. Raises NotFound for a caller who is no contact, Problem (403) as the API does."""
    try:
        return answers_for(principal, request.query_params.get("voor"))
    except InvalidField:
        raise NotFound("invitation") from None


def _address(request: Request) -> str:
    return f"{request.url.path}?{request.url.query}" if request.url.query else request.url.path
