"""`/aanbod/aanvragen`: what schools ask for, one procedure for all; `/aanbod/{id}/aanvragen`: the form of a school."""

from uuid import UUID

from fastapi import APIRouter, Request
from pydantic import BaseModel
from starlette.responses import RedirectResponse, Response

from consultation.api.rights import Member
from consultation.offers.api.offer_requests import own_request, provided_request
from consultation.offers.api.public_offers import shown_offer
from consultation.offers.api.rights import providers_of, school_asking, schools_of, seen_requests
from consultation.offers.application.answer_request import (
    decline_request,
    finish_request,
    plan_request,
    withdraw_request,
)
from consultation.offers.application.ask_for_offer import ask_for_offer
from consultation.offers.domain.offer_query import OfferQuery
from consultation.offers.domain.request_query import RequestQuery
from consultation.offers.domain.request_states import TRANSITIONS, RequestStep
from consultation.unit_of_work import ConsultationUnitOfWork, Units
from consultation.web.offers.forms import DeclinedForm, DoneForm, PlannedForm, RequestForm
from consultation.web.offers.refusals import carried_out
from consultation.web.offers.words import LEVELS, REQUEST_STATUSES, cost, target
from shared.domain.roles import Role
from shared.runtime.clock import Clock
from shared.runtime.http import Paged, Principal
from shared.runtime.http.paging import Page
from shared.runtime.http.routes import as_page
from shared.web.forms import Form, submitted
from shared.web.pages import Pages

_ALL = "/aanbod/aanvragen"
_MOST_CHOICES = 500


class _Nothing(BaseModel):
    """A button alone."""


def requests_page_router(units: Units, pages: Pages, *, clock: Clock) -> APIRouter:
    """The page of requests, and the form by which a school asks."""
    router = APIRouter(include_in_schema=False)
    shown = RequestPages(units, pages, clock)

    @router.get("/aanbod/aanvragen")
    @as_page
    async def requests_page(request: Request, principal: Member, page: Paged) -> Response:
        """The requests of the own school, for own offers, or all."""
        return await shown.all(request, principal, page)

    @router.get("/aanbod/{offer_id}/aanvragen")
    @as_page
    async def request_page(request: Request, offer_id: UUID, principal: Member) -> Response:
        """The form by which a school asks for an offer."""
        return await shown.form(request, offer_id, principal, form=Form({"from": clock.today().isoformat()}))

    @router.post("/aanbod/{offer_id}/aanvragen")
    @as_page
    async def post_request_page(request: Request, offer_id: UUID, principal: Member) -> Response:
        """Ask for the offer; the same form sent again asks for nothing more."""

        async def step(uow: ConsultationUnitOfWork, form: RequestForm) -> None:
            school = await school_asking(principal, uow, form.school, clock=clock)
            await ask_for_offer(uow, offer_id, form.wish(), school=school, clock=clock)

        sent = await submitted(request, RequestForm)
        if wrong := await carried_out(units, request, sent, step=step, by=principal):
            return await shown.form(request, offer_id, principal, form=wrong[0], status=wrong[1])
        return RedirectResponse(_ALL, 303)

    return router


