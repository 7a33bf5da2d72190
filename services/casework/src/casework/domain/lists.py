"""Lists of cases: which cases are asked for, and what stands in a list beside the case."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from casework.domain.case import Case
from casework.domain.states import Status


@dataclass(frozen=True, slots=True)
class Search:
    """Words that a case has to have, each somewhere: in its reference, the pupil's first name or class.

    And in the family name where the asker may see that.
    """

    words: tuple[str, ...]
    family_names: bool


@dataclass(frozen=True, slots=True)
class CaseFilter:
    """Which cases are asked for; None asks for all. ``schools`` and types ``visible`` are those the asker may see."""

    reference: str | None = None
    search: Search | None = None
    statuses: frozenset[Status] | None = None
    assignee: str | None = None
    school: str | None = None
    person_id: UUID | None = None
    due_before: date | None = None
    case_type: str | None = None
    schools: frozenset[str] | None = None
    visible: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class WorkItem:
    """A case to work on.

    ``due`` is the earliest day something is due, None when nothing is. ``task_due`` is that of its first open task.
    """

    case: Case
    due: date | None
    task_due: date | None


@dataclass(frozen=True, slots=True)
class Caseload:
    """How many open cases somebody has, per status; ``assignee`` None: nobody yet."""

    assignee: str | None
    by_status: Mapping[Status, int]

    @property
    def total(self) -> int:
        """All open cases of the assignee."""
        return sum(self.by_status.values())


@dataclass(frozen=True, slots=True)
class TimelinePlace:
    """Where a page of a timeline goes on: after this entry."""

    at: datetime
    position: int
