"""Actions as they are answered: all that was entered of them."""

from datetime import date, datetime
from decimal import Decimal
from typing import Self
from uuid import UUID

from pydantic import BaseModel, Field

from consultation.api.described import DESCRIBED, WITH_FROM
from consultation.api.target_group import TargetGroupAnswer
from consultation.domain.local_time import BRUSSELS
from consultation.policy.api.indicator_answers import IndicatorAnswer
from consultation.policy.domain.action import PolicyAction
from consultation.policy.domain.budget import BudgetYear
from consultation.policy.domain.evaluation import Evaluation, Judgement, NotedBy
from consultation.policy.domain.states import ActionStatus


class CoFinancingAnswer(BaseModel):
    """What somebody else pays of an action in a year."""

    model_config = DESCRIBED

    by: str
    """Who pays."""
    amount: Decimal
    """How much, in euro."""


class BudgetYearAnswer(BaseModel):
    """What an action costs in a calendar year."""

    model_config = DESCRIBED

    year: int
    """The calendar year."""
    amount: Decimal
    """What it costs in that year all together, in euro."""
    co_financing: list[CoFinancingAnswer]
    """What others pay of it."""

    @classmethod
    def of(cls, row: BudgetYear) -> Self:
        shares = [CoFinancingAnswer(by=share.by, amount=share.amount) for share in row.co_financing]
        return cls(year=row.year, amount=row.amount, co_financing=shares)


class EvaluationAnswer(BaseModel):
    """What partners make of an action."""

    model_config = DESCRIBED

    evaluation_id: UUID
    """The evaluation."""
    held_on: date
    """The day on which they judged it."""
    partners: list[str]
    """The organisations that judge."""
    judgement: Judgement
    """Whether it works."""
    text: str
    """Why."""
    changes: str
    """What changes because of it."""
    noted_by: NotedBy
    """Whether the coordinator noted it, or a partner itself."""
    noted_at: datetime
    """When it was noted."""

    @classmethod
    def of(cls, evaluation: Evaluation) -> Self:
        return cls(
            evaluation_id=evaluation.evaluation_id,
            held_on=evaluation.held_on,
            partners=list(evaluation.partners),
            judgement=evaluation.judgement,
            text=evaluation.text,
            changes=evaluation.changes,
            noted_by=evaluation.noted_by,
            noted_at=evaluation.noted_at.astimezone(BRUSSELS),
        )


class PolicyActionAnswer(BaseModel):
    """An action of the education policy."""

    model_config = WITH_FROM

    action_id: UUID
    """The action."""
    objective_id: UUID
    """Its objective."""
    title: str
    """What people call it."""
    theme: str
    """What it is about."""
    what: str
    """What is done."""
    owner: str | None
    """The contact who sees to it; null while nobody does."""
    partners: list[str]
    """The organisations that take part."""
    from_: date = Field(alias="from")
    """First day."""
    until: date | None
    """Last day, included; null for no end."""
    budget: list[BudgetYearAnswer]
    """What it costs, by calendar year."""
    target_group: TargetGroupAnswer
    """For which learners it is."""
    status: ActionStatus
    """Planned, running, done or not done."""
    not_done_why: str
    """Why it was not done; empty else."""
    indicators: list[IndicatorAnswer]
    """What says whether it works, with the numbers that were entered."""
    evaluations: list[EvaluationAnswer]
    """What partners made of it, by day."""
    created_at: datetime
    changed_at: datetime
    version: int
    """Rises with every change of anything in it."""

    @classmethod
    def of(cls, action: PolicyAction) -> Self:
        details = action.details
        return cls(
            action_id=action.action_id,
            objective_id=action.objective_id,
            title=details.title,
            theme=details.theme,
            what=details.what,
            owner=details.owner,
            partners=list(details.partners),
            **{"from": details.since},
            until=details.until,
            budget=[BudgetYearAnswer.of(row) for row in details.budget],
            target_group=TargetGroupAnswer.of(details.target_group),
            status=action.status,
            not_done_why=action.not_done_why,
            indicators=[IndicatorAnswer.of(indicator) for indicator in action.indicators],
            evaluations=[EvaluationAnswer.of(evaluation) for evaluation in action.evaluations],
            created_at=action.created_at.astimezone(BRUSSELS),
            changed_at=action.changed_at.astimezone(BRUSSELS),
            version=action.version,
        )