def request_answers_router(units: Units, pages: Pages, *, clock: Clock) -> APIRouter:
    """The forms by which a provider answers, and a school takes its request back."""
    router = APIRouter(include_in_schema=False)
    shown = RequestPages(units, pages, clock)

    @router.post("/aanbod/{offer_id}/aanvragen/{request_id}/gepland")
    @as_page
    async def post_planned(request: Request, offer_id: UUID, request_id: UUID, principal: Member) -> Response:
        """Plan it, or plan it for another day."""

        async def step(uow: ConsultationUnitOfWork, form: PlannedForm) -> None:
            asked = await provided_request(uow, principal, offer_id=offer_id, request_id=request_id, clock=clock)
            await plan_request(uow, asked, form.on, clock=clock)

        sent = await submitted(request, PlannedForm)
        wrong = await carried_out(units, request, sent, step=step, by=principal)
        return await shown.after(request, principal, wrong=wrong, request_id=request_id)

    @router.post("/aanbod/{offer_id}/aanvragen/{request_id}/niet-mogelijk")
    @as_page
    async def post_declined(request: Request, offer_id: UUID, request_id: UUID, principal: Member) -> Response:
        """Decline it, with why or with another offer."""

        async def step(uow: ConsultationUnitOfWork, form: DeclinedForm) -> None:
            asked = await provided_request(uow, principal, offer_id=offer_id, request_id=request_id, clock=clock)
            await decline_request(uow, asked, reason=form.reason, alternative=form.alternative, clock=clock)

        sent = await submitted(request, DeclinedForm)
        wrong = await carried_out(units, request, sent, step=step, by=principal)
        return await shown.after(request, principal, wrong=wrong, request_id=request_id)

    @router.post("/aanbod/{offer_id}/aanvragen/{request_id}/afgerond")
    @as_page
    async def post_done(request: Request, offer_id: UUID, request_id: UUID, principal: Member) -> Response:
        """Note that it took place."""

        async def step(uow: ConsultationUnitOfWork, form: DoneForm) -> None:
            asked = await provided_request(uow, principal, offer_id=offer_id, request_id=request_id, clock=clock)
            await finish_request(uow, asked, took_part=form.took_part)

        sent = await submitted(request, DoneForm)
        wrong = await carried_out(units, request, sent, step=step, by=principal)
        return await shown.after(request, principal, wrong=wrong, request_id=request_id)

    @router.post("/aanbod/{offer_id}/aanvragen/{request_id}/intrekken")
    @as_page
    async def post_taken_back(request: Request, offer_id: UUID, request_id: UUID, principal: Member) -> Response:
        """Take it back."""

        async def step(uow: ConsultationUnitOfWork, _: _Nothing) -> None:
            asked = await own_request(uow, principal, offer_id=offer_id, request_id=request_id, clock=clock)
            await withdraw_request(uow, asked)

        sent = await submitted(request, _Nothing)
        wrong = await carried_out(units, request, sent, step=step, by=principal)
        return await shown.after(request, principal, wrong=wrong, request_id=request_id)

    return router


class RequestPages:
    """The pages of requests, as they are or with what is wrong in one of their forms."""

    def __init__(self, units: Units, pages: Pages, clock: Clock) -> None:
        self._units = units
        self._pages = pages
        self._clock = clock

    async def form(
        self, request: Request, offer_id: UUID, principal: Principal, *, form: Form, status: int = 200
    ) -> Response:
        """The form by which a school asks; a coordinator chooses for which school. Raises NotFound."""
        async with self._units() as uow:
            offer = await shown_offer(uow, offer_id, clock=self._clock)
            own = await schools_of(principal, uow, self._clock)
            schools = [
                (row.school, row.name)
                for row in await uow.organisations.all()
                if row.school and (principal.is_any(Role.COORDINATOR) or row.school in own)
            ]
        return self._pages.page(
            request.scope,
            "request_form",
            status=status,
            form=form,
            offer=offer,
            schools=schools,
            LEVELS=list(LEVELS.items()),
            cost=cost,
            target=target,
        )

    async def after(
        self, request: Request, principal: Principal, *, wrong: tuple[Form, int] | None, request_id: UUID
    ) -> Response:
        """To all requests once a form was carried out; else all requests with the form as it was sent."""
        if wrong is None:
            return RedirectResponse(_ALL, 303)
        return await self.all(request, principal, Page(), status=wrong[1], refused=(request_id, wrong[0]))

    async def all(
        self,
        request: Request,
        principal: Principal,
        page: Page,
        *,
        status: int = 200,
        refused: tuple[UUID, Form] | None = None,
    ) -> Response:
        """The requests that the caller sees, as they came."""
        async with self._units() as uow:
            seen = await seen_requests(principal, uow, self._clock)
            after = page.after(UUID)
            asked = RequestQuery(of=seen)
            rows = await uow.offer_requests.page(asked, after=after[0] if after else None, limit=page.limit + 1)
            requests, following = page.cut(rows, lambda row: (row.request_id,))
            named = {row.offer_id for row in requests} | {row.alternative for row in requests if row.alternative}
            offers = {row.offer_id: row for row in await uow.offers.all_of(named)}
            schools = {row.school: row.name for row in await uow.organisations.all() if row.school}
            provides = await providers_of(principal, uow, self._clock)
            own = await schools_of(principal, uow, self._clock)
            current = await uow.offers.page(OfferQuery(on=self._clock.today()), limit=_MOST_CHOICES)
        return self._pages.page(
            request.scope,
            "offer_requests",
            status=status,
            requests=requests,
            following=following,
            offers=offers,
            schools=schools,
            provides=provides,
            own=own,
            all_of_it=principal.is_any(Role.COORDINATOR),
            refused=refused or (None, Form()),
            empty_form=Form(),
            choices=[(str(row.offer_id), row.details.title) for row in current],
            steps=TRANSITIONS.keys(),
            Step=RequestStep,
            STATUSES=REQUEST_STATUSES,
            LEVELS=LEVELS,
        )
