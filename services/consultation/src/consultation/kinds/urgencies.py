"""Reads how urgent cases are on the agenda of a session: TOML, every field named in `UrgencyEntry`."""

import tomllib
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from consultation.domain.urgency import Meets, Urgency
from consultation.kinds.definition import DefinitionError
from shared.contracts.fields import Slug

SHIPPED_URGENCIES = Path(__file__).parent / "urgencies.toml"


class UrgencyEntry(BaseModel):
    """What was agreed on for some cases."""

    model_config = ConfigDict(extra="forbid")

    case_type: Slug
    """Type of the cases."""
    rule: Slug | None = None
    """The rule of the level, where there is one."""
    from_level: Annotated[int, Field(ge=1)] | None = None
    """For cases of this level and higher ones."""
    meets: Meets
    """`session` or `ad-hoc`."""
    minutes: Annotated[int, Field(ge=1, le=480)]
    """For how long a case is talked about at a session."""

    @model_validator(mode="after")
    def _names_a_whole_level(self) -> "UrgencyEntry":
        if (self.rule is None) is not (self.from_level is None):
            raise ValueError("a level has a rule and a from_level")
        return self


class Urgencies(BaseModel):
    """The file."""

    model_config = ConfigDict(extra="forbid")

    urgency: list[UrgencyEntry]
    """From the most urgent on."""


def read_urgencies(path: Path) -> tuple[Urgency, ...]:
    """What is agreed on in a file, from the most urgent on. Raises DefinitionError."""
    try:
        entries = Urgencies.model_validate(tomllib.loads(path.read_text(encoding="utf-8"))).urgency
    except (OSError, UnicodeDecodeError) as error:
        raise DefinitionError(f"{path.name}: can't be read: {error}") from None
    except tomllib.TOMLDecodeError as error:
        raise DefinitionError(f"{path.name}: is not TOML: {error}") from None
    except ValidationError as error:
        mistakes = [f"{'.'.join(map(str, mistake['loc']))}: {mistake['msg']}" for mistake in error.errors()]
        raise DefinitionError(f"{path.name}: " + "; ".join(mistakes)) from None
    return tuple(Urgency(**entry.model_dump()) for entry in entries)
