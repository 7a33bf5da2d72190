"""Caseloads: how much open work somebody has, and how long cases wait that nobody has begun."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from casework.domain.states import Status

WAITING = frozenset({Status.NEW, Status.ASSESSMENT})
"""The states of a case that nobody has begun to work on."""


@dataclass(frozen=True, slots=True)
class LoadPart:
    """So many open cases of one assignee, type and state; ``assignee`` None: of nobody.

    ``weight`` is that of all of them, ``first_opened`` the moment at which the first was opened.
    """

    assignee: str | None
    case_type: str
    status: Status
    cases: int
    weight: int
    first_opened: datetime
    school: str | None = None
    """The school of these cases; read only where cases are nobody's."""


@dataclass(frozen=True, slots=True)
class Caseload:
    """What open cases somebody has, per state; ``assignee`` None: nobody yet.

    ``waiting`` are the cases that nobody has begun, since ``waiting_since``: None without any.
    """

    assignee: str | None
    by_status: Mapping[Status, int]
    weight: int = 0
    waiting: int = 0
    waiting_since: datetime | None = None

    @property
    def total(self) -> int:
        """All open cases of the assignee."""
        return sum(self.by_status.values())

    @classmethod
    def of(cls, assignee: str | None, parts: Iterable[LoadPart]) -> "Caseload":
        """What these parts are together."""
        parts = list(parts)
        by_status = Counter[Status]()
        for part in parts:
            by_status[part.status] += part.cases
        waiting = [part for part in parts if part.status in WAITING]
        return cls(
            assignee=assignee,
            by_status=dict(by_status),
            weight=sum(part.weight for part in parts),
            waiting=sum(part.cases for part in waiting),
            waiting_since=min((part.first_opened for part in waiting), default=None),
        )


def per_assignee(parts: Iterable[LoadPart]) -> list[Caseload]:
    """A caseload for each assignee, by name; nobody's in front."""
    of_assignees: dict[str | None, list[LoadPart]] = {}
    for part in parts:
        of_assignees.setdefault(part.assignee, []).append(part)
    return [Caseload.of(name, of_assignees[name]) for name in sorted(of_assignees, key=lambda name: name or "")]
