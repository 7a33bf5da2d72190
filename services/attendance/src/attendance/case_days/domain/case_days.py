"""What is kept of a case: whose it is, and on which days it was opened and ended."""

from datetime import date
from typing import NamedTuple
from uuid import UUID

from shared.domain.school_year import SchoolYear


class CaseDays(NamedTuple):
    """A case and its days. `school` is None for a case at no school, `ended_on` while the case goes on."""

    case_id: UUID
    person_id: UUID
    case_type: str
    school: str | None
    school_year: SchoolYear
    opened_on: date
    ended_on: date | None = None
