"""Surveys as they are answered."""

from datetime import date, datetime
from typing import Self
from uuid import UUID

from pydantic import BaseModel

from consultation.api.described import DESCRIBED
from consultation.domain.local_time import BRUSSELS
from consultation.offers.domain.survey import AskedBefore, QuestionKind, Survey, SurveyAnswers, SurveyStatus


class SurveyQuestionAnswer(BaseModel):
    """A question to schools."""

    model_config = DESCRIBED

    text: str
    """What is asked."""
    kind: QuestionKind
    """What is answered to it."""
    choices: list[str]
    """The choices there are; empty for a question of another kind."""


class SurveyAnswer(BaseModel):
    """A survey of schools."""

    model_config = DESCRIBED

    survey_id: UUID
    """The survey."""
    title: str
    """What it is called."""
    service: str
    """The organisation that asks."""
    questions: list[SurveyQuestionAnswer]
    """What it asks."""
    schools: list[str]
    """Which schools it asks."""
    answer_by: date
    """The day by which schools answer."""
    shares_answers: bool
    """Whether other services that ask the same see what schools answered."""
    status: SurveyStatus
    """How far it is."""
    created_at: datetime
    sent_at: datetime | None
    """When it was sent; null before."""
    version: int
    """Rises with every change."""

    @classmethod
    def of(cls, survey: Survey) -> Self:
        details = survey.details
        return cls(
            survey_id=survey.survey_id,
            title=details.title,
            service=details.service,
            questions=[
                SurveyQuestionAnswer(text=question.text, kind=question.kind, choices=list(question.choices))
                for question in details.questions
            ],
            schools=list(details.schools),
            answer_by=details.answer_by,
            shares_answers=details.shares_answers,
            status=survey.status,
            created_at=survey.created_at.astimezone(BRUSSELS),
            sent_at=survey.sent_at and survey.sent_at.astimezone(BRUSSELS),
            version=survey.version,
        )


class AskedBeforeAnswer(BaseModel):
    """A question that was asked this school year already, of schools that are asked again."""

    model_config = DESCRIBED

    question: int
    """Its place in this survey, from 0."""
    survey_id: UUID
    """The survey that asked it."""
    title: str
    """What that survey is called."""
    service: str
    """The organisation that asked."""
    asked: str
    """What it asked."""
    similarity: int
    """How much alike the two questions are, in percent, by PostgreSQL's trigrams."""
    schools: list[str]
    """The schools that are asked again."""
    answers: dict[str, bool | int | str]
    """What these schools answered, by institution number; empty where that survey does not share its answers."""

    @classmethod
    def of(cls, before: AskedBefore) -> Self:
        return cls(
            question=before.question,
            survey_id=before.survey_id,
            title=before.title,
            service=before.service,
            asked=before.asked,
            similarity=before.similarity,
            schools=list(before.schools),
            answers=dict(before.answers),
        )


class SurveyCheckAnswer(BaseModel):
    """Who asked the same this school year; the survey can be sent now."""

    model_config = DESCRIBED

    survey: SurveyAnswer
    """The survey, as it is now."""
    asked_before: list[AskedBeforeAnswer]
    """Each question alike, most alike first; empty where nobody asked the same."""


class SchoolAnswersAnswer(BaseModel):
    """What a school answered."""

    model_config = DESCRIBED

    school: str
    """The school."""
    answers: list[bool | int | str | None]
    """A value for each question, in their order; null for no answer."""
    answered_at: datetime
    """When it answered."""

    @classmethod
    def of(cls, answers: SurveyAnswers) -> Self:
        return cls(
            school=answers.school,
            answers=list(answers.values),
            answered_at=answers.answered_at.astimezone(BRUSSELS),
        )
