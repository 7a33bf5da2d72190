"""Enrolments in a table with a header, a pupil a row: the fields of `pupil-enrolled`, side by side."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, BinaryIO

from pydantic import ValidationError

from attendance.files.columns import Columns
from attendance.files.line_fields import LineFields
from attendance.files.tables import TABLES, TableFormat
from attendance.register.domain.enrolment import EducationLevel
from attendance.register.domain.insz import HashInsz
from attendance.register.messaging.recorded_enrolments import as_enrolment
from attendance.school_files.domain.lines import EnrolmentLine
from shared.contracts.errors import field_errors
from shared.contracts.school_enrolment import PupilEnrolled
from shared.domain.errors import InvalidField

REQUIRED = ("pupil", "valid_from", "given_name", "family_name", "birth_date")
OPTIONAL = (
    "school",
    "class",
    "level",
    "structure",
    "site",
    "insz",
    "postcode",
    "registered_on",
    "transferred_problematic",
    "transferred_until",
    "ses",
    "recorded_at",
)
COLUMNS = (*REQUIRED, *OPTIONAL)

_NUMBER = re.compile(r"[0-9]{1,9}", re.ASCII)
_PERSON = ("given_name", "family_name", "birth_date", "insz", "postcode", "registered_on")
_TRANSFERRED = ("transferred_problematic", "transferred_until")
_TRUTHS = {"true": True, "ja": True, "j": True, "1": True, "waar": True} | {
    "false": False,
    "nee": False,
    "n": False,
    "0": False,
    "onwaar": False,
}


@dataclass(frozen=True, slots=True)
class EnrolmentTable:
    """How to read one file: `recorded_at`, `school` and `level` are for lines that have none of their own.

    `columns` names the file's own column for each of ours, `schools` turns an identifier in the file into a school
    number. With `restore_zeros` an INSZ of 8 to 10 digits gets the zeros in front that it lost.
    """

    format: TableFormat
    hash_insz: HashInsz
    recorded_at: datetime
    school: str | None = None
    level: EducationLevel | None = None
    schools: Mapping[str, str] = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)
    restore_zeros: bool = False

    def read(self, stream: BinaryIO) -> Iterator[EnrolmentLine]:
        """An enrolment a row.

        Raises InvalidField:

        1. of `body` when the file is not of the format;
        2. of `body` when the file lacks a column;
        3. of `body` when the file has a date with the month first;
        4. of `school` or `level` when neither the file nor the caller says it.
        """
        rows = TABLES[self.format](stream, Columns(REQUIRED, OPTIONAL, self.columns))
        for name, default in (("school", self.school), ("level", self.level)):
            if name not in rows.places and default is None:
                raise InvalidField(name, f"Is required: the file has no column {name}")
        for line, fields, refused in rows:
            yield EnrolmentLine(line, refused=refused) if refused else self._line(line, fields)

    def _line(self, line: int, cells: Mapping[str, str]) -> EnrolmentLine:
        fields = LineFields(line, cells)
        fields.insz("insz", restore_zeros=self.restore_zeros)
        completed = fields.birth_date("birth_date")
        for name in ("valid_from", "registered_on", "transferred_until"):
            fields.day(name)
        fields.time("recorded_at")
        try:
            enrolled = PupilEnrolled.model_validate(self._enrolled(fields.values))
        except ValidationError as error:
            return EnrolmentLine(line, refused=fields.refused(_flat(name, why) for name, why in field_errors(error)))
        if refused := fields.refused():
            return EnrolmentLine(line, refused=refused)
        return EnrolmentLine(line, as_enrolment(enrolled, self.hash_insz), completed=completed)

    def _enrolled(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """The fields as `pupil-enrolled` has them: a person, and what was transferred, by themselves."""
        enrolled = {name: value for name, value in values.items() if name not in (*_PERSON, *_TRANSFERRED)}
        school = values.get("school")
        enrolled["school"] = self.schools.get(school, school) if school else self.school
        enrolled["level"] = values["level"].lower() if "level" in values else self.level
        enrolled.setdefault("recorded_at", self.recorded_at)
        enrolled["person"] = {name: values[name] for name in _PERSON if name in values}
        if transferred := {name.removeprefix("transferred_"): values[name] for name in _TRANSFERRED if name in values}:
            enrolled["transferred"] = transferred | _count_of(transferred)
        if "ses" in values:
            enrolled["ses"] = _TRUTHS.get(values["ses"].lower(), values["ses"])
        return enrolled


def _count_of(transferred: Mapping[str, Any]) -> dict[str, int]:
    number = transferred.get("problematic", "")
    return {"problematic": int(number)} if _NUMBER.fullmatch(number) else {}


def _flat(path: str, reason: str) -> tuple[str, str]:
    """The column of a field of `pupil-enrolled`: `birth_date` of `person.birth_date`."""
    return path.removeprefix("person.").replace("transferred.", "transferred_"), reason
