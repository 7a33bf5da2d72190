"""One transaction over everything attendance keeps."""

from types import TracebackType
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from attendance.domain.events import EnrolmentFound, EnrolmentMissing, LevelReached, LevelWithdrawn
from attendance.storage.calendars import Calendars
from attendance.storage.classes import Classes
from attendance.storage.counts import Counts
from attendance.storage.early_signals import EarlySignals
from attendance.storage.enrolment_gaps import EnrolmentGaps
from attendance.storage.exports import Exports
from attendance.storage.feeds import Feeds
from attendance.storage.figures import Figures
from attendance.storage.history import History
from attendance.storage.known_half_days import HalfDays
from attendance.storage.marks import Marks
from attendance.storage.participation import ParticipationFigures
from attendance.storage.persons import Persons
from attendance.storage.pupil_years import PupilYears
from attendance.storage.pupils import Pupils
from attendance.storage.questions import Questions
from attendance.storage.register_lock import RegisterLock
from attendance.storage.registrations import Registrations
from attendance.storage.residents import Residents
from attendance.storage.rules import Rules
from attendance.storage.shadow_signals import shadow_signal
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
    EnrolmentMissing: "attendance.enrolment_missing",
    EnrolmentFound: "attendance.enrolment_found",
}


class AttendanceUnitOfWork(UnitOfWork[object]):
    """The repositories of one transaction. What happened is logged once it is committed, each in its own story."""

    def opened(self, connection: AsyncConnection) -> None:
        self._lines: list[tuple[str, dict[str, Any], MessageContext]] = []
        self.lock = RegisterLock(connection)
        self.pupils = Pupils(connection)
        self.pupil_years = PupilYears(connection)
        self.marks = Marks(connection, self.pupils)
        self.registrations = Registrations(connection)
        self.persons = Persons(connection)
        self.counts = Counts(connection)
        self.half_days = HalfDays(connection)
        self.signals = Signals(connection)
        self.shadow_signals = Signals(connection, shadow_signal)
        self.calendars = Calendars(connection)
        self.history = History(connection)
        self.exports = Exports(connection)
        self.rules = Rules(connection)
        self.figures = Figures(connection)
        self.participation = ParticipationFigures(connection)
        self.residents = Residents(connection)
        self.enrolment_gaps = EnrolmentGaps(connection)
        self.classes = Classes(connection)
        self.questions = Questions(connection)
        self.feeds = Feeds(connection)
        self.early_signals = EarlySignals(connection)
        self.directory = Directory(connection)

    def add(self, *events: Any, caused_by: Envelope | None = None) -> None:
        """Send these domain events when the transaction commits, and log the milestones among them then."""
        super().add(*events, caused_by=caused_by)
        for event in events:
            if type(event) in _MILESTONES:
                told_in = self._pending[-1].context
                self._lines.append((_MILESTONES[type(event)], _fields(event), told_in))

    def log(self, event: str, **fields: Any) -> None:
        """Log this once the transaction is committed."""
        self._lines.append((event, fields, context.current()))

    async def __aexit__(
        self, exc_type: type[BaseException] | None, exc: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await super().__aexit__(exc_type, exc, traceback)
        if exc is None:
            for event, fields, told_in in self._lines:
                with context.bound(told_in):
                    get_logger().info(event, **fields)


def _fields(event: LevelReached | LevelWithdrawn | EnrolmentMissing | EnrolmentFound) -> dict[str, Any]:
    if isinstance(event, EnrolmentMissing | EnrolmentFound):
        gap = event.gap
        return {"aggregate_id": gap.person_id, "signal_id": gap.signal_id, "school_year": str(gap.school_year)}
    signal = event.signal
    return {
        "aggregate_id": signal.person_id,
        "signal_id": signal.signal_id,
        "reached_level": signal.level,
        "count": event.count if isinstance(event, LevelWithdrawn) else signal.count,
        "school": signal.school,
        "school_year": str(signal.school_year),
        "rule": signal.rule,
        "rule_version": signal.rule_version,
    }
