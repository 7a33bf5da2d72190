"""`/bevragingen`: what services ask schools, who asked the same before, and what schools answered."""

from typing import TypeVar
from uuid import UUID

from fastapi import APIRouter, Request
from pydantic import BaseModel
from starlette.responses import RedirectResponse, Response

from consultation.api.rights import Member
from consultation.offers.api.rights import providers_of, school_asking, schools_of, seen_surveys
from consultation.offers.api.surveys import provided_survey, read_answers, seen_survey
from consultation.offers.application.ask_schools import answer_survey, close_survey, look_who_asked, send_survey, since
from consultation.offers.domain.survey import Survey, SurveyStatus
from consultation.unit_of_work import ConsultationUnitOfWork, Units
from consultation.web.offers.refusals import carried_out
from consultation.web.offers.survey_form_pages import survey_form_routers
from consultation.web.offers.survey_forms import AnswersForm, rows_named
from consultation.web.offers.words import QUESTION_KINDS, SURVEY_STATUSES
from shared.domain.roles import Role
from shared.runtime.clock import Clock
from shared.runtime.http import Paged, Principal
from shared.runtime.http.routes import as_page
from shared.web.forms import Form, Submitted, submitted
from shared.web.pages import Pages

B = TypeVar("B", bound=BaseModel)


class _Nothing(BaseModel):
    """A button alone."""


def survey_pages_routers(units: Units, pages: Pages, *, clock: Clock, alike: float) -> tuple[APIRouter, ...]:
    """All pages of surveys. `alike` is from which similarity on two questions are the same, 0 to 1."""
    shown = _SurveyPages(units, pages, clock=clock, alike=alike)
    return (
        *survey_form_routers(units, pages, clock=clock),
        _surveys_router(units, pages, shown, clock=clock),
        _steps_router(units, shown, clock=clock, alike=alike),
        _answers_router(units, shown, clock=clock),
    )


def _surveys_router(units: Units, pages: Pages, shown: "_SurveyPages", *, clock: Clock) -> APIRouter:
    router = APIRouter(include_in_schema=False)

    @router.get("/bevragingen")
    @as_page
    async def surveys_page(request: Request, principal: Member, page: Paged) -> Response:
        """The surveys that the caller sees, oldest first."""
        after = page.after(UUID)
        async with units() as uow:
            seen = await seen_surveys(principal, uow, clock)
            rows = await uow.surveys.page(seen=seen, after=after[0] if after else None, limit=page.limit + 1)
            surveys, following = page.cut(rows, lambda survey: (survey.survey_id,))
            answered = await uow.surveys.who_answered([survey.survey_id for survey in surveys])
            organisations = {row.organisation_id: row.name for row in await uow.organisations.all()}
            provides = await providers_of(principal, uow, clock)
            own = await schools_of(principal, uow, clock)
        return pages.page(
            request.scope,
            "surveys",
            surveys=surveys,
            following=following,
            answered=answered,
            organisations=organisations,
            asks=principal.is_any(Role.COORDINATOR) or (bool(provides) and not own),
            own=set(own),
            today=clock.today(),
            STATUSES=SURVEY_STATUSES,
        )

    @router.get("/bevragingen/{survey_id}")
    @as_page
    async def survey_page(request: Request, survey_id: UUID, principal: Member) -> Response:
        """One survey: who asked the same before it is sent, and afterwards what schools answered."""
        return await shown.survey(request, survey_id, principal)

    return router


def _steps_router(units: Units, shown: "_SurveyPages", *, clock: Clock, alike: float) -> APIRouter:
    router = APIRouter(include_in_schema=False)

    @router.post("/bevragingen/{survey_id}/nagaan")
    @as_page
    async def post_looked(request: Request, survey_id: UUID, principal: Member) -> Response:
        """Look who asked the same; the page then shows it, and the survey can be sent."""

        async def step(uow: ConsultationUnitOfWork, _: _Nothing) -> None:
            await provided_survey(principal, uow, survey_id, clock=clock)
            await look_who_asked(uow, survey_id, alike=alike, clock=clock)

        sent = await submitted(request, _Nothing)
        wrong = await carried_out(units, request, sent, step=step, by=principal)
        return await shown.after(request, survey_id, principal, wrong=wrong)

    @router.post("/bevragingen/{survey_id}/versturen")
    @as_page
    async def post_sent(request: Request, survey_id: UUID, principal: Member) -> Response:
        """Let the schools answer."""

        async def step(uow: ConsultationUnitOfWork, _: _Nothing) -> None:
            await provided_survey(principal, uow, survey_id, clock=clock)
            await send_survey(uow, survey_id, clock=clock)

        sent = await submitted(request, _Nothing)
        wrong = await carried_out(units, request, sent, step=step, by=principal)
        return await shown.after(request, survey_id, principal, wrong=wrong)

    @router.post("/bevragingen/{survey_id}/afsluiten")
    @as_page
    async def post_closed(request: Request, survey_id: UUID, principal: Member) -> Response:
        """Let nobody answer any more."""

        async def step(uow: ConsultationUnitOfWork, _: _Nothing) -> None:
            await provided_survey(principal, uow, survey_id, clock=clock)
            await close_survey(uow, survey_id)

        sent = await submitted(request, _Nothing)
        wrong = await carried_out(units, request, sent, step=step, by=principal)
        return await shown.after(request, survey_id, principal, wrong=wrong)

    return router


