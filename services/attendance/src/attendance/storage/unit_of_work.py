"""One transaction over everything attendance keeps."""

from types import TracebackType
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from attendance.domain.events import LevelReached, LevelWithdrawn
from attendance.storage.calendars import Calendars
from attendance.storage.counts import Counts
from attendance.storage.marks import Marks
from attendance.storage.persons import Persons
from attendance.storage.pupils import Pupils
from attendance.storage.register_lock import RegisterLock
from attendance.storage.registrations import Registrations
from attendance.storage.rules import Rules
from attendance.storage.signals import Signals
from shared.messaging.envelope import Envelope
from shared.messaging.unit_of_work import UnitOfWork
from shared.runtime import context
from shared.runtime.context import MessageContext
from shared.runtime.directory import Directory
from shared.runtime.logging import get_logger

_MILESTONES: dict[type[Any], str] = {
    LevelReached: "attendance.level_reached",
    LevelWithdrawn: "attendance.level_withdrawn",
}


class AttendanceUnitOfWork(UnitOfWork):
    """The repositories of one transaction. Milestones are logged once it is committed, each in its own story."""

    def opened(self, connection: AsyncConnection) -> None:
        self._milestones: list[tuple[LevelReached | LevelWithdrawn, MessageContext]] = []
        self.lock = RegisterLock(connection)
        self.pupils = Pupils(connection)
        self.marks = Marks(connection)
        self.registrations = Registrations(connection)
        self.persons = Persons(connection)
        self.counts = Counts(connection)
        self.signals = Signals(connection)
        self.calendars = Calendars(connection)
        self.rules = Rules(connection)
        self.directory = Directory(connection)

    def add(self, *events: Any, caused_by: Envelope | None = None) -> None:
        """Send these domain events when the transaction commits, and log the milestones then."""
        super().add(*events, caused_by=caused_by)
        told_in = self._pending[-1].context if events else context.current()
        self._milestones.extend((event, told_in) for event in events if type(event) in _MILESTONES)

    async def __aexit__(
        self, exc_type: type[BaseException] | None, exc: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await super().__aexit__(exc_type, exc, traceback)
        if exc is None:
            for event, told_in in self._milestones:
                with context.bound(told_in):
                    _log(event)


def _log(event: LevelReached | LevelWithdrawn) -> None:
    signal = event.signal
    get_logger().info(
        _MILESTONES[type(event)],
        aggregate_id=signal.person_id,
        signal_id=signal.signal_id,
        reached_level=signal.level,
        count=event.count if isinstance(event, LevelWithdrawn) else signal.count,
        school=signal.school,
        school_year=str(signal.school_year),
        rule=signal.rule,
        rule_version=signal.rule_version,
    )
