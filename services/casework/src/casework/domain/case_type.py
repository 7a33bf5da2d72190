"""The types of case there are: what each says of itself, so that nothing else has to know of any."""

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from casework.domain.ground import Ground
from casework.domain.states import Action, Status, Turn, reachable
from casework.domain.vocabulary import OpenedBy, RequiredField
from shared.domain.roles import Role

if TYPE_CHECKING:
    from casework.domain.case import Case

MERGED = "merged"
"""The outcome that every type has beside its own: the case goes on in another one of the same person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingOfType:
    """The meeting that a type of case has, and who takes part.

    It is asked for at once for pupils of the levels of education ``at_once_for``; else by hand.
    """

    kind: str
    required_roles: tuple[Role, ...]
    optional_roles: tuple[Role, ...]
    at_once_for: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class CaseType:
    """A type of case: why a case of this type exists, and what can become of it.

    A person has at most one open case of each type. ``name`` is its word in events and requests, ``prefix`` begins its
    references. ``version`` rises when the definition changes.

    ``at_school``: it is about a pupil of a school; else about a person wherever. ``seen_by`` are the roles that may
    know of it beside caseworkers and coordinators. ``respond_by`` is how many school days there are to begin with it:
    a number, the name of a setting, or None without a term. ``fallen`` and ``back`` say, in a word for events, why its
    withdrawal is proposed and why that is dropped.

    ``acted_on_by`` are the roles that act on a case of this type that they were given, beside those who act on every
    case. ``terms`` are school days in a state. ``checks`` are the questions of the assessment, ``causes`` the barriers
    there may be, ``report_codes`` what can be reported. ``approval``: a coordinator has to approve of a closure.
    ``discreet``: events tell that there is such a case of a person, and nothing else of it.

    ``status_to_school``: where the municipality agreed to it, a school sees what became of its pupils' cases.

    ``trajectory``: a youth coach writes a trajectory down for such a case.

    ``weight`` is how much a case adds to the load of whoever has it; ``weights`` say otherwise in some states.
    """

    name: str
    prefix: str
    case: "type[Case]"
    grounds: tuple[type[Ground], ...]
    outcomes: tuple[str, ...]
    at_school: bool
    seen_by: frozenset[Role]
    respond_by: int | str | None
    fallen: str
    back: str
    meeting: MeetingOfType | None
    version: int = 1
    opened_by: frozenset[OpenedBy] = frozenset({OpenedBy.HAND})
    actions: frozenset[Action] = frozenset(Action)
    acted_on_by: frozenset[Role] = frozenset()
    terms: Mapping[Status, int | str] = field(default_factory=dict)
    checks: tuple[str, ...] = ()
    causes: tuple[str, ...] = ()
    report_codes: tuple[str, ...] = ()
    assessment_requires: frozenset[RequiredField] = frozenset()
    closure_requires: frozenset[RequiredField] = frozenset({RequiredField.REASON})
    approval: bool = False
    discreet: bool = False
    status_to_school: bool = False
    trajectory: bool = False
    weight: int = 1
    weights: Mapping[Status, int] = field(default_factory=dict)

    def weight_in(self, status: Status) -> int:
        """How much a case in this state adds to the load of whoever has it."""
        return self.weights.get(status, self.weight)

    @property
    def closes_with_text(self) -> bool:
        """Whether a closure takes a reason: of a type that is discreet nobody writes about children."""
        return not self.discreet or RequiredField.REASON in self.closure_requires

    @property
    def without(self) -> Set[Action]:
        """What can't be done to a case of this type."""
        return _without(self)

    @property
    def states(self) -> tuple[Status, ...]:
        """Where a case of this type can stand."""
        turns = frozenset[Turn]() if self.grounds else frozenset({Turn.PROPOSE_WITHDRAWAL})
        return reachable(without=self.without | turns)

    def __str__(self) -> str:
        return self.name


@cache  # asked for each case of a list, with each action
def _without(case_type: CaseType) -> frozenset[Action]:
    impossible = frozenset(Action) - case_type.actions
    if case_type.meeting is None:
        impossible |= {Action.REQUEST_MEETING}
    if not case_type.at_school:
        impossible |= {Action.TRANSFER}
    if not case_type.at_school or case_type.discreet:  # marks are of pupils, and a watch would tell of the case
        impossible |= {Action.MONITOR}
    return impossible if case_type.approval else impossible | {Action.APPROVE}


class CaseTypes:
    """All types of case there are, by name."""

    def __init__(self, types: Iterable[CaseType]) -> None:
        """Raises ValueError when two types have a name or a prefix in common, or two kinds of ground a name."""
        case_types = tuple(types)
        self._types = {case_type.name: case_type for case_type in case_types}
        if len(self._types) < len(case_types) or len({case_type.prefix for case_type in case_types}) < len(case_types):
            raise ValueError("two types of case have the same name or prefix")
        grounds = {ground for case_type in case_types for ground in case_type.grounds}
        self._grounds = {ground.kind: ground for ground in grounds}
        if len(self._grounds) < len(grounds):
            raise ValueError("two kinds of ground have the same name")

    def __iter__(self) -> Iterator[CaseType]:
        return iter(self._types.values())

    def __contains__(self, name: object) -> bool:
        return name in self._types

    def __getitem__(self, name: str) -> CaseType:
        """The type of this name. Raises KeyError."""
        return self._types[name]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all types."""
        return tuple(self._types)

    def ground(self, kind: str) -> type[Ground]:
        """The kind of ground of this name. Raises KeyError."""
        return self._grounds[kind]

    def seen_by(self, roles: Set[Role]) -> frozenset[str]:
        """The names of the types that these roles may know of, beside those who act on cases."""
        return frozenset(case_type.name for case_type in self if not case_type.seen_by.isdisjoint(roles))

    def acted_on_by(self, roles: Set[Role]) -> frozenset[str]:
        """The names of the types that these roles act on where they were given a case, beside those who always do."""
        return frozenset(case_type.name for case_type in self if not case_type.acted_on_by.isdisjoint(roles))
