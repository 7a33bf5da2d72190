"""Tables of the directory as text: csv with a header, comma or semicolon between columns, UTF-8."""

import csv
import hashlib
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from consultation.directory.domain.mistakes import Mistake
from consultation.directory.domain.table import Table
from shared.domain.errors import InvalidField
from shared.domain.lines import turns_direction

_MOST_MISTAKES = 20

_FORMULA = re.compile("'*[=+@-]")
_QUOTED = re.compile("'+[=+@-]")

Row = TypeVar("Row")
Cells = Mapping[str, str]
"""The cells of a line by column, without spaces around them."""


class DirectoryFileError(Exception):
    """A table that can't be loaded; the text names each line and column, and repeats nothing of the file."""

    def __init__(self, what: str, mistakes: list[Mistake]) -> None:
        more = len(mistakes) - _MOST_MISTAKES
        shown = [str(mistake) for mistake in mistakes[:_MOST_MISTAKES]]
        shown += [f"and {more} more"] if more > 0 else []
        super().__init__(f"the directory of {what} can't be loaded:\n  " + "\n  ".join(shown))
        self.mistakes = mistakes


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns a table must and may have; the first is the id of a row. `later` came after files were loaded."""

    required: tuple[str, ...]
    optional: tuple[str, ...]
    later: tuple[str, ...] = ()

    @property
    def all(self) -> tuple[str, ...]:
        """Every column there may be, in the order in which a table is written."""
        return (*self.required, *self.optional, *self.later)

    def digest(self, cells: Cells) -> bytes:
        """The digest of a row. An empty cell of a later column is as no column, so older digests stay right."""
        written = [cells.get(column, "") for column in (*self.required, *self.optional)]
        written += [f"{column}={cells[column]}" for column in self.later if cells.get(column)]
        return hashlib.sha256("\x1f".join(written).encode()).digest()


def text_of(path: Path) -> str:
    """The text of a file. Raises DirectoryFileError."""
    try:
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise DirectoryFileError(path.stem, [Mistake(f"{path}: {error.strerror}")]) from None
    except UnicodeDecodeError:
        raise DirectoryFileError(path.stem, [Mistake(f"{path}: is not UTF-8")]) from None


def read_table(text: str, columns: Columns, make: Callable[[Cells], Row]) -> Table[Row]:
    """The rows that `make` makes of the lines; a line for which it raises InvalidField is a mistake."""
    table: Table[Row] = Table()
    lines: dict[str, int] = {}
    id_column = columns.required[0]
    for line, cells in _lines(text, columns, table):
        turned = [column for column, cell in cells.items() if turns_direction(cell)]
        if turned:
            table.mistakes.append(Mistake("has marks that turn the direction of text", line, turned[0]))
            continue
        try:
            row = make(cells)
        except InvalidField as error:
            table.mistakes.append(Mistake(error.reason, line, error.field))
            continue
        first = lines.setdefault(cells[id_column], line)
        if first != line:
            table.mistakes.append(Mistake(f"is that of line {first} too", line, id_column))
        table.rows[line] = row
    return table


def words_in(cell: str | None) -> tuple[str, ...]:
    """The words of a cell, with spaces, commas or the like between them."""
    return tuple(word for word in re.split(r"[\s;,|]+", cell or "") if word)


def unquoted(cell: str) -> str:
    """The cell without the apostrophe that `quoted` put in front."""
    return cell[1:] if _QUOTED.match(cell) else cell


def quoted(cell: str) -> str:
    """The cell with an apostrophe in front where a spreadsheet would take it for a formula or a number to add up."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def written_table(columns: Columns, rows: Iterable[Mapping[str, str]]) -> str:
    """These rows as text, as spreadsheets in Belgium read them: semicolons, UTF-8 with a mark in front."""
    text = io.StringIO()
    writer = csv.DictWriter(text, columns.all, delimiter=";")
    writer.writeheader()
    writer.writerows({column: quoted(cell) for column, cell in row.items()} for row in rows)
    return f"\ufeff{text.getvalue()}"


def _lines(text: str, columns: Columns, table: Table[Row]) -> Iterator[tuple[int, Cells]]:
    reader = _reader(text, columns, table.mistakes)
    if table.mistakes:
        return
    table.columns.update(reader.fieldnames or ())
    try:
        for cells in reader:
            if None in cells or None in cells.values():
                table.mistakes.append(Mistake("has not as many cells as line 1", reader.line_num))
            else:
                yield reader.line_num, {column: unquoted(cell.strip()) for column, cell in cells.items()}
    except csv.Error:
        table.mistakes.append(Mistake("is not csv", reader.line_num + 1))


def _reader(text: str, columns: Columns, mistakes: list[Mistake]) -> "csv.DictReader[str]":
    header = text.partition("\n")[0]
    delimiter = ";" if header.count(";") > header.count(",") else ","
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    names = [column.strip() for column in _header(reader, mistakes)]
    missing = [column for column in columns.required if column not in names]
    mistakes += [Mistake(f"column {column} is missing", 1) for column in missing]
    mistakes += [
        Mistake(f"is not one of {', '.join(columns.all)}", 1, str(number))
        for number, column in enumerate(names, start=1)
        if column not in columns.all
    ]
    if len(set(names)) != len(names):
        mistakes.append(Mistake("a column is there twice", 1))
    reader.fieldnames = names
    return reader


def _header(reader: "csv.DictReader[str]", mistakes: list[Mistake]) -> list[str]:
    try:
        return list(reader.fieldnames or ())
    except csv.Error:
        mistakes.append(Mistake("is not csv", 1))
        return []
