"""One transaction over everything consultation keeps."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar
from uuid import UUID

from consultation.directory.storage.contacts import Contacts
from consultation.domain.contact import Contact, ContactChanged
from consultation.meetings.domain import events
from consultation.meetings.domain.events import MeetingEvent
from consultation.meetings.domain.meeting import Meeting
from consultation.meetings.storage.cases import Cases
from consultation.meetings.storage.meetings import Meetings
from consultation.meetings.storage.minutes import MinutesBook
from shared.copies.calendars import Calendars
from shared.messaging.keys import Key
from shared.messaging.milestones import Fields, milestone, milestones
from shared.messaging.unit_of_work import UnitOfWork, UnitOfWorkFactory
from shared.runtime.batching import BatchingConnection

Event = MeetingEvent | ContactChanged
"""Everything that happens in consultation and others have to know."""

Aggregate = TypeVar("Aggregate", Meeting, Contact)


def _of_meeting(event: MeetingEvent) -> Fields:
    meeting = event.meeting
    case_id = meeting.case_ids[0] if meeting.case_ids else None
    return {"aggregate_id": meeting.meeting_id, "case_id": case_id, "school": meeting.school}


def _of_contact(event: ContactChanged) -> Fields:
    return {"aggregate_id": event.contact.contact_id}


class ConsultationUnitOfWork(UnitOfWork[Event]):
    """The repositories of one transaction. Milestones are logged once it is committed."""

    milestones = milestones(
        milestone(events.MeetingScheduled, "meeting.scheduled", _of_meeting),
        milestone(events.MeetingRescheduled, "meeting.rescheduled", _of_meeting),
        milestone(events.MeetingCancelled, "meeting.cancelled", _of_meeting),
        milestone(events.MeetingHeld, "meeting.held", _of_meeting),
        milestone(events.MeetingUnschedulable, "meeting.unschedulable", _of_meeting),
        milestone(events.MeetingUnderReview, "meeting.review_begun", _of_meeting),
        milestone(events.MeetingRestored, "meeting.restored", _of_meeting),
        milestone(events.MeetingAttentionChanged, "meeting.attention_changed", _of_meeting),
        milestone(events.MeetingDropped, "meeting.dropped", _of_meeting),
        milestone(ContactChanged, "contact.changed", _of_contact),
    )

    def opened(self, connection: BatchingConnection) -> None:
        self.contacts = Contacts(connection)
        self.meetings = Meetings(connection)
        self.cases = Cases(connection)
        self.calendars = Calendars(connection)
        self.minutes = MinutesBook(connection)

    async def load(self, keys: Sequence[Key]) -> None:
        """Lock the cases that are about to be handled, with one statement; no statement without cases."""
        if case_ids := [UUID(key.id) for key in keys if key.kind == "case"]:
            await self.cases.lock(case_ids)

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


Units = UnitOfWorkFactory[ConsultationUnitOfWork]
