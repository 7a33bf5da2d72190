"""Reads the definition of a kind of meeting: TOML, every field named in `Definition`."""

import tomllib
from datetime import timedelta
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from consultation.domain.contact import ROLES
from consultation.domain.meeting_kind import MeetingKind
from consultation.domain.weekly_hours import WeeklyHours, parse_weekly
from shared.contracts.fields import Line, Slug
from shared.domain.decisions import Decision
from shared.domain.errors import InvalidField
from shared.domain.roles import Role


class DefinitionError(Exception):
    """A definition that does not hold; the text names the file and every field that is wrong."""


class Definition(BaseModel):
    """What a definition says of a kind of meeting."""

    model_config = ConfigDict(extra="forbid")

    meeting_type: Slug
    """What events and requests call this kind."""
    title: Line
    """What calendars show."""
    needs_cases: bool
    """Whether every meeting of this kind is about a case."""
    required_roles: Annotated[list[Role], Field(min_length=1)]
    """Who has to be there where a request does not say it."""
    optional_roles: list[Role]
    """Who takes part when free where a request does not say it."""
    in_person: list[Role] = []
    """Roles for which no deputy stands in."""
    minutes: Annotated[int, Field(ge=5, le=480)]
    """How long a meeting takes."""
    hours: Annotated[list[str], Field(min_length=1)]
    """When meetings can be, such as `1 08:30-12:00`, where 1 is Monday."""
    place: Annotated[Line, Field(max_length=150)]
    """Where meetings are; `{school}` stands for the institution number."""

    decisions: list[Decision] = Field(default_factory=list)
    """What can be decided about a case; nothing when absent."""

    def kind(self) -> MeetingKind:
        """Raises InvalidField."""
        _require_persons("required_roles", self.required_roles)
        _require_persons("optional_roles", self.optional_roles)
        _require_persons("in_person", self.in_person)
        if set(self.required_roles) & set(self.optional_roles):
            raise InvalidField("optional_roles", "holds a role that is required")
        return MeetingKind(
            meeting_type=self.meeting_type,
            title=self.title,
            required_roles=tuple(self.required_roles),
            optional_roles=tuple(self.optional_roles),
            in_person=frozenset(self.in_person),
            length=timedelta(minutes=self.minutes),
            hours=_weekly(self.hours),
            place=self.place,
            needs_cases=self.needs_cases,
            decisions=tuple(self.decisions),
        )


def read_kind(path: Path) -> MeetingKind:
    """The kind of meeting that is defined in a file. Raises DefinitionError."""
    try:
        return Definition.model_validate(tomllib.loads(path.read_text(encoding="utf-8"))).kind()
    except tomllib.TOMLDecodeError as error:
        raise DefinitionError(f"{path.name}: is not TOML: {error}") from None
    except ValidationError as error:
        mistakes = [f"{'.'.join(map(str, mistake['loc']))}: {mistake['msg']}" for mistake in error.errors()]
        raise DefinitionError(f"{path.name}: " + "; ".join(mistakes)) from None
    except InvalidField as error:
        raise DefinitionError(f"{path.name}: {error}") from None


def _require_persons(field: str, roles: list[Role]) -> None:
    if not ROLES.issuperset(roles):
        raise InvalidField(field, f"are of {', '.join(sorted(ROLES))}")


def _weekly(hours: list[str]) -> tuple[WeeklyHours, ...]:
    try:
        return parse_weekly("; ".join(hours))
    except InvalidField as error:
        raise InvalidField("hours", error.reason) from None
