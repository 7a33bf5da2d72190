"""Rows of a table, whatever file it is in: csv, DBF or a spreadsheet."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple, Protocol


class Row(NamedTuple):
    """A row by our names of its columns, or the reason why it can't be read. `line` counts from 1, header included."""

    line: int
    fields: Mapping[str, str]
    refused: str | None = None


class TableRows(Protocol):
    """The rows of a file after its header, without the rows whose cells are all empty.

    Reading raises InvalidField (of `body`) for a file that is not of this format, when that is come upon.
    """

    @property
    def places(self) -> Mapping[str, int]:
        """Which of our columns the file has, and where."""
        ...

    def __iter__(self) -> Iterator[Row]: ...
