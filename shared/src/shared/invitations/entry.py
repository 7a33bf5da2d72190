"""What an invitation is made of. Nothing in it names a pupil; people are addresses, with the name of their role."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Method(StrEnum):
    """What the receiver's calendar does with an entry (RFC 5546)."""

    PUBLISH = "PUBLISH"
    """Shows it; nobody is asked to answer."""
    REQUEST = "REQUEST"
    """Asks its attendees to take part; a later sequence replaces an earlier one."""
    CANCEL = "CANCEL"
    """Takes it away."""


class Part(StrEnum):
    """How an attendee takes part, as a calendar has it."""

    CHAIR = "CHAIR"
    REQUIRED = "REQ-PARTICIPANT"
    OPTIONAL = "OPT-PARTICIPANT"


class State(StrEnum):
    """Whether a meeting is on, as a calendar has it."""

    CONFIRMED = "CONFIRMED"
    TENTATIVE = "TENTATIVE"
    CANCELLED = "CANCELLED"


@dataclass(frozen=True, slots=True)
class Organiser:
    """Who invites: an address, and what calendars show for it."""

    address: str
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Attendee:
    """Who is invited. ``asked``: the calendar is to send an answer to the organiser's address."""

    address: str
    part: Part = Part.REQUIRED
    name: str | None = None
    asked: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One meeting, or one session of a series.

    All times have a zone; calendars get them in UTC. ``stamp`` is when this version was made. ``uid`` stays the same
    for the life of the meeting or series; ``sequence`` rises with each change. ``recurrence_id`` is when a session of a
    series was to begin by the series' rule; None for a single meeting.
    """

    uid: str
    sequence: int
    stamp: datetime
    starts_at: datetime
    ends_at: datetime
    title: str
    link: str
    organiser: Organiser
    attendees: tuple[Attendee, ...] = ()
    place: str | None = None
    description: str | None = None
    state: State = State.CONFIRMED
    recurrence_id: datetime | None = None
