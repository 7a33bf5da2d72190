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
    table = tomllib.loads((folder / "type.toml").read_text(encoding="utf-8"))
    words = tuple(folder / name for name in ("outcomes.toml", "words.toml") if (folder / name).exists())
    outcomes = tomllib.loads((folder / "outcomes.toml").read_text(encoding="utf-8"))["words"]["outcome"]
    definition = CaseType(
        name=table["name"],
        prefix=table["prefix"],
        case=case,
        grounds=grounds,
        outcomes=tuple(outcomes),
        at_school=table["at_school"],
        seen_by=_roles(table.get("seen_by", [])),
        respond_by=table.get("respond_by"),
        fallen=table["fallen"],
        back=table["back"],
        meeting=_meeting(table["meeting"]) if "meeting" in table else None,
    )
    return RegisteredType(definition, events_in, words)


def _meeting(table: dict[str, Any]) -> MeetingOfType:
    return MeetingOfType(
        kind=table["kind"],
        required_roles=tuple(Role(role) for role in table["required_roles"]),
        optional_roles=tuple(Role(role) for role in table["optional_roles"]),
        at_once_for=frozenset(table["at_once_for"]),
    )


def _roles(names: list[str]) -> frozenset[Role]:
    return frozenset(Role(name) for name in names)
