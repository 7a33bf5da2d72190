"""A term that runs: how far it is, and on which day it comes further."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from casework.domain.deadlines import DeadlineKind

RESPOND_BY = "respond-by"
"""The term to begin with a case; every other term has the name of its state."""


class TermStage(StrEnum):
    """How far a term is; each stage is told once."""

    RUNNING = "running"
    SOON = "soon"
    """Its last day is near."""
    OVERDUE = "overdue"
    """Its last day has passed."""
    ESCALATED = "escalated"
    """It is overdue for so long that the coordinator has to know."""


@dataclass(frozen=True, slots=True)
class RunningTerm:
    """A term by its name. It is told on ``soon_on``, once ``due_on`` has passed, and once ``escalate_after`` has.

    None where that is not told: a short term has no day before its last day, and settings may say nothing.
    """

    name: str
    due_on: date
    soon_on: date | None = None
    escalate_after: date | None = None
    stage: TermStage = TermStage.RUNNING

    @property
    def kind(self) -> DeadlineKind:
        """What its days are for."""
        return DeadlineKind.RESPOND_BY if self.name == RESPOND_BY else DeadlineKind.STATE

    @property
    def next_last_day(self) -> date | None:
        """After which day it comes further; None when it has come as far as it can."""
        match self.stage:
            case TermStage.RUNNING:
                return self.soon_on - timedelta(days=1) if self.soon_on else self.due_on
            case TermStage.SOON:
                return self.due_on
            case TermStage.OVERDUE:
                return self.escalate_after
            case TermStage.ESCALATED:
                return None

    @property
    def is_overdue(self) -> bool:
        """Whether its last day has passed, as far as that was told."""
        return self.stage in {TermStage.OVERDUE, TermStage.ESCALATED}

    def reached(self, today: date) -> tuple[TermStage, ...]:
        """The stages that it reached by today and that were not told yet; a last day that has passed is not near."""
        stages: list[TermStage] = []
        if self.stage is TermStage.RUNNING and self.soon_on and self.soon_on <= today <= self.due_on:
            stages.append(TermStage.SOON)
        if not self.is_overdue and today > self.due_on:
            stages.append(TermStage.OVERDUE)
        if self.stage is not TermStage.ESCALATED and self.escalate_after and today > self.escalate_after:
            stages.append(TermStage.ESCALATED)
        return tuple(stages)

    def at(self, stage: TermStage) -> "RunningTerm":
        """The term once this stage is told."""
        return replace(self, stage=stage)
