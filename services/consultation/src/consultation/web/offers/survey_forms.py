"""What is typed about surveys: the API's own bodies, with fields as a browser sends them.

Each question has a row: `text-0`, `kind-0` and `choices-0` are those of the first. A row without text and choices is no
question. The answer to the first question is `answer-0`.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from pydantic import model_validator

from consultation.offers.api.survey_bodies import SchoolAnswersBody, SurveyBody
from consultation.offers.domain.survey import MOST_CHOICES, MOST_QUESTIONS, QuestionKind, Survey, SurveyQuestion
from consultation.web.offers.forms import OF_FORM
from shared.domain.errors import InvalidField
from shared.web.forms import Form

SCHOOL = "school:"
"""What the name of a box for a school begins with."""
ALL_SCHOOLS = "all_schools"
_ROWS, _MORE_ROWS = 4, 4
_LONGEST_NUMBER = 7


class SurveyForm(SurveyBody):
    """A survey to draft or to change; `version` is the one that was shown. `directory` are the schools there are."""

    model_config = OF_FORM

    version: int = 0

    @model_validator(mode="before")
    @classmethod
    def _as_typed(cls, values: dict[str, Any]) -> dict[str, Any]:
        boxes = [name.removeprefix(SCHOOL) for name in values if name.startswith(SCHOOL)]
        return {
            **values,
            "questions": [_question(values, row) for row in rows_of(values)],
            "schools": list(values["directory"]) if ALL_SCHOOLS in values else boxes,
            "shares_answers": "shares_answers" in values,
        }


class AnswersForm(SchoolAnswersBody):
    """What a school answers to `questions`, which are the survey's."""

    model_config = OF_FORM

    @model_validator(mode="before")
    @classmethod
    def _as_typed(cls, values: dict[str, Any]) -> dict[str, Any]:
        asked: tuple[SurveyQuestion, ...] = values["questions"]
        answers = [_answer(question, values.get(f"answer-{place}")) for place, question in enumerate(asked)]
        return {**values, "answers": answers}


def rows_of(values: Mapping[str, Any]) -> list[int]:
    """The rows in which something of a question was typed."""
    return [
        row
        for row in range(MOST_QUESTIONS)
        if any(str(values.get(f"{name}-{row}", "")).strip() for name in ("text", "choices"))
    ]


def rows_shown(form: Form) -> int:
    """How many rows for questions the form has: those in use and some to fill in; more where that was asked."""
    used = max(rows_of(form.values), default=-1) + 1
    shown = int(form.value("rows")) if form.value("rows").isdecimal() and len(form.value("rows")) <= 2 else 0
    return min(MOST_QUESTIONS, max(_ROWS, used + 1, shown))


def with_more_rows(form: Form) -> Form:
    """The form as it was typed, with more rows for questions."""
    return Form({**form.values, "rows": str(rows_shown(form) + _MORE_ROWS)})


def with_words(form: Form) -> Form:
    """The form with plain words where its questions or schools are wrong."""
    said: dict[str, str] = {}
    if "schools" in form.errors:
        said["schools"] = "Kies minstens één school."
    if "questions" in form.errors:
        rows = rows_of(form.values)
        said["questions"] = "Kijk de vragen na." if rows else "Stel minstens één vraag."
        said |= {f"text-{row}": "Vul de vraag in." for row in rows if not form.value(f"text-{row}").strip()}
    return form.wrong(**said)


@contextmanager
def rows_named(form: Form) -> Iterator[None]:
    """Name the row of the form where a question or an answer is refused by its place."""
    try:
        yield
    except InvalidField as error:
        match error.field.split("."):
            case ["questions", place, name]:
                raise InvalidField(f"{name}-{rows_of(form.values)[int(place)]}", error.reason) from None
            case ["answers", place]:
                raise InvalidField(f"answer-{place}", error.reason) from None
        raise


def as_form(survey: Survey) -> Form:
    """The survey as fields of a form."""
    details = survey.details
    fields = {"title": details.title, "service": details.service, "answer_by": details.answer_by.isoformat()}
    fields |= {f"{SCHOOL}{school}": "ja" for school in details.schools}
    for row, question in enumerate(details.questions):
        fields[f"text-{row}"] = question.text
        fields[f"kind-{row}"] = question.kind.value
        fields[f"choices-{row}"] = "\n".join(question.choices)
    if details.shares_answers:
        fields["shares_answers"] = "ja"
    return Form({**fields, "version": str(survey.version)})


def _question(values: Mapping[str, Any], row: int) -> dict[str, Any]:
    choices = [line.strip() for line in str(values.get(f"choices-{row}", "")).splitlines() if line.strip()]
    return {
        "text": str(values.get(f"text-{row}", "")).strip(),
        "kind": values.get(f"kind-{row}"),
        "choices": choices[: MOST_CHOICES + 1],
    }


def _answer(question: SurveyQuestion, typed: str | None) -> bool | int | str | None:
    if typed is None:
        return None
    if question.kind is QuestionKind.YES_NO:
        return {"ja": True, "nee": False}.get(typed, typed)
    if question.kind is QuestionKind.NUMBER and typed.strip().isdecimal() and len(typed.strip()) <= _LONGEST_NUMBER:
        return int(typed)
    return typed
