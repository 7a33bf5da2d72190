"""Followed from a distance: attendance watches the pupil, and its answer proposes the closure or brings work back."""

from collections.abc import Iterable
from dataclasses import dataclass

from casework.domain.case_terms import CaseTerms
from casework.domain.events import WatchAsked, WatchEnded
from casework.domain.states import Action, Status, Turn
from casework.domain.timeline import Cause, EntryKind
from casework.domain.watch import Criterion, Watch, WatchAnswer


@dataclass(slots=True)
class CaseWatching(CaseTerms):
    """A case that can be followed from a distance.

    The watch stays while the case is on hold or about to be withdrawn, as the case goes back to being followed.
    """

    def monitor(self, criteria: Iterable[Criterion], cause: Cause) -> None:
        """Follow the case from a distance, and ask attendance to watch. Raises InvalidField for such criteria."""
        self._check(Action.MONITOR)
        watch = Watch.of(cause.at.date(), criteria)
        self._move(Action.MONITOR)
        self.watch = watch
        self._entry(
            EntryKind.MONITORED,
            cause,
            criteria=list(dict.fromkeys(criterion.kind for criterion in watch.criteria)),
            school_weeks=watch.school_weeks,
            rate=None if watch.rate is None else round(100 * watch.rate),
        )
        self._ask_watch(watch)

    def hear(self, answer: WatchAnswer, cause: Cause) -> bool:
        """Attendance answers; whether that changes the case. An answer of an older watch, or a second, changes nothing.

        A watch that was met proposes the closure, and may still be broken by a mark that comes late. A watch that was
        broken is over.
        """
        if self.watch is None or not self.watch.is_answered_by(answer):
            return False
        if answer.broken:
            self._entry(EntryKind.WATCH_BROKEN, cause, criterion=answer.criterion, since=answer.since)
            self._reactivate()
            return True
        if self.closure_proposed_since:
            return False
        self.closure_proposed_since = cause.at.date()
        self._entry(EntryKind.WATCH_MET, cause, criterion=answer.criterion, since=answer.since)
        return True

    def _wake(self, cause: Cause) -> None:
        """Something came that asks for work: a case that is followed from a distance is worked on again."""
        if self.watch:
            self._end_watch()
            self._reactivate()
            self._entry(EntryKind.REACTIVATED, cause)

    def _reactivate(self) -> None:
        """Back to work; a case that is on hold or about to be withdrawn gets there once that is over."""
        if self.status is Status.MONITORING:
            self._move(Turn.REACTIVATE)
        self.held_from = _worked_on(self.held_from)
        self.proposed_from = _worked_on(self.proposed_from)
        self.watch = self.closure_proposed_since = None

    def _ask_watch(self, watch: Watch) -> None:
        self._event(WatchAsked, person_id=self.person_id, criteria=watch.criteria, asked_on=watch.asked_on)

    def _watch_anew(self, cause: Cause) -> None:
        """Ask the same of the person that the case is about by now; what was answered was of another person."""
        if self.watch:
            self.watch = Watch(cause.at.date(), self.watch.criteria)
            self.closure_proposed_since = None
            self._ask_watch(self.watch)

    def _end_watch(self) -> None:
        """Nobody waits for the answer any more."""
        if self.watch:
            self._event(WatchEnded, person_id=self.person_id)
        self.watch = self.closure_proposed_since = None

    def _end(self, cause: Cause) -> None:
        self._end_watch()
        CaseTerms._end(self, cause)


def _worked_on(before: Status | None) -> Status | None:
    return Status.ACTIVE if before is Status.MONITORING else before
