"""What caseworkers add to a case beside its timeline and its notes: tasks and contacts. Never part of an event."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from casework.domain.vocabulary import ContactMeans, ContactParty, TaskOrigin


@dataclass(frozen=True, slots=True)
class Task:
    """Something to do for a case, with the person who does it and the day by which it is done.

    It is dropped when its case is withdrawn before it is done. ``text`` is None for a task that was agreed at a
    meeting: what it is stays in consultation, as the action ``action_id`` of ``meeting_id``.
    """

    task_id: UUID
    text: str | None
    owner: str
    due: date
    at: datetime
    by: str
    done_at: datetime | None = None
    dropped_at: datetime | None = None
    origin: TaskOrigin = TaskOrigin.HAND
    meeting_id: UUID | None = None
    action_id: UUID | None = None

    @property
    def is_open(self) -> bool:
        """Whether it is still to do."""
        return self.done_at is None and self.dropped_at is None


@dataclass(frozen=True, slots=True)
class OwnTask:
    """A task of somebody, with the case it is for; ``case_ended``: the case has ended, and the task is still there."""

    task: Task
    case_id: UUID
    reference: str
    case_type: str
    case_ended: bool


@dataclass(frozen=True, slots=True)
class CaseContact:
    """One contact about a case, or an attempt at it: the other party, the way, and what was said.

    ``reached`` is False for an attempt that did not reach the party.
    """

    case_contact_id: UUID
    on: date
    party: ContactParty
    means: ContactMeans
    text: str
    at: datetime
    by: str
    reached: bool = True


@dataclass(frozen=True, slots=True)
class ContactAttempts:
    """How often a party of a case was tried to be reached and was reached; ``last`` is the last day of all."""

    party: ContactParty
    attempts: int
    reached: int
    last: date
