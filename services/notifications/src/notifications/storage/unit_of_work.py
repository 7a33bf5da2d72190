"""One transaction with this service's repositories."""

from collections.abc import Callable
from datetime import UTC, datetime
from types import TracebackType
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from notifications.domain.events import NoticeEvent
from notifications.storage.cases import Cases
from notifications.storage.contacts import Contacts
from notifications.storage.meetings import Meetings
from notifications.storage.notice_log import NoticeLog
from notifications.storage.notices import Notices
from notifications.storage.persons import PersonCopies
from shared.messaging.unit_of_work import UnitOfWork, UnitOfWorkFactory
from shared.runtime.directory import Directory
from shared.runtime.ids import new_id


def _real_now() -> datetime:
    return datetime.now(UTC)


class NotificationsUnitOfWork(UnitOfWork[NoticeEvent]):
    """Commits on a clean exit, and then calls ``notices_due`` when something may be handed over."""

    real_now: Callable[[], datetime] = staticmethod(_real_now)
    notices_due: Callable[[], None] = staticmethod(lambda: None)
    new_id: Callable[[], UUID] = staticmethod(new_id)

    def opened(self, connection: AsyncConnection) -> None:
        """Build the repositories of this transaction."""
        self.cases = Cases(connection)
        self.meetings = Meetings(connection)
        self.persons = PersonCopies(connection)
        self.contacts = Contacts(connection)
        self.directory = Directory(connection)
        self.notices = Notices(connection)
        self.notice_log = NoticeLog(connection)

    async def __aexit__(
        self, exc_type: type[BaseException] | None, exc: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await super().__aexit__(exc_type, exc, traceback)
        if exc is None and self.notices.anything_due:
            self.notices_due()


class NotificationsUnits(UnitOfWorkFactory[NotificationsUnitOfWork]):
    """Makes units of work. ``notices_due`` is set by the composition root, to wake those who hand mails over."""

    notices_due: Callable[[], None] = staticmethod(lambda: None)

    def __call__(self) -> NotificationsUnitOfWork:
        """A new unit of work, not yet begun."""
        unit = super().__call__()
        unit.notices_due = self.notices_due
        return unit
