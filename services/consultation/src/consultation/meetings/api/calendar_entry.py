"""A meeting as a calendar entry to publish: what it is about, place and link, and nobody's name."""

from consultation.domain.wanted import Slot
from consultation.meetings.domain.meeting import Meeting
from consultation.meetings.domain.states import Status
from shared.invitations.entry import Entry, Organiser, State

_STATES = {
    Status.SCHEDULED: State.CONFIRMED,
    Status.HELD: State.CONFIRMED,
    Status.UNDER_REVIEW: State.TENTATIVE,
    Status.CANCELLED: State.CANCELLED,
}


def calendar_entry(meeting: Meeting, slot: Slot, *, summary: str, link: str, organiser: str) -> Entry:
    """The entry of a meeting that has (or had) this slot, without attendees.

    `organiser` is an address: what is published has one organiser (RFC 5546, 3.2.1).
    """
    return Entry(
        uid=meeting.ical_uid,
        sequence=meeting.ical_sequence,
        stamp=meeting.changed_at,
        starts_at=slot.time.start,
        ends_at=slot.time.end,
        title=summary,
        link=link,
        organiser=Organiser(organiser),
        place=meeting.location,
        state=_STATES[meeting.status],
        recurrence_id=meeting.recurrence_id,
    )
