"""References of cases, for people: ``SP-2026-000123``."""

from casework.domain.vocabulary import CaseType
from shared.domain.school_year import SchoolYear

_PREFIXES = {CaseType.TRUANCY: "SP"}


def reference(case_type: CaseType, school_year: SchoolYear, number: int) -> str:
    """The reference of the ``number``-th case (from 1) of a school year; the year is the one it starts in."""
    return f"{_PREFIXES[case_type]}-{school_year.start}-{number:06d}"
