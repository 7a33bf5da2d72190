"""Objectives as they are answered."""

from datetime import date, datetime
from typing import Self
from uuid import UUID

from pydantic import BaseModel, Field

from consultation.api.described import DESCRIBED, WITH_FROM
from consultation.domain.local_time import BRUSSELS
from consultation.policy.domain.objective import Agreement, Objective
from consultation.policy.domain.states import ObjectiveStatus


class StanceAnswer(BaseModel):
    """Whether an organisation supports an objective."""

    model_config = DESCRIBED

    organisation_id: str
    """The organisation."""
    supports: bool
    """Whether it supports the objective."""
    reason: str
    """Why it does not; empty where nobody said more."""


class AgreementAnswer(BaseModel):
    """In which body an objective was agreed on."""

    model_config = DESCRIBED

    body_id: UUID
    """The consultation body."""
    agreed_on: date
    """The day."""
    session_id: UUID | None
    """The session; null where nobody noted it."""
    decision_id: UUID | None
    """The decision of that session; null where nobody noted it."""

    @classmethod
    def of(cls, agreement: Agreement) -> Self:
        return cls(
            body_id=agreement.body_id,
            agreed_on=agreement.agreed_on,
            session_id=agreement.session_id,
            decision_id=agreement.decision_id,
        )


class ObjectiveAnswer(BaseModel):
    """An objective of the education policy."""

    model_config = WITH_FROM

    objective_id: UUID
    """The objective."""
    title: str
    """What is to be reached."""
    why: str
    """Why."""
    for_the_learner: str
    """What it gives the learner."""
    from_: str = Field(alias="from")
    """First school year, such as `2026-2027`."""
    until: str
    """Last school year."""
    support: list[StanceAnswer]
    """The organisations that support it, and those that do not."""
    status: ObjectiveStatus
    """Proposed, agreed, ended or dropped."""
    agreement: AgreementAnswer | None
    """Where it was agreed on; null before."""
    ended_why: str
    """Why it ended or was dropped; empty while it goes on."""
    created_at: datetime
    changed_at: datetime
    version: int
    """Rises with every change."""

    @classmethod
    def of(cls, objective: Objective) -> Self:
        details = objective.details
        return cls(
            objective_id=objective.objective_id,
            title=details.title,
            why=details.why,
            for_the_learner=details.for_the_learner,
            **{"from": details.first_year},
            until=details.last_year,
            support=[
                StanceAnswer(organisation_id=row.organisation_id, supports=row.supports, reason=row.reason)
                for row in details.stances
            ],
            status=objective.status,
            agreement=AgreementAnswer.of(objective.agreement) if objective.agreement else None,
            ended_why=objective.ended_why,
            created_at=objective.created_at.astimezone(BRUSSELS),
            changed_at=objective.changed_at.astimezone(BRUSSELS),
            version=objective.version,
        )
