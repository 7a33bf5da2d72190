"""What the use cases need of the world outside; `storage` provides it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Protocol
from uuid import UUID

from consultation.application.queries import ContactQuery, MeetingQuery
from consultation.domain.contact import Contact
from consultation.domain.diary import Booking
from consultation.domain.intervals import Interval
from consultation.domain.meeting import Meeting
from consultation.domain.minutes import Minutes
from consultation.domain.standing import KnownCase
from shared.domain.roles import Role
from shared.domain.school_calendar import CalendarOf, SchoolCalendar


class SlotTaken(Exception):
    """Another meeting got a contact or the place of this one at that time a moment ago: plan again."""


class Contacts(Protocol):
    """The directory."""

    async def get(self, contact_id: str) -> Contact:
        """The contact, locked until the transaction ends. Raises NotFound."""
        ...

    async def find(self, contact_id: str) -> Contact | None:
        """The contact, if there is one."""
        ...

    async def page(self, asked: ContactQuery, *, after: str | None, limit: int) -> list[Contact]:
        """Up to `limit` of the contacts asked for, by contact id, those that come after `after`."""
        ...

    async def all(self) -> list[Contact]:
        """Everyone, by contact id."""
        ...

    async def for_meeting(self, school: str, roles: Iterable[Role]) -> list[Contact]:
        """Everyone with one of these roles who is there for that school, and all deputies, by contact id."""
        ...

    async def save(self, contact: Contact) -> None: ...

    async def lock_directory(self) -> None:
        """Let nobody else load a directory until the transaction ends."""
        ...

    async def file_rows(self) -> Mapping[str, bytes]:
        """Per contact the digest of the row it was last loaded from."""
        ...

    async def note_file_row(self, contact_id: str, digest: bytes) -> None: ...


class Meetings(Protocol):
    """Meetings with their participants. No contact is ever in two at the same time, and no place has two."""

    async def get(self, meeting_id: UUID) -> Meeting:
        """The meeting, locked until the transaction ends. Raises NotFound."""
        ...

    async def find(self, meeting_id: UUID, *, lock: bool = False) -> Meeting | None:
        """The meeting, if there is one; with `lock` it stays as it is until the transaction ends."""
        ...

    async def page(self, asked: MeetingQuery, *, after: UUID | None, limit: int) -> list[Meeting]:
        """Up to `limit` of the meetings asked for, oldest first, those that come after `after`."""
        ...

    async def of_case(self, case_id: UUID) -> list[Meeting]:
        """The meetings about this case, oldest first, locked until the transaction ends."""
        ...

    async def save(self, meeting: Meeting) -> None:
        """Store it. Raises SlotTaken when its place or a participant is taken then; nothing is stored in that case."""
        ...

    async def awaited_at(self, school: str) -> list[Meeting]:
        """Meetings at this school that have a time and were not held yet, locked until the transaction ends."""
        ...

    async def awaited_by(self, contact_ids: Iterable[str]) -> list[Meeting]:
        """The same of meetings in which one of these contacts takes part."""
        ...

    async def to_watch(self, now: datetime) -> list[Meeting]:
        """The same of all meetings, not locked, without those that are past and ask to be completed already."""
        ...

    async def at_place(self, place: str, time: Interval, *, but: UUID) -> Sequence[Booking]:
        """The meetings of any school that hold this place at some of this time, the meeting `but` left out."""
        ...

    async def of_cases(self, case_ids: Iterable[UUID], time: Interval, *, but: UUID) -> Sequence[Booking]:
        """The meetings about one of these cases at some of this time, the meeting `but` left out."""
        ...

    async def busy(
        self, contact_ids: Iterable[str], first: date, last: date, *, but: UUID
    ) -> Sequence[tuple[str, Interval]]:
        """When these contacts have meetings from `first` until and with `last`, the meeting `but` left out."""
        ...


class Cases(Protocol):
    """What is known of cases."""

    async def get(self, case_id: UUID) -> KnownCase | None:
        """The case, locked until the transaction ends; None when no event has told of it."""
        ...

    async def asks(self, asking: KnownCase) -> KnownCase | None:
        """Note that a case, at its version, asks for a meeting.

        The case as it is known, locked, and from now on known as it asks when it was not; None when that version's
        request was noted before.
        """
        ...

    async def known(self, case_ids: Iterable[UUID]) -> Mapping[UUID, KnownCase]: ...

    async def save(self, case: KnownCase) -> None: ...


class Calendars(Protocol):
    """Copies of the schools' calendars."""

    async def of(self, school: str, first: date, last: date) -> CalendarOf:
        """The calendars of the school years around these days; the Flemish one where the school has none."""
        ...

    async def save(self, calendar: SchoolCalendar) -> None:
        """Keep it, unless a newer version is there already."""
        ...


class MinutesBook(Protocol):
    """The minutes of meetings."""

    async def get(self, meeting_id: UUID) -> Minutes | None: ...

    async def save(self, meeting_id: UUID, minutes: Minutes) -> None: ...


class Unit(Protocol):
    """One transaction."""

    @property
    def contacts(self) -> Contacts: ...

    @property
    def meetings(self) -> Meetings: ...

    @property
    def cases(self) -> Cases: ...

    @property
    def calendars(self) -> Calendars: ...

    @property
    def minutes(self) -> MinutesBook: ...

    def add(self, *events: Any) -> None:
        """Send these domain events when the transaction commits."""
        ...
