"""Reads what is weighed when meetings are planned: TOML, every field named in `WeightsFile`."""

import tomllib
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from consultation.domain.planning_rules import SlotWeights, TermWeights
from consultation.kinds.definition import DefinitionError

SHIPPED_WEIGHTS = Path(__file__).parent / "weights.toml"

Points = Annotated[int, Field(ge=0, le=1_000_000)]


class WeightsFile(BaseModel):
    """The file. A weight that it leaves out is as in the one that comes along."""

    model_config = ConfigDict(extra="forbid")

    version: Annotated[int, Field(ge=1)]
    """Which agreement it is; answers name it."""
    slot: dict[str, Points]
    """The weights of `SlotWeights`."""
    term: dict[str, Points]
    """The weights of `TermWeights`."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What is weighed for a single meeting, and for a term."""

    slot: SlotWeights
    term: TermWeights


def read_weights(path: Path) -> Weights:
    """What is agreed on in a file. Raises DefinitionError."""
    try:
        file = WeightsFile.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError) as error:
        raise DefinitionError(f"{path.name}: can't be read: {error}") from None
    except tomllib.TOMLDecodeError as error:
        raise DefinitionError(f"{path.name}: is not TOML: {error}") from None
    except ValidationError as error:
        mistakes = [f"{'.'.join(map(str, mistake['loc']))}: {mistake['msg']}" for mistake in error.errors()]
        raise DefinitionError(f"{path.name}: " + "; ".join(mistakes)) from None
    _require_weights(path, "slot", file.slot, names={field.name for field in fields(SlotWeights)} - {"version"})
    _require_weights(path, "term", file.term, names={field.name for field in fields(TermWeights)})
    return Weights(SlotWeights(version=file.version, **file.slot), TermWeights(**file.term))


def _require_weights(path: Path, table: str, weights: dict[str, int], *, names: set[str]) -> None:
    if unknown := sorted(weights.keys() - names):
        raise DefinitionError(f"{path.name}: {table}.{unknown[0]}: is no weight; there are {', '.join(sorted(names))}")
