"""What rules of assignment would do with a new case of each type, so that a page can show it before they hold."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from casework.application.try_rules import Tried, try_rules
from casework.domain.assignment import AssignmentRule, kept_out
from casework.domain.case_type import CaseTypes
from casework.domain.team import CasePlace
from casework.unit_of_work import CaseworkUnitOfWork
from shared.contracts.vocabulary import EducationLevel
from shared.runtime.clock import Clock

_SCHOOL = re.compile(r"[0-9]{6}", re.ASCII)
LEVELS = tuple(level.value for level in EducationLevel)


@dataclass(frozen=True, slots=True)
class TrialAt:
    """Where the cases that are tried would be: a school, and the level of education of the pupil there, if chosen."""

    school: str
    level: str | None

    def place(self, case_type: str, *, at_school: bool) -> CasePlace:
        """Where a case of a type would be; one that is at no school is tried as such."""
        return CasePlace(case_type, self.school, self.level) if at_school else CasePlace(case_type, None)


async def try_each_type(
    uow: CaseworkUnitOfWork, rules: Sequence[AssignmentRule], case_types: CaseTypes, *, at: TrialAt, clock: Clock
) -> Mapping[str, Tried | None]:
    """Who would get a new case by these rules, by type of case; None for nobody."""
    return {
        case_type.name: await try_rules(
            uow, rules, at.place(case_type.name, at_school=case_type.at_school), clock=clock
        )
        for case_type in case_types
    }


async def kept_out_by_type(
    uow: CaseworkUnitOfWork, rules: Sequence[AssignmentRule], case_types: CaseTypes
) -> Mapping[str, Sequence[str]]:
    """The rules that never fit a case of a type that is at no school, by type of case; for other types nothing."""
    teams = {team.name: team for team in await uow.teams.all()}
    without_school = [case_type.name for case_type in case_types if not case_type.at_school]
    return {name: kept_out(rules, CasePlace(name, None), teams) for name in without_school}


def assignees(*tried: Mapping[str, Tried | None]) -> set[str]:
    """Everybody who would get a case."""
    return {item.choice.assignee for by_type in tried for item in by_type.values() if item}


def is_school(text: str) -> bool:
    """Whether this is the number of a school."""
    return _SCHOOL.fullmatch(text.strip()) is not None
