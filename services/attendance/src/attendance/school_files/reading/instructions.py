"""What a reader is told besides the file itself, and how a line's fields become a mark."""

import datetime as dt
from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, BinaryIO
from weakref import WeakKeyDictionary

from pydantic import ValidationError

from attendance.files.cells import DECIMAL, is_decimal
from attendance.register.domain.code_table import CODE_TABLE
from attendance.register.domain.codes import CodeTable
from attendance.register.messaging.recorded_marks import as_mark
from attendance.school_files.domain.lines import FileLine
from shared.contracts.errors import field_errors
from shared.contracts.school_attendance import Mark as RecordedMark
from shared.contracts.vocabulary import Package
from shared.domain.errors import InvalidField
from shared.domain.half_days import HalfDay


@dataclass(frozen=True, slots=True)
class Instructions:
    """How to read one file.

    `recorded_at` is for marks without a time of their own; `school`, `pupil` and `date` are for a file that does not
    name them. `schools` turns an identifier in the file into a school number. `columns` names the file's own column
    for each of our columns. `periods` says which half day a lesson hour stands for; empty: as the format has it.
    `day_minutes` is how many minutes a school day has; None if that is not known. `findings` is where a reader keeps
    what it found out about an open file, for the next time it reads that file.
    """

    recorded_at: datetime
    school: str | None = None
    pupil: str | None = None
    date: dt.date | None = None
    schools: Mapping[str, str] = field(default_factory=dict)
    package: Package = Package.OFFICIAL
    columns: Mapping[str, str] = field(default_factory=dict)
    periods: Mapping[int, HalfDay] = field(default_factory=dict)
    codes: CodeTable = CODE_TABLE
    day_minutes: int | None = None
    findings: MutableMapping[BinaryIO, object] = field(default_factory=WeakKeyDictionary, compare=False)

    def school_of(self, identifier: str | None) -> str | None:
        """The school number for an identifier in the file, or for no identifier; an identifier without a map stays."""
        if not identifier:
            return self.school
        return self.schools.get(identifier, identifier)

    def the_school(self) -> str:
        """The school of a file that has no place for a school; raises InvalidField (of `school`) when no school is
        given.
        """
        if self.school is None:
            raise InvalidField("school", "Is required: the file does not name its school")
        return self.school


def line_of(
    line: int, half_days: tuple[HalfDay, ...], fields: Mapping[str, Any], *, instructions: Instructions
) -> FileLine:
    """A line's marks, one for each half day; or, when a field is malformed, the line refused with that field."""
    for name in ("pupil", "school"):
        if is_decimal(fields.get(name)):
            return FileLine.refused_for(line, f"{name}: {DECIMAL}", len(half_days))
    try:
        recorded = RecordedMark(**fields, half_day=half_days[0])
    except ValidationError as error:
        reason = "; ".join(f"{name}: {reason}" for name, reason in field_errors(error))
        return FileLine.refused_for(line, reason, len(half_days))
    mark = as_mark(recorded, instructions.codes)
    return FileLine(line, (mark, *(mark._replace(half_day=half_day) for half_day in half_days[1:])))
