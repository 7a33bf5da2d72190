"""The plan of a case: goals, who does what for a goal until when, and the days on which it is evaluated."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID


class GoalState(StrEnum):
    """What became of a goal."""

    OPEN = "open"
    REACHED = "reached"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class PlannedAction:
    """What somebody does for a goal; ``task_id`` is the task that it is, None for an action without a task yet."""

    text: str
    owner: str
    due: date
    task_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Goal:
    """What is to be reached, and by which actions."""

    text: str
    state: GoalState = GoalState.OPEN
    actions: tuple[PlannedAction, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan as it was written down. ``version`` rises with each change; what it was before is kept."""

    version: int
    at: datetime
    by: str
    goals: tuple[Goal, ...]
    evaluate_on: tuple[date, ...]

    @property
    def actions(self) -> tuple[PlannedAction, ...]:
        """The actions of all goals."""
        return tuple(action for goal in self.goals for action in goal.actions)
