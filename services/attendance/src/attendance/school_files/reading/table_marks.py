"""Marks in a table with a header, a mark a row: in csv, DBF or a spreadsheet."""

from collections.abc import Callable, Iterator, Mapping
from typing import BinaryIO

from attendance.files.columns import Columns
from attendance.files.file_days import day_in, time_in
from attendance.files.tables import TABLES, TableFormat
from attendance.school_files.domain.lines import FileLine
from attendance.school_files.reading.instructions import Instructions, line_of
from shared.domain.written_days import DAY_EXPECTED, HALF_DAY_EXPECTED, TIME_EXPECTED, read_half_day

REQUIRED = ("pupil", "date", "half_day", "code")
OPTIONAL = ("school", "recorded_at")
COLUMNS = (*REQUIRED, *OPTIONAL)


def marks_in(format_: TableFormat) -> Callable[[BinaryIO, Instructions], Iterator[FileLine]]:
    """The reader of marks in tables of this format.

    It raises InvalidField (of `body`) when the file is not of it, lacks a column, or has a date as `day_in` refuses it.
    """

    def read(stream: BinaryIO, instructions: Instructions) -> Iterator[FileLine]:
        rows = TABLES[format_](stream, Columns(REQUIRED, OPTIONAL, instructions.columns))
        if "school" not in rows.places:
            instructions.the_school()
        for line, fields, refused in rows:
            yield FileLine.refused_for(line, refused) if refused else _line(line, fields, instructions)

    return read


def _line(line: int, fields: Mapping[str, str], instructions: Instructions) -> FileLine:
    day = day_in(line, fields["date"])
    said_at = fields.get("recorded_at")
    recorded_at = time_in(line, said_at) if said_at else instructions.recorded_at
    half_day = read_half_day(fields["half_day"])
    if day is None:
        return FileLine.refused_for(line, f"date: {DAY_EXPECTED}")
    if half_day is None:
        return FileLine.refused_for(line, f"half_day: {HALF_DAY_EXPECTED}")
    if recorded_at is None:
        return FileLine.refused_for(line, f"recorded_at: {TIME_EXPECTED}")
    mark = {
        "school": instructions.school_of(fields.get("school")),
        "pupil": fields["pupil"],
        "date": day,
        "code": fields["code"],
        "package": instructions.package,
        "recorded_at": recorded_at,
    }
    return line_of(line, (half_day,), mark, instructions=instructions)
