"""One transaction over everything casework keeps."""

from types import TracebackType
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from casework.domain import events
from casework.domain.case import Case
from casework.domain.meeting import Meeting
from casework.storage.calendars import Calendars
from casework.storage.case_files import CaseFiles
from casework.storage.case_lists import CaseLists
from casework.storage.cases import Cases
from casework.storage.deadlines import Deadlines
from casework.storage.enrolment_gaps import EnrolmentGaps
from casework.storage.meetings import Meetings
from casework.storage.persons import Persons
from casework.storage.signals import Signals
from casework.storage.timeline import Timeline
from casework.storage.workers import Workers
from shared.messaging.unit_of_work import UnitOfWork
from shared.runtime.directory import Directory
from shared.runtime.logging import get_logger

_MILESTONES: dict[type[events.CaseEvent], str] = {
    events.CaseOpened: "case.opened",
    events.CaseReopened: "case.reopened",
    events.CaseEscalated: "case.escalated",
    events.EscalationWithdrawn: "case.escalation_withdrawn",
    events.CaseAssigned: "case.assigned",
    events.MeetingRequested: "case.meeting_requested",
    events.WithdrawalProposed: "case.withdrawal_proposed",
    events.WithdrawalDropped: "case.withdrawal_dropped",
    events.CaseWithdrawn: "case.withdrawn",
    events.CaseClosed: "case.closed",
}


class CaseworkUnitOfWork(UnitOfWork[events.CaseEvent]):
    """The repositories of one transaction. Milestones are logged once it is committed."""

    def opened(self, connection: AsyncConnection) -> None:
        self._happened: list[events.CaseEvent] = []
        self.signals = Signals(connection)
        self.enrolment_gaps = EnrolmentGaps(connection)
        self.cases = Cases(connection, self.signals, self.enrolment_gaps)
        self.case_lists = CaseLists(connection)
        self.persons = Persons(connection)
        self.calendars = Calendars(connection)
        self.meetings = Meetings(connection)
        self.timeline = Timeline(connection)
        self.files = CaseFiles(connection)
        self.deadlines = Deadlines(connection)
        self.directory = Directory(connection)
        self.workers = Workers(connection, self.directory)

    async def lock_persons(self, *person_ids: UUID) -> None:
        for person_id in sorted(set(person_ids)):
            key = sa.func.hashtextextended(str(person_id), 0)
            await self.connection.execute(sa.select(sa.func.pg_advisory_xact_lock(key)))

    async def save(self, case: Case) -> None:
        await self.cases.save(case)
        if case.entries:
            await self.timeline.append(case.merged_into or case.case_id, case.entries)
        for event in case.events:
            if isinstance(event, events.MeetingRequested):
                await self.meetings.save(Meeting.asked_for(event.meeting_id), [event.case_id])
        self.add(*case.events)
        self._happened.extend(case.events)
        case.entries.clear()
        case.events.clear()

    async def __aexit__(
        self, exc_type: type[BaseException] | None, exc: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await super().__aexit__(exc_type, exc, traceback)
        if exc is None:
            for event in self._happened:
                _log(event)


def _log(event: events.CaseEvent) -> None:
    told: dict[str, Any] = {"aggregate_id": event.case_id, "reference": event.reference}
    if isinstance(event, events.CaseClosed):
        told["outcome"] = event.outcome.value
    if isinstance(event, events.CaseBegan | events.CaseEscalated) and event.level is not None:
        told["reached_level"] = event.level
    get_logger().info(_MILESTONES[type(event)], **told)
