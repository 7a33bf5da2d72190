"""A table of the directory as it was read, before anything is made of it."""

from dataclasses import dataclass, field
from typing import Generic, Literal, TypeVar

from consultation.directory.domain.mistakes import Mistake

Row = TypeVar("Row")

What = Literal["contacts", "organisations"]
"""What a table holds."""


@dataclass(frozen=True, slots=True)
class Table(Generic[Row]):
    """What was read of a text: rows by their line, the columns it has, and what is wrong with it."""

    rows: dict[int, Row] = field(default_factory=dict)
    columns: set[str] = field(default_factory=set)
    mistakes: list[Mistake] = field(default_factory=list)
