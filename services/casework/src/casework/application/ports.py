"""What the use cases need from storage."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from casework.application.workers import Workers
from casework.domain.case import Case
from casework.domain.case_file import CaseContact, Note, Task
from casework.domain.deadlines import Deadline
from casework.domain.enrolment_gap import EnrolmentGap
from casework.domain.meeting import Meeting
from casework.domain.not_enrolled_case import NotEnrolledCase
from casework.domain.notice import Notice
from casework.domain.person import Name, Person, Pupil
from casework.domain.signal import Signal
from casework.domain.states import Status
from casework.domain.timeline import Entry
from casework.domain.truancy_case import TruancyCase
from casework.domain.vocabulary import CaseType
from shared.domain.school_calendar import SchoolCalendar
from shared.domain.school_year import SchoolYear


@dataclass(frozen=True, slots=True)
class KnownSignal:
    """A signal and the case that rests on it, if any."""

    signal: Signal
    case_id: UUID | None


@dataclass(frozen=True, slots=True)
class KnownGap:
    """A gap in a child's enrolment and the case that rests on it, if any."""

    gap: EnrolmentGap
    case_id: UUID | None


@dataclass(frozen=True, slots=True)
class Placement:
    """Which person has a case, and which persons have its register number, the newest enrolment in front.

    A case of a child that is not enrolled has no register number, and so nobody who has it.
    """

    case_id: UUID
    person_id: UUID
    enrolled: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class Search:
    """Words that a case has to have, each somewhere: in its reference, the pupil's first name or class.

    And in the family name where the asker may see that.
    """

    words: tuple[str, ...]
    family_names: bool


@dataclass(frozen=True, slots=True)
class CaseFilter:
    """Which cases are asked for; None asks for all. ``schools`` and ``visible`` are those the asker may see."""

    reference: str | None = None
    search: Search | None = None
    statuses: frozenset[Status] | None = None
    assignee: str | None = None
    school: str | None = None
    person_id: UUID | None = None
    due_before: date | None = None
    case_type: CaseType | None = None
    schools: frozenset[str] | None = None
    visible: frozenset[CaseType] = frozenset(CaseType)


@dataclass(frozen=True, slots=True)
class WorkItem:
    """A case to work on; ``due`` is the earliest day something is due, None when nothing is."""

    case: Case
    due: date | None


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


class Cases(Protocol):
    """Cases, whole: with their signals and meetings."""

    async def get(self, case_id: UUID) -> Case:
        """The case. Raises NotFound."""
        ...

    async def locked(self, case_id: UUID) -> Case:
        """The case, which nobody else changes until the transaction ends. Raises NotFound."""
        ...

    async def locked_truancy(self, case_id: UUID) -> TruancyCase:
        """The same of a case that a level rests on."""
        ...

    async def locked_not_enrolled(self, case_id: UUID) -> NotEnrolledCase:
        """The same of a case that a gap in an enrolment rests on."""
        ...

    async def open_of(self, person_id: UUID, case_type: CaseType) -> Case | None:
        """The person's open case of this type, locked."""
        ...

    async def for_gap(self, person_id: UUID, school_year: SchoolYear) -> NotEnrolledCase | None:
        """As ``for_level``, of the cases of a child that is not enrolled."""
        ...

    async def for_level(self, person_id: UUID, school_year: SchoolYear) -> TruancyCase | None:
        """The person's open truancy case, else the one of that school year that ended last, locked.

        A merged one only when there is no other.
        """
        ...

    async def of_person(self, person_id: UUID) -> list[Placement]:
        """Where all cases of a person are, the one opened first in front."""
        ...

    async def of_pupils(self, pupils: Collection[Pupil]) -> list[Placement]:
        """Where all cases of these register numbers are, the one opened first in front."""
        ...

    async def pass_on(self, source: UUID, target: UUID) -> None:
        """What had been merged into one case goes on in another from now on."""
        ...

    async def next_number(self, case_type: CaseType, school_year: SchoolYear) -> int:
        """The next number of a reference, from 1 for each type in each school year."""
        ...


class CaseLists(Protocol):
    """Cases in lists, to read."""

    async def page(self, wanted: CaseFilter, today: date, after: UUID | None, limit: int) -> list[Case]:
        """Cases in the order they were opened, after the given one."""
        ...

    async def classes(self, case_ids: Collection[UUID], today: date) -> Mapping[UUID, str | None]:
        """The class of each case's pupil at the case's school, as far as it is known."""
        ...

    async def worklist(
        self, workers: Collection[str], case_type: CaseType | None, after: tuple[date, UUID] | None, limit: int
    ) -> list[WorkItem]:
        """Open cases (of one type) of these assignees or nobody, what is due first in front."""
        ...

    async def caseloads(self, case_type: CaseType | None) -> list[Caseload]:
        """The open cases (of one type) per assignee."""
        ...


class Signals(Protocol):
    """What attendance said, also what no case rests on."""

    async def get(self, signal_id: UUID) -> KnownSignal | None: ...

    async def save(self, case_id: UUID | None, *items: Signal) -> None:
        """Keep signals with the case that rests on them, if any."""
        ...

    async def strayed(self, person_id: UUID) -> list[KnownSignal]:
        """Standing signals of a pupil of this person, in an open case of another person and pupil.

        Of those told of that other person only such whose pupil has left it.
        """
        ...


