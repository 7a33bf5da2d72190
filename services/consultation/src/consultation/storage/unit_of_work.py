"""One transaction over everything consultation keeps."""

from types import TracebackType
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from consultation.domain import events
from consultation.storage.calendars import CalendarRepository
from consultation.storage.cases import CaseRepository
from consultation.storage.contacts import ContactRepository
from consultation.storage.meetings import MeetingRepository
from consultation.storage.minutes import MinutesRepository
from shared.messaging.envelope import Envelope
from shared.messaging.unit_of_work import UnitOfWork
from shared.runtime.logging import get_logger

_MILESTONES: dict[type[events.Event], str] = {
    events.MeetingScheduled: "meeting.scheduled",
    events.MeetingRescheduled: "meeting.rescheduled",
    events.MeetingCancelled: "meeting.cancelled",
    events.MeetingHeld: "meeting.held",
    events.MeetingUnschedulable: "meeting.unschedulable",
    events.MeetingUnderReview: "meeting.review_begun",
    events.MeetingRestored: "meeting.restored",
    events.MeetingAttentionChanged: "meeting.attention_changed",
    events.MeetingDropped: "meeting.dropped",
    events.ContactChanged: "contact.changed",
}


class ConsultationUnitOfWork(UnitOfWork[events.Event]):
    """The repositories of one transaction. Milestones are logged once it is committed."""

    def opened(self, connection: AsyncConnection) -> None:
        self._happened: list[events.Event] = []
        self.contacts = ContactRepository(connection)
        self.meetings = MeetingRepository(connection)
        self.cases = CaseRepository(connection)
        self.calendars = CalendarRepository(connection)
        self.minutes = MinutesRepository(connection)

    def add(self, *events: Any, caused_by: Envelope | None = None) -> None:
        """Send these domain events when the transaction commits, and log them then."""
        super().add(*events, caused_by=caused_by)
        self._happened.extend(events)

    async def __aexit__(
        self, exc_type: type[BaseException] | None, exc: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await super().__aexit__(exc_type, exc, traceback)
        if exc is None:
            for event in self._happened:
                _log(event)


def _log(event: events.Event) -> None:
    milestone = _MILESTONES[type(event)]
    if isinstance(event, events.ContactChanged):
        get_logger().info(milestone, aggregate_id=event.contact.contact_id)
    else:
        meeting = event.meeting
        get_logger().info(
            milestone, aggregate_id=meeting.meeting_id, case_id=meeting.case_ids[0], school=meeting.school
        )
