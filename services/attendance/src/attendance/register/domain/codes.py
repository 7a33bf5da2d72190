"""From a school package's code to a status: the boundary that the code does not cross."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from attendance.register.domain.status import Status

OFFICIAL_CODES = ("A", "M", "R", "Z", "H", "P", "B")
"""AGODI's codes since 1 September 2019; the only codes that can be kept beside a status."""

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
    """What one code of these packages means on dates before `until` (None: on every date).

    `official` is the official code it stands for; None if it stands for no official code.
    """

    packages: tuple[str, ...]
    code: str
    status: Status
    until: date | None = None
    official: str | None = None


class CodeTable:
    """All codes, by package; `other` is read as `official`. A later row for the same code replaces an earlier row.

    `retains_official_codes` says whether anything but the status may be read from it.
    """

    def __init__(self, version: str, codes: Sequence[Code], *, retains_official_codes: bool = False) -> None:
        self.version = version
        self.retains_official_codes = retains_official_codes
        self._codes = tuple(codes)
        self._readings = {
            (_READ_AS.get(package, package), code.code): (Reading(code.status, recognised=True), code.until)
            for code in codes
            for package in code.packages
        }
        self._official = {
            (_READ_AS.get(package, package), code.code): code.official for code in codes for package in code.packages
        }

    def with_codes(self, codes: Iterable[Code]) -> "CodeTable":
        """This table with a municipality's own codes added."""
        added = (*self._codes, *codes)
        return CodeTable(self.version, added, retains_official_codes=self.retains_official_codes)

    def retaining_official_codes(self) -> "CodeTable":
        """This table, which also gives the official code of each mark."""
        return CodeTable(self.version, self._codes, retains_official_codes=True)

    def read(self, package: str, code: str, day: date) -> Reading:
        """What a code says of a half day on `day`; a code that nobody knows says `unknown`, never more."""
        package = _READ_AS.get(package, package)
        dated_reading = self._readings.get((package, code)) or self._readings.get((package, _plain(code)))
        if dated_reading is None:
            return _UNRECOGNISED
        reading, until = dated_reading
        return reading if until is None or day < until else _UNRECOGNISED

    def official_code(self, package: str, code: str) -> str | None:
        """The official code to keep of a code; None if it has no official code, or if these are not retained."""
        if not self.retains_official_codes:
            return None
        package = _READ_AS.get(package, package)
        if (package, code) in self._official:
            return self._official[package, code]
        return self._official.get((package, _plain(code)))


def _plain(code: str) -> str:
    code = " ".join(code.split()).upper()
    return "R" if _SUB_CODE.fullmatch(code) else code
