"""All that attendance tells others, and which of it is logged."""

from attendance.early_signals.domain.events import EarlySignalRaised
from attendance.feeds.domain.events import FeedHeard, FeedSilent
from attendance.mass_causes.domain.events import QuestionAnswered, QuestionAsked
from attendance.register.domain.events import CalendarChanged, PersonChanged, PersonMerged
from attendance.residents.domain.events import EnrolmentFound, EnrolmentMissing
from attendance.rules.domain.events import LevelReached, LevelWithdrawn
from attendance.rules.domain.signal import Signal
from attendance.watches.domain.events import WatchBroken, WatchMet
from shared.domain.published_figures import FiguresPublished
from shared.messaging.milestones import Fields, milestone, milestones

DomainEvent = (
    LevelReached
    | LevelWithdrawn
    | EarlySignalRaised
    | PersonChanged
    | PersonMerged
    | CalendarChanged
    | EnrolmentMissing
    | EnrolmentFound
    | FeedSilent
    | FeedHeard
    | WatchMet
    | WatchBroken
    | QuestionAsked
    | QuestionAnswered
    | FiguresPublished
)
"""What happened, for others to know. `attendance.outgoing` says how each is told."""


def _of_signal(signal: Signal, count: int) -> Fields:
    return {
        "aggregate_id": signal.person_id,
        "signal_id": signal.signal_id,
        "reached_level": signal.level,
        "count": count,
        "school": signal.school,
        "school_year": str(signal.school_year),
        "rule": signal.rule,
        "rule_version": signal.rule_version,
    }


def _of_gap(event: EnrolmentMissing | EnrolmentFound) -> Fields:
    gap = event.gap
    return {"aggregate_id": gap.person_id, "signal_id": gap.signal_id, "school_year": str(gap.school_year)}


def _of_watch(event: WatchMet | WatchBroken) -> Fields:
    return {"aggregate_id": event.watch.person_id, "case_id": event.watch.case_id, "outcome": str(event.criterion.kind)}


MILESTONES = milestones(
    milestone(LevelReached, "attendance.level_reached", lambda event: _of_signal(event.signal, event.signal.count)),
    milestone(LevelWithdrawn, "attendance.level_withdrawn", lambda event: _of_signal(event.signal, event.count)),
    milestone(EnrolmentMissing, "attendance.enrolment_missing", _of_gap),
    milestone(EnrolmentFound, "attendance.enrolment_found", _of_gap),
    milestone(WatchMet, "attendance.watch_met", _of_watch),
    milestone(WatchBroken, "attendance.watch_broken", _of_watch),
)