def _answers_router(units: Units, shown: "_SurveyPages", *, clock: Clock) -> APIRouter:
    router = APIRouter(include_in_schema=False)

    @router.get("/bevragingen/{survey_id}/antwoord")
    @as_page
    async def answer_page(request: Request, survey_id: UUID, principal: Member) -> Response:
        """The form by which a school answers."""
        return await shown.answer(request, survey_id, principal, form=Form())

    @router.post("/bevragingen/{survey_id}/antwoord")
    @as_page
    async def post_answer_page(request: Request, survey_id: UUID, principal: Member) -> Response:
        """Answer, once for all services; the same form sent again changes nothing."""
        async with units() as uow:
            survey = await seen_survey(principal, uow, survey_id, clock=clock)
        sent: Submitted[AnswersForm] = await submitted(request, AnswersForm, questions=survey.details.questions)

        async def step(uow: ConsultationUnitOfWork, form: AnswersForm) -> None:
            school = await school_asking(principal, uow, form.school, clock=clock)
            with rows_named(sent.form):
                await answer_survey(uow, survey_id, tuple(form.answers), school=school, clock=clock)

        if wrong := await carried_out(units, request, sent, step=step, by=principal):
            return await shown.answer(request, survey_id, principal, form=wrong[0], status=wrong[1])
        return RedirectResponse(f"/bevragingen/{survey_id}", 303)

    return router


class _SurveyPages:
    """What the pages of one survey show, and to which caller."""

    def __init__(self, units: Units, pages: Pages, *, clock: Clock, alike: float) -> None:
        self._units = units
        self._pages = pages
        self._clock = clock
        self._alike = alike

    async def after(
        self, request: Request, survey_id: UUID, principal: Principal, *, wrong: tuple[Form, int] | None
    ) -> Response:
        """To the survey once a button did its work; else the survey with why it did not."""
        if wrong is None:
            return RedirectResponse(f"/bevragingen/{survey_id}", 303)
        return await self.survey(request, survey_id, principal, form=wrong[0], status=wrong[1])

    async def survey(
        self, request: Request, survey_id: UUID, principal: Principal, *, form: Form | None = None, status: int = 200
    ) -> Response:
        """The survey. Raises NotFound."""
        async with self._units() as uow:
            survey = await seen_survey(principal, uow, survey_id, clock=self._clock)
            answers = await read_answers(principal, uow, survey, clock=self._clock)
            asks = await self._asks(principal, uow, survey)
            seen = await seen_surveys(principal, uow, self._clock)
            before = (
                await uow.surveys.asked_before(survey_id, since=since(self._clock), alike=self._alike)
                if asks and survey.status is SurveyStatus.CHECKED
                else []
            )
            organisations = await uow.organisations.all()
            waiting = await self._waiting(principal, uow, survey)
        asked = [school for school in survey.details.schools if seen is None or seen.reads(survey, school)]
        return self._pages.page(
            request.scope,
            "survey",
            status=status,
            form=form or Form(),
            survey=survey,
            before=before,
            asks=asks,
            asked=asked,
            answers={row.school: row for row in answers},
            waiting=waiting,
            organisations={row.organisation_id: row.name for row in organisations},
            schools={row.school: row.name for row in organisations if row.school},
            today=self._clock.today(),
            KINDS=QUESTION_KINDS,
            STATUSES=SURVEY_STATUSES,
        )

    async def answer(
        self, request: Request, survey_id: UUID, principal: Principal, *, form: Form, status: int = 200
    ) -> Response:
        """The form of answers, for the schools that the caller may answer for. Raises NotFound."""
        async with self._units() as uow:
            survey = await seen_survey(principal, uow, survey_id, clock=self._clock)
            waiting = await self._waiting(principal, uow, survey)
            names = await uow.organisations.school_names(waiting)
            organisations = {row.organisation_id: row.name for row in await uow.organisations.all()}
        return self._pages.page(
            request.scope,
            "survey_answer",
            status=status,
            form=form,
            survey=survey,
            organisations=organisations,
            schools=[(school, names.get(school, school)) for school in waiting],
            choices=[[(choice, choice) for choice in question.choices] for question in survey.details.questions],
        )

    async def _asks(self, principal: Principal, uow: ConsultationUnitOfWork, survey: Survey) -> bool:
        """Whether the caller may change, send and close it."""
        own = await providers_of(principal, uow, self._clock)
        return principal.is_any(Role.COORDINATOR) or survey.details.service in own

    async def _waiting(self, principal: Principal, uow: ConsultationUnitOfWork, survey: Survey) -> list[str]:
        """The schools that the caller may answer for, and that did not answer yet."""
        if survey.status is not SurveyStatus.SENT:
            return []
        answered = (await uow.surveys.who_answered([survey.survey_id])).get(survey.survey_id, set())
        own = await schools_of(principal, uow, self._clock)
        may = survey.details.schools if principal.is_any(Role.COORDINATOR) else own
        return [school for school in survey.details.schools if school in may and school not in answered]
