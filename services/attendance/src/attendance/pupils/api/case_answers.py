"""What an export has of a person's cases: their days, and what casework asked to watch."""

from datetime import date
from typing import Literal, Self
from uuid import UUID

from pydantic import BaseModel, Field

from attendance.case_days.domain.case_days import CaseDays
from attendance.register.api.answers import DESCRIBED
from attendance.watches.domain.criterion import Criterion
from attendance.watches.domain.watch import Watch


class CriterionAnswer(BaseModel):
    """One thing that is watched."""

    model_config = DESCRIBED

    kind: str = Field(examples=["no-new-problematic-half-day", "rate-above"])
    """What is watched."""
    school_weeks: int
    """For how many whole school weeks."""
    rate: float | None
    """Of `rate-above`: the share that has to be exceeded."""

    @classmethod
    def of(cls, criterion: Criterion) -> Self:
        return cls(kind=str(criterion.kind), school_weeks=criterion.school_weeks, rate=criterion.rate)


class WatchAnswer(BaseModel):
    """What casework asked to watch for a case."""

    model_config = DESCRIBED

    case_id: UUID
    """The case."""
    asked_on: date
    """The day it was asked."""
    criteria: list[CriterionAnswer]
    """What is watched."""
    status: Literal["running", "met", "broken"]
    """What casework was told last."""

    @classmethod
    def of(cls, watch: Watch) -> Self:
        return cls(
            case_id=watch.case_id,
            asked_on=watch.asked_on,
            criteria=[CriterionAnswer.of(criterion) for criterion in watch.criteria],
            status="broken" if watch.broken else "met" if watch.met else "running",
        )


class CaseDaysAnswer(BaseModel):
    """On which days a case was opened and ended."""

    model_config = DESCRIBED

    case_id: UUID
    """The case."""
    case_type: str = Field(examples=["truancy"])
    """Type of case."""
    school: str | None
    """School of the case as it was opened; null for a case at no school."""
    opened_on: date
    """Day of the first opening."""
    ended_on: date | None
    """Day on which it was closed or withdrawn; null while it goes on."""

    @classmethod
    def of(cls, case: CaseDays) -> Self:
        return cls(
            case_id=case.case_id,
            case_type=case.case_type,
            school=case.school,
            opened_on=case.opened_on,
            ended_on=case.ended_on,
        )
