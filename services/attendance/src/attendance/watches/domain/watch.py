"""A watch: what casework asked to look out for on one case, and what was told of it."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from attendance.watches.domain.criterion import Criterion


@dataclass(frozen=True, slots=True)
class Watch:
    """The running watch of a case; the newest that was asked.

    `version` is that of the case when it was asked. `met` and `broken` say what was told already, each at most once. A
    watch that was broken is over; one that was met still breaks while casework has not ended it.
    """

    case_id: UUID
    version: int
    person_id: UUID
    asked_on: date
    criteria: tuple[Criterion, ...]
    met: bool = False
    broken: bool = False
