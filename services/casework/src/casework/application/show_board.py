"""Show what a team works on: each member with the open cases by state, and what nobody has yet."""

from dataclasses import dataclass

from casework.application.give_work import KNOWN_FOR, WORKERS
from casework.domain.assignment import Staff
from casework.domain.case import Case
from casework.domain.caseload import Caseload
from casework.domain.team import CasePlace, Team
from casework.unit_of_work import CaseworkUnitOfWork
from shared.runtime.clock import Clock

_MOST_CASES = 500


@dataclass(frozen=True, slots=True)
class BoardRow:
    """A line of the board; ``worker`` None: the cases that nobody has and that are for the team.

    Of a team with very many cases ``cases`` are not all of those that ``load`` counts.
    """

    worker: str | None
    load: Caseload
    is_absent: bool
    cases: list[Case]


async def show_board(uow: CaseworkUnitOfWork, team: Team, *, clock: Clock) -> list[BoardRow]:
    """The board of a team: nobody's cases in front, then the members in their order."""
    today = clock.today()
    staff = await uow.staffing.on(today, roles=WORKERS, seen_since=today - KNOWN_FOR)
    parts = await uow.caseloads.parts()
    names = {name for member in team.members for name in staff.names.every(member)}
    cases = await uow.caseloads.of_team(team, names, limit=_MOST_CASES)
    nobodys = [part for part in parts if part.assignee is None and team.has(CasePlace(part.case_type, part.school))]
    unassigned = [case for case in cases if case.assignee is None]
    rows = [BoardRow(None, Caseload.of(None, nobodys), is_absent=False, cases=unassigned)]
    for member in team.members:
        theirs = [part for part in parts if part.assignee is not None and _is(member, part.assignee, staff)]
        own = [case for case in cases if case.assignee is not None and _is(member, case.assignee, staff)]
        absent = staff.absences.is_absent(member)
        rows.append(BoardRow(member, Caseload.of(member, theirs), is_absent=absent, cases=own))
    return rows


def _is(member: str, assignee: str, staff: Staff) -> bool:
    return staff.names.person(member) == staff.names.person(assignee)
