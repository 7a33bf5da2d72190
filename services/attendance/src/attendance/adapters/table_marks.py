"""Marks in a CSV file with a header: comma or semicolon, quoted where needed."""

from collections.abc import Iterator, Mapping
from typing import BinaryIO

from attendance.adapters.csv_rows import Columns, CsvRows
from attendance.adapters.file_format import MarksFormat
from attendance.adapters.instructions import Instructions, line_of
from attendance.application.imports.lines import FileLine
from shared.domain.half_days import HalfDay

REQUIRED = ("pupil", "date", "half_day", "code")
OPTIONAL = ("school", "recorded_at")
COLUMNS = (*REQUIRED, *OPTIONAL)

# Beside our own words the Dutch ones: voormiddag and namiddag.
_HALF_DAYS = {"AM": HalfDay.AM, "PM": HalfDay.PM, "VM": HalfDay.AM, "NM": HalfDay.PM}


def read_csv_marks(stream: BinaryIO, instructions: Instructions) -> Iterator[FileLine]:
    """A mark a row; raises InvalidField when the file is not such a CSV file (of `body`) or lacks a column."""
    rows = CsvRows(stream, Columns(REQUIRED, OPTIONAL, instructions.columns))
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


FORMAT = MarksFormat("csv", "A header, then a mark a row; `columns` gives the file's own names", read_csv_marks)
