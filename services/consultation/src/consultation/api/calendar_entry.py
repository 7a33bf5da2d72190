"""A meeting as a calendar entry (RFC 5545): reference, place and link, and nobody's name."""

from collections.abc import Iterable

from icalendar import Calendar, Event

from consultation.domain.meeting import Meeting
from consultation.domain.meeting_states import Status
from consultation.domain.wanted import Slot

MEDIA_TYPE = "text/calendar"

_STATUS = {
    Status.SCHEDULED: "CONFIRMED",
    Status.HELD: "CONFIRMED",
    Status.UNDER_REVIEW: "TENTATIVE",
    Status.CANCELLED: "CANCELLED",
}


def calendar_entry(meeting: Meeting, slot: Slot, references: Iterable[str], link: str) -> bytes:
    """The entry of a meeting that has (or had) this slot, to publish."""
    event = Event()
    event.add("uid", meeting.ical_uid)
    event.add("sequence", meeting.ical_sequence)
    event.add("dtstamp", meeting.changed_at)
    event.add("dtstart", slot.time.start)
    event.add("dtend", slot.time.end)
    event.add("summary", " ".join(("Zorgoverleg", *references)))
    if meeting.place is not None:
        event.add("location", meeting.place)
    event.add("url", link)
    event.add("status", _STATUS[meeting.status])
    calendar = Calendar()
    calendar.add("prodid", "-//Flankerend//consultation//NL")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(event)
    return bytes(calendar.to_ical())
