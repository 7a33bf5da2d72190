"""Reads the definition of a kind of paper: ``paper.toml``, ``words.toml`` and ``v<version>.typ`` in its folder."""

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StrictInt, ValidationError

from casework.domain.paper import Content, PaperField, PaperKind
from casework.domain.states import Status
from casework.papers.source import Source
from shared.contracts.fields import Slug
from shared.domain.roles import Role

ContentOf = Callable[[Source], Content]
"""Says what a paper of one kind holds, from what may be in it."""


class PaperError(Exception):
    """A definition of a paper that does not hold; the text names the file and every field that is wrong."""


@dataclass(frozen=True, slots=True)
class RegisteredPaper:
    """A kind of paper with what it says, its folder with the templates, and the table of its Dutch words."""

    kind: PaperKind
    content_of: ContentOf
    folder: Path

    @property
    def words(self) -> Path:
        """The table of its words."""
        return self.folder / "words.toml"

    def template(self, version: int) -> Path:
        """The template of a version: a paper that is kept is printed again as it was."""
        return self.folder / f"v{version}.typ"


class _Fields(BaseModel):
    """What ``paper.toml`` says under ``[fields]``."""

    model_config = ConfigDict(extra="forbid")

    required: tuple[PaperField, ...] = ()
    optional: tuple[PaperField, ...] = ()


class _Paper(BaseModel):
    """What ``paper.toml`` says; what it means: `PaperKind`."""

    model_config = ConfigDict(extra="forbid")

    kind: Slug
    version: Annotated[StrictInt, Field(ge=1)]
    case_types: Annotated[frozenset[Slug], Field(min_length=1)]
    states: Annotated[frozenset[Status], Field(min_length=1)]
    made_by: Annotated[frozenset[Role], Field(min_length=1)]
    audiences: tuple[Role, ...] = ()
    basis: Literal["local-agreement", "agodi"]
    kept: bool = False
    fields: _Fields = _Fields()


def paper(folder: Path, content_of: ContentOf) -> RegisteredPaper:
    """The kind of paper in a folder. Raises PaperError."""
    table = _read(folder / "paper.toml")
    kind = PaperKind(
        name=table.kind,
        version=table.version,
        case_types=table.case_types,
        states=table.states,
        made_by=table.made_by,
        audiences=table.audiences,
        required=table.fields.required,
        optional=table.fields.optional,
        basis=table.basis,
        kept=table.kept,
    )
    registered = RegisteredPaper(kind, content_of, folder)
    for path in (registered.words, registered.template(kind.version)):
        if not path.exists():
            raise PaperError(f"{folder.name}/{path.name}: is not there")
    if PaperField.ADDRESS in kind.fields and not kind.kept:
        raise PaperError(f"{folder.name}/paper.toml: kept: has to be true for a paper with an address")
    return registered


def _read(path: Path) -> _Paper:
    name = f"{path.parent.name}/{path.name}"
    try:
        return _Paper.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        raise PaperError(f"{name}: is not there") from None
    except tomllib.TOMLDecodeError as error:
        raise PaperError(f"{name}: is not TOML: {error}") from None
    except ValidationError as error:
        mistakes = [f"{'.'.join(map(str, mistake['loc']))}: {mistake['msg']}" for mistake in error.errors()]
        raise PaperError(f"{name}: {'; '.join(mistakes)}") from None
