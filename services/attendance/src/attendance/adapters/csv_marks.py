"""Marks in a CSV file with a header: comma or semicolon, quoted where needed."""

import csv
from collections.abc import Iterator, Mapping
from typing import BinaryIO

from attendance.adapters.file_format import MarksFormat
from attendance.adapters.instructions import Instructions, line_of
from attendance.adapters.text_lines import refuse, text_lines
from attendance.application.imports.lines import FileLine
from shared.domain.errors import InvalidField
from shared.domain.half_days import HalfDay

REQUIRED = ("pupil", "date", "half_day", "code")
OPTIONAL = ("school", "recorded_at")
COLUMNS = (*REQUIRED, *OPTIONAL)

_DELIMITERS = ",;"
_LONGEST_ROW = 256 * 1024

# Beside our own words the Dutch ones: voormiddag and namiddag.
_HALF_DAYS = {"AM": HalfDay.AM, "PM": HalfDay.PM, "VM": HalfDay.AM, "NM": HalfDay.PM}


def read_csv_marks(stream: BinaryIO, instructions: Instructions) -> Iterator[FileLine]:
    """A mark a row; raises InvalidField when the file is not such a CSV file (of `body`) or lacks a column."""
    lines = text_lines(stream)
    header = next(lines, None)
    if header is None:
        refuse("is empty; a header with the names of the columns is expected", 1)
    rows = _Rows(lines, header, instructions.columns)
    if "school" not in rows.places:
        instructions.the_school()
    for line, fields in rows:
        if fields is None:
            yield FileLine.refused_for(line, "has another number of fields than the header")
        else:
            yield _line(line, fields, instructions)


def _line(line: int, fields: Mapping[str, str], instructions: Instructions) -> FileLine:
    half_day = _HALF_DAYS.get(fields["half_day"])
    if half_day is None:
        return FileLine.refused_for(line, "half_day: Should be AM or PM (VM or NM)")
    mark = {
        "school": instructions.school_of(fields.get("school")),
        "pupil": fields["pupil"],
        "date": fields["date"],
        "code": fields["code"],
        "package": instructions.package,
        "recorded_at": fields.get("recorded_at") or instructions.recorded_at,
    }
    return line_of(line, (half_day,), mark, instructions)


class _Rows:
    """The rows of the file after its header, each with the line it starts on and its fields by our names."""

    def __init__(self, lines: Iterator[str], header: str, columns: Mapping[str, str]) -> None:
        delimiter, names = _header(header, columns)
        self.places = _places(names, columns)
        self._width = len(names)
        self._begun = 0
        self._length = 0
        self._rows = csv.reader(self._of_short_rows(lines), delimiter=delimiter, strict=True)

    def __iter__(self) -> Iterator[tuple[int, Mapping[str, str] | None]]:
        while True:
            line = self._begun = self._rows.line_num + 2
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


def _header(header: str, columns: Mapping[str, str]) -> tuple[str, list[str]]:
    """The delimiter that finds most of our columns, and the header's names by it."""
    candidates = [(delimiter, _names(header, delimiter)) for delimiter in _DELIMITERS]
    return max(candidates, key=lambda candidate: len(_places(candidate[1], columns, strict=False)))


def _names(header: str, delimiter: str) -> list[str]:
    try:
        return [name.strip() for name in next(csv.reader([header], delimiter=delimiter, strict=True), [])]
    except csv.Error:
        refuse("is not CSV: a quote is not closed", 1)


def _places(names: list[str], columns: Mapping[str, str], *, strict: bool = True) -> dict[str, int]:
    """Where in a row each of our columns stands."""
    places = {}
    for ours in COLUMNS:
        theirs = columns.get(ours, ours)
        count = names.count(theirs)
        if count == 1:
            places[ours] = names.index(theirs)
        elif strict and (count or ours in REQUIRED or ours in columns):
            raise InvalidField("body", f"has a header with {count or 'no'} columns for {ours}; columns= gives its name")
    return places


FORMAT = MarksFormat("csv", "A header, then a mark a row; `columns` gives the file's own names", read_csv_marks)
