"""Lists of cases: which cases are asked for, and what stands in a list beside the case."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from casework.domain.case import Case
from casework.domain.case_file import ContactAttempts
from casework.domain.notice import ShownNotice
from casework.domain.person import Name
from casework.domain.states import Status


@dataclass(frozen=True, slots=True)
class ReadNotes:
    """The notes that somebody reads of the cases that somebody may see: what ``names`` wrote, and those for partners.

    And those for the team: of every case for who ``acts`` on all, else of cases of ``given_types`` that were given to
    any of ``given_to``.
    """

    names: frozenset[str]
    acts: bool
    given_to: frozenset[str] = frozenset()
    given_types: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Search:
    """Words that a case has to have, each somewhere: in its reference, the pupil's first name or class.

    And in the family name where the asker may see that, and in the ``notes`` that the asker reads; None: in no note.
    """

    words: tuple[str, ...]
    family_names: bool
    notes: ReadNotes | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """The cases that somebody may see: of these types at these schools (None: at all schools).

    And cases of ``given_types`` that were given to any of ``given_to``, at whatever school.
    """

    types: frozenset[str]
    schools: frozenset[str] | None
    given_to: frozenset[str] = frozenset()
    given_types: frozenset[str] = frozenset()

    @property
    def all_types(self) -> frozenset[str]:
        """The types of the cases that there may be among them."""
        return self.types | (self.given_types if self.given_to else frozenset())


@dataclass(frozen=True, slots=True)
class CaseFilter:
    """Which cases are asked for; None asks for all. ``seen`` are those the asker may see."""

    reference: str | None = None
    search: Search | None = None
    statuses: frozenset[Status] | None = None
    assignee: str | None = None
    school: str | None = None
    person_id: UUID | None = None
    due_before: date | None = None
    case_type: str | None = None
    seen: Seen | None = None


@dataclass(frozen=True, slots=True)
class Showable:
    """What can be shown beside a case to a reader with the right to see it; None where it is not known.

    ``class_name`` is the pupil's at the case's school. ``attempts`` are the contacts with each party, counted.
    """

    name: Name
    class_name: str | None
    school_name: str | None
    notices: tuple[ShownNotice, ...]
    attempts: tuple[ContactAttempts, ...]


@dataclass(frozen=True, slots=True)
class ShownCases:
    """Cases that are read to be shown, with what can be shown beside each, by case id."""

    cases: Sequence[Case]
    beside: Mapping[UUID, Showable]


@dataclass(frozen=True, slots=True)
class TimelinePlace:
    """Where a page of a timeline goes on: after this entry."""

    at: datetime
    position: int
