"""The types of case there are: what each says of itself, so that nothing else has to know of any."""

from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from typing import TYPE_CHECKING

from casework.domain.ground import Ground
from casework.domain.states import Action
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
    references.

    ``at_school``: it is about a pupil of a school; else about a person wherever. ``seen_by`` are the roles that may
    know of it beside caseworkers and coordinators. ``respond_by`` is how many school days there are to begin with it:
    a number, the name of a setting, or None without a term. ``fallen`` and ``back`` say, in a word for events, why its
    withdrawal is proposed and why that is dropped.
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

    @property
    def without(self) -> Set[Action]:
        """What can't be done to a case of this type."""
        return frozenset() if self.meeting else frozenset({Action.REQUEST_MEETING})

    def __str__(self) -> str:
        return self.name


class CaseTypes:
    """All types of case there are, by name."""

    def __init__(self, types: Iterable[CaseType]) -> None:
        """Raises ValueError when two types have a name or a prefix in common."""
        case_types = tuple(types)
        self._types = {case_type.name: case_type for case_type in case_types}
        if len(self._types) < len(case_types) or len({case_type.prefix for case_type in case_types}) < len(case_types):
            raise ValueError("two types of case have the same name or prefix")
        self._grounds = {ground.kind: ground for case_type in case_types for ground in case_type.grounds}

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
