"""Reads the definition of a type of case: ``type.toml``, ``outcomes.toml`` and ``words.toml`` in its folder."""

import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, TypeVar

from pydantic import BaseModel, ConfigDict, Field, StrictInt, ValidationError

from casework.domain.case import Case
from casework.domain.case_type import CaseType, MeetingOfType
from casework.domain.ground import Ground
from casework.domain.terms import TermLengths
from casework.unit_of_work import CaseworkUnitOfWork
from shared.contracts.fields import Line, Slug
from shared.domain.roles import Role
from shared.messaging.subscriptions import On
from shared.runtime.clock import Clock

EventsIn = Callable[[CaseType, Clock, TermLengths], Sequence[On[CaseworkUnitOfWork]]]
"""Makes the handlers of the events that bring grounds of a type."""

_Told = TypeVar("_Told", bound=BaseModel)


class DefinitionError(Exception):
    """A definition that does not hold; the text names the file and every field that is wrong."""


@dataclass(frozen=True, slots=True)
class RegisteredType:
    """A type of case with the events that bring its grounds, and the tables of its Dutch words."""

    case_type: CaseType
    events_in: EventsIn
    words: tuple[Path, ...]


class _Meeting(BaseModel):
    """What ``type.toml`` says under ``[meeting]``."""

    model_config = ConfigDict(extra="forbid")

    kind: Slug
    required_roles: tuple[Role, ...]
    optional_roles: tuple[Role, ...]
    at_once_for: frozenset[str]


class _Type(BaseModel):
    """What ``type.toml`` says; what it means: `CaseType`."""

    model_config = ConfigDict(extra="forbid")

    name: Slug
    prefix: Annotated[str, Field(pattern="^[A-Z]{2,4}$")]
    at_school: bool
    seen_by: frozenset[Role] = frozenset()
    respond_by: Annotated[StrictInt, Field(ge=1)] | str | None = None
    fallen: Slug
    back: Slug
    meeting: _Meeting | None = None


class _Words(BaseModel):
    outcome: Annotated[dict[Slug, Line], Field(min_length=1)]


class _Outcomes(BaseModel):
    """What ``outcomes.toml`` says."""

    words: _Words


def _no_events(_case_type: CaseType, _clock: Clock, _lengths: TermLengths) -> Sequence[On[CaseworkUnitOfWork]]:
    return ()


def case_type(
    folder: Path, *, case: type[Case] = Case, grounds: tuple[type[Ground], ...] = (), events_in: EventsIn = _no_events
) -> RegisteredType:
    """The type of case in a folder. Code is given where it has a new kind of ground, or more that is its own.

    Raises DefinitionError.
    """
    table = _read(folder / "type.toml", _Type)
    outcomes = _read(folder / "outcomes.toml", _Outcomes).words.outcome
    words = tuple(folder / name for name in ("outcomes.toml", "words.toml") if (folder / name).exists())
    definition = CaseType(
        name=table.name,
        prefix=table.prefix,
        case=case,
        grounds=grounds,
        outcomes=tuple(outcomes),
        at_school=table.at_school,
        seen_by=table.seen_by,
        respond_by=table.respond_by,
        fallen=table.fallen,
        back=table.back,
        meeting=MeetingOfType(**dict(table.meeting)) if table.meeting else None,
    )
    return RegisteredType(definition, events_in, words)


def _read(path: Path, model: type[_Told]) -> _Told:
    name = f"{path.parent.name}/{path.name}"
    try:
        return model.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        raise DefinitionError(f"{name}: is not there") from None
    except tomllib.TOMLDecodeError as error:
        raise DefinitionError(f"{name}: is not TOML: {error}") from None
    except ValidationError as error:
        mistakes = [f"{'.'.join(map(str, mistake['loc']))}: {mistake['msg']}" for mistake in error.errors()]
        raise DefinitionError(f"{name}: {'; '.join(mistakes)}") from None
