"""Show the figures about the cases of a school year."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from casework.application.give_work import KNOWN_FOR, WORKERS
from casework.domain.assignment import Staff
from casework.domain.figures import CaseSteps, Figure, Grouping, add_up
from casework.domain.team import Team
from casework.unit_of_work import CaseworkUnitOfWork
from shared.domain.school_year import SchoolYear
from shared.runtime.clock import Clock


@dataclass(frozen=True, slots=True)
class FiguresAsked:
    """What is asked for: what tells the cells apart, and the cases that count. None leaves nothing out.

    ``discreet``: of types of case too that are discreet.
    """

    by: Grouping
    school_year: SchoolYear | None
    discreet: bool
    case_type: str | None = None
    school: str | None = None
    team: Team | None = None


async def show_figures(
    uow: CaseworkUnitOfWork, asked: FiguresAsked, *, smallest: int, clock: Clock
) -> Sequence[Figure]:
    """The figures by what is known now. A case is a team's when a member has it, or had it last."""
    today = clock.today()
    of_types = frozenset(item.name for item in uow.case_types if asked.discreet or not item.discreet)
    cases = await uow.figures.steps(
        asked.school_year, of_types=of_types, case_type=asked.case_type, school=asked.school
    )
    if asked.team is None and asked.by is not Grouping.TEAM:
        return add_up(cases, _KEYS[asked.by], smallest=smallest)
    staff = await uow.staffing.on(today, roles=WORKERS, seen_since=today - KNOWN_FOR)
    teams_of = _Teams(staff)
    if asked.team is not None:
        cases = [case for case in cases if asked.team.name in teams_of(case)]
    return add_up(cases, teams_of if asked.by is Grouping.TEAM else _KEYS[asked.by], smallest=smallest)


class _Teams:
    """The teams of whoever has a case; None for a case of no team."""

    def __init__(self, staff: Staff) -> None:
        self._names = staff.names
        self._of: dict[str, list[str | None]] = {}
        for team in staff.teams.values():
            for member in {staff.names.person(member) for member in team.members}:
                self._of.setdefault(member, []).append(team.name)

    def __call__(self, case: CaseSteps) -> Sequence[str | None]:
        return [None] if case.assignee is None else self._of.get(self._names.person(case.assignee), [None])


_KEYS: dict[Grouping, Callable[[CaseSteps], Iterable[str | None]]] = {
    Grouping.CASE_TYPE: lambda case: (case.case_type,),
    Grouping.SCHOOL: lambda case: (case.school,),
    Grouping.SCHOOL_YEAR: lambda case: (str(case.school_year),),
}