class EnrolmentGaps(Protocol):
    """What attendance said of children that are not known to be enrolled, also what no case rests on."""

    async def get(self, signal_id: UUID) -> KnownGap | None: ...

    async def save(self, case_id: UUID | None, *items: EnrolmentGap) -> None:
        """Keep gaps with the case that rests on them, if any."""
        ...


class Persons(Protocol):
    """The copy of names and enrolments."""

    async def get(self, person_id: UUID) -> Person | None: ...

    async def save(self, told: Person) -> None: ...

    async def erase(self, person_id: UUID) -> None:
        """Forget name and enrolments, for good."""
        ...

    async def living(self, person_id: UUID) -> UUID:
        """The person this one was merged into, through all merges; itself when there was none."""
        ...

    async def enrolled_as(self, pupil: Pupil) -> list[UUID]:
        """The persons with this register number, the one of the newest enrolment in front; usually one."""
        ...

    async def names(self, person_ids: Collection[UUID]) -> Mapping[UUID, Name]:
        """The names of persons, through merges."""
        ...


class Calendars(Protocol):
    """The copy of schools' own calendars."""

    async def of_school(self, school: str) -> Mapping[SchoolYear, SchoolCalendar]: ...

    async def save(self, told: SchoolCalendar) -> None:
        """Keep a calendar unless a newer version is known."""
        ...


class Meetings(Protocol):
    """The copy of care meetings and their cases."""

    async def save(self, told: Meeting, case_ids: Collection[UUID]) -> None:
        """Keep a meeting, unless something newer was told of it.

        Its cases are those of these that are known, as it is first told of; from then on only mergers change them.
        """
        ...

    async def move(self, source: UUID, target: UUID) -> None:
        """The meetings of one case are another's from now on."""
        ...


class Timeline(Protocol):
    """Entries of cases, and the notices that some tell of.

    What is about a meeting shows in the timeline of each case of that meeting.
    """

    async def append(self, case_id: UUID, entries: Sequence[Entry]) -> None:
        """What happened to a case."""
        ...

    async def note_meeting(self, meeting_id: UUID, entry: Entry) -> None:
        """What was told of a meeting, once per event."""
        ...

    async def note_notice_of_case(self, case_id: UUID, notice: Notice, entry: Entry) -> None:
        """What became of a notice about a case, once per event; nothing of a case that is not known here."""
        ...

    async def note_notice_of_meeting(self, meeting_id: UUID, notice: Notice, entry: Entry) -> None:
        """What became of a notice about a meeting, once per event."""
        ...

    async def notices(self, case_ids: Collection[UUID]) -> Mapping[UUID, Sequence[Notice]]:
        """The notices about each case and its meetings, in the order they were made."""
        ...

    async def move(self, source: UUID, target: UUID) -> None:
        """The timeline of one case goes on in another's."""
        ...

    async def page(
        self, case_id: UUID, after: TimelinePlace | None, limit: int
    ) -> Sequence[tuple[TimelinePlace, Entry]]: ...


class CaseFiles(Protocol):
    """Notes, tasks and contacts."""

    async def add_note(self, case_id: UUID, item: Note) -> None: ...

    async def add_task(self, case_id: UUID, item: Task) -> None: ...

    async def add_contact(self, case_id: UUID, item: CaseContact) -> None: ...

    async def finish_task(self, case_id: UUID, task_id: UUID, at: datetime) -> None:
        """A task is done. Raises NotFound."""
        ...

    async def notes(self, case_id: UUID, after: UUID | None, limit: int) -> list[Note]: ...

    async def tasks(self, case_id: UUID, after: UUID | None, limit: int) -> list[Task]: ...

    async def contacts(self, case_id: UUID, after: UUID | None, limit: int) -> list[CaseContact]: ...

    async def move(self, source: UUID, target: UUID) -> None: ...


class Deadlines(Protocol):
    """Deadlines that were not brought to notice yet."""

    async def due(self, now: datetime, limit: int) -> list[Deadline]: ...

    async def claim(self, due: Deadline, at: datetime) -> bool:
        """Bring a deadline to notice; False when it no longer counts or that was done."""
        ...


class CaseworkUnit(Protocol):
    """One transaction over everything casework keeps."""

    @property
    def cases(self) -> Cases: ...
    @property
    def case_lists(self) -> CaseLists: ...
    @property
    def signals(self) -> Signals: ...
    @property
    def enrolment_gaps(self) -> EnrolmentGaps: ...
    @property
    def persons(self) -> Persons: ...
    @property
    def calendars(self) -> Calendars: ...
    @property
    def meetings(self) -> Meetings: ...
    @property
    def timeline(self) -> Timeline: ...
    @property
    def files(self) -> CaseFiles: ...
    @property
    def deadlines(self) -> Deadlines: ...
    @property
    def workers(self) -> Workers: ...

    async def lock_persons(self, *person_ids: UUID) -> None:
        """Nobody else changes the cases of these persons until the transaction ends."""
        ...

    async def save(self, case: Case) -> None:
        """Store a case, its timeline entries and its events. Raises Conflict when its person has an open one."""
        ...
