"""One transaction with this service's repositories."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any, TypeVar, cast
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncEngine

from notifications.domain.about import About
from notifications.domain.agreements import NOTHING_AGREED, Agreed
from notifications.domain.events import NoticeEvent
from notifications.domain.notice import Notice
from notifications.storage.contacts import Contacts
from notifications.storage.known_cases import KnownCases
from notifications.storage.notice_log import NoticeLog
from notifications.storage.notices import Notices
from notifications.storage.parent_mails import ParentMails
from notifications.storage.persons import PersonCopies
from notifications.storage.posts import Posts
from notifications.storage.preferences import ContactPreferences
from notifications.storage.stories import OpenStories
from notifications.storage.suppressions import Suppressions
from notifications.storage.webhooks import Webhooks
from shared.copies.calendars import Calendars
from shared.copies.contacts import Directory
from shared.copies.school_names import SchoolNames
from shared.messaging.keys import Key
from shared.messaging.outbox import Outgoing
from shared.messaging.unit_of_work import UnitOfWork, UnitOfWorkFactory
from shared.runtime.batching import BatchingConnection
from shared.runtime.clock import Clock

_COPIES = frozenset({"person", "contact", "organisation", "calendar"})

R = TypeVar("R")


class NotificationsUnitOfWork(UnitOfWork[NoticeEvent]):
    """Commits on a clean exit, and then calls ``notices_due`` with the channels by which something may be handed over.

    ``count`` gets what became of notices, likewise.

    ``subjects`` are the repositories of the subjects' stories, by the kind of things that they are about. ``agreed`` is
    what the municipality agreed on who is told what.
    ``by_letter``: notices go by letter too, so contacts are read with where their post goes.
    """

    def __init__(
        self,
        engine: AsyncEngine,
        *,
        source: str,
        clock: Clock,
        to_outgoing: Callable[[NoticeEvent], Outgoing],
        committed: Callable[[], None] = lambda: None,
        notices_due: Callable[[Collection[str]], None] = lambda _: None,
        count: Callable[[Sequence[NoticeEvent]], None] = lambda _: None,
        subjects: Mapping[str, OpenStories[Any]] | None = None,
        agreed: Agreed = NOTHING_AGREED,
        by_letter: bool = False,
    ) -> None:
        super().__init__(engine, source=source, clock=clock, to_outgoing=to_outgoing, committed=committed)
        self._notices_due = notices_due
        self._count = count
        self._subjects = subjects or {}
        self.agreed = agreed
        self._by_letter = by_letter

    def opened(self, connection: BatchingConnection) -> None:
        """Build the repositories of this transaction."""
        self._stories: dict[object, object] = {}
        self._told: list[NoticeEvent] = []
        self.cases = KnownCases(connection)
        self.persons = PersonCopies(connection)
        self.contacts = Contacts(connection, by_letter=self._by_letter)
        self.posts = Posts(connection)
        self.directory = Directory(connection)
        self.school_names = SchoolNames(connection)
        self.calendars = Calendars(connection)
        self.notices = Notices(connection)
        self.webhooks = Webhooks(connection)
        self.notice_log = NoticeLog(connection)
        self.preferences = ContactPreferences(connection)
        self.suppressions = Suppressions(connection)
        self.parent_mails = ParentMails(connection)
        self.after_commit(self._wake_delivery)
        self.after_commit(self._count_told)

    def stories(self, open_stories: Callable[[BatchingConnection], R]) -> R:
        """The repository of a subject's stories, the same as long as the transaction lasts."""
        if open_stories not in self._stories:
            self._stories[open_stories] = open_stories(self.connection)
        return cast("R", self._stories[open_stories])

    async def load(self, keys: Sequence[Key]) -> None:
        """Lock at once the things that the events at hand are about (cases, meetings, ...), and read their stories.

        Persons, contacts and organisations are copies, kept by one statement: they need no lock.
        """
        await self.load_stories([About(key.kind, UUID(key.id)) for key in keys if key.kind not in _COPIES])

    async def load_stories(self, abouts: Sequence[About]) -> None:
        """Lock these things, and read at once what arrived about them and the notices about them."""
        if not abouts:
            return
        await self.notices.load(abouts)
        await self.read_stories(abouts)

    async def read_stories(self, abouts: Sequence[About]) -> None:
        """Read at once what arrived about these things."""
        for kind, open_stories in self._subjects.items():
            if item_ids := [about.id for about in abouts if about.kind == kind]:
                await self.stories(open_stories).load(item_ids)

    def save(self, notice: Notice) -> None:
        """Store what became of a notice, and send what the others have to hear of it when the transaction commits."""
        self.notices.save(notice)
        self._told += notice.events
        self.take(notice)

    def _count_told(self) -> None:
        self._count(self._told)

    def _wake_delivery(self) -> None:
        if self.notices.anything_due:
            self._notices_due(self.notices.due_channels)


NotificationsUnits = UnitOfWorkFactory[NotificationsUnitOfWork]
