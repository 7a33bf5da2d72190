"""The municipality's list of resident children, in a table with a header.

The layout of the list that municipalities get is not published, so the columns can be named, as those of marks.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, BinaryIO

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from attendance.files.columns import Columns
from attendance.files.line_fields import LineFields
from attendance.files.tables import TABLES, TableFormat
from attendance.register.domain.insz import HashInsz
from attendance.residents.domain.outcomes import ResidentLine
from attendance.residents.domain.resident import Resident
from shared.contracts.errors import field_errors
from shared.contracts.fields import Insz, Line, Postcode
from shared.contracts.moments import IsoDate
from shared.domain.patterns import worded

REQUIRED = ("insz", "given_name", "family_name", "birth_date")
OPTIONAL = ("registered_on", "postcode", "nis")
COLUMNS = (*REQUIRED, *OPTIONAL)


class _Row(BaseModel):
    """A line of the list."""

    model_config = ConfigDict(hide_input_in_errors=True)

    insz: Insz
    given_name: Line
    family_name: Line
    birth_date: IsoDate
    registered_on: IsoDate | None = None
    postcode: Postcode | None = None
    nis: Annotated[str, Field(pattern=worded("^[0-9]{5}$", "five digits"))] | None = None


@dataclass(frozen=True, slots=True)
class ResidentTable:
    """Reads the list; `columns` names the file's own column for each of ours.

    With `restore_zeros` an INSZ of 8 to 10 digits gets the zeros in front that it lost.
    """

    format: TableFormat
    columns: Mapping[str, str]
    hash_insz: HashInsz
    restore_zeros: bool = False

    def read(self, stream: BinaryIO) -> Iterator[ResidentLine]:
        """A child a row.

        Raises InvalidField (of `body`) when the file is not of the format, lacks a column, or has a date with the month
        first.
        """
        for line, fields, refused in TABLES[self.format](stream, Columns(REQUIRED, OPTIONAL, self.columns)):
            yield ResidentLine(line, refused=refused) if refused else self._line(line, fields)

    def _line(self, line: int, cells: Mapping[str, str]) -> ResidentLine:
        fields = LineFields(line, cells)
        fields.insz("insz", restore_zeros=self.restore_zeros)
        completed = fields.birth_date("birth_date")
        fields.day("registered_on")
        try:
            row = _Row.model_validate(fields.values)
        except ValidationError as error:
            return ResidentLine(line, refused=fields.refused(field_errors(error)))
        if refused := fields.refused():
            return ResidentLine(line, refused=refused)
        resident = Resident(
            self.hash_insz(row.insz),
            row.given_name,
            row.family_name,
            row.birth_date,
            registered_on=row.registered_on,
            postcode=row.postcode,
            nis=row.nis,
        )
        return ResidentLine(line, resident, completed=completed)
