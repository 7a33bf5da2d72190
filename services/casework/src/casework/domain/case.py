"""The case (*dossier*): what every type of case has in common, one method per thing that can happen to it.

Each method checks the transition table, changes the state, and notes a timeline entry and, where the other services
have to know, a domain event. The unit of work takes both when it saves.
"""

from abc import ABC, abstractmethod
from collections.abc import Set
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, ClassVar, Self, assert_never
from uuid import UUID

from casework.domain.assignee import as_contact
from casework.domain.deadlines import Deadline, DeadlineKind
from casework.domain.events import (
    CaseAssigned,
    CaseClosed,
    CaseEvent,
    CaseWithdrawn,
    GroundTold,
    WithdrawalDropped,
    WithdrawalProposed,
)
from casework.domain.states import OPEN, Action, Status, Stay, Turn, target_of
from casework.domain.terms import Terms
from casework.domain.timeline import Cause, Entry, EntryKind
from casework.domain.vocabulary import OUTCOMES, CaseType, GroundKind, Outcome, ReasonCode
from shared.domain.errors import InvalidField
from shared.domain.school_year import SchoolYear


@dataclass(slots=True)
class Case(ABC):
    """One person's case of one type.

    ``held_from`` and ``proposed_from`` remember the states to go back to; a case on hold keeps the first while its
    withdrawal is proposed. ``school`` and ``pupil`` are None for a person that is in no school's register;
    ``respond_by`` where no term was agreed. ``version`` is 0 until the case is stored.
    """

    reason_fallen: ClassVar[ReasonCode]
    """Why its withdrawal is proposed."""
    reason_back: ClassVar[ReasonCode]
    """Why that is dropped when what it rests on holds again."""
    without: ClassVar[Set[Action]] = frozenset()
    """What can't be done to a case of this type."""

    case_id: UUID
    reference: str
    case_type: CaseType
    person_id: UUID
    school: str | None
    pupil: str | None
    school_year: SchoolYear
    level_of_education: str | None
    opened_at: datetime
    respond_by: date | None
    status: Status = Status.NEW
    assignee: str | None = None
    held_from: Status | None = None
    proposed_from: Status | None = None
    hold_until: date | None = None
    outcome: Outcome | None = None
    ended_at: datetime | None = None
    merged_into: UUID | None = None
    version: int = 0
    events: list[CaseEvent] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)

    @property
    def is_open(self) -> bool:
        """Whether the case has not ended."""
        return self.status in OPEN

    @property
    def deadlines(self) -> tuple[Deadline, ...]:
        """The days that count for the case as it stands."""
        due: list[Deadline] = []
        if self.respond_by and self.status in {Status.NEW, Status.ASSESSMENT}:
            due.append(Deadline(self.case_id, DeadlineKind.RESPOND_BY, self.respond_by))
        if self.hold_until:
            due.append(Deadline(self.case_id, DeadlineKind.HOLD_UNTIL, self.hold_until))
        return tuple(due)

    # Begin

    def open_by_hand(self, reason: str, terms: Terms, cause: Cause) -> Self:
        """Begin because a caseworker says so."""
        self._entry(EntryKind.CASE_OPENED, cause, reason=reason)
        self._began(terms, cause, again=False)
        return self

    # What people do

    def assign(self, assignee: str, cause: Cause) -> None:
        """Give the case to somebody: a contact, or the ``sub`` of a token."""
        self._move(Action.ASSIGN)
        self.assignee = assignee
        self._entry(EntryKind.ASSIGNED, cause, assignee=assignee)
        if contact := as_contact(assignee):
            self._event(CaseAssigned, assignee=contact)

    def start(self, cause: Cause) -> None:
        """Begin to work on the case."""
        self._move(Action.START)
        self._entry(EntryKind.STARTED, cause)

    def hold(self, until: date, reason: str, cause: Cause) -> None:
        """Let the case rest up to and with a day. Raises InvalidField when that day has passed."""
        before = self.status
        if until < cause.at.date():
            raise InvalidField("until", "is before today")
        self._move(Action.HOLD)
        self.held_from = self.held_from or before
        self.hold_until = until
        self._entry(EntryKind.HELD, cause, until=until, reason=reason)

    def resume(self, cause: Cause) -> None:
        """Go on after a hold; or keep the case although its ground fell away."""
        kept = self.status is Status.WITHDRAWAL_PROPOSED
        self._move(Action.RESUME)
        if kept:
            self._settle()
            self._entry(EntryKind.WITHDRAWAL_DROPPED, cause, reason_code=ReasonCode.KEPT_BY_CASEWORKER)
            self._event(WithdrawalDropped, reason=ReasonCode.KEPT_BY_CASEWORKER)
        else:
            self._entry(EntryKind.RESUMED, cause)

    def request_meeting(self, terms: Terms, cause: Cause) -> None:
        """Ask for a care meeting between two dates counted from today.

        Raises IllegalTransition for a type of case that has none.
        """
        self._move(Action.REQUEST_MEETING)

    def withdraw(self, reason: str, cause: Cause) -> None:
        """Confirm that the case does not hold."""
        self._move(Action.WITHDRAW)
        self._end(cause)
        self._entry(EntryKind.CASE_WITHDRAWN, cause, reason=reason)
        self._event(CaseWithdrawn, reason=ReasonCode.CONFIRMED_BY_CASEWORKER)

    def close(self, outcome: Outcome, reason: str, cause: Cause) -> None:
        """End the case with an outcome.

        Raises InvalidField for one of another type of case, and for ``merged``, which only ``merge_into`` can give.
        """
        if outcome is Outcome.MERGED:
            raise InvalidField("outcome", "is given when two persons turn out to be one, not by hand")
        if outcome not in OUTCOMES[self.case_type]:
            expected = ", ".join(OUTCOMES[self.case_type])
            raise InvalidField("outcome", f"is none of a case of type {self.case_type}: {expected}")
        self._move(Action.CLOSE)
        self._end(cause)
        self.outcome = outcome
        self._entry(EntryKind.CASE_CLOSED, cause, outcome=outcome, reason=reason)
        self._event(CaseClosed, reason=ReasonCode.CLOSED_BY_CASEWORKER, outcome=outcome, merged_into=None)

    def reopen(self, reason: str, terms: Terms, cause: Cause) -> None:
        """Go on with an ended case; what fell meanwhile is dealt with by that decision."""
        self._settle()
        self._reopen(terms, cause, reason=reason)

    # What becomes of persons

    def merge_into(self, other: "Case", cause: Cause) -> None:
        """End in favour of ``other``, an open case of the same person and type, which takes over what it rests on."""
        self._move(Action.CLOSE)
        self.ended_at, self.outcome, self.merged_into = cause.at, Outcome.MERGED, other.case_id
        self._end_hold()
        self._event(
            CaseClosed,
            reason=ReasonCode.PERSONS_MERGED,
            outcome=Outcome.MERGED,
            merged_into=other.case_id,
        )
        other._entry(EntryKind.CASE_MERGED, cause, reference=self.reference)
        other._absorb(self, cause)
        other._weigh(cause)

    def follow_pupil(self, person_id: UUID, cause: Cause) -> None:
        """The person, as the register has it, turned out to be another than was thought."""
        self.person_id = person_id
        self._entry(EntryKind.CASE_MOVED, cause)

    # What the days do

    def day_passed(self, kind: DeadlineKind, cause: Cause) -> None:
        """The last day of a deadline has passed: a hold ends by itself; a term is only noted, and a caseworker acts."""
        match kind:
            case DeadlineKind.RESPOND_BY:
                self._entry(EntryKind.RESPONSE_OVERDUE, cause)
            case DeadlineKind.HOLD_UNTIL:
                self._hold_is_over(cause)
            case _:
                assert_never(kind)

    def _hold_is_over(self, cause: Cause) -> None:
        if self.status is Status.WITHDRAWAL_PROPOSED:  # a dropped proposal must not lead back to a hold that is over
            self.proposed_from, self.held_from, self.hold_until = self.held_from, None, None
            self._entry(EntryKind.HOLD_ENDED, cause)
        else:
            self._move(Turn.END_HOLD)
            self._entry(EntryKind.RESUMED, cause, reason_code=ReasonCode.HOLD_IS_OVER)

    # What each type of case has of its own

    @property
    @abstractmethod
    def fallen(self) -> bool:
        """Whether what the case rests on no longer holds. What was settled before is left out."""

    @property
    @abstractmethod
    def _rests_on(self) -> tuple[GroundTold, ...]:
        """What the case rests on, also what fell until it is dealt with."""

    @abstractmethod
    def _settle(self) -> None:
        """What fell is dealt with: the case no longer rests on it."""

    @abstractmethod
    def _take_back(self) -> None:
        """Tell that a ground fell, of which was told apart from the case, unless the case is about to be withdrawn."""

    @abstractmethod
    def _absorb(self, other: Any, cause: Cause) -> None:
        """Take over what another case, of this very type, rests on; nothing is left with that one."""

    @abstractmethod
    def _began(self, terms: Terms, cause: Cause, *, again: bool, because: UUID | None = None) -> None:
        """The case begins, or begins again, because of a signal or by hand: count its terms and tell of it."""

    # Inside

    def _weigh(self, cause: Cause) -> None:
        """Compare the state with the grounds: propose the withdrawal, or drop the proposal; take back what fell."""
        if self.is_open:
            self._weigh_proposal(cause)
        self._take_back()

    def _weigh_proposal(self, cause: Cause) -> None:
        proposed = self.status is Status.WITHDRAWAL_PROPOSED
        if self.fallen and not proposed:
            before = self.status
            self._move(Turn.PROPOSE_WITHDRAWAL)
            self.proposed_from = before
            self._entry(EntryKind.WITHDRAWAL_PROPOSED, cause, reason_code=self.reason_fallen)
            self._event(WithdrawalProposed, reason=self.reason_fallen)
        elif proposed and not self.fallen:
            self._move(Turn.DROP_WITHDRAWAL)
            self._entry(EntryKind.WITHDRAWAL_DROPPED, cause, reason_code=self.reason_back)
            self._event(WithdrawalDropped, reason=self.reason_back)

    def _move(self, move: Action | Turn) -> None:
        target = target_of(move, self.status, self.without)
        if target is Stay.STATE_BEFORE:
            self._go_back()
        elif target is not Stay.UNCHANGED:
            self.status = target

    def _go_back(self) -> None:
        if self.status is Status.WITHDRAWAL_PROPOSED:
            self.status, self.proposed_from = self.proposed_from or Status.ACTIVE, None
        else:
            self.status = self.held_from or Status.ACTIVE
            self._end_hold()

    def _end_hold(self) -> None:
        self.held_from = self.proposed_from = self.hold_until = None

    def _end(self, cause: Cause) -> None:
        self.ended_at = cause.at
        self._end_hold()
        self._settle()

    def _reopen(self, terms: Terms, cause: Cause, *, because: UUID | None = None, **facts: object) -> None:
        self._move(Action.REOPEN)
        self._entry(EntryKind.CASE_REOPENED, cause, **facts)
        self._began(terms, cause, again=True, because=because)
        self.outcome = self.ended_at = self.merged_into = None

    def _entry(self, kind: EntryKind, cause: Cause, **facts: object) -> None:
        self.entries.append(Entry.of(kind, cause, **facts))

    def _event(self, kind: type[CaseEvent], **what: Any) -> None:
        event = kind(case_id=self.case_id, reference=self.reference, case_type=self.case_type, **what)
        self.events.append(event)

    def _told_grounds(self, by_hand_on: date | None = None) -> tuple[GroundTold, ...]:
        """What events say that the case rests on, the oldest first, with what a caseworker did by hand on a day."""
        by_hand = () if by_hand_on is None else (GroundTold(GroundKind.HAND, None, by_hand_on),)
        return tuple(sorted((*self._rests_on, *by_hand), key=lambda ground: (ground.since, str(ground.id))))
