"""One transaction over everything consultation keeps."""

from dataclasses import replace
from types import TracebackType
from typing import Any, TypeVar

from sqlalchemy.ext.asyncio import AsyncConnection

from consultation.directory.storage.contacts import Contacts
from consultation.domain.contact import Contact, ContactChanged
from consultation.meetings.domain import events
from consultation.meetings.domain.meeting import Meeting
from consultation.meetings.storage.cases import Cases
from consultation.meetings.storage.meetings import Meetings
from consultation.meetings.storage.minutes import MinutesBook
from consultation.storage.calendars import Calendars
from shared.messaging.envelope import Envelope
from shared.messaging.unit_of_work import UnitOfWork, UnitOfWorkFactory
from shared.runtime.logging import get_logger

Aggregate = TypeVar("Aggregate", Meeting, Contact)

_MILESTONES: dict[type[events.MeetingEvent | ContactChanged], str] = {
    events.MeetingScheduled: "meeting.scheduled",
    events.MeetingRescheduled: "meeting.rescheduled",
    events.MeetingCancelled: "meeting.cancelled",
    events.MeetingHeld: "meeting.held",
    events.MeetingUnschedulable: "meeting.unschedulable",
    events.MeetingUnderReview: "meeting.review_begun",
    events.MeetingRestored: "meeting.restored",
    events.MeetingAttentionChanged: "meeting.attention_changed",
    events.MeetingDropped: "meeting.dropped",
    ContactChanged: "contact.changed",
}


class ConsultationUnitOfWork(UnitOfWork):
    """The repositories of one transaction. Milestones are logged once it is committed."""

    def opened(self, connection: AsyncConnection) -> None:
        self._happened: list[events.MeetingEvent | ContactChanged] = []
        self.contacts = Contacts(connection)
        self.meetings = Meetings(connection)
        self.cases = Cases(connection)
        self.calendars = Calendars(connection)
        self.minutes = MinutesBook(connection)

    async def save(self, aggregate: Aggregate) -> Aggregate:
        """Store a meeting or contact and send the events it collected; the aggregate as it is stored.

        Raises SlotTaken, and stores nothing, if the place or a participant of a meeting is taken at its time.
        """
        stored = replace(aggregate, events=())
        if isinstance(stored, Meeting):
            await self.meetings.save(stored)
        else:
            await self.contacts.save(stored)
        self.add(*aggregate.events)
        return stored

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


Units = UnitOfWorkFactory[ConsultationUnitOfWork]


def _log(event: events.MeetingEvent | ContactChanged) -> None:
    milestone = _MILESTONES[type(event)]
    if isinstance(event, ContactChanged):
        get_logger().info(milestone, aggregate_id=event.contact.contact_id)
    else:
        meeting = event.meeting
        case_id = meeting.case_ids[0] if meeting.case_ids else None
        get_logger().info(milestone, aggregate_id=meeting.meeting_id, case_id=case_id, school=meeting.school)
