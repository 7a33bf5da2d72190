"""The timeline of a case: what happened, and who did it. Entries are added and never changed."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
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
    CLOSURE_ASKED = "closure-asked"
    """Somebody asked a coordinator to approve of the closure."""
    CLOSURE_APPROVED = "closure-approved"
    CLOSURE_REFUSED = "closure-refused"
    CASE_MERGED = "case-merged"
    """Another case of the same person went on in this case."""
    CASE_LINKED = "case-linked"
    """The case was linked by hand to another, such as that of a brother or sister."""
    CASE_UNLINKED = "case-unlinked"
    CASE_MOVED = "case-moved"
    """The case follows its pupil to another person's record."""
    CASE_TRANSFERRED = "case-transferred"
    """The case goes on at another school."""
    HAND_OVER_ENDED = "hand-over-ended"
    """The last day to hand the case over to another school has passed."""
    ASSIGNED = "assigned"
    ASSESSED = "assessed"
    STARTED = "started"
    HELD = "held"
    HOLD_ENDED = "hold-ended"
    """The day until which the case was on hold has passed, and nothing else changed."""
    RESUMED = "resumed"
    """The hold is over: by a caseworker, or because its day has passed."""
    MONITORED = "monitored"
    """Attendance was asked to watch."""
    WATCH_MET = "watch-met"
    """All that was watched held: the closure is proposed."""
    WATCH_BROKEN = "watch-broken"
    """Something that was watched does not hold: the case is worked on again."""
    REACTIVATED = "reactivated"
    """Something came while the case was followed from a distance: it is worked on again."""
    RESPONSE_OVERDUE = "response-overdue"
    """Nobody began before the day to respond by had passed."""
    TERM_DUE_SOON = "term-due-soon"
    """The last day of a term is near."""
    TERM_OVERDUE = "term-overdue"
    """The last day of a state's term has passed."""
    TERM_ESCALATED = "term-escalated"
    """A term is overdue for so long that the coordinator has to know."""
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
    AGENDA_JOINED = "agenda-joined"
    """The case came on the agenda of a session of a standing meeting."""
    AGENDA_LEFT = "agenda-left"
    """The case is not on that agenda any more."""
    MEETING_ATTENTION = "meeting-attention"
    """A planned meeting no longer fits, or is past and not completed."""
    MEETING_ATTENTION_ENDED = "meeting-attention-ended"
    MEETING_DECISION = "meeting-decision"
    """A meeting decided something about the case."""
    MEETING_DECISION_CORRECTED = "meeting-decision-corrected"
    """What a meeting decided about the case was put right; the last entry of these holds."""
    MEETING_REPLY = "meeting-reply"
    """Somebody who is invited to a meeting can't come then."""
    ACTION_AGREED = "action-agreed"
    """Somebody agreed at a meeting to do something for the case."""
    ACTION_AFTER_END = "action-after-end"
    """The same, heard when the case had ended: somebody decides what becomes of the task."""
    ACTION_DONE = "action-done"
    """A task that was agreed at a meeting is done."""
    TASK_DONE = "task-done"
    """A task is done that a caseworker wrote down or the plan asked for; what it was stays in the file."""
    CONTACT_MADE = "contact-made"
    """There was a contact about the case; what was said stays in the file."""
    CONTACT_TRIED = "contact-tried"
    """The other party was tried and not reached."""
    PLAN_CHANGED = "plan-changed"
    """The plan of the case was written down, or changed."""
    TRAJECTORY_CHANGED = "trajectory-changed"
    """The trajectory of the youth coach was written down, or changed."""
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

_FOR_WHOEVER_ACTS = frozenset({"yes", "no", "causes", "reason", "text"})
"""What was found of the pupil, and what people wrote; ``text`` is a sentence of before, with a reason in it."""


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

    @property
    def outside(self) -> "Entry":
        """The entry for who does not act on the case: without what was found of the pupil, and what people wrote."""
        return replace(self, facts={name: fact for name, fact in self.facts.items() if name not in _FOR_WHOEVER_ACTS})

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
