"""One transaction with this service's repositories."""

from collections.abc import Callable
from types import TracebackType

from sqlalchemy.ext.asyncio import AsyncConnection

from notifications.domain.notice import Notice
from notifications.storage.contacts import Contacts
from notifications.storage.known_cases import KnownCases
from notifications.storage.notice_log import NoticeLog
from notifications.storage.notices import Notices
from notifications.storage.persons import PersonCopies
from shared.messaging.unit_of_work import UnitOfWork, UnitOfWorkFactory
from shared.runtime.directory import Directory


class NotificationsUnitOfWork(UnitOfWork):
    """Commits on a clean exit, and then calls ``notices_due`` when something may be handed over.

    The stories of a subject are opened by its definition, on ``connection``.
    """

    notices_due: Callable[[], None] = staticmethod(lambda: None)

    def opened(self, connection: AsyncConnection) -> None:
        """Build the repositories of this transaction."""
        self.cases = KnownCases(connection)
        self.persons = PersonCopies(connection)
        self.contacts = Contacts(connection)
        self.directory = Directory(connection)
        self.notices = Notices(connection)
        self.notice_log = NoticeLog(connection)

    async def save(self, notice: Notice) -> None:
        """Store what became of a notice, and send what the others have to hear of it when the transaction commits."""
        await self.notices.save(notice)
        self.add(*notice.events)
        notice.events.clear()

    async def __aexit__(
        self, exc_type: type[BaseException] | None, exc: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await super().__aexit__(exc_type, exc, traceback)
        if exc is None and self.notices.anything_due:
            self.notices_due()


class NotificationsUnits(UnitOfWorkFactory[NotificationsUnitOfWork]):
    """Makes units of work. ``notices_due`` is set by the composition root, to wake those who hand notices over."""

    notices_due: Callable[[], None] = staticmethod(lambda: None)

    def __call__(self) -> NotificationsUnitOfWork:
        """A new unit of work, not yet begun."""
        unit = super().__call__()
        unit.notices_due = self.notices_due
        return unit
