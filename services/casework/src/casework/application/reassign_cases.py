"""All cases of somebody, or of nobody, go to another person or are shared by a team."""

from collections.abc import Collection, Sequence
from uuid import UUID

from casework.application.give_work import KNOWN_FOR, WORKERS, require_worker
from casework.application.keep_team import require_types
from casework.application.locked_case import locked_case
from casework.domain.assignment import Staff
from casework.domain.reassignment import HeldCase, Plan, Reassignment, plan
from casework.domain.timeline import Cause
from casework.unit_of_work import CaseworkUnitOfWork, CaseworkUnits
from shared.domain.errors import InvalidField
from shared.runtime.clock import Clock

_AT_ONCE = 50


async def plan_reassignment(
    uow: CaseworkUnitOfWork, wanted: Reassignment, *, by: str, subject: str, clock: Clock
) -> Plan:
    """What would go where now. Raises InvalidField for whoever can't be given the cases.

    ``subject`` is the ``sub`` of the caller's token.
    """
    today = clock.today()
    require_types(uow, wanted.case_types, field="case_types")
    staff = await uow.staffing.on(today, roles=WORKERS, seen_since=today - KNOWN_FOR)
    if wanted.to is not None:
        await require_worker(uow, wanted.to, field="to", by=by, subject=subject, today=today)
    receivers = _receivers(wanted, staff)
    await uow.staffing.weigh(staff, receivers)
    cases = await uow.caseloads.held(_names(wanted, staff), case_types=wanted.case_types, schools=wanted.schools)
    return plan(cases, receivers, staff)


async def reassign_cases(
    units: CaseworkUnits, wanted: Reassignment, *, by: str, subject: str, clock: Clock
) -> tuple[Plan, int]:
    """Plan it and do it, some cases in each transaction; the plan, and how many cases went.

    A case that ended meanwhile, or that somebody else got, is passed over. Raises what planning raises.
    """
    async with units() as uow:
        planned = await plan_reassignment(uow, wanted, by=by, subject=subject, clock=clock)
        today = clock.today()
        names = _names(wanted, await uow.staffing.on(today, roles=WORKERS, seen_since=today - KNOWN_FOR))
    moved = 0
    for first in range(0, len(planned.moves), _AT_ONCE):
        async with units() as uow:
            moved += await _move(uow, planned.moves[first : first + _AT_ONCE], names, cause=Cause(clock.now(), by))
    return planned, moved


async def _move(
    uow: CaseworkUnitOfWork, moves: Sequence[tuple[HeldCase, str]], names: Collection[str] | None, *, cause: Cause
) -> int:
    """The persons are locked together and then their cases are read together."""
    person_ids: set[UUID] = {case.person_id for case, _ in moves}
    await uow.lock_persons(*person_ids)
    await uow.cases.load(person_ids, ())
    moved = 0
    for held, receiver in moves:
        case = await locked_case(uow, held.case_id)
        is_theirs = case.assignee is None if names is None else case.assignee in names
        if case.is_open and is_theirs:
            case.assign(receiver, cause, how="reassigned")
            await uow.save(case)
            moved += 1
    return moved


def _names(wanted: Reassignment, staff: Staff) -> frozenset[str] | None:
    return None if wanted.source is None else staff.names.every(wanted.source)


def _receivers(wanted: Reassignment, staff: Staff) -> list[str]:
    """Who gets the cases; of a team whoever is there, but for whoever had them. Raises InvalidField."""
    source = None if wanted.source is None else staff.names.person(wanted.source)
    if (wanted.to is None) == (wanted.team is None):
        raise InvalidField("to", "expected either to or team")
    if wanted.to is not None:
        if staff.names.person(wanted.to) == source:
            raise InvalidField("to", "is who has the cases; expected somebody else")
        return [wanted.to]
    team = staff.teams.get(wanted.team or "")
    if team is None:
        raise InvalidField("team", f"is none of the teams: {', '.join(staff.teams) or 'none yet'}")
    members = [member for member in staff.members(team) if staff.names.person(member) != source]
    if not members:
        raise InvalidField("team", "has nobody else who is there and can be given work")
    return members
