"""The calendar entry (`.ics`, RFC 5545 and 5546) that goes with a mail about a meeting: reference, place, link."""

from datetime import UTC, datetime

from icalendar import Calendar, Event, vCalAddress

from notifications.domain.views import MeetingView
from notifications.mail.catalogue import references

REQUEST, CANCEL = "REQUEST", "CANCEL"


def calendar_entry(view: MeetingView, method: str, organiser: str, attendee: str, now: datetime) -> str:
    """The entry as text, for one receiver; a later one of the same UID replaces it in the receiver's calendar."""
    event = Event()
    event.add("uid", view.ical_uid)
    event.add("sequence", view.ical_sequence)
    event.add("dtstamp", now.astimezone(UTC))
    event.add("dtstart", view.appointment.starts_at.astimezone(UTC))
    event.add("dtend", view.appointment.ends_at.astimezone(UTC))
    event.add("summary", f"Zorgoverleg {references(view)}".strip())
    event.add("status", "CANCELLED" if method == CANCEL else "CONFIRMED")
    if view.appointment.place:
        event.add("location", view.appointment.place)
    event.add("url", view.link)
    event.add("description", f"Meer over dit overleg: {view.link}")
    event.add("organizer", vCalAddress(f"mailto:{organiser}"))
    event.add("attendee", _attendee(attendee))
    calendar = Calendar()
    calendar.add("prodid", "-//Flankerend//Zorgoverleg//NL")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    calendar.add_component(event)
    return str(calendar.to_ical().decode())


def _attendee(address: str) -> vCalAddress:
    attendee = vCalAddress(f"mailto:{address}")
    attendee.params["PARTSTAT"] = "NEEDS-ACTION"
    attendee.params["RSVP"] = "TRUE"
    return attendee
