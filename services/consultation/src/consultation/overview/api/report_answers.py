"""The report on several years as it is answered."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Self
from uuid import UUID

from pydantic import BaseModel, Field

from consultation.api.described import DESCRIBED, WITH_FROM
from consultation.bodies.domain.body import BodyForm, BodyKind, Deciding
from consultation.domain.local_time import BRUSSELS
from consultation.overview.api.indicator_answers import IndicatorValuesAnswer
from consultation.overview.api.tally_answers import (
    ActivitiesOfKindAnswer,
    ReportedActivitiesAnswer,
    ReportedRequestsAnswer,
)
from consultation.overview.domain.money import Money
from consultation.overview.domain.report import DecisionTaken, Report, ReportedAction, ReportedBody, ReportedObjective
from consultation.policy.domain.evaluation import Evaluation, Judgement
from consultation.policy.domain.states import ActionStatus, ObjectiveStatus


class MoneyAnswer(BaseModel):
    """What is spent in a calendar year, in euro."""

    model_config = DESCRIBED

    year: int | None
    """The calendar year; null for all years of the report together."""
    amount: Decimal
    """All of it."""
    paid_by_others: Decimal
    """The part that others pay (co-financing)."""
    share_paid_by_others: Decimal | None
    """That part as a share, 0 to 1; null where nothing is spent."""

    @classmethod
    def of(cls, money: Money, year: int | None) -> Self:
        return cls(
            year=year, amount=money.amount, paid_by_others=money.paid_by_others, share_paid_by_others=money.share
        )


class ReportedDecisionAnswer(BaseModel):
    """What a body decided."""

    model_config = DESCRIBED

    day: date
    """The day of the session."""
    text: str
    """What was decided."""
    way: Deciding
    """How it was decided."""
    in_favour: int | None
    """How many were for it; null with consensus."""
    against: int | None
    """How many were against it; null with consensus."""
    dissent: str
    """What those say who do not agree; empty for nothing."""

    @classmethod
    def of(cls, taken: DecisionTaken) -> Self:
        decision = taken.decision
        return cls(
            day=taken.day,
            text=decision.text,
            way=decision.way,
            in_favour=decision.in_favour,
            against=decision.against,
            dissent=decision.dissent,
        )


class ReportedBodyAnswer(BaseModel):
    """How consultation is organised in a body."""

    model_config = DESCRIBED

    body_id: UUID
    """The body."""
    name: str
    """What people call it."""
    kind: BodyKind
    """What it is for."""
    form: BodyForm
    """How formal it is."""
    purpose: str
    """What it is there to do."""
    deciding: Deciding
    """How it decides."""
    quorum: int | None
    """How many have to be there to decide; null where nothing was agreed on."""
    times_a_year: int | None
    """How often it agreed to meet in a school year; null where nothing was agreed on."""
    members: dict[str, int]
    """Who sits in it at the end of the years, or today: organisations by their kind, people as `contact`."""
    sessions: dict[int, int]
    """How many sessions were held, by calendar year."""
    decisions: list[ReportedDecisionAnswer]
    """What it decided, oldest first."""

    @classmethod
    def of(cls, reported: ReportedBody) -> Self:
        details = reported.body.details
        return cls(
            body_id=reported.body.body_id,
            name=details.name,
            kind=details.kind,
            form=details.form,
            purpose=details.purpose,
            deciding=details.deciding,
            quorum=details.quorum,
            times_a_year=details.times_a_year,
            members=dict(reported.members),
            sessions=dict(reported.sessions),
            decisions=[ReportedDecisionAnswer.of(taken) for taken in reported.decisions],
        )


class ReportedEvaluationAnswer(BaseModel):
    """What partners made of an action."""

    model_config = DESCRIBED

    held_on: date
    """The day."""
    partners: list[str]
    """The names of the organisations that judge."""
    judgement: Judgement
    """What they make of it."""
    text: str
    """Why."""
    changes: str
    """What changes because of it."""

    @classmethod
    def of(cls, evaluation: Evaluation, names: Mapping[str, str]) -> Self:
        return cls(
            held_on=evaluation.held_on,
            partners=[names.get(partner, partner) for partner in evaluation.partners],
            judgement=evaluation.judgement,
            text=evaluation.text,
            changes=evaluation.changes,
        )


class PlannedActionAnswer(BaseModel):
    """What was done for an objective."""

    model_config = WITH_FROM

    action_id: UUID
    """The action."""
    title: str
    """What people call it."""
    theme: str
    """What it is about."""
    status: ActionStatus
    """How far it is."""
    not_done_why: str
    """Why it was not done; empty for what was not left."""
    from_: date = Field(alias="from")
    """First day."""
    until: date | None
    """Last day, included; null while it goes on."""
    partners: list[str]
    """The names of the organisations that take part."""
    budget: list[MoneyAnswer]
    """What it costs in each year that has a budget, then all of it together."""
    indicators: list[IndicatorValuesAnswer]
    """The numbers that say whether it works."""
    evaluations: list[ReportedEvaluationAnswer]
    """What partners made of it in these years, oldest first."""

    @classmethod
    def of(cls, reported: ReportedAction, names: Mapping[str, str]) -> Self:
        action, details = reported.action, reported.action.details
        return cls(
            action_id=action.action_id,
            title=details.title,
            theme=details.theme,
            status=action.status,
            not_done_why=action.not_done_why,
            until=details.until,
            partners=[names.get(partner, partner) for partner in details.partners],
            budget=_money(reported.budget, reported.total),
            indicators=[IndicatorValuesAnswer.of(values) for values in reported.indicators],
            evaluations=[ReportedEvaluationAnswer.of(row, names) for row in reported.evaluations],
            **{"from": details.since},
        )


class ReportedObjectiveAnswer(BaseModel):
    """What is to be reached, with what was done for it."""

    model_config = DESCRIBED

    objective_id: UUID
    """The objective."""
    title: str
    """What people call it."""
    for_the_learner: str
    """What it gives the learner."""
    first_year: str
    """The first school year it is for."""
    last_year: str
    """The last school year it is for."""
    status: ObjectiveStatus
    """How far it is."""
    ended_why: str
    """Why it ended or was dropped; empty for what goes on."""
    agreed_in: str | None
    """The name of the body in which it was agreed on; null until then."""
    agreed_on: date | None
    """The day on which it was agreed on; null until then."""
    supported_by: list[str]
    """The names of the organisations that support it."""
    not_supported_by: dict[str, str]
    """The names of those that do not, with their reason."""
    actions: list[PlannedActionAnswer]
    """The actions that touch the years of the report, oldest first."""

    @classmethod
    def of(cls, reported: ReportedObjective, names: Mapping[str, str]) -> Self:
        objective, details = reported.objective, reported.objective.details
        agreement = objective.agreement
        return cls(
            objective_id=objective.objective_id,
            title=details.title,
            for_the_learner=details.for_the_learner,
            first_year=details.first_year,
            last_year=details.last_year,
            status=objective.status,
            ended_why=objective.ended_why,
            agreed_in=names.get(str(agreement.body_id)) if agreement else None,
            agreed_on=agreement.agreed_on if agreement else None,
            supported_by=[names.get(own, own) for own in details.supporters],
            not_supported_by={
                names.get(row.organisation_id, row.organisation_id): row.reason for row in details.dissenters
            },
            actions=[PlannedActionAnswer.of(action, names) for action in reported.actions],
        )


class MultiYearPlanAnswer(BaseModel):
    """The report on one to six calendar years. A school year belongs to the calendar year in which it begins."""

    model_config = WITH_FROM

    from_: int = Field(alias="from")
    """The first calendar year."""
    until: int
    """The last, included."""
    known_at: datetime
    """When this was put together."""
    bodies: list[ReportedBodyAnswer]
    """How consultation is organised."""
    objectives: list[ReportedObjectiveAnswer]
    """What is to be reached, and what was done for it."""
    budget: list[MoneyAnswer]
    """What all actions cost in each year, then all of it together."""
    activities: list[ReportedActivitiesAnswer]
    """What was counted of activities in the school years that begin in these years, when this was put together."""
    activities_by_kind: list[ActivitiesOfKindAnswer]
    """The same of each kind, and of all kinds, in all years together."""
    requests: list[ReportedRequestsAnswer]
    """What schools asked of offers in those school years, by theme."""

    @classmethod
    def of(cls, report: Report) -> Self:
        tallies = report.tallies
        return cls(
            until=report.years.last,
            known_at=report.known_at.astimezone(BRUSSELS),
            bodies=[ReportedBodyAnswer.of(body) for body in report.bodies],
            objectives=[ReportedObjectiveAnswer.of(row, report.names) for row in report.objectives],
            budget=_money(report.budget, report.total),
            activities=[
                ReportedActivitiesAnswer.of(row, tallies.shown([row]), report.names) for row in tallies.activities
            ],
            activities_by_kind=ActivitiesOfKindAnswer.all_of(tallies),
            requests=[ReportedRequestsAnswer.of(row) for row in tallies.requests],
            **{"from": report.years.first},
        )


def _money(budget: Mapping[int, Money], total: Money) -> list[MoneyAnswer]:
    rows = [MoneyAnswer.of(money, year) for year, money in budget.items()]
    return [*rows, MoneyAnswer.of(total, None)] if rows else []
