"""Assignment by rules: which rule fits a new case, and who gets the case by that rule."""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from casework.domain.absence import Absences, WorkerNames
from casework.domain.team import CasePlace, Team, covers


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignmentRule:
    """Who gets which new cases: either a person or a team.

    A condition that is empty fits every case. ``capacity`` is the most weight that somebody has with the case; None is
    no limit.
    """

    name: str
    case_types: frozenset[str] = frozenset()
    schools: frozenset[str] = frozenset()
    levels_of_education: frozenset[str] = frozenset()
    assignee: str | None = None
    team: str | None = None
    capacity: int | None = None

    def fits(self, case: CasePlace) -> bool:
        """Whether the rule is about such a case."""
        return (
            covers(self.case_types, case.case_type)
            and covers(self.schools, case.school)
            and covers(self.levels_of_education, case.level_of_education)
        )


@dataclass(frozen=True, slots=True)
class AssignmentRules:
    """All rules, in the order in which they are tried."""

    rules: tuple[AssignmentRule, ...] = ()
    version: int = 0


@dataclass(slots=True)
class Staff:
    """The people that work can be given to on a day.

    ``able`` are the persons who can be given work at all. ``weights`` is the weight of the open cases of each person;
    somebody without any is not among them.
    """

    teams: Mapping[str, Team]
    names: WorkerNames
    absences: Absences
    able: Set[str]
    weights: dict[str, int]

    def weight(self, name: str) -> int:
        """The weight of the open cases of the person."""
        return self.weights.get(self.names.person(name), 0)

    def give(self, name: str, weight: int) -> None:
        """The person has this much more from now on."""
        self.weights[self.names.person(name)] = self.weight(name) + weight

    def can_get_work(self, name: str) -> bool:
        """Whether the person can be given work, and is there."""
        return self.names.person(name) in self.able and not self.absences.is_absent(name)

    def members(self, team: Team) -> Iterator[str]:
        """The members who can be given work and are there."""
        return (member for member in team.members if self.can_get_work(member))


@dataclass(frozen=True, slots=True)
class Choice:
    """Who gets a case, and by which rule; ``as_deputy`` where the person of the rule is absent."""

    assignee: str
    rule: str
    as_deputy: bool = False


def choose(rules: Sequence[AssignmentRule], case: CasePlace, *, weight: int, staff: Staff) -> Choice | None:
    """Who gets a new case: by the first rule that fits and has somebody with room; None where no rule has.

    Of a team the member with the least weight gets it, of equals the first. Whoever is absent is passed over in a team,
    and is stood in for where a rule names a person.
    """
    for rule in rules:
        if rule.fits(case):
            choices = [
                choice
                for choice in _choices(rule, case, staff)
                if rule.capacity is None or staff.weight(choice.assignee) + weight <= rule.capacity
            ]
            if choices:
                return min(choices, key=lambda choice: staff.weight(choice.assignee))
    return None


def kept_out(rules: Sequence[AssignmentRule], case: CasePlace, teams: Mapping[str, Team]) -> tuple[str, ...]:
    """The rules about the type of a case at no school that never fit it: for some schools alone, or for a team that is.

    Empty for a case at a school.
    """

    def is_for_schools(rule: AssignmentRule) -> bool:
        team = teams.get(rule.team or "")
        return bool(rule.schools or (team and team.schools))

    if case.school is not None:
        return ()
    return tuple(rule.name for rule in rules if covers(rule.case_types, case.case_type) and is_for_schools(rule))


def _choices(rule: AssignmentRule, case: CasePlace, staff: Staff) -> Iterator[Choice]:
    if rule.assignee is not None:
        absent = staff.absences.is_absent(rule.assignee)
        person = staff.absences.stand_in(rule.assignee) if absent else rule.assignee
        if person is not None and staff.can_get_work(person):
            yield Choice(person, rule.name, as_deputy=absent)
    elif (team := staff.teams.get(rule.team or "")) and team.has(case):
        yield from (Choice(member, rule.name) for member in staff.members(team))
