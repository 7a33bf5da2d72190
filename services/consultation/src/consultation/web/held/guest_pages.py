"""`/overleg/{id}/gasten`: parents, pupil and others who come to a meeting."""

from dataclasses import dataclass
from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from consultation.api.rights import Actor
from consultation.domain.meeting_kind import MeetingRules
from consultation.meetings.api.answering import LinkTo
from consultation.meetings.application.note_guests import note_guests
from consultation.unit_of_work import Units
from consultation.web.held.guest_forms import GuestsForm, refused, rows_of, values_of
from consultation.web.meeting_pages import WORDS
from consultation.web.showing import Showing
from consultation.web.versions import still
from shared.domain.errors import DomainError, NotFound
from shared.runtime.clock import Clock
from shared.runtime.http import Principal, Problem
from shared.runtime.http.problems import problem_of
from shared.runtime.http.routes import as_page
from shared.web.forms import Form, submitted
from shared.web.pages import Pages


@dataclass(frozen=True, slots=True)
class _Guests:
    """What the page of guests works with."""

    units: Units
    pages: Pages
    rules: MeetingRules
    clock: Clock
    link_to: LinkTo

    async def page(
        self, request: Request, meeting_id: UUID, principal: Principal, *, form: Form | None = None, status: int = 200
    ) -> Response:
        """The form with the guests there are, or as it was sent with what is wrong."""
        async with self.units() as uow:
            shown = await Showing(principal, self.rules, self.clock, self.link_to).meeting(uow, meeting_id)
            guests = await uow.guests.of_meeting(meeting_id)
        if form is None:
            form = Form(values_of(guests.guests))
        version, rows = guests.version, rows_of(form)
        fields = {"shown": shown, "form": form, "version": version, "rows": rows}
        return self.pages.page(request.scope, "guests", status=status, **fields, **WORDS)


def guest_pages_router(units: Units, pages: Pages, *, rules: MeetingRules, clock: Clock, link_to: LinkTo) -> APIRouter:
    """The page on which those who run cases note who comes to a meeting."""
    router = APIRouter(include_in_schema=False)
    guests = _Guests(units, pages, rules, clock, link_to)

    @router.get("/overleg/{meeting_id}/gasten")
    @as_page
    async def guests_page(request: Request, meeting_id: UUID, principal: Actor) -> Response:
        return await guests.page(request, meeting_id, principal)

    @router.post("/overleg/{meeting_id}/gasten")
    @as_page
    async def post_guests(request: Request, meeting_id: UUID, principal: Actor) -> Response:
        """Keep the guests, and show the meeting; the form again if they are refused."""
        sent = await submitted(request, GuestsForm)
        if sent.body is None:
            return await guests.page(request, meeting_id, principal, form=refused(sent.form, None), status=422)
        seen, by = still(sent.body.version), principal.subject
        try:
            async with units() as uow:
                await note_guests(
                    uow,
                    meeting_id,
                    sent.body.listed(),
                    by=by,
                    clock=clock,
                    allow=lambda version: seen(version or 0),
                )
        except NotFound:
            raise
        except (DomainError, Problem) as error:
            form, status = refused(sent.form, error), problem_of(error).status_code
            return await guests.page(request, meeting_id, principal, form=form, status=status)
        return RedirectResponse(f"/overleg/{meeting_id}#gasten", 303, headers={"Cache-Control": "no-store"})

    return router
