"""What a table of states and steps allows."""

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from shared.domain.errors import IllegalTransition

Status = TypeVar("Status", bound=StrEnum)
Step = TypeVar("Step", bound=StrEnum)


def state_after(table: Mapping[tuple[Status, Step], Status], status: Status, step: Step) -> Status:
    """The state that this step leads to by the table. Raises IllegalTransition, naming the steps that are possible."""
    target = table.get((status, step))
    if target is None:
        raise IllegalTransition(
            step.value, status.value, tuple(other.value for state, other in table if state is status)
        )
    return target
