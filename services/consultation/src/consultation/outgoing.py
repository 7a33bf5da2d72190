"""Domain events as the events others read."""

from typing import Any

from consultation.domain.contact import Contact, ContactChanged
from consultation.domain.local_time import BRUSSELS
from consultation.domain.wanted import NoSlot, Slot
from consultation.meetings.domain.attention import Attention
from consultation.meetings.domain.events import (
    MeetingAttentionChanged,
    MeetingCancelled,
    MeetingDropped,
    MeetingHeld,
    MeetingRescheduled,
    MeetingRestored,
    MeetingScheduled,
    MeetingUnderReview,
    MeetingUnschedulable,
)
from consultation.meetings.domain.meeting import Meeting
from consultation.unit_of_work import Event
from shared.contracts import consultation_directory, consultation_meetings
from shared.contracts.contract import Contract
from shared.messaging.outbox import Outgoing, outgoing

_PLANNED: dict[type[Event], type[Contract]] = {
    MeetingScheduled: consultation_meetings.MeetingScheduled,
    MeetingRescheduled: consultation_meetings.MeetingRescheduled,
    MeetingCancelled: consultation_meetings.MeetingCancelled,
    MeetingHeld: consultation_meetings.MeetingHeld,
    MeetingUnderReview: consultation_meetings.MeetingUnderReview,
    MeetingRestored: consultation_meetings.MeetingRestored,
}


def to_outgoing(event: Event) -> Outgoing:
    """The event on the wire, keyed by its meeting or contact."""
    match event:
        case ContactChanged(contact=contact):
            return outgoing(_contact(contact), contact.contact_id)
        case MeetingUnschedulable(meeting=meeting):
            return outgoing(_unschedulable(meeting), str(meeting.meeting_id))
        case MeetingDropped(meeting=meeting):
            return outgoing(consultation_meetings.MeetingDropped(**_about(meeting)), str(meeting.meeting_id))
        case MeetingAttentionChanged(meeting=meeting):
            changed = consultation_meetings.MeetingAttentionChanged(**_planned(meeting), status=str(meeting.status))
            return outgoing(changed, str(meeting.meeting_id))
    return outgoing(_PLANNED[type(event)](**_planned(event.meeting)), str(event.meeting.meeting_id))


def _contact(contact: Contact) -> consultation_directory.ContactChanged:
    details = contact.details
    return consultation_directory.ContactChanged(
        contact_id=contact.contact_id,
        name=details.name,
        role=details.role,
        organisation=details.organisation,
        schools=details.schools,
        email=details.email,
        language=details.language,
        deputy_of=details.deputy_of,
        valid_from=details.valid_from,
        valid_until=details.valid_until,
    )


def _planned(meeting: Meeting) -> dict[str, Any]:
    slot: Slot | None = meeting.slot
    assert slot is not None, "a meeting that was planned has a slot"
    return {
        **_about(meeting),
        "starts_at": slot.time.start.astimezone(BRUSSELS),
        "ends_at": slot.time.end.astimezone(BRUSSELS),
        "place": meeting.place,
        "participants": [
            {"contact_id": person.contact_id, "role": person.role, "required": person.required}
            for person in slot.participants
        ],
        "ical_uid": meeting.ical_uid,
        "ical_sequence": meeting.ical_sequence,
        "attention": _attention(meeting.attention),
    }


def _attention(attention: Attention | None) -> dict[str, Any] | None:
    if attention is None:
        return None
    return {"since": attention.since.astimezone(BRUSSELS), "reasons": [str(reason) for reason in attention.reasons]}


def _unschedulable(meeting: Meeting) -> consultation_meetings.MeetingUnschedulable:
    why = meeting.no_slot or NoSlot((), ())
    return consultation_meetings.MeetingUnschedulable(**_about(meeting), reasons=why.reasons, relax=why.relax)


def _about(meeting: Meeting) -> dict[str, Any]:
    return {
        "meeting_id": meeting.meeting_id,
        "case_ids": meeting.case_ids,
        "school": meeting.school,
        "meeting_type": meeting.meeting_type,
    }
