"""The worklist: what needs somebody, why, and how urgent that is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from casework.domain.case import Case
from casework.domain.lists import Search, Seen, Showable
from casework.domain.school_matter import SchoolMatter


class WorkReason(StrEnum):
    """Why something needs somebody: of two reasons of the same day the one that stands first is more urgent."""

    DECIDE = "decide"
    """The withdrawal of the case is proposed: keep it, or withdraw it."""
    APPROVE = "approve"
    """A closure was asked: a coordinator answers."""
    CLOSURE_PROPOSED = "closure-proposed"
    """All that was watched of a case that is followed from a distance went well: close it, or go on."""
    HOLD_ENDED = "hold-ended"
    """The hold of the case ended by itself, and nobody did anything with the case since."""
    RESPOND = "respond"
    """Nobody has begun with the case."""
    HAND_OVER = "hand-over"
    """The case is handed over to the school that its pupil is at now."""
    TERM = "term"
    """The case has a term for the state it is in."""
    TASK = "task"
    """A task of a case that is mine, or a task of mine in any case."""
    EVALUATION = "evaluation"
    """The trajectory of a youth coach is to be evaluated."""
    CONTACT = "contact"
    """The youngster is to be reached, by the frequency that the trajectory says, or for the intake."""
    AFTER_END = "after-end"
    """A task was agreed at a meeting for a case that had ended. The case was mine, or the task is."""
    MEETING = "meeting"
    """A meeting no longer fits, or is past and not completed."""
    REFERRAL = "referral"
    """A referral was asked of me, and I have not answered yet."""
    HOLD_ENDS = "hold-ends"
    """The case is on hold."""
    EARLY_SIGNAL = "early-signal"
    """A coordinator: an early signal waits for somebody who accepts or declines it."""
    CLASS_QUESTION = "class-question"
    """A coordinator: a whole class or school was absent, and nobody said yet whether that counts."""
    SILENT_SCHOOL = "silent-school"
    """A coordinator: a school that tells of every half day sends nothing."""
    NOBODY = "nobody"
    """Nobody has the case."""
    FOLLOWED = "followed"
    """The case is mine and open, and there is no other reason."""


@dataclass(frozen=True, slots=True)
class WorkOf:
    """Whose work is asked for, by contact id or ``sub``: the ``own``, and that of absent people ``as_deputy``.

    ``coordinates``: whether a coordinator's work is among it. ``seen`` are the cases whose work it may be; None for
    whoever acts on every case, and cases of nobody are work for them alone.
    """

    own: frozenset[str]
    coordinates: bool
    as_deputy: frozenset[str] = frozenset()
    seen: Seen | None = None

    @property
    def names(self) -> frozenset[str]:
        """All names under which work is asked for."""
        return self.own | self.as_deputy


@dataclass(frozen=True, slots=True)
class WorkFilter:
    """Which work is asked for; None asks for all."""

    reason: WorkReason | None = None
    case_type: str | None = None
    school: str | None = None
    search: Search | None = None


class Why(NamedTuple):
    """A reason with its day: ``due`` is the last day to act, None without; ``day`` is the day it is sorted by."""

    reason: WorkReason
    due: date | None
    day: date


@dataclass(frozen=True, slots=True)
class WorkItem:
    """A case, or a matter of a school, that needs somebody; it has at least one reason."""

    item_id: UUID
    reasons: tuple[Why, ...]
    about: Case | SchoolMatter

    @property
    def reason(self) -> WorkReason:
        """The reason that is most urgent."""
        return self.reasons[0].reason

    @property
    def due(self) -> date | None:
        """The earliest day on which something is due; None when nothing is."""
        return min((why.due for why in self.reasons if why.due), default=None)

    @property
    def place(self) -> "WorkPlace":
        """Where the item stands in the worklist."""
        return WorkPlace(min(why.day for why in self.reasons), min(map(urgency, self.reasons)), self.item_id)


class WorkPlace(NamedTuple):
    """Where a page of the worklist goes on: after this item. ``urgency`` is that of its most urgent kind of reason."""

    day: date
    urgency: int
    item_id: UUID


@dataclass(frozen=True, slots=True)
class Worklist:
    """A page of somebody's worklist. ``counts`` are the items of all pages per reason, whatever reason is asked for.

    ``beside`` is what can be shown beside each case, by case id.
    """

    work_of: WorkOf
    items: Sequence[WorkItem]
    counts: Mapping[WorkReason, int]
    beside: Mapping[UUID, Showable]

    @property
    def cases(self) -> list[Case]:
        """The cases among the items."""
        return [item.about for item in self.items if isinstance(item.about, Case)]


_URGENCY = {reason: number for number, reason in enumerate(WorkReason)}


def urgency(reason: WorkReason | Why) -> int:
    """How urgent a kind of reason is among those of the same day: 0 is the most urgent."""
    return _URGENCY[reason.reason if isinstance(reason, Why) else reason]


def in_order(reasons: Sequence[Why]) -> tuple[Why, ...]:
    """The reasons, the most urgent first; that a case is followed is a reason only without any other."""
    if len(reasons) == 1:
        return tuple(reasons)
    others = [why for why in reasons if why.reason is not WorkReason.FOLLOWED]
    return tuple(sorted(others or reasons, key=lambda why: (why.day, urgency(why))))
