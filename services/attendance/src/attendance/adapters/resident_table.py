"""The municipality's list of resident children in a CSV file with a header.

The layout of the list that municipalities get is not published, so the columns can be named, as those of marks.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, BinaryIO

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from attendance.adapters.csv_rows import Columns, CsvRows
from attendance.application.circumstances import Circumstances
from attendance.application.residents.outcomes import ResidentLine
from attendance.domain.resident import Resident
from shared.contracts.errors import field_errors
from shared.contracts.fields import Insz, Line, Postcode
from shared.contracts.moments import IsoDate

REQUIRED = ("insz", "given_name", "family_name", "birth_date")
OPTIONAL = ("registered_on", "postcode", "nis")
COLUMNS = (*REQUIRED, *OPTIONAL)

_BETWEEN_DIGITS = re.compile(r"[ .-]")
_DAY_FIRST = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})", re.ASCII)
_UNKNOWN_DAY = re.compile(r"([0-9]{4})-[0-9]{2}-00|([0-9]{4})-00-[0-9]{2}", re.ASCII)


def _digits(text: str) -> str:
    """An INSZ as it is often written: 11.03.04-999.35."""
    return _BETWEEN_DIGITS.sub("", text)


def _iso(text: str) -> str:
    """A date written with the day first, as 2011-03-04."""
    found = _DAY_FIRST.fullmatch(text)
    return f"{found[3]}-{found[2]:0>2}-{found[1]:0>2}" if found else text


def _known_day(text: str) -> str:
    """Who has no known birthday (day or month 00) was born on 1 January, as the law has it (AGODI, SO 70)."""
    iso = _iso(text)
    found = _UNKNOWN_DAY.fullmatch(iso)
    return f"{found[1] or found[2]}-01-01" if found else iso


class _Row(BaseModel):
    """A line of the list."""

    model_config = ConfigDict(hide_input_in_errors=True)

    insz: Annotated[Insz, BeforeValidator(_digits)]
    given_name: Line
    family_name: Line
    birth_date: Annotated[IsoDate, BeforeValidator(_known_day)]
    registered_on: Annotated[IsoDate, BeforeValidator(_iso)] | None = None
    postcode: Postcode | None = None
    nis: Annotated[str, Field(pattern="^[0-9]{5}$")] | None = None


@dataclass(frozen=True, slots=True)
class CsvResidents:
    """Reads the list; `columns` names the file's own column for each of ours."""

    columns: Mapping[str, str]
    circumstances: Circumstances

    def read(self, stream: BinaryIO) -> Iterator[ResidentLine]:
        """A child a row; raises InvalidField when the file is not such a CSV file (of `body`) or lacks a column."""
        for line, fields in CsvRows(stream, Columns(REQUIRED, OPTIONAL, self.columns)):
            if fields is None:
                yield ResidentLine(line, refused="has another number of fields than the header")
            else:
                yield self._line(line, fields)

    def _line(self, line: int, fields: Mapping[str, str]) -> ResidentLine:
        try:
            row = _Row.model_validate({name: text for name, text in fields.items() if text or name in REQUIRED})
        except ValidationError as error:
            return ResidentLine(line, refused="; ".join(f"{name}: {reason}" for name, reason in field_errors(error)))
        insz_key = self.circumstances.insz_key(row.insz)
        assert insz_key is not None, "every row has an INSZ"
        resident = Resident(
            insz_key,
            row.given_name,
            row.family_name,
            row.birth_date,
            registered_on=row.registered_on,
            postcode=row.postcode,
            nis=row.nis,
        )
        return ResidentLine(line, resident)
