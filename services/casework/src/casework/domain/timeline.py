"""The timeline of a case: what happened, and who did it. Entries are added and never changed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class EntryKind(StrEnum):
    """What an entry of the timeline of any case tells; a type of case has kinds of its own beside these."""

    CASE_OPENED = "case-opened"
    CASE_REOPENED = "case-reopened"
    CASE_ESCALATED = "case-escalated"
    """What the case rests on weighs more than all there was, or is the first of a newer school year."""
    WITHDRAWAL_PROPOSED = "withdrawal-proposed"
    WITHDRAWAL_DROPPED = "withdrawal-dropped"
    CASE_WITHDRAWN = "case-withdrawn"
    CASE_CLOSED = "case-closed"
    CASE_MERGED = "case-merged"
    """Another case of the same person went on in this case."""
    CASE_MOVED = "case-moved"
    """The case follows its pupil to another person's record."""
    ASSIGNED = "assigned"
    STARTED = "started"
    HELD = "held"
    HOLD_ENDED = "hold-ended"
    """The day until which the case was on hold has passed, and nothing else changed."""
    RESUMED = "resumed"
    """The hold is over: by a caseworker, or because its day has passed."""
    RESPONSE_OVERDUE = "response-overdue"
    """Nobody began before the day to respond by had passed."""
    MEETING_REQUESTED = "meeting-requested"
    MEETING_SCHEDULED = "meeting-scheduled"
    MEETING_RESCHEDULED = "meeting-rescheduled"
    MEETING_CANCELLED = "meeting-cancelled"
    MEETING_HELD = "meeting-held"
    MEETING_UNSCHEDULABLE = "meeting-unschedulable"
    MEETING_UNDER_REVIEW = "meeting-under-review"
    MEETING_RESTORED = "meeting-restored"
    """A meeting that was under review is on again."""
    MEETING_DROPPED = "meeting-dropped"
    """A meeting that never had a time will not be held."""
    MEETING_ATTENTION = "meeting-attention"
    """A planned meeting no longer fits, or is past and not completed."""
    MEETING_ATTENTION_ENDED = "meeting-attention-ended"
    NOTICE_SENT = "notice-sent"
    NOTICE_FAILED = "notice-failed"
    NOTICE_ACKNOWLEDGED = "notice-acknowledged"
    NOTICE_UNACKNOWLEDGED = "notice-unacknowledged"
    COORDINATOR_TOLD = "coordinator-told"
    """The coordinator was told instead of a contact that is missing."""


@dataclass(frozen=True, slots=True)
class Cause:
    """When something happened, who did it, and which event caused it (None: a person's own act)."""

    at: datetime
    by: str
    event_id: str | None = None


Fact = str | int | list[str]
"""A fact as it is stored: days and moments as ISO 8601 says."""
Facts = Mapping[str, Fact]


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the timeline: a kind with its facts, which name nobody. A caseworker's reason is a fact too.

    What it says is made from these when it is shown. ``text`` among the facts is a sentence of an older version.
    """

    at: datetime
    kind: str
    by: str
    facts: Facts
    event_id: str | None = None

    @classmethod
    def of(cls, kind: str, cause: Cause, **facts: object) -> "Entry":
        """An entry for what ``cause`` brought about; a fact that is None is left out."""
        stored = {name: _stored(fact) for name, fact in facts.items() if fact is not None}
        return cls(cause.at, kind, cause.by, stored, cause.event_id)


def _stored(fact: object) -> Fact:
    if isinstance(fact, date):
        return fact.isoformat()
    if isinstance(fact, int):
        return fact
    if isinstance(fact, tuple | list):
        return [str(item) for item in fact]
    return str(fact)
