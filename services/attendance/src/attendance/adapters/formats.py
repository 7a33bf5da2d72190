"""The formats a file can be imported in."""

from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import BinaryIO

from attendance.adapters.csv_marks import read_csv_marks
from attendance.adapters.ed_fi_attendance import read_ed_fi_attendance
from attendance.adapters.instructions import Instructions
from attendance.application.imports.lines import FileLine


class Format(StrEnum):
    """A school package's file format."""

    CSV = "csv"
    """A header and a mark a row."""
    ED_FI = "ed-fi"
    """Ed-Fi's StudentSchoolAttendance interchange."""
    ED_FI_CALENDAR = "ed-fi-calendar"
    """Ed-Fi's EducationOrgCalendar interchange: no marks but calendars."""


ReadMarks = Callable[[BinaryIO, Instructions], Iterator[FileLine]]

MARK_READERS: Mapping[Format, ReadMarks] = MappingProxyType(
    {Format.CSV: read_csv_marks, Format.ED_FI: read_ed_fi_attendance}
)
"""How each format that holds marks is read."""
