"""Rows of a CSV file with a header: comma or semicolon, quoted where needed."""

import csv
import re
from collections.abc import Iterator
from typing import BinaryIO

from attendance.files.columns import Columns
from attendance.files.table_rows import Row
from attendance.files.text_lines import refuse, text_lines

_DELIMITERS = ",;"
# What is written before the header so that Excel takes this delimiter, whatever the country; the header says it too.
_FOR_EXCEL = re.compile('"?sep=[,;]"?[,;]*', re.IGNORECASE)
_LONGEST_ROW = 256 * 1024


class CsvRows:
    """The rows of a file after its header, each with the line it starts on; one of another length is refused.

    Raises InvalidField (of `body`) for what is no such CSV file, when that is come upon. `places` says which of our
    columns the file has.
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

    def __iter__(self) -> Iterator[Row]:
        while True:
            line = self._begun = self._rows.line_num + self._first_line
            self._length = 0
            try:
                row = next(self._rows)
            except StopIteration:
                return
            except csv.Error:
                refuse("is not CSV: a quote is not closed, or a field is too long", line)
            if any(row):
                yield self._row(line, row)

    def _of_short_rows(self, lines: Iterator[str]) -> Iterator[str]:
        """The lines, as long as no row goes on and on over them: it would be held in memory to its end."""
        for text in lines:
            self._length += len(text)
            if self._length > _LONGEST_ROW:
                refuse(f"has a row above {_LONGEST_ROW // 1024} KiB; is a quote not closed?", self._begun)
            yield text

    def _row(self, line: int, row: list[str]) -> Row:
        if len(row) != self._width:
            return Row(line, {}, "has another number of fields than the header")
        return Row(line, {name: row[place].strip() for name, place in self.places.items()})


def _header(header: str, line: int, columns: Columns) -> tuple[str, list[str]]:
    """The delimiter that finds most of our columns, and the header's names by it."""
    by_delimiter = ((delimiter, _names(header, delimiter)) for delimiter in _DELIMITERS)
    candidates = [(delimiter, names) for delimiter, names in by_delimiter if names is not None]
    if not candidates:
        refuse("is not CSV: a quote is not closed", line)
    return max(candidates, key=lambda candidate: len(columns.places(candidate[1], strict=False)))


def _names(header: str, delimiter: str) -> list[str] | None:
    """The names by this delimiter; None if another delimiter follows a quoted name."""
    try:
        return [name.strip() for name in next(csv.reader([header], delimiter=delimiter, strict=True), [])]
    except csv.Error:
        return None
