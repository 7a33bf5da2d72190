"""What a reader of files says of itself: `FORMAT` in its module is all that `POST /imports` needs to know it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from attendance.school_files.domain.lines import DateLine, FileLine, SessionLine
from attendance.school_files.reading.instructions import Instructions


@dataclass(frozen=True, slots=True)
class MarksFormat:
    """A format of files with marks: its name on the wire, what it is in a line, and its reader.

    The reader raises InvalidField, of `body` when the file is none of this format, of a parameter when that is missing.
    """

    name: str
    description: str
    read: Callable[[BinaryIO, Instructions], Iterator[FileLine]]


@dataclass(frozen=True, slots=True)
class CalendarsFormat:
    """A format of files with schools' calendars; otherwise as `MarksFormat`."""

    name: str
    description: str
    read: Callable[[BinaryIO, Instructions], Iterator[SessionLine | DateLine]]


FileFormat = MarksFormat | CalendarsFormat
