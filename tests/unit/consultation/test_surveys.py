"""Surveys as plain rules: what can be asked, what can be answered, and in which order."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

from consultation.offers.domain.survey import QuestionKind, Survey, SurveyDetails, SurveyQuestion, SurveyStatus
from consultation.offers.domain.survey_query import SeenSurveys
from shared.domain.errors import IllegalTransition, InvalidField

AT = datetime(2026, 11, 13, 9, tzinfo=UTC)
QUESTIONS = (
    SurveyQuestion("Hoeveel?", QuestionKind.NUMBER),
    SurveyQuestion("Is het zo?", QuestionKind.YES_NO),
    SurveyQuestion("Welke?", QuestionKind.CHOICE, ("A", "B")),
    SurveyQuestion("Waarom?", QuestionKind.TEXT),
)


def details(**fields: object) -> SurveyDetails:
    said = {"title": "Fietsen", "service": "jeugd", "questions": QUESTIONS, "schools": ("125002", "125001")}
    return SurveyDetails(**{**said, "answer_by": date(2026, 12, 18), **fields})


def a_survey() -> Survey:
    return Survey(survey_id=uuid4(), details=details(), created_at=AT)


def test_a_survey_that_changed_is_looked_at_again_before_it_is_sent():
    survey = a_survey().checked()
    with pytest.raises(IllegalTransition):
        survey.changed(details(title="Anders")).sent(AT)
    sent = survey.sent(AT)
    assert (sent.status, sent.sent_at, sent.version) == (SurveyStatus.SENT, AT, 3)
    with pytest.raises(IllegalTransition):
        sent.changed(details())
    with pytest.raises(InvalidField, match="service"):
        survey.changed(details(service="sport"))


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ((1, True, "A"), "answers"),
        ((True, True, "A", "x"), "answers.0"),
        ((-1, True, "A", "x"), "answers.0"),
        ((1, 1, "A", "x"), "answers.1"),
        ((1, True, "C", "x"), "answers.2"),
        ((1, True, "A", " "), "answers.3"),
    ],
)
def test_what_is_no_answer(values: tuple[object, ...], field: str):
    with pytest.raises(InvalidField) as refused:
        a_survey().checked().sent(AT).answered("125001", values, AT)
    assert refused.value.field == field


def test_a_school_that_is_asked_answers_some_questions_while_the_survey_is_open():
    sent = a_survey().checked().sent(AT)
    assert sent.answered("125001", (1, None, "B", "x"), AT).values == (1, None, "B", "x")
    with pytest.raises(InvalidField, match="school"):
        sent.answered("125009", (1, None, "B", "x"), AT)
    with pytest.raises(IllegalTransition):
        sent.closed().answered("125001", (1, None, "B", "x"), AT)


@pytest.mark.parametrize("fields", [{"questions": ()}, {"schools": ()}, {"schools": ("1",)}, {"title": ""}])
def test_what_no_survey_can_be(fields: dict[str, object]):
    with pytest.raises(InvalidField):
        details(**fields)


@pytest.mark.parametrize("choices", [("A",), ("A", "A"), ()])
def test_a_choice_has_different_choices(choices: tuple[str, ...]):
    with pytest.raises(InvalidField):
        SurveyQuestion("Welke?", QuestionKind.CHOICE, choices)
    with pytest.raises(InvalidField):
        SurveyQuestion("Waarom?", QuestionKind.TEXT, ("A", "B"))


def test_who_sees_a_survey_and_reads_the_answers() -> None:
    draft = a_survey()
    sent = draft.checked().sent(AT)
    asker = SeenSurveys(frozenset(), frozenset({"jeugd"}))
    school, elsewhere = (SeenSurveys(frozenset({number}), frozenset()) for number in ("125001", "125009"))
    everywhere = SeenSurveys(None, frozenset())
    assert [seen.sees(draft) for seen in (asker, school, elsewhere, everywhere)] == [True, False, False, False]
    assert [seen.sees(sent) for seen in (asker, school, elsewhere, everywhere)] == [True, True, False, True]
    assert [seen.reads(sent, "125002") for seen in (asker, school, elsewhere, everywhere)] == [True, False, False, True]
