"""References of cases, for people: ``SP-2026-000123`` (*spijbelen*), ``LP-2026-000012`` (*leerplicht*)."""

from casework.domain.vocabulary import CaseType
from shared.domain.school_year import SchoolYear

_PREFIXES = {CaseType.TRUANCY: "SP", CaseType.NOT_ENROLLED: "LP"}


def reference(case_type: CaseType, school_year: SchoolYear, number: int) -> str:
    """The reference of the ``number``-th case (from 1) of its type in a school year, by the year that starts in."""
    return f"{_PREFIXES[case_type]}-{school_year.start}-{number:06d}"
