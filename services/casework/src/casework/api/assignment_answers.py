"""What casework answers about the rules of assignment."""

from collections.abc import Sequence
from typing import Self

from pydantic import BaseModel, ConfigDict

from casework.application.try_rules import Tried
from casework.domain.assignment import AssignmentRule

_DESCRIBED = ConfigDict(use_attribute_docstrings=True)


class RuleAnswer(BaseModel):
    """A rule of assignment; a condition that is empty fits every case."""

    model_config = _DESCRIBED

    name: str
    """What the timeline calls the rule."""
    case_types: list[str]
    """For these types."""
    schools: list[str]
    """For cases at these schools."""
    levels_of_education: list[str]
    """For pupils of these levels of education."""
    assignee: str | None
    """The person who gets such a case; null where a team does."""
    team: str | None
    """The team whose member gets such a case; null where a person does."""
    capacity: int | None
    """The most weight that somebody has with the case; null without a limit."""

    @classmethod
    def of(cls, rule: AssignmentRule) -> Self:
        return cls(
            name=rule.name,
            case_types=sorted(rule.case_types),
            schools=sorted(rule.schools),
            levels_of_education=sorted(rule.levels_of_education),
            assignee=rule.assignee,
            team=rule.team,
            capacity=rule.capacity,
        )


class AssignmentRulesAnswer(BaseModel):
    """All rules, in the order in which they are tried. The first that fits and has somebody with room decides."""

    model_config = _DESCRIBED

    rules: list[RuleAnswer]
    """The rules."""
    version: int


class SimulatedAnswer(BaseModel):
    """Who would get a case; null where no rule has somebody for it."""

    model_config = _DESCRIBED

    assignee: str | None
    """The person."""
    rule: str | None
    """The rule."""
    as_deputy: bool
    """Whether the person of the rule is absent, and this one stands in."""
    weight: int | None
    """The weight of the open cases of the person, this one included."""
    kept_out: list[str]
    """Rules about this type that never fit such a case: it is at no school, and they, or their team, are for some."""

    @classmethod
    def of(cls, tried: Tried | None, kept_out: Sequence[str]) -> Self:
        choice = tried.choice if tried else None
        return cls(
            assignee=choice.assignee if choice else None,
            rule=choice.rule if choice else None,
            as_deputy=choice.as_deputy if choice else False,
            weight=tried.weight if tried else None,
            kept_out=list(kept_out),
        )
