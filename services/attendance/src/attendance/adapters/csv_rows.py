"""Rows of a CSV file with a header: comma or semicolon, quoted where needed."""

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import BinaryIO

from attendance.adapters.text_lines import refuse, text_lines
from shared.domain.errors import InvalidField

_DELIMITERS = ",;"
# What is written before the header so that Excel takes this delimiter, whatever the country; the header says it too.
_FOR_EXCEL = re.compile('"?sep=[,;]"?[,;]*', re.IGNORECASE)
_LONGEST_ROW = 256 * 1024


@dataclass(frozen=True, slots=True)
class Columns:
    """Our names of a file's columns; `named` has the file's own name for those it calls otherwise."""

    required: tuple[str, ...]
    optional: tuple[str, ...]
    named: Mapping[str, str]

    def places(self, names: list[str], *, strict: bool = True) -> dict[str, int]:
        """Where in a row with this header each of our columns stands.

        Raises InvalidField (of `body`) for a column that is there twice, or not although it has to be, and for one that
        would be two of ours.
        """
        places = {}
        for ours in (*self.required, *self.optional):
            theirs = self.named.get(ours, ours)
            count = names.count(theirs)
            if count == 1:
                places[ours] = names.index(theirs)
            elif strict and (count or ours in self.required or ours in self.named):
                raise InvalidField(
                    "body", f"has a header with {count or 'no'} columns for {ours}; columns= gives its name"
                )
        if strict and len(set(places.values())) < len(places):
            raise InvalidField("body", "has one column for two of ours; columns= gives the name of each")
        return places


class CsvRows:
    """The rows of a file after its header, each with the line it starts on and its fields by our names.

    The fields are None for a row of another length than the header. Raises InvalidField (of `body`) for what is no such
    CSV file, when that is come upon. `places` says which of our columns the file has.
    """

    def __init__(self, stream: BinaryIO, columns: Columns) -> None:
        lines = text_lines(stream)
        header = next(lines, None)
        self._first_line = 2
        if header is not None and _FOR_EXCEL.fullmatch(header.strip()):
            header = next(lines, None)
            self._first_line = 3
        if header is None:
            refuse("is empty; a header with the names of the columns is expected", self._first_line - 1)
        delimiter, names = _header(header, self._first_line - 1, columns)
        self.places = columns.places(names)
        self._width = len(names)
        self._begun = 0
        self._length = 0
        self._rows = csv.reader(self._of_short_rows(lines), delimiter=delimiter, strict=True)

    def __iter__(self) -> Iterator[tuple[int, Mapping[str, str] | None]]:
        while True:
            line = self._begun = self._rows.line_num + self._first_line
            self._length = 0
            try:
                row = next(self._rows)
            except StopIteration:
                return
            except csv.Error:
                refuse("is not CSV: a quote is not closed, or a field is too long", line)
            if row:
                yield line, self._fields(row)

    def _of_short_rows(self, lines: Iterator[str]) -> Iterator[str]:
        """The lines, as long as no row goes on and on over them: it would be held in memory to its end."""
        for text in lines:
            self._length += len(text)
            if self._length > _LONGEST_ROW:
                refuse(f"has a row above {_LONGEST_ROW // 1024} KiB; is a quote not closed?", self._begun)
            yield text

    def _fields(self, row: list[str]) -> Mapping[str, str] | None:
        """The row by our names; None when it does not have as many fields as the header."""
        if len(row) != self._width:
            return None
        return {name: row[place].strip() for name, place in self.places.items()}


def _header(header: str, line: int, columns: Columns) -> tuple[str, list[str]]:
    """The delimiter that finds most of our columns, and the header's names by it."""
    by_delimiter = ((delimiter, _names(header, delimiter)) for delimiter in _DELIMITERS)
    candidates = [(delimiter, names) for delimiter, names in by_delimiter if names is not None]
    if not candidates:
        refuse("is not CSV: a quote is not closed", line)
    return max(candidates, key=lambda candidate: len(columns.places(candidate[1], strict=False)))


def _names(header: str, delimiter: str) -> list[str] | None:
    """The names by this delimiter; None when it can't be: what follows a quoted name is another one."""
    try:
        return [name.strip() for name in next(csv.reader([header], delimiter=delimiter, strict=True), [])]
    except csv.Error:
        return None
