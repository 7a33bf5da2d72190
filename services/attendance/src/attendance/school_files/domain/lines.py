"""What a school package's file comes to, line by line."""

from dataclasses import dataclass
from typing import NamedTuple, Self

from attendance.register.domain.enrolment_report import EnrolmentReport
from attendance.register.domain.mark import Mark
from attendance.school_files.domain.calendar_dates import CalendarDate
from shared.domain.school_calendar import Session
from shared.domain.school_year import SchoolYear


class FileLine(NamedTuple):
    """One line (or element) of a file: its marks, or the reason why there are no marks.

    `line` counts from 1, header included. A refused line stands for `half_days` half days. A `remark` says what should
    be looked at though the line was taken. A line `left_out` is about nobody in the register: it has no marks, and
    nothing is wrong with it. A named tuple, because millions of them pass by.
    """

    line: int
    marks: tuple[Mark, ...] = ()
    refused: str | None = None
    half_days: int = 1
    remark: str | None = None
    left_out: bool = False

    @classmethod
    def refused_for(cls, line: int, reason: str, half_days: int = 1) -> Self:
        """A line without marks; the reason names the field, never its value."""
        return cls(line, (), reason, half_days)


@dataclass(frozen=True, slots=True)
class SessionLine:
    """One session of a school's year in a calendar file; or the reason why it was refused.

    A refused session has the school and school year that it would have been of, as far as they are known.
    """

    line: int
    school: str | None = None
    school_year: SchoolYear | None = None
    session: Session | None = None
    refused: str | None = None


@dataclass(frozen=True, slots=True)
class DateLine:
    """One day in a calendar file: of a school's calendar with what it `says`, or of a calendar that closes no school.

    `refused` is the reason why nothing of it was understood, `remark` why a part of it was not.
    """

    line: int
    school: str | None = None
    school_year: SchoolYear | None = None
    says: CalendarDate | None = None
    refused: str | None = None
    remark: str | None = None


class EnrolmentLine(NamedTuple):
    """One line of a file of enrolments: the report, or the reason why there is no report.

    `completed`: the day, or day and month, of birth was not known and is the first there could be.
    """

    line: int
    report: EnrolmentReport | None = None
    refused: str | None = None
    completed: bool = False
