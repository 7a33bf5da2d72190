"""Surveys as they are sent."""

from typing import Annotated

from pydantic import BaseModel, Field, StrictBool, StrictInt

from consultation.api.described import EXACT
from consultation.offers.domain.survey import (
    MOST_ASKED,
    MOST_CHOICES,
    MOST_QUESTIONS,
    QuestionKind,
    SurveyDetails,
    SurveyQuestion,
)
from shared.contracts.fields import Flag, OrganisationId, SchoolNumber, Text, TypedLine
from shared.contracts.moments import IsoDate
from shared.domain.errors import InvalidField

_Value = StrictBool | StrictInt | Text


class SurveyQuestionBody(BaseModel):
    """A question to schools; about the school, never about single pupils."""

    model_config = EXACT

    text: TypedLine
    """What is asked."""
    kind: QuestionKind
    """What is answered to it."""
    choices: Annotated[list[TypedLine], Field(max_length=MOST_CHOICES)] = Field(default_factory=list)
    """Of a choice what there is to choose, 2 to 20."""


class SurveyBody(BaseModel):
    """A survey of schools, whole."""

    model_config = EXACT

    title: TypedLine
    """What it is called."""
    service: OrganisationId
    """The organisation that asks; that never changes."""
    questions: Annotated[list[SurveyQuestionBody], Field(min_length=1, max_length=MOST_QUESTIONS)]
    """What it asks."""
    schools: Annotated[list[SchoolNumber], Field(min_length=1, max_length=MOST_ASKED)]
    """Which schools it asks."""
    answer_by: IsoDate
    """The last day on which schools answer."""
    shares_answers: Flag = True
    """Whether other services that ask the same see what schools answered."""

    def details(self) -> SurveyDetails:
        """Raises InvalidField, naming the question."""
        questions = []
        for number, body in enumerate(self.questions):
            try:
                questions.append(SurveyQuestion(body.text, body.kind, tuple(body.choices)))
            except InvalidField as error:
                raise InvalidField(f"questions.{number}.{error.field}", error.reason) from None
        return SurveyDetails(
            title=self.title,
            service=self.service,
            questions=tuple(questions),
            schools=tuple(self.schools),
            answer_by=self.answer_by,
            shares_answers=self.shares_answers,
        )


class SchoolAnswersBody(BaseModel):
    """What a school answers, once. Nothing about single pupils."""

    model_config = EXACT

    school: SchoolNumber | None = None
    """The school; the caller's own when absent."""
    answers: Annotated[list[_Value | None], Field(max_length=MOST_QUESTIONS)]
    """A value for each question, in their order; null for no answer."""
