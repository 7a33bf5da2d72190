"""Who gets a new case by the rules of assignment."""

from collections.abc import Iterator, Sequence

from casework.application.give_work import KNOWN_FOR, WORKERS
from casework.domain.assignment import AssignmentRule, Choice, Staff, choose
from casework.domain.case import Case
from casework.domain.states import Status
from casework.domain.team import CasePlace
from casework.unit_of_work import CaseworkUnitOfWork
from shared.runtime.clock import Clock


async def choice_by_rule(uow: CaseworkUnitOfWork, case: Case, *, clock: Clock) -> Choice | None:
    """Who gets this case, which is about to begin; None where no rule has somebody with room."""
    place = CasePlace(case.case_type.name, case.school, case.level_of_education)
    rules = (await uow.assignment.rules()).rules
    weight = case.case_type.weight_in(Status.NEW)
    staff = await staff_for(uow, rules, place, clock=clock)
    choice = choose(rules, place, weight=weight, staff=staff) if staff else None
    if staff and choice:
        staff.give(choice.assignee, weight)
    return choice


async def staff_for(
    uow: CaseworkUnitOfWork, rules: Sequence[AssignmentRule], place: CasePlace, *, clock: Clock
) -> Staff | None:
    """The people that these rules can give such a case to, weighed; None when no rule is about it.

    Cases that are opened in other transactions at the same moment are not counted, so a capacity can be passed by them.
    """
    fitting = [rule for rule in rules if rule.fits(place)]
    if not fitting:
        return None
    today = clock.today()
    staff = await uow.staffing.on(today, roles=WORKERS, seen_since=today - KNOWN_FOR)
    await uow.staffing.weigh(staff, list(_named(fitting, staff)))
    return staff


def _named(rules: Sequence[AssignmentRule], staff: Staff) -> Iterator[str]:
    for rule in rules:
        if rule.assignee is not None:
            yield staff.absences.stand_in(rule.assignee) or rule.assignee
        elif team := staff.teams.get(rule.team or ""):
            yield from team.members
