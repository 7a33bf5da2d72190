"""`/bevragingen/nieuw` and `/bevragingen/{id}/wijzigen`: what a service wants to ask, before it is sent."""

from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from consultation.api.rights import Member
from consultation.domain.organisation import OrganisationKind
from consultation.offers.api.rights import may_provide, providers_of
from consultation.offers.api.surveys import provided_survey
from consultation.offers.application.ask_schools import change_survey, draft_survey
from consultation.offers.domain.survey import Survey
from consultation.unit_of_work import ConsultationUnitOfWork, Units
from consultation.web.offers.refusals import carried_out
from consultation.web.offers.survey_forms import (
    ALL_SCHOOLS,
    SCHOOL,
    SurveyForm,
    as_form,
    rows_named,
    rows_shown,
    with_more_rows,
    with_words,
)
from consultation.web.offers.words import QUESTION_KINDS
from consultation.web.versions import still
from shared.domain.roles import Role
from shared.runtime.clock import Clock
from shared.runtime.http import Principal
from shared.runtime.http.routes import as_page
from shared.web.forms import Form, Submitted, submitted
from shared.web.pages import Pages

_MORE = "more"


def survey_form_routers(units: Units, pages: Pages, *, clock: Clock) -> tuple[APIRouter, ...]:
    """The forms of a survey that is not sent yet."""
    shown = _FormPages(units, pages, clock)
    return _new_router(units, shown, clock=clock), _change_router(units, shown, clock=clock)


def _new_router(units: Units, shown: "_FormPages", *, clock: Clock) -> APIRouter:
    router = APIRouter(include_in_schema=False)

    @router.get("/bevragingen/nieuw")
    @as_page
    async def new_survey_page(request: Request, principal: Member) -> Response:
        """The form for another survey."""
        return await shown.form(request, principal, Form({"shares_answers": "ja"}))

    @router.post("/bevragingen/nieuw")
    @as_page
    async def post_new_survey(request: Request, principal: Member) -> Response:
        """Draft a survey; the same form sent again drafts no other."""
        sent = await shown.read(request)
        if _MORE in sent.form.values:
            return await shown.form(request, principal, with_more_rows(sent.form))

        async def step(uow: ConsultationUnitOfWork, form: SurveyForm) -> None:
            await may_provide(principal, uow, form.service, clock=clock)
            with rows_named(sent.form):
                drafted.append(await draft_survey(uow, form.details(), clock=clock))

        drafted: list[Survey] = []
        if wrong := await carried_out(units, request, sent, step=step, by=principal):
            return await shown.form(request, principal, with_words(wrong[0]), status=wrong[1])
        return RedirectResponse(f"/bevragingen/{drafted[0].survey_id}" if drafted else "/bevragingen", 303)

    return router


def _change_router(units: Units, shown: "_FormPages", *, clock: Clock) -> APIRouter:
    router = APIRouter(include_in_schema=False)

    async def own(principal: Principal, survey_id: UUID) -> Survey:
        async with units() as uow:
            return await provided_survey(principal, uow, survey_id, clock=clock)

    @router.get("/bevragingen/{survey_id}/wijzigen")
    @as_page
    async def change_survey_page(request: Request, survey_id: UUID, principal: Member) -> Response:
        """The form of a survey as it is."""
        survey = await own(principal, survey_id)
        return await shown.form(request, principal, as_form(survey), survey=survey)

    @router.post("/bevragingen/{survey_id}/wijzigen")
    @as_page
    async def post_changed_survey(request: Request, survey_id: UUID, principal: Member) -> Response:
        """Ask something else; then somebody looks again who asked the same."""
        survey = await own(principal, survey_id)
        sent = await shown.read(request, service=survey.details.service)
        if _MORE in sent.form.values:
            return await shown.form(request, principal, with_more_rows(sent.form), survey=survey)

        async def step(uow: ConsultationUnitOfWork, form: SurveyForm) -> None:
            await provided_survey(principal, uow, survey_id, clock=clock)
            with rows_named(sent.form):
                await change_survey(uow, survey_id, form.details(), expected=still(form.version))

        if wrong := await carried_out(units, request, sent, step=step, by=principal):
            return await shown.form(request, principal, with_words(wrong[0]), status=wrong[1], survey=survey)
        return RedirectResponse(f"/bevragingen/{survey_id}", 303)

    return router


class _FormPages:
    """The form of a survey, with the services and schools there are."""

    def __init__(self, units: Units, pages: Pages, clock: Clock) -> None:
        self._units = units
        self._pages = pages
        self._clock = clock

    async def read(self, request: Request, service: str | None = None) -> Submitted[SurveyForm]:
        """What was sent; the service is fixed for a survey that is there."""
        async with self._units() as uow:
            schools = [row.school for row in await uow.organisations.all() if row.school]
        fixed: dict[str, Any] = {} if service is None else {"service": service}
        return await submitted(request, SurveyForm, directory=tuple(schools), **fixed)

    async def form(
        self, request: Request, principal: Principal, form: Form, *, status: int = 200, survey: Survey | None = None
    ) -> Response:
        """The form, for whoever may ask for a service; `survey` is the one it changes."""
        async with self._units() as uow:
            own = None if principal.is_any(Role.COORDINATOR) else await providers_of(principal, uow, self._clock)
            organisations = await uow.organisations.all()
        services = [
            (row.organisation_id, row.name)
            for row in organisations
            if row.kind is not OrganisationKind.SCHOOL and (own is None or row.organisation_id in own)
        ]
        return self._pages.page(
            request.scope,
            "survey_form",
            status=status,
            form=form,
            survey=survey,
            services=services,
            schools=[(row.school, row.name) for row in organisations if row.school],
            rows=rows_shown(form),
            SCHOOL=SCHOOL,
            ALL_SCHOOLS=ALL_SCHOOLS,
            KINDS=list(QUESTION_KINDS.items()),
        )
