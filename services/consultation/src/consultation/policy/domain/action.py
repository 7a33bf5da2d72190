"""An action of the education policy (*actie*): who does what, with which means, and what came of it."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import TypedDict, Unpack
from uuid import UUID

from consultation.domain.target_group import TargetGroup
from consultation.domain.well_formed import is_id, require, require_line
from consultation.policy.domain.budget import BudgetYear, require_years_once
from consultation.policy.domain.evaluation import Evaluation
from consultation.policy.domain.indicator import ChangedIndicator, EnteredValue, Indicator
from consultation.policy.domain.states import ActionStatus, ActionStep, action_after
from shared.domain.errors import Conflict, NotFound

_MOST_PARTNERS, _MOST_INDICATORS, _MOST_EVALUATIONS = 500, 50, 200


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionDetails:
    """What people agreed on about an action. Both days are included; without `until` it goes on.

    `owner` is the contact who sees to it, None while nobody does; `partners` are the organisations that take part.
    Raises InvalidField for days out of order, a year of the budget twice, and what is no id of an organisation.
    """

    title: str
    theme: str
    what: str = ""
    owner: str | None = None
    partners: tuple[str, ...] = ()
    since: date
    until: date | None = None
    budget: tuple[BudgetYear, ...] = ()
    target_group: TargetGroup = field(default_factory=TargetGroup)

    def __post_init__(self) -> None:
        require_line("title", self.title)
        require(self.owner is None or is_id(self.owner), "owner", "is the id of a contact")
        require(all(map(is_id, self.partners)), "partners", "are ids of organisations")
        require(len(self.partners) <= _MOST_PARTNERS, "partners", f"are more than {_MOST_PARTNERS}")
        require(self.until is None or self.since <= self.until, "until", "is before from")
        require_years_once(self.budget)
        object.__setattr__(self, "partners", tuple(sorted(set(self.partners))))
        object.__setattr__(self, "budget", tuple(sorted(self.budget, key=lambda row: row.year)))


class ChangedAction(TypedDict, total=False):
    """The details of an action that change; what is left out stays."""

    title: str
    theme: str
    what: str
    owner: str | None
    partners: tuple[str, ...]
    since: date
    until: date | None
    budget: tuple[BudgetYear, ...]
    target_group: TargetGroup


@dataclass(frozen=True, slots=True)
class ActionChanged:
    """An action is new, or something of it changed that others are told."""

    action: "PolicyAction"


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyAction:
    """An action with its indicators and evaluations. `version` rises with every change of anything in it.

    `not_done_why` says why it was not done. Its `events` are not told yet.
    """

    action_id: UUID
    objective_id: UUID
    details: ActionDetails
    status: ActionStatus = ActionStatus.PLANNED
    not_done_why: str = ""
    indicators: tuple[Indicator, ...] = ()
    evaluations: tuple[Evaluation, ...] = ()
    created_at: datetime
    changed_at: datetime
    version: int = 1
    events: tuple[ActionChanged, ...] = field(default=(), compare=False)

    def planned(self) -> "PolicyAction":
        """This action, which is new."""
        return replace(self, events=(*self.events, ActionChanged(replace(self, events=()))))

    def indicator(self, indicator_id: UUID) -> Indicator:
        """The indicator. Raises NotFound."""
        indicator = next((row for row in self.indicators if row.indicator_id == indicator_id), None)
        if indicator is None:
            raise NotFound("indicator", indicator_id)
        return indicator

    def changed(self, at: datetime, **details: Unpack[ChangedAction]) -> "PolicyAction":
        """The action with other details; the same action if nothing differs. Raises InvalidField."""
        changed = replace(self.details, **details)
        return self if changed == self.details else self._told(at, details=changed)

    def stepped(self, step: ActionStep, at: datetime) -> "PolicyAction":
        """The action, begun, finished or taken up again. Raises IllegalTransition."""
        return self._told(at, status=action_after(self.status, step), not_done_why="")

    def left(self, why: str, at: datetime) -> "PolicyAction":
        """The action, which is not done. Raises InvalidField without a why, IllegalTransition."""
        require(bool(why.strip()), "why", "is empty")
        return self._told(at, status=action_after(self.status, ActionStep.LEAVE), not_done_why=why)

    def measured_by(self, indicator: Indicator, at: datetime) -> "PolicyAction":
        """The action with another indicator. Raises InvalidField for more than 50, Conflict for the name of another."""
        self._require_name(indicator)
        require(len(self.indicators) < _MOST_INDICATORS, "indicators", f"are more than {_MOST_INDICATORS}")
        return self._next(at, indicators=(*self.indicators, indicator))

    def with_indicator(self, indicator_id: UUID, changes: ChangedIndicator, at: datetime) -> "PolicyAction":
        """The action with another name, unit or targets of an indicator; the same action if nothing differs.

        Raises NotFound, InvalidField, and Conflict for the name of another indicator.
        """
        before = self.indicator(indicator_id)
        after = before.changed(**changes)
        self._require_name(after)
        return self if after == before else self._next(at, indicators=self._with(after))

    def without_indicator(self, indicator_id: UUID, at: datetime) -> "PolicyAction":
        """The action without an indicator. Raises NotFound, and Conflict for an indicator with values."""
        if self.indicator(indicator_id).values:
            raise Conflict("values were entered for this indicator", indicator_id=indicator_id)
        others = tuple(row for row in self.indicators if row.indicator_id != indicator_id)
        return self._next(at, indicators=others)

    def entered(self, indicator_id: UUID, value: EnteredValue) -> "PolicyAction":
        """The action with a value of an indicator. Raises NotFound, InvalidField, Conflict."""
        return self._next(value.entered_at, indicators=self._with(self.indicator(indicator_id).entered(value)))

    def evaluated(self, evaluation: Evaluation) -> "PolicyAction":
        """The action with another evaluation, in the order of their days. Raises IllegalTransition, InvalidField."""
        action_after(self.status, ActionStep.EVALUATE)
        require(len(self.evaluations) < _MOST_EVALUATIONS, "evaluations", f"are more than {_MOST_EVALUATIONS}")
        evaluations = tuple(sorted((*self.evaluations, evaluation), key=lambda row: row.held_on))
        return self._next(evaluation.noted_at, evaluations=evaluations)

    def _require_name(self, indicator: Indicator) -> None:
        names = {row.name for row in self.indicators if row.indicator_id != indicator.indicator_id}
        if indicator.name in names:
            raise Conflict("the action has an indicator of that name already", action_id=self.action_id)

    def _with(self, indicator: Indicator) -> tuple[Indicator, ...]:
        return tuple(indicator if row.indicator_id == indicator.indicator_id else row for row in self.indicators)

    def _told(self, at: datetime, **fields: object) -> "PolicyAction":
        return self._next(at, **fields).planned()

    def _next(self, at: datetime, **fields: object) -> "PolicyAction":
        return replace(self, **fields, changed_at=at, version=self.version + 1)  # type: ignore[arg-type]  # see callers
