"""Open cases that nothing moves any more: why each is stuck, and what would help."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from casework.domain.case import Case
from casework.domain.states import Status
from shared.domain.flemish_calendar import flemish_calendar
from shared.domain.school_year import SchoolYear


class StuckBy(StrEnum):
    """Why a case is stuck."""

    NO_MOVEMENT = "no-movement"
    """It has no task, no day ahead, no meeting to come and no watch, and nothing happened for a number of days."""
    MEETING_UNSCHEDULABLE = "meeting-unschedulable"
    """No time was found for its meeting."""
    NOTICE_FAILED = "notice-failed"
    """A notice about it could not be delivered."""
    NOTICE_UNACKNOWLEDGED = "notice-unacknowledged"
    """A receiver did not confirm a notice about it in time, nor since."""


class Help(StrEnum):
    """What would help."""

    ASSIGN = "assign"
    """Give it to somebody."""
    DECIDE = "decide"
    """Decide on the proposed withdrawal."""
    ANSWER_CLOSURE = "answer-closure"
    """Answer the closure that was asked."""
    CLOSE_OR_RESUME = "close-or-resume"
    """Decide on the proposed closure."""
    PLAN_NEXT_STEP = "plan-next-step"
    """Add a task, hold the case until a day, follow it from a distance, or close it."""
    RELAX_MEETING = "relax-meeting"
    """Let the meeting be later, shorter, or with fewer people; or hold it by phone."""
    CHECK_CONTACT = "check-contact"
    """Look at the contact's address, and send the notice again."""
    CALL_RECEIVER = "call-receiver"
    """Call whoever got the notice."""


_HELP = {
    StuckBy.MEETING_UNSCHEDULABLE: Help.RELAX_MEETING,
    StuckBy.NOTICE_FAILED: Help.CHECK_CONTACT,
    StuckBy.NOTICE_UNACKNOWLEDGED: Help.CALL_RECEIVER,
}


@dataclass(frozen=True, slots=True)
class StuckFilter:
    """Which stuck cases are asked for; None asks for all."""

    case_type: str | None = None
    school: str | None = None
    assignee: str | None = None


@dataclass(frozen=True, slots=True)
class StuckCase:
    """A case that is stuck, for at least one reason."""

    case: Case
    why: tuple[StuckBy, ...]

    @property
    def reasons(self) -> Iterator[tuple[StuckBy, Help]]:
        """Each reason with what would help."""
        for why in self.why:
            yield why, _HELP.get(why) or _next_step(self.case)


def quiet_since(today: date, school_days: int) -> date:
    """The first day of so many school days up to today, 1 or more.

    They count by the Flemish calendar for every case: it is the municipality's own people that move it.
    """
    day = today + timedelta(days=1)
    while school_days:
        day -= timedelta(days=1)
        if flemish_calendar(SchoolYear.of(day)).is_school_day(day):
            school_days -= 1
    return day


def _next_step(case: Case) -> Help:
    if case.assignee is None:
        return Help.ASSIGN
    if case.status is Status.WITHDRAWAL_PROPOSED:
        return Help.DECIDE
    if case.closure:
        return Help.ANSWER_CLOSURE
    return Help.CLOSE_OR_RESUME if case.closure_proposed_since else Help.PLAN_NEXT_STEP
