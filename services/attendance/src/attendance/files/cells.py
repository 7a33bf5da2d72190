"""The text of a cell that is not text itself, and text that has been a number on its way here."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from attendance.files.written_insz import with_zeros
from shared.domain.errors import InvalidField

Cell = str | int | float | bool | date | None
"""What a DBF or a spreadsheet has in a cell; a date may have a time."""

DECIMAL = "Is a number that a spreadsheet or converter wrote with decimals or a power of ten: give the column as text"

_DAYS_AND_TIMES = {
    "date",
    "recorded_at",
    "valid_from",
    "birth_date",
    "registered_on",
    "transferred_until",
}
_NUMBERS = ("pupil", "school", "structure", "insz", "postcode", "nis")
_TEXTS_OF_DIGITS = (*_NUMBERS, "class", "site")
_DECIMAL = re.compile(r"[0-9]+[.,]0+|[0-9][.,][0-9]+[eE]\+?[0-9]{1,2}|[0-9]+[eE]\+[0-9]{1,2}", re.ASCII)
_MOST_EXACT = 2**53


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A cell that does not hold what its column is for; `reason` says what was expected."""

    reason: str


def text_of(name: str, cell: Cell | Unreadable) -> str:
    """The cell as it would stand in a csv file: a day as ISO 8601, a number as its digits.

    Only an INSZ gets back the zeros in front that a number cannot have. Raises InvalidField (of the column `name`).
    """
    match cell:
        case str():
            return cell.strip()
        case None:
            return ""
        case bool():
            return str(cell).lower()
        case int() | float():
            return _digits(name, cell)
        case date():
            if name not in _DAYS_AND_TIMES:
                raise InvalidField(name, "Is a date cell: give the column as text")
            return cell.isoformat()
        case Unreadable():
            raise InvalidField(name, cell.reason)


def _digits(name: str, number: float) -> str:
    if not math.isfinite(number) or abs(number) >= _MOST_EXACT:
        raise InvalidField(name, "Is a number with more digits than its cell can hold: give the column as text")
    if name in _NUMBERS and (number < 0 or number != int(number)):
        raise InvalidField(name, "Is a number below zero or with decimals: give the column as text")
    digits = str(int(number)) if number == int(number) else repr(number)
    return with_zeros(digits) if name == "insz" else digits


def is_decimal(text: str | None) -> bool:
    """Whether a text of digits passed a floating-point number on its way: 12345.0, 1.2345E+04."""
    return text is not None and not text.isdecimal() and _DECIMAL.fullmatch(text) is not None


def decimals_in(fields: Mapping[str, str]) -> dict[str, str]:
    """The columns of digits that have passed a floating-point number, each with the reason to refuse it."""
    return {name: DECIMAL for name in _TEXTS_OF_DIGITS if is_decimal(fields.get(name))}
