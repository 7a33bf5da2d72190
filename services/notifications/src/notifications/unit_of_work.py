"""One transaction with this service's repositories."""

from collections.abc import Callable, Sequence
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from notifications.domain.about import About
from notifications.domain.events import NoticeEvent
from notifications.domain.notice import Notice
from notifications.storage.contacts import Contacts
from notifications.storage.known_cases import KnownCases
from notifications.storage.notice_log import NoticeLog
from notifications.storage.notices import Notices
from notifications.storage.persons import PersonCopies
from shared.copies.contacts import Directory
from shared.messaging.keys import Key
from shared.messaging.outbox import Outgoing
from shared.messaging.unit_of_work import UnitOfWork, UnitOfWorkFactory
from shared.runtime.clock import Clock

_COPIES = frozenset({"person", "contact"})


class NotificationsUnitOfWork(UnitOfWork[NoticeEvent]):
    """Commits on a clean exit, and then calls ``notices_due`` when something may be handed over.

    The stories of a subject are opened by its definition, on ``connection``.
    """

    def __init__(
        self,
        engine: AsyncEngine,
        *,
        source: str,
        clock: Clock,
        to_outgoing: Callable[[NoticeEvent], Outgoing],
        committed: Callable[[], None] = lambda: None,
        notices_due: Callable[[], None] = lambda: None,
    ) -> None:
        super().__init__(engine, source=source, clock=clock, to_outgoing=to_outgoing, committed=committed)
        self._notices_due = notices_due

    def opened(self, connection: AsyncConnection) -> None:
        """Build the repositories of this transaction."""
        self.cases = KnownCases(connection)
        self.persons = PersonCopies(connection)
        self.contacts = Contacts(connection)
        self.directory = Directory(connection)
        self.notices = Notices(connection)
        self.notice_log = NoticeLog(connection)
        self.after_commit(self._wake_delivery)

    async def load(self, keys: Sequence[Key]) -> None:
        """Lock, in one statement, the things that the events at hand are about: cases, meetings, ...

        Persons and contacts are copies, kept by one statement each: they need no lock.
        """
        await self.notices.lock(*(About(key.kind, UUID(key.id)) for key in keys if key.kind not in _COPIES))

    async def save(self, notice: Notice) -> None:
        """Store what became of a notice, and send what the others have to hear of it when the transaction commits."""
        await self.notices.save(notice)
        self.take(notice)

    def _wake_delivery(self) -> None:
        if self.notices.anything_due:
            self._notices_due()


NotificationsUnits = UnitOfWorkFactory[NotificationsUnitOfWork]
