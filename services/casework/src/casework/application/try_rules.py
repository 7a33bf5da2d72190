"""Who would get a new case now, by the rules that hold or by others."""

from collections.abc import Sequence
from dataclasses import dataclass

from casework.application.choice_by_rule import staff_for
from casework.domain.assignment import AssignmentRule, Choice, choose
from casework.domain.states import Status
from casework.domain.team import CasePlace
from casework.unit_of_work import CaseworkUnitOfWork
from shared.runtime.clock import Clock


@dataclass(frozen=True, slots=True)
class Tried:
    """Who would get a case; ``weight`` is that of the open cases of the person, this one included."""

    choice: Choice
    weight: int


async def try_rules(
    uow: CaseworkUnitOfWork, rules: Sequence[AssignmentRule], place: CasePlace, *, clock: Clock
) -> Tried | None:
    """Who would get such a case by these rules; None where no rule has somebody for it. Nothing is changed."""
    weight = uow.case_types[place.case_type].weight_in(Status.NEW)
    staff = await staff_for(uow, rules, place, clock=clock)
    choice = choose(rules, place, weight=weight, staff=staff) if staff else None
    if staff is None or choice is None:
        return None
    return Tried(choice, staff.weight(choice.assignee) + weight)
