"""Informat's text file of absences ("Afwezigheden importeren vanuit bestand"): blocks of a half day, a code and pupils.

A block has three parts:

1. a line `DDMMYYTx` with the day and the lesson hour x of the registration;
2. a line with the code; without this line the reason is not yet known;
3. a line for each pupil, ten digits.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import BinaryIO, NamedTuple

from attendance.files.text_lines import refuse, text_lines
from attendance.school_files.domain.lines import FileLine
from attendance.school_files.reading.file_format import MarksFormat
from attendance.school_files.reading.instructions import Instructions, line_of
from shared.contracts.vocabulary import Package
from shared.domain.half_days import HalfDay

PERIODS: Mapping[int, HalfDay] = {1: HalfDay.AM, 6: HalfDay.PM}
"""The lesson hours at which Informat registers unless a school set others."""

_BEGINNING = re.compile(r"([0-9]{2})([0-9]{2})([0-9]{2})T([0-9]{1,2})", re.ASCII)
_CODE = re.compile(r"[^0-9\s]\S{0,3}")
_PUPIL = re.compile(r"[0-9]{10}", re.ASCII)
_NOT_YET_KNOWN = "-"
_CENTURY = 2000


class _Block(NamedTuple):
    """What the pupils below belong to."""

    day: date
    half_day: HalfDay
    code: str = _NOT_YET_KNOWN


def read_informat(stream: BinaryIO, instructions: Instructions) -> Iterator[FileLine]:
    """A pupil's half day a line; raises InvalidField of `school`, or of `body` when no block begins the file."""
    blocks = _Blocks(instructions)
    for number, text in enumerate(text_lines(stream), 1):
        if line := text.strip():
            yield blocks.read(number, line)


class _Blocks:
    """Reads line by line. What can't be read may have been a block's beginning: no pupil below is then taken along."""

    def __init__(self, instructions: Instructions) -> None:
        self._instructions = instructions
        self._school = instructions.the_school()
        self._periods = instructions.periods or PERIODS
        self._in_block = False
        self._block: _Block | None = None
        self._code_may_follow = False

    def read(self, number: int, text: str) -> FileLine:
        """What this line comes to; only a pupil's has a mark."""
        beginning = _BEGINNING.fullmatch(text)
        code_may_follow, self._code_may_follow = self._code_may_follow, beginning is not None
        if beginning is not None:
            return self._begin(number, beginning)
        if not self._in_block:
            refuse("does not begin with a day and lesson hour such as 300118T1", number)
        if text.isdecimal():
            return self._pupil(number, text)
        if code_may_follow and _CODE.fullmatch(text):
            self._block = self._block and self._block._replace(code=text)
            return FileLine(number)
        self._block = None
        return FileLine.refused_for(number, "is no day with lesson hour, no code below one and no pupil", 0)

    def _begin(self, number: int, beginning: re.Match[str]) -> FileLine:
        self._in_block, self._block = True, None
        day, month, year, period = map(int, beginning.groups())
        half_day = self._periods.get(period)
        if half_day is None:
            hours = ", ".join(f"T{hour}" for hour in self._periods)
            return FileLine.refused_for(number, f"half_day: Should be one of {hours}, or named with periods=", 0)
        try:
            self._block = _Block(date(_CENTURY + year, month, day), half_day)
        except ValueError:
            return FileLine.refused_for(number, "date: Should be a day as DDMMYY", 0)
        return FileLine(number)

    def _pupil(self, number: int, pupil: str) -> FileLine:
        if self._block is None:
            return FileLine.refused_for(number, "stands below a line that could not be read")
        if not _PUPIL.fullmatch(pupil):
            return FileLine.refused_for(number, "pupil: Should be ten digits")
        mark = {
            "school": self._school,
            "pupil": pupil,
            "date": self._block.day,
            "code": self._block.code,
            "package": Package.INFORMAT,
            "recorded_at": self._instructions.recorded_at,
        }
        return line_of(number, (self._block.half_day,), mark, instructions=self._instructions)


FORMAT = MarksFormat(
    "informat", "Informat's text file of absences: blocks of a day with lesson hour, a code and pupils", read_informat
)
