"""Many cases of one person go to others at once: who gets which."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from casework.domain.assignment import Staff


@dataclass(frozen=True, slots=True)
class HeldCase:
    """An open case that somebody has, or nobody; ``weight`` is what it adds to a caseload."""

    case_id: UUID
    person_id: UUID
    weight: int


@dataclass(frozen=True, slots=True)
class Reassignment:
    """Whose open cases go where. ``source`` None: the cases of nobody. Either ``to`` or ``team`` gets them.

    Without types and schools every case goes.
    """

    source: str | None
    to: str | None = None
    team: str | None = None
    case_types: frozenset[str] = frozenset()
    schools: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Share:
    """What one person gets: so many cases, with the weight of the open cases before and after."""

    assignee: str
    cases: int
    weight_before: int
    weight_after: int


@dataclass(frozen=True, slots=True)
class Plan:
    """Which case goes to whoever is beside it, and what everybody gets by that."""

    moves: tuple[tuple[HeldCase, str], ...]
    shares: tuple[Share, ...]


def plan(cases: Iterable[HeldCase], receivers: Sequence[str], staff: Staff) -> Plan:
    """Share the cases: each goes to the receiver with the least weight by then, of equals to the first."""
    before = {receiver: staff.weight(receiver) for receiver in receivers}
    now, counts = dict(before), Counter[str]()
    moves: list[tuple[HeldCase, str]] = []
    for case in cases:
        receiver = min(receivers, key=lambda name: now[name])
        now[receiver] += case.weight
        counts[receiver] += 1
        moves.append((case, receiver))
    shares = tuple(Share(name, counts[name], before[name], now[name]) for name in receivers)
    return Plan(tuple(moves), shares)
