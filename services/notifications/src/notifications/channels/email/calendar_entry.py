"""The calendar entry (`.ics`) that goes with a mail: its words name nobody."""

from dataclasses import dataclass
from datetime import datetime

from notifications.domain.labels import CalendarEntry, Invited
from shared.domain.roles import Role
from shared.invitations.entry import Attendee, Entry, Method, Organiser, Part, State
from shared.invitations.writing import written
from shared.web.words import ROLES

CHAIR = Role.CASEWORKER
"""Who leads the meeting, as calendars show it."""


@dataclass(frozen=True, slots=True)
class Heading:
    """Title and description of an entry, and who sends it."""

    title: str
    description: str
    organiser: Organiser


def method_of(entry: CalendarEntry) -> Method:
    """What the receiver's calendar does with the entry."""
    return Method.CANCEL if entry.cancelled else Method.REQUEST


def entry_text(entry: CalendarEntry, heading: Heading, now: datetime, *, asked: bool) -> str:
    """The entry as text, for who is invited in it. ``asked``: their calendars are to answer to the organiser."""
    appointment = entry.appointment
    event = Entry(
        uid=entry.uid,
        sequence=entry.sequence,
        stamp=now,
        starts_at=appointment.starts_at,
        ends_at=appointment.ends_at,
        title=heading.title,
        description=heading.description,
        place=appointment.place,
        link=entry.link,
        organiser=heading.organiser,
        attendees=tuple(_attendee(invited, asked=asked) for invited in entry.invited),
        state=State.CANCELLED if entry.cancelled else State.CONFIRMED,
        recurrence_id=entry.recurrence_id,
    )
    return written(event, method_of(entry), product=entry.words.capitalize())


def _attendee(invited: Invited, *, asked: bool) -> Attendee:
    part = Part.CHAIR if invited.role is CHAIR else Part.REQUIRED if invited.required else Part.OPTIONAL
    return Attendee(invited.email, part, ROLES[invited.role], asked)
