"""The codes of school packages and what they mean, as data.

Sources:

1. AGODI's seven codes in force since 1 September 2019;
2. the conversion of the older codes that packages kept (Informat and Smartschool, "omzetting afwezigheidscodes");
3. the Ed-Fi AttendanceEventCategory descriptors.

No source was found for O, Q, S, V and K, so these codes are left out and nobody guesses.
"""

from datetime import date

from attendance.register.domain.codes import Code, CodeTable
from attendance.register.domain.status import Status

_OFFICIAL = ("official", "other")
_SCHOOL_SOFTWARE = ("smartschool", "informat", "wisa")
_FLEMISH = _OFFICIAL + _SCHOOL_SOFTWARE
PACKAGES = (*_FLEMISH, "ed-fi")

# The covid codes (pupil in the school's care; class not opened) ended with the school year 2021-2022.
_END_OF_COVID_CODES = date(2022, 9, 1)

_ROWS = (
    *(Code(PACKAGES, code, status) for code, status in {"|": Status.PRESENT, "-": Status.UNKNOWN}.items()),
    Code(_FLEMISH, "B", Status.PROBLEMATIC, official="B"),
    *(Code(_FLEMISH, code, Status.JUSTIFIED, official=code) for code in "AMRZHP"),
    *(Code(_FLEMISH, code, Status.JUSTIFIED, until=_END_OF_COVID_CODES) for code in "NX"),
    # Since 2019: D (ill, with a certificate) is Z, the others are R.
    Code(_SCHOOL_SOFTWARE, "D", Status.JUSTIFIED, official="Z"),
    *(Code(_SCHOOL_SOFTWARE, code, Status.JUSTIFIED, official="R") for code in "TUYCJ"),
    Code(_SCHOOL_SOFTWARE, "L", Status.LATE),
    *(Code(_SCHOOL_SOFTWARE, code, Status.PRESENT) for code in "WG"),
    Code(("ed-fi",), "EXCUSED ABSENCE", Status.JUSTIFIED),
    Code(("ed-fi",), "UNEXCUSED ABSENCE", Status.PROBLEMATIC),
    *(Code(("ed-fi",), code, Status.LATE) for code in ("TARDY", "EARLY DEPARTURE")),
    Code(("ed-fi",), "IN ATTENDANCE", Status.PRESENT),
    # `Partial` has no row: the adapter gives its reason as the code.
    Code(("ed-fi",), "ABSENT EXCUSED", Status.JUSTIFIED),
    Code(("ed-fi",), "ABSENT UNEXCUSED", Status.PROBLEMATIC),
)

CODE_TABLE = CodeTable(version="2026-11-28", codes=_ROWS)
"""The table in force; a municipality's own codes come on top (`CodeTable.with_codes`)."""
