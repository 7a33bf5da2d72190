"""What is typed about the education policy: the API's own bodies, with fields as a browser sends them."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, model_validator

from consultation.api.amounts import Amount
from consultation.domain.target_group import TargetGroup
from consultation.policy.api.action_bodies import BudgetYearBody, EvaluationBody, PolicyActionBody
from consultation.policy.api.indicator_bodies import EnteredValueBody, IndicatorBody
from consultation.policy.api.objective_bodies import AgreementBody, ObjectiveBody, PolicyWhyBody, StanceBody
from consultation.policy.api.question_bodies import CoordinatorAnswerBody, CoordinatorQuestionBody
from consultation.policy.domain.action import ActionDetails
from consultation.policy.domain.budget import BudgetYear, CoFinancing
from consultation.policy.domain.indicator import ChangedIndicator, Indicator, Target
from consultation.policy.domain.objective import Stance
from consultation.policy.domain.states import ActionStep
from shared.contracts.fields import SchoolYearLabel, TypedLine
from shared.domain.errors import InvalidField

PARTNER, LEVEL, SCHOOL = "partner:", "level:", "school:"
"""What the names of boxes to tick begin with."""
_OF_FORM = ConfigDict(extra="ignore", hide_input_in_errors=True, validate_by_name=True, validate_by_alias=True)


def _ticked(values: dict[str, Any], prefix: str) -> list[str]:
    return [name.removeprefix(prefix) for name in values if name.startswith(prefix)]


def _numbers(values: dict[str, Any], names: Iterable[str]) -> dict[str, Any]:
    typed = {name: values[name] for name in names if str(values.get(name, "")).isdecimal()}
    return {**values, **{name: int(number) for name, number in typed.items()}}


def _amount(text: object) -> object:
    """An amount as people write it in Dutch (`2.500,50`) as a number is written; what has no comma stays."""
    return text.replace(" ", "").replace(".", "").replace(",", ".") if isinstance(text, str) and "," in text else text


class ObjectiveForm(ObjectiveBody):
    """An objective to keep, or what it is from now on; `version` is the one that was shown."""

    model_config = _OF_FORM

    version: int = 0


class StanceForm(StanceBody):
    """Whether an organisation supports an objective: `supports` is `ja` or `nee`."""

    model_config = _OF_FORM

    version: int

    @model_validator(mode="before")
    @classmethod
    def _as_typed(cls, values: dict[str, Any]) -> dict[str, Any]:
        return {**values, "supports": values.get("supports") != "nee"}

    def among(self, stances: tuple[Stance, ...]) -> tuple[Stance, ...]:
        """The stances with this one, in the place of the one that the organisation had. Raises InvalidField."""
        others = tuple(stance for stance in stances if stance.organisation_id != self.organisation_id)
        return (*others, Stance(self.organisation_id, self.supports, "" if self.supports else self.reason))


class AgreementForm(AgreementBody):
    """In which body an objective was agreed on; `decision` is the session and the decision, with a slash between."""

    model_config = _OF_FORM

    version: int

    @model_validator(mode="before")
    @classmethod
    def _as_typed(cls, values: dict[str, Any]) -> dict[str, Any]:
        session, _, decision = str(values.get("decision", "")).partition("/")
        return {**values, "session_id": session or None, "decision_id": decision or None}


class WhyForm(PolicyWhyBody):
    """Why something ended, or was not done."""

    model_config = _OF_FORM

    version: int


class VersionForm(BaseModel):
    """A button alone."""

    model_config = _OF_FORM

    version: int


class StepForm(VersionForm):
    """A button that does this to an action."""

    step: ActionStep


class ActionForm(PolicyActionBody):
    """An action to keep, or what it is from now on; partners and levels are ticked."""

    model_config = _OF_FORM

    objective_id: UUID = Field(default=UUID(int=0))
    age_from: int | None = Field(None, ge=0, le=120)
    age_until: int | None = Field(None, ge=0, le=120)
    people: int | None = Field(None, ge=0, le=1_000_000)
    levels: list[str] = Field(default_factory=list)
    schools: list[str] = Field(default_factory=list)
    version: int = 0

    @model_validator(mode="before")
    @classmethod
    def _as_typed(cls, values: dict[str, Any]) -> dict[str, Any]:
        ticked = {"partners": PARTNER, "levels": LEVEL, "schools": SCHOOL}
        return {**values, **{name: _ticked(values, prefix) for name, prefix in ticked.items()}}

    def details(self) -> ActionDetails:
        """What was typed; the budget has no field here. Raises InvalidField."""
        group = TargetGroup(
            levels=tuple(self.levels),
            age_from=self.age_from,
            age_until=self.age_until,
            schools=tuple(self.schools),
            people=self.people,
        )
        return ActionDetails(
            title=self.title,
            theme=self.theme,
            what=self.what,
            owner=self.owner,
            partners=tuple(self.partners),
            since=self.from_,
            until=self.until,
            target_group=group,
        )

    def over(self, details: ActionDetails) -> ActionDetails:
        """What was typed, with what has no field here as it was. Raises InvalidField."""
        return replace(self.details(), budget=details.budget)


class BudgetForm(BudgetYearBody):
    """What an action costs in a year, and what somebody else pays of it."""

    model_config = _OF_FORM

    by: TypedLine | None = None
    by_amount: Amount | None = None
    version: int

    @model_validator(mode="before")
    @classmethod
    def _as_typed(cls, values: dict[str, Any]) -> dict[str, Any]:
        typed = _numbers(values, ("year",))
        return {**typed, **{name: _amount(typed[name]) for name in ("amount", "by_amount") if name in typed}}

    def among(self, years: tuple[BudgetYear, ...]) -> tuple[BudgetYear, ...]:
        """The budget with this year; who else pays of it stays. Raises InvalidField."""
        before = next((row.co_financing for row in years if row.year == self.year), ())
        shares = tuple(share for share in before if share.by != self.by)
        if self.by is not None and self.by_amount is not None:
            shares = (*shares, CoFinancing(self.by, self.by_amount))
        others = tuple(row for row in years if row.year != self.year)
        return (*others, BudgetYear(self.year, self.amount, shares))


class LessBudgetForm(VersionForm):
    """A year that is taken out of the budget, or only who pays in it as `by`."""

    year: int
    by: TypedLine | None = None

    def among(self, years: tuple[BudgetYear, ...]) -> tuple[BudgetYear, ...]:
        """The budget without it; the amount of a year stays, when somebody pays no more of it."""
        others = tuple(row for row in years if row.year != self.year)
        if self.by is None:
            return others
        without = (
            replace(row, co_financing=tuple(share for share in row.co_financing if share.by != self.by))
            for row in years
            if row.year == self.year
        )
        return (*others, *without)


class IndicatorForm(IndicatorBody):
    """An indicator: `source` is a kind, and a measure behind a colon; the target is that of one school year."""

    model_config = _OF_FORM

    version: int

    @model_validator(mode="before")
    @classmethod
    def _as_typed(cls, values: dict[str, Any]) -> dict[str, Any]:
        kind, _, measure = str(values.get("source", "")).partition(":")
        of_figure = {name: values.get(name) for name in ("service", "figure", "group") if kind == "figure"}
        target = {"school_year": values.get("school_year"), "value": _amount(values.get("target"))}
        source = {"kind": kind, "measure": measure or None, **of_figure}
        return {**values, "source": source, "targets": [target] if values.get("target") else []}


class IndicatorChangeForm(VersionForm):
    """What an indicator is called from now on, and where a school year is chosen its target; none takes it away."""

    name: TypedLine
    unit: TypedLine
    school_year: SchoolYearLabel | None = None
    target: Amount | None = None

    @model_validator(mode="before")
    @classmethod
    def _as_typed(cls, values: dict[str, Any]) -> dict[str, Any]:
        optional = {"school_year": values.get("school_year"), "target": _amount(values.get("target"))}
        return {**values, **{name: value or None for name, value in optional.items()}}

    def changes(self, before: Indicator) -> ChangedIndicator:
        """What changes of the indicator. Raises InvalidField for a target without a school year."""
        if self.school_year is None:
            if self.target is not None:
                raise InvalidField("school_year", "is what a target is for")
            return {"name": self.name, "unit": self.unit}
        others = tuple(row for row in before.targets if row.school_year != self.school_year)
        new = () if self.target is None else (Target(self.school_year, self.target),)
        return {"name": self.name, "unit": self.unit, "targets": (*others, *new)}


class ValueForm(EnteredValueBody):
    """A number of an indicator for a school year."""

    model_config = _OF_FORM

    version: int

    @model_validator(mode="before")
    @classmethod
    def _as_typed(cls, values: dict[str, Any]) -> dict[str, Any]:
        return {**values, "value": _amount(values.get("value"))}


class EvaluationForm(EvaluationBody):
    """What partners make of an action; who judges is ticked."""

    model_config = _OF_FORM

    @model_validator(mode="before")
    @classmethod
    def _as_typed(cls, values: dict[str, Any]) -> dict[str, Any]:
        return {**values, "partners": _ticked(values, PARTNER)}


class QuestionForm(CoordinatorQuestionBody):
    """A question to the coordinator."""

    model_config = _OF_FORM


class AnswerForm(CoordinatorAnswerBody):
    """The answer to a question."""

    model_config = _OF_FORM

    version: int
