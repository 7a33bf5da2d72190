"""What the use cases need of storage."""

from collections.abc import Callable, Collection, Iterable
from datetime import datetime
from typing import Protocol
from uuid import UUID

from notifications.domain.about import About
from notifications.domain.case_story import CaseFact, CaseStory
from notifications.domain.directory import Directory
from notifications.domain.events import NoticeEvent
from notifications.domain.meeting_story import MeetingStory, MeetingVersion
from notifications.domain.notice import Notice
from notifications.domain.persons import Person, Persons
from shared.runtime.clock import Clock


class Cases(Protocol):
    """What arrived about cases."""

    async def add(self, case_id: UUID, fact: CaseFact) -> None:
        """Keep a fact; one that is known already changes nothing."""
        ...

    async def story(self, case_id: UUID) -> CaseStory:
        """All that arrived about a case, perhaps nothing."""
        ...

    async def merged_into(self, case_id: UUID) -> list[UUID]:
        """The cases that went on in this one, in the order of their ids."""
        ...

    async def forget_person(self, person_id: UUID) -> None:
        """Keep no register number and no half days of this person's cases."""
        ...


class Meetings(Protocol):
    """What arrived about meetings."""

    async def add(self, meeting_id: UUID, version: MeetingVersion) -> None:
        """Keep a version; one that is known already changes nothing."""
        ...

    async def story(self, meeting_id: UUID) -> MeetingStory:
        """All that arrived about a meeting, perhaps nothing."""
        ...


class PersonCopies(Protocol):
    """This service's own copy of names."""

    async def keep(self, person: Person, sequence: int) -> None:
        """Take over a person's whole state, unless a newer one is known."""
        ...

    async def merge(self, person_id: UUID, merged_into: UUID, sequence: int) -> None:
        """Remember that a person is another one now, unless something newer is known."""
        ...

    async def erase(self, person_id: UUID) -> None:
        """Keep nothing of a person but that there was one."""
        ...

    async def merged_into(self, person_id: UUID) -> list[UUID]:
        """The persons who turned out to be this one, through all mergers."""
        ...

    async def find(self, person_ids: Collection[UUID]) -> Persons:
        """These persons and those they were merged into, as far as they are known."""
        ...


class Contacts(Protocol):
    """This service's own copy of the directory."""

    async def around(self, school: str, contact_ids: Iterable[str]) -> Directory:
        """The contacts of a school, all deputies, and these contacts."""
        ...


class Notices(Protocol):
    """The notices and their delivery."""

    async def lock(self, about: About) -> None:
        """Let no other transaction decide about the same case or meeting until this one ends."""
        ...

    async def of(self, about: About) -> list[Notice]:
        """All notices about a case or meeting, oldest first, locked."""
        ...

    async def get(self, notice_id: UUID) -> Notice | None:
        """One notice, locked."""
        ...

    async def read(self, notice_ids: Collection[UUID]) -> list[Notice]:
        """These notices, as they are now, not locked."""
        ...

    async def add(self, *notices: Notice) -> None:
        """Queue new notices."""
        ...

    async def save(self, notice: Notice) -> None:
        """Store what became of a notice."""
        ...

    async def release(self, fact: str, real_now: datetime) -> None:
        """Let notices that wait for this fact have their turn."""
        ...

    async def lapsed(self, real_now: datetime) -> list[About]:
        """What the notices are about whose worker did not finish in time."""
        ...


class NoticesUnitOfWork(Protocol):
    """One transaction. ``clock`` is the domain's; ``real_now`` (UTC) that of leases and retries."""

    new_id: Callable[[], UUID]
    clock: Clock
    real_now: Callable[[], datetime]

    @property
    def cases(self) -> Cases: ...

    @property
    def meetings(self) -> Meetings: ...

    @property
    def persons(self) -> PersonCopies: ...

    @property
    def contacts(self) -> Contacts: ...

    @property
    def notices(self) -> Notices: ...

    def add(self, *events: NoticeEvent) -> None:
        """Send these events when the transaction commits."""
        ...
