"""A meeting as a calendar entry (RFC 5545): what it is about, place and link, and nobody's name."""

from datetime import UTC

from icalendar import Calendar, Event, vCalAddress

from consultation.domain.wanted import Slot
from consultation.meetings.domain.meeting import Meeting
from consultation.meetings.domain.states import Status

MEDIA_TYPE = "text/calendar"

_STATUS = {
    Status.SCHEDULED: "CONFIRMED",
    Status.HELD: "CONFIRMED",
    Status.UNDER_REVIEW: "TENTATIVE",
    Status.CANCELLED: "CANCELLED",
}


def calendar_entry(meeting: Meeting, slot: Slot, *, summary: str, link: str, organiser: str) -> bytes:
    """The entry of a meeting that has (or had) this slot, to publish.

    What is published has one organiser and no attendee (RFC 5546, 3.2.1); times are in UTC.
    """
    event = Event()
    event.add("uid", meeting.ical_uid)
    event.add("sequence", meeting.ical_sequence)
    event.add("dtstamp", meeting.changed_at.astimezone(UTC))
    event.add("dtstart", slot.time.start.astimezone(UTC))
    event.add("dtend", slot.time.end.astimezone(UTC))
    event.add("organizer", vCalAddress(f"mailto:{organiser}"))
    event.add("summary", summary)
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
