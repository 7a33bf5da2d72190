"""Whether an answer still says something of a meeting."""

from datetime import datetime
from enum import StrEnum

from consultation.meetings.domain.meeting import Meeting
from consultation.meetings.domain.reply import Reply


class Outcome(StrEnum):
    """What becomes of an answer."""

    TAKEN = "taken"
    REPEATED = "repeated"
    """The same was answered before, or something newer."""
    STALE = "stale"
    """It is about a time that the meeting has no more."""
    NOT_INVITED = "not-invited"
    """Who answers does not, or no longer, take part."""
    OVER = "over"
    """The meeting was held or called off, or its time has come."""


def outcome_of(meeting: Meeting, reply: Reply, *, before: Reply | None, now: datetime) -> Outcome:
    """What becomes of an answer; `before` is the contact's answer about the meeting's present time.

    An answer to an earlier invitation holds as long as the time is still the one of that invitation: only who takes
    part changed since.
    """
    if meeting.slot is None or not meeting.is_awaited or meeting.slot.time.start <= now:
        return Outcome.OVER
    if meeting.participant(reply.contact_id) is None:
        return Outcome.NOT_INVITED
    if reply.ical_sequence < meeting.time_sequence:
        return Outcome.STALE
    if reply.says_as(before) or not reply.is_newer_than(before):
        return Outcome.REPEATED
    return Outcome.TAKEN
