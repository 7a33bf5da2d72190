"""References of cases, for people: ``SP-2026-000123``. The prefix is that of the type of case."""

from casework.domain.case_type import CaseType
from shared.domain.school_year import SchoolYear


def reference(case_type: CaseType, school_year: SchoolYear, number: int) -> str:
    """The reference of the ``number``-th case (from 1) of its type in a school year, by the year that starts in."""
    return f"{case_type.prefix}-{school_year.start}-{number:06d}"
