"""`/surveys`: what services ask schools, once for all of them."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Response

from consultation.api.rights import Member
from consultation.offers.api.rights import may_provide, school_asking, seen_surveys
from consultation.offers.api.survey_answers import (
    AskedBeforeAnswer,
    SchoolAnswersAnswer,
    SurveyAnswer,
    SurveyCheckAnswer,
)
from consultation.offers.api.survey_bodies import SchoolAnswersBody, SurveyBody
from consultation.offers.application.ask_schools import (
    answer_survey,
    change_survey,
    close_survey,
    draft_survey,
    look_who_asked,
    send_survey,
)
from consultation.offers.domain.survey import Survey, SurveyAnswers
from consultation.unit_of_work import ConsultationUnitOfWork, Units
from shared.domain.errors import NotFound
from shared.runtime.clock import Clock
from shared.runtime.http import IfMatch, Listing, Paged, Principal, if_match, listing, set_etag

Expected = Annotated[IfMatch, if_match(required=True)]


def surveys_router(units: Units, *, clock: Clock, alike: float) -> APIRouter:
    """The endpoints by which services ask. `alike` is from which similarity on two questions are the same, 0 to 1."""
    router = APIRouter(tags=["surveys"])

    @router.get("/surveys")
    async def get_surveys(page: Paged, principal: Member) -> Listing[SurveyAnswer]:
        """Surveys, oldest first; a school or CLB gets those that were sent to its schools, a partner its own."""
        after = page.after(UUID)
        async with units() as uow:
            seen = await seen_surveys(principal, uow, clock)
            rows = await uow.surveys.page(seen=seen, after=after[0] if after else None, limit=page.limit + 1)
        surveys, following = page.cut(rows, lambda survey: (survey.survey_id,))
        return listing([SurveyAnswer.of(survey) for survey in surveys], following)

    @router.post("/surveys", status_code=201)
    async def post_survey(body: SurveyBody, response: Response, principal: Member) -> SurveyAnswer:
        """Draft a survey. Before it is sent, somebody looks who asked the same this year."""
        async with units() as uow:
            await may_provide(principal, uow, body.service, clock=clock)
            survey = await draft_survey(uow, body.details(), clock=clock)
        response.headers["Location"] = f"/surveys/{survey.survey_id}"
        return _answered(survey, response)

    @router.get("/surveys/{survey_id}")
    async def get_survey(survey_id: UUID, response: Response, principal: Member) -> SurveyAnswer:
        """One survey."""
        async with units() as uow:
            return _answered(await seen_survey(principal, uow, survey_id, clock=clock), response)

    @router.put("/surveys/{survey_id}")
    async def put_survey(
        survey_id: UUID, body: SurveyBody, response: Response, principal: Member, expected: Expected
    ) -> SurveyAnswer:
        """Ask something else, before it is sent; then somebody has to look again."""
        async with units() as uow:
            await provided_survey(principal, uow, survey_id, clock=clock)
            return _answered(await change_survey(uow, survey_id, body.details(), expected=expected), response)

    @router.post("/surveys/{survey_id}/check")
    async def post_check(survey_id: UUID, response: Response, principal: Member) -> SurveyCheckAnswer:
        """Say who asked the same of these schools this school year, and what they answered; then it can be sent."""
        async with units() as uow:
            await provided_survey(principal, uow, survey_id, clock=clock)
            survey, before = await look_who_asked(uow, survey_id, alike=alike, clock=clock)
        set_etag(response, survey.version)
        asked = [AskedBeforeAnswer.of(row) for row in before]
        return SurveyCheckAnswer(survey=SurveyAnswer.of(survey), asked_before=asked)

    @router.post("/surveys/{survey_id}/send")
    async def post_send(survey_id: UUID, response: Response, principal: Member) -> SurveyAnswer:
        """Let the schools answer. Before somebody looked who asked the same, this is a 409."""
        async with units() as uow:
            await provided_survey(principal, uow, survey_id, clock=clock)
            return _answered(await send_survey(uow, survey_id, clock=clock), response)

    @router.post("/surveys/{survey_id}/close")
    async def post_close(survey_id: UUID, response: Response, principal: Member) -> SurveyAnswer:
        """Let nobody answer any more."""
        async with units() as uow:
            await provided_survey(principal, uow, survey_id, clock=clock)
            return _answered(await close_survey(uow, survey_id), response)

    return router


def school_answers_router(units: Units, *, clock: Clock) -> APIRouter:
    """The endpoints by which a school answers, and the services read."""
    router = APIRouter(tags=["surveys"])

    @router.get("/surveys/{survey_id}/answers")
    async def get_answers(survey_id: UUID, page: Paged, principal: Member) -> Listing[SchoolAnswersAnswer]:
        """What schools answered, by institution number; a school gets its own, a CLB those of its schools."""
        async with units() as uow:
            survey = await seen_survey(principal, uow, survey_id, clock=clock)
            rows = await read_answers(principal, uow, survey, clock=clock)
        after = page.after(str)
        rest = [row for row in rows if after is None or row.school > after[0]]
        answers, following = page.cut(rest[: page.limit + 1], lambda row: (row.school,))
        return listing([SchoolAnswersAnswer.of(row) for row in answers], following)

    @router.post("/surveys/{survey_id}/answers", status_code=201)
    async def post_answers(survey_id: UUID, body: SchoolAnswersBody, principal: Member) -> SchoolAnswersAnswer:
        """Answer for a school, once for all services; a second time is a 409."""
        async with units() as uow:
            school = await school_asking(principal, uow, body.school, clock=clock)
            answers = await answer_survey(uow, survey_id, tuple(body.answers), school=school, clock=clock)
        return SchoolAnswersAnswer.of(answers)

    return router


async def provided_survey(
    principal: Principal, uow: ConsultationUnitOfWork, survey_id: UUID, *, clock: Clock
) -> Survey:
    """The survey, locked. Raises NotFound, and Problem (403) for who does not ask it."""
    survey = await uow.surveys.get(survey_id)
    await may_provide(principal, uow, survey.details.service, clock=clock)
    return survey


async def seen_survey(principal: Principal, uow: ConsultationUnitOfWork, survey_id: UUID, *, clock: Clock) -> Survey:
    """The survey. Raises NotFound, also for a survey that is not the caller's to see."""
    survey = await uow.surveys.find(survey_id)
    seen = await seen_surveys(principal, uow, clock)
    if survey is None or (seen is not None and not seen.sees(survey)):
        raise NotFound("survey", survey_id)
    return survey


async def read_answers(
    principal: Principal, uow: ConsultationUnitOfWork, survey: Survey, *, clock: Clock
) -> list[SurveyAnswers]:
    """What schools answered, by institution number, as far as the caller reads it."""
    seen = await seen_surveys(principal, uow, clock)
    rows = await uow.surveys.answers_to(survey.survey_id)
    return rows if seen is None else [row for row in rows if seen.reads(survey, row.school)]


def _answered(survey: Survey, response: Response) -> SurveyAnswer:
    set_etag(response, survey.version)
    return SurveyAnswer.of(survey)
