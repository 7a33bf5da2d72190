"""`/overleg/{id}/afspraken`: what was agreed at a meeting, and the form to write another action down."""

from dataclasses import dataclass
from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from consultation.api.rights import Actor
from consultation.domain.meeting_kind import MeetingRules
from consultation.meetings.api.answering import LinkTo
from consultation.meetings.application.agree_action import agree_action
from consultation.unit_of_work import Units
from consultation.web.action_forms import ActionForm, refused
from consultation.web.meeting_pages import WORDS
from consultation.web.showing import Showing
from shared.domain.errors import DomainError, IllegalTransition, NotFound
from shared.runtime.clock import Clock
from shared.runtime.http import Principal, Problem
from shared.runtime.http.problems import problem_of
from shared.runtime.http.routes import as_page
from shared.runtime.ids import new_id
from shared.web.forms import Form, submitted
from shared.web.pages import Pages


@dataclass(frozen=True, slots=True)
class _Agreeing:
    """What the page of actions works with."""

    units: Units
    pages: Pages
    rules: MeetingRules
    clock: Clock
    link_to: LinkTo

    async def page(
        self, request: Request, meeting_id: UUID, principal: Principal, *, form: Form, status: int = 200
    ) -> Response:
        """The actions and the form; as it is, or with what is wrong."""
        async with self.units() as uow:
            shown = await Showing(principal, self.rules, self.clock, self.link_to).meeting(uow, meeting_id)
        return self.pages.page(request.scope, "actions", status=status, shown=shown, form=form, **WORDS)

    async def agree(self, meeting_id: UUID, principal: Principal, *, body: ActionForm, form: Form) -> None:
        """Keep the action; the same form again adds nothing."""
        action = body.action(new_id(), principal.subject, self.clock.now())
        path = f"/overleg/{meeting_id}/afspraken"
        async with self.units() as uow:
            if await uow.sent_forms.is_new(form, subject=principal.subject, path=path):
                await agree_action(uow, meeting_id, action, clock=self.clock)


def action_pages_router(units: Units, pages: Pages, *, rules: MeetingRules, clock: Clock, link_to: LinkTo) -> APIRouter:
    """The page on which those who run the case write down what is agreed."""
    router = APIRouter(include_in_schema=False)
    agreeing = _Agreeing(units, pages, rules, clock, link_to)

    @router.get("/overleg/{meeting_id}/afspraken")
    @as_page
    async def actions_page(request: Request, meeting_id: UUID, principal: Actor) -> Response:
        return await agreeing.page(request, meeting_id, principal, form=Form())

    @router.post("/overleg/{meeting_id}/afspraken")
    @as_page
    async def agree(request: Request, meeting_id: UUID, principal: Actor) -> Response:
        """Write the action down, and show the page for the next; the form again if it is refused."""
        sent = await submitted(request, ActionForm)
        if sent.body is None:
            return await agreeing.page(request, meeting_id, principal, form=sent.form, status=422)
        try:
            await agreeing.agree(meeting_id, principal, body=sent.body, form=sent.form)
        except NotFound:
            raise
        except (DomainError, Problem) as error:
            form = sent.form.refused(error) if isinstance(error, IllegalTransition) else refused(sent.form, error)
            status = problem_of(error).status_code
            return await agreeing.page(request, meeting_id, principal, form=form, status=status)
        return RedirectResponse(f"/overleg/{meeting_id}/afspraken", 303, headers={"Cache-Control": "no-store"})

    return router
