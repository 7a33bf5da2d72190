"""A service asks schools something, once for all services of the city."""

from datetime import datetime
from uuid import UUID

from consultation.domain.local_time import midnight
from consultation.domain.organisation import OrganisationKind
from consultation.domain.versions import Expectation, any_version
from consultation.offers.domain.survey import AskedBefore, Survey, SurveyAnswers, SurveyDetails, Value
from consultation.unit_of_work import ConsultationUnitOfWork
from shared.domain.errors import Conflict, InvalidField
from shared.domain.school_year import SchoolYear
from shared.runtime.clock import Clock
from shared.runtime.ids import new_id
from shared.runtime.logging import get_logger


async def draft_survey(uow: ConsultationUnitOfWork, details: SurveyDetails, *, clock: Clock) -> Survey:
    """Keep a survey that is not sent yet. Raises InvalidField for what the directory has not."""
    await _require_known(uow, details)
    survey = Survey(survey_id=new_id(), details=details, created_at=clock.now())
    await uow.surveys.save(survey)
    return survey


async def change_survey(
    uow: ConsultationUnitOfWork, survey_id: UUID, details: SurveyDetails, *, expected: Expectation = any_version
) -> Survey:
    """Ask something else, before it is sent. Raises NotFound, IllegalTransition, InvalidField, and as `expected`."""
    survey = await uow.surveys.get(survey_id)
    expected(survey.version)
    await _require_known(uow, details)
    changed = survey.changed(details)
    await uow.surveys.save(changed)
    return changed


async def look_who_asked(
    uow: ConsultationUnitOfWork, survey_id: UUID, *, alike: float, clock: Clock
) -> tuple[Survey, list[AskedBefore]]:
    """Say who asked the same of these schools this school year, and note that somebody looked.

    `alike` is from which similarity on two questions are the same, 0 to 1. Raises NotFound and IllegalTransition.
    """
    survey = (await uow.surveys.get(survey_id)).checked()
    await uow.surveys.save(survey)
    return survey, await uow.surveys.asked_before(survey_id, since=since(clock), alike=alike)


def since(clock: Clock) -> datetime:
    """From when on a survey was of this school year."""
    return midnight(SchoolYear.of(clock.today()).first_day)


async def send_survey(uow: ConsultationUnitOfWork, survey_id: UUID, *, clock: Clock) -> Survey:
    """Let schools answer. Raises NotFound, InvalidField, and IllegalTransition before somebody looked who asked."""
    survey = (await uow.surveys.get(survey_id)).sent(clock.now())
    if survey.details.answer_by < clock.today():
        raise InvalidField("answer_by", "is past")
    await uow.surveys.save(survey)
    get_logger().info("survey.sent", aggregate_id=survey_id)
    return survey


async def close_survey(uow: ConsultationUnitOfWork, survey_id: UUID) -> Survey:
    """Let nobody answer any more. Raises NotFound and IllegalTransition."""
    survey = (await uow.surveys.get(survey_id)).closed()
    await uow.surveys.save(survey)
    return survey


async def answer_survey(
    uow: ConsultationUnitOfWork, survey_id: UUID, values: tuple[Value | None, ...], *, school: str, clock: Clock
) -> SurveyAnswers:
    """Keep what a school answers, once.

    Raises NotFound, IllegalTransition, InvalidField, and Conflict after the last day, or where the school answered
    before.
    """
    survey = await uow.surveys.get(survey_id)
    answers = survey.answered(school, values, clock.now())
    if survey.details.answer_by < clock.today():
        raise Conflict("the last day to answer is past", survey_id=survey_id)
    if not await uow.surveys.answer(answers):
        raise Conflict("the school has answered already", survey_id=survey_id)
    get_logger().info("survey.answered", aggregate_id=survey_id)
    return answers


async def _require_known(uow: ConsultationUnitOfWork, details: SurveyDetails) -> None:
    service = await uow.organisations.find(details.service)
    if service is None or service.kind is OrganisationKind.SCHOOL:
        raise InvalidField("service", "is no city service, CLB or partner of the directory")
    if set(details.schools) - set(await uow.organisations.school_names(details.schools)):
        raise InvalidField("schools", "names a school that the directory has not")
