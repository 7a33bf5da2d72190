"""Reads the themes of the education policy: TOML, a table `themes` of a word and what people call it."""

import tomllib
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from consultation.domain.themes import Themes
from consultation.kinds.definition import DefinitionError
from shared.contracts.fields import Slug, TypedLine

SHIPPED_THEMES = Path(__file__).parent / "themes.toml"


class ThemesFile(BaseModel):
    """The file."""

    model_config = ConfigDict(extra="forbid")

    themes: Annotated[dict[Slug, TypedLine], Field(min_length=1, max_length=100)]
    """What people call each theme, by its word."""


def read_themes(path: Path) -> Themes:
    """The themes of a file. Raises DefinitionError."""
    try:
        return ThemesFile.model_validate(tomllib.loads(path.read_text(encoding="utf-8"))).themes
    except (OSError, UnicodeDecodeError) as error:
        raise DefinitionError(f"{path.name}: can't be read: {error}") from None
    except tomllib.TOMLDecodeError as error:
        raise DefinitionError(f"{path.name}: is not TOML: {error}") from None
    except ValidationError as error:
        mistakes = [f"{'.'.join(map(str, mistake['loc']))}: {mistake['msg']}" for mistake in error.errors()]
        raise DefinitionError(f"{path.name}: " + "; ".join(mistakes)) from None
