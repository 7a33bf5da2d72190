"""Reads the definition of a kind of activity: TOML, every field named in `Definition`."""

import tomllib
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from consultation.activities.domain.activity_kind import REQUIRABLE, ActivityKind, Per
from consultation.domain.themes import Theme
from consultation.kinds.definition import DefinitionError
from shared.contracts.fields import Line, Slug
from shared.domain.errors import InvalidField


class KindWords(BaseModel):
    """What people read, in Dutch."""

    model_config = ConfigDict(extra="forbid")

    title: Line
    """What the kind is called."""
    participants: Line
    """Who takes part, in the plural."""
    instructor: Line = "Begeleider"
    """Who leads a session."""
    item: Line = "exemplaren"
    """What is handed out, in the plural."""


class Definition(BaseModel):
    """What a definition says of a kind of activity."""

    model_config = ConfigDict(extra="forbid")

    kind: Slug
    """What events and requests call this kind."""
    theme: Theme
    """What it is about where an activity and its action say nothing else."""
    registers: Per | None = None
    """What somebody registers; nobody registers when absent."""
    waiting_list: bool = False
    """Whether who finds no place waits for one."""
    sessions: bool = False
    """Whether it has sessions, and who came is noted."""
    hours: bool = False
    """Whether the hours of paid guides are noted."""
    stock: bool = False
    """Whether points receive and hand out things."""
    certificates: bool = False
    """Whether certificates are counted."""
    confirmation: bool = False
    """Whether an organisation confirms each place, with a mentor."""
    requires: list[str] = Field(default_factory=list)
    """Fields that an activity of this kind has to have."""
    words: KindWords

    def activity_kind(self) -> ActivityKind:
        """Raises InvalidField for what contradicts itself."""
        for name in ("waiting_list", "certificates", "confirmation"):
            if getattr(self, name) and self.registers is None:
                raise InvalidField(name, "is for kinds for which somebody registers")
        if self.hours and not self.sessions:
            raise InvalidField("hours", "is for kinds with sessions")
        if unknown := sorted(set(self.requires) - REQUIRABLE.keys()):
            raise InvalidField("requires", f"names {unknown[0]}; there are {', '.join(REQUIRABLE)}")
        if self.confirmation and "confirmed_by" not in self.requires:
            raise InvalidField("requires", "has confirmed_by for a kind with confirmation")
        return ActivityKind(
            kind=self.kind,
            theme=self.theme.value,
            registers=self.registers,
            waiting_list=self.waiting_list,
            sessions=self.sessions,
            hours=self.hours,
            stock=self.stock,
            certificates=self.certificates,
            confirmation=self.confirmation,
            requires=tuple(self.requires),
            **self.words.model_dump(),
        )


def read_activity_kind(path: Path) -> ActivityKind:
    """The kind of activity that is defined in a file. Raises DefinitionError."""
    try:
        return Definition.model_validate(tomllib.loads(path.read_text(encoding="utf-8"))).activity_kind()
    except tomllib.TOMLDecodeError as error:
        raise DefinitionError(f"{path.name}: is not TOML: {error}") from None
    except ValidationError as error:
        mistakes = [f"{'.'.join(map(str, mistake['loc']))}: {mistake['msg']}" for mistake in error.errors()]
        raise DefinitionError(f"{path.name}: " + "; ".join(mistakes)) from None
    except InvalidField as error:
        raise DefinitionError(f"{path.name}: {error}") from None
