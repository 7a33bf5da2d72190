"""What caseworkers add to a case beside its timeline: notes, tasks and contacts. Never part of an event."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from casework.domain.vocabulary import ContactMeans, ContactParty


@dataclass(frozen=True, slots=True)
class Note:
    """A caseworker's own note."""

    note_id: UUID
    at: datetime
    by: str
    text: str


@dataclass(frozen=True, slots=True)
class Task:
    """Something to do for a case, with the person who does it and the day by which it is done."""

    task_id: UUID
    text: str
    owner: str
    due: date
    at: datetime
    by: str
    done_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class CaseContact:
    """One contact about a case: the other party, the way, and what was said."""

    case_contact_id: UUID
    on: date
    party: ContactParty
    means: ContactMeans
    text: str
    at: datetime
    by: str
