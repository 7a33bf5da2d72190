"""A toy: a register kept on paper, a mark a line: register number, day, half day and official code."""

from collections.abc import Iterator
from datetime import date
from typing import BinaryIO

from attendance.school_files.domain.lines import FileLine
from attendance.school_files.reading.file_format import MarksFormat
from attendance.school_files.reading.instructions import Instructions, line_of
from shared.domain.half_days import HalfDay


def read_paper(stream: BinaryIO, instructions: Instructions) -> Iterator[FileLine]:
    """A mark a line."""
    for number, line in enumerate(stream, start=1):
        pupil, day, half_day, code = line.decode().split()
        mark = {
            "school": instructions.the_school(),
            "pupil": pupil,
            "date": date.fromisoformat(day),
            "code": code,
            "package": instructions.package,
            "recorded_at": instructions.recorded_at,
        }
        yield line_of(number, (HalfDay(half_day),), mark, instructions=instructions)


FORMAT = MarksFormat("paper", "A register on paper", read_paper)
