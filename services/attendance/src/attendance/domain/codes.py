"""From a school package's code to a status: the boundary that the code does not cross."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from attendance.domain.status import Status

# Schools split R (van rechtswege) into sub-codes such as R03; only the main code is official.
_SUB_CODE = re.compile(r"R[0-9]{1,3}", re.ASCII)

_READ_AS = {"other": "official"}


class Reading(NamedTuple):
    """A code's status, and whether the code is known at all."""

    status: Status
    recognised: bool


_UNRECOGNISED = Reading(Status.UNKNOWN, recognised=False)


@dataclass(frozen=True, slots=True)
class Code:
    """What one code of these packages means on dates before `until` (None: on every date)."""

    packages: tuple[str, ...]
    code: str
    status: Status
    until: date | None = None


class CodeTable:
    """All codes, by package; `other` is read as `official`. A later row for the same code replaces an earlier one."""

    def __init__(self, version: str, codes: Sequence[Code]) -> None:
        self.version = version
        self._codes = tuple(codes)
        self._readings = {
            (_READ_AS.get(package, package), code.code): (Reading(code.status, recognised=True), code.until)
            for code in codes
            for package in code.packages
        }

    def with_codes(self, codes: Iterable[Code]) -> "CodeTable":
        """This table with a municipality's own codes added."""
        return CodeTable(self.version, (*self._codes, *codes))

    def read(self, package: str, code: str, day: date) -> Reading:
        """What a code says of a half day on `day`; a code that nobody knows says `unknown`, never more."""
        package = _READ_AS.get(package, package)
        found = self._readings.get((package, code)) or self._readings.get((package, _plain(code)))
        if found is None:
            return _UNRECOGNISED
        reading, until = found
        return reading if until is None or day < until else _UNRECOGNISED


def _plain(code: str) -> str:
    code = " ".join(code.split()).upper()
    return "R" if _SUB_CODE.fullmatch(code) else code
