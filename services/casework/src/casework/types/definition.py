"""Reads the definition of a type of case: ``type.toml``, ``outcomes.toml`` and ``words.toml`` in its folder."""

import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from casework.domain.case import Case
from casework.domain.case_type import CaseType, MeetingOfType
from casework.domain.ground import Ground
from casework.domain.terms import TermLengths
from casework.unit_of_work import CaseworkUnitOfWork
from shared.domain.roles import Role
from shared.messaging.subscriptions import On
from shared.runtime.clock import Clock

EventsIn = Callable[[CaseType, Clock, TermLengths], Sequence[On[CaseworkUnitOfWork]]]
"""Makes the handlers of the events that bring grounds of a type."""


@dataclass(frozen=True, slots=True)
class RegisteredType:
    """A type of case with the events that bring its grounds, and the tables of its Dutch words."""

    case_type: CaseType
    events_in: EventsIn
    words: tuple[Path, ...]


def _no_events(_case_type: CaseType, _clock: Clock, _lengths: TermLengths) -> Sequence[On[CaseworkUnitOfWork]]:
    return ()


def case_type(
    folder: Path, *, case: type[Case] = Case, grounds: tuple[type[Ground], ...] = (), events_in: EventsIn = _no_events
) -> RegisteredType:
    """The type of case in a folder. Code is given where it has a new kind of ground, or more that is its own."""
    told = tomllib.loads((folder / "type.toml").read_text(encoding="utf-8"))
    words = tuple(folder / name for name in ("outcomes.toml", "words.toml") if (folder / name).exists())
    outcomes = tomllib.loads((folder / "outcomes.toml").read_text(encoding="utf-8"))["words"]["outcome"]
    definition = CaseType(
        name=told["name"],
        prefix=told["prefix"],
        case=case,
        grounds=grounds,
        outcomes=tuple(outcomes),
        at_school=told["at_school"],
        seen_by=_roles(told.get("seen_by", [])),
        respond_by=told.get("respond_by"),
        fallen=told["fallen"],
        back=told["back"],
        meeting=_meeting(told["meeting"]) if "meeting" in told else None,
    )
    return RegisteredType(definition, events_in, words)


def _meeting(told: dict[str, Any]) -> MeetingOfType:
    return MeetingOfType(
        kind=told["kind"],
        required_roles=tuple(Role(role) for role in told["required_roles"]),
        optional_roles=tuple(Role(role) for role in told["optional_roles"]),
        at_once_for=frozenset(told["at_once_for"]),
    )


def _roles(names: list[str]) -> frozenset[Role]:
    return frozenset(Role(name) for name in names)
