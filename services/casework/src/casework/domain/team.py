"""Teams: people who share cases, and which cases those are."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CasePlace:
    """What says whose a case is before anybody has it; ``school`` is None for a case at no school."""

    case_type: str
    school: str | None
    level_of_education: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Team:
    """A team. ``members`` are contact ids, or a ``sub`` of a token; their order decides between equals.

    Without ``schools`` the team has cases of every school, without ``case_types`` of every type. ``version`` is 0 until
    the team is stored.
    """

    name: str
    members: tuple[str, ...]
    schools: frozenset[str] = frozenset()
    case_types: frozenset[str] = frozenset()
    version: int = 0

    def has(self, case: CasePlace) -> bool:
        """Whether such a case is one for this team."""
        return covers(self.case_types, case.case_type) and covers(self.schools, case.school)


def covers(wanted: frozenset[str], value: str | None) -> bool:
    """Whether a value is among those that are wanted; where nothing is wanted in particular, every value is."""
    return not wanted or value in wanted
