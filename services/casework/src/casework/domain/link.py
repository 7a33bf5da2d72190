"""Cases that belong together, such as those of brothers and sisters: linked by hand, and never part of an event."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from casework.domain.case import Case
from casework.domain.timeline import Cause, Entry, EntryKind


class Relation(StrEnum):
    """What the pupils of two linked cases are to each other."""

    SIBLING = "sibling"
    SAME_HOUSEHOLD = "same-household"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Link:
    """A link of a case, seen from that case: ``other_id`` is the case at its other end."""

    link_id: UUID
    other_id: UUID
    relation: Relation
    reason: str
    at: datetime
    by: str


def linked(other: Case, relation: Relation, cause: Cause) -> Entry:
    """What the timeline of a case says of a link to ``other``."""
    return Entry.of(EntryKind.CASE_LINKED, cause, reference=_reference(other), relation=relation)


def unlinked(other: Case, cause: Cause) -> Entry:
    """What the timeline of a case says once ``other`` is no longer linked to it."""
    return Entry.of(EntryKind.CASE_UNLINKED, cause, reference=_reference(other))


def _reference(case: Case) -> str | None:
    """The reference says the type of a case: of a discreet type it is left out."""
    return None if case.case_type.discreet else case.reference
