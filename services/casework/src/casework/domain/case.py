"""The truancy case (*spijbeldossier*): one method per thing that can happen to it.

Each method checks the transition table, changes the state, and notes a timeline entry and, where the other services
have to know, a domain event. The unit of work takes both when it saves.
"""

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, Self, assert_never
from uuid import UUID

from casework.domain.deadlines import Deadline, DeadlineKind
from casework.domain.events import (
    CaseAssigned,
    CaseBegan,
    CaseClosed,
    CaseEscalated,
    CaseEvent,
    CaseOpened,
    CaseReopened,
    CaseWithdrawn,
    MeetingRequested,
    WithdrawalDropped,
    WithdrawalProposed,
)
from casework.domain.meeting import OPTIONAL_ROLES, REQUIRED_ROLES, Meeting
from casework.domain.signal import Grounds, Signal
from casework.domain.states import OPEN, Action, Status, Stay, Turn, target_of
from casework.domain.terms import Terms
from casework.domain.timeline import Cause, Entry, EntryKind, half_days_in_dutch
from casework.domain.vocabulary import (
    OUTCOME_IN_DUTCH,
    SECONDARY,
    CaseType,
    MeetingStatus,
    Outcome,
    ReasonCode,
)
from shared.domain.errors import InvalidField
from shared.domain.school_year import SchoolYear


@dataclass(slots=True)
class Case:
    """One person's case of one type.

    ``held_from`` and ``proposed_from`` remember the states to go back to; a case on hold keeps the first while its
    withdrawal is proposed. ``version`` is 0 until the case is stored.
    """

    case_id: UUID
    reference: str
    case_type: CaseType
    person_id: UUID
    school: str
    pupil: str
    school_year: SchoolYear
    level_of_education: str | None
    opened_at: datetime
    respond_by: date
    status: Status = Status.NEW
    assignee: str | None = None
    held_from: Status | None = None
    proposed_from: Status | None = None
    hold_until: date | None = None
    outcome: Outcome | None = None
    ended_at: datetime | None = None
    merged_into: UUID | None = None
    version: int = 0
    signals: dict[UUID, Signal] = field(default_factory=dict)
    meetings: tuple[Meeting, ...] = ()
    events: list[CaseEvent] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)

    @property
    def grounds(self) -> Grounds:
        """What the case rests on."""
        return Grounds.of(self.signals.values())

    @property
    def is_open(self) -> bool:
        """Whether the case has not ended."""
        return self.status in OPEN

    @property
    def deadlines(self) -> tuple[Deadline, ...]:
        """The days that count for the case as it stands."""
        due: list[Deadline] = []
        if self.status in {Status.NEW, Status.ASSESSMENT}:
            due.append(Deadline(self.case_id, DeadlineKind.RESPOND_BY, self.respond_by))
        if self.hold_until:
            due.append(Deadline(self.case_id, DeadlineKind.HOLD_UNTIL, self.hold_until))
        return tuple(due)

    # Begin

    def open_by(self, signal: Signal, terms: Terms, cause: Cause) -> Self:
        """Begin because of a level."""
        self.signals[signal.signal_id] = signal
        self._entry(EntryKind.CASE_OPENED, f"Dossier geopend: {_reached(signal)}.", cause)
        self._began(CaseOpened, signal, terms, cause)
        self._weigh(cause)
        return self

    def open_by_hand(self, reason: str, terms: Terms, cause: Cause) -> Self:
        """Begin because a caseworker says so."""
        self._entry(EntryKind.CASE_OPENED, f"Dossier met de hand geopend. Reden: {reason}", cause)
        self._began(CaseOpened, None, terms, cause)
        return self

    # What levels do

    def take(self, signal: Signal, cause: Cause) -> None:
        """A level was reached while the case is open: one above all it had escalates, another is only noted."""
        escalates = signal.level > self.grounds.highest_ever
        self.signals[signal.signal_id] = signal
        if escalates:
            self._entry(EntryKind.CASE_ESCALATED, f"Dossier opgeschaald: {_reached(signal)}.", cause)
            self._escalated(signal)
        else:
            self._entry(EntryKind.LEVEL_REACHED, f"{_reached(signal).capitalize()}.", cause)
        self._weigh(cause)

    def lose(self, signal: Signal, cause: Cause) -> None:
        """A level does not hold after a correction. When it was the lowest, the withdrawal is proposed."""
        self.signals[signal.signal_id] = signal
        text = f"Niveau {signal.level} geldt niet meer na een correctie ({half_days_in_dutch(signal.count)})."
        self._entry(EntryKind.LEVEL_WITHDRAWN, text, cause)
        self._weigh(cause)

    def reopen_by(self, signal: Signal, terms: Terms, cause: Cause) -> None:
        """A level brings an ended case back, at the school the pupil is at now."""
        self.signals[signal.signal_id] = signal
        self.school, self.pupil, self.level_of_education = signal.school, signal.pupil, signal.level_of_education
        self._reopen(f"Dossier heropend: {_reached(signal)}.", signal, terms, cause)
        self._weigh(cause)

    def release(self, signal_id: UUID, cause: Cause) -> None:
        """A signal turned out to be another person's: the case does not rest on it."""
        del self.signals[signal_id]
        self._weigh(cause)

    # What people do

    def assign(self, assignee: str, cause: Cause) -> None:
        """Give the case to a caseworker."""
        self._move(Action.ASSIGN)
        self.assignee = assignee
        self._entry(EntryKind.ASSIGNED, f"Dossier toegewezen aan {assignee}.", cause)
        self._event(CaseAssigned, assignee=assignee)

    def start(self, cause: Cause) -> None:
        """Begin to work on the case."""
        self._move(Action.START)
        self._entry(EntryKind.STARTED, "Opvolging gestart.", cause)

    def hold(self, until: date, reason: str, cause: Cause) -> None:
        """Let the case rest up to and with a day. Raises InvalidField when that day has passed."""
        before = self.status
        if until < cause.at.date():
            raise InvalidField("until", "is before today")
        self._move(Action.HOLD)
        self.held_from = self.held_from or before
        self.hold_until = until
        text = f"In wacht tot en met {until.day}/{until.month}/{until.year}. Reden: {reason}"
        self._entry(EntryKind.HELD, text, cause)

    def resume(self, cause: Cause) -> None:
        """Go on after a hold; or keep the case although its level fell."""
        kept = self.status is Status.WITHDRAWAL_PROPOSED
        self._move(Action.RESUME)
        if kept:
            self._settle()
            self._entry(EntryKind.WITHDRAWAL_DROPPED, "Dossier behouden: het wordt niet ingetrokken.", cause)
            self._event(WithdrawalDropped, reason=ReasonCode.KEPT_BY_CASEWORKER)
        else:
            self._entry(EntryKind.RESUMED, "Opvolging hervat.", cause)

    def request_meeting(self, terms: Terms, cause: Cause) -> None:
        """Ask for a care meeting between two dates counted from today."""
        self._move(Action.REQUEST_MEETING)
        self._ask_for_meeting(terms, cause)

    def withdraw(self, reason: str, cause: Cause) -> None:
        """Confirm that the case does not hold."""
        self._move(Action.WITHDRAW)
        self._end(cause)
        self._entry(EntryKind.CASE_WITHDRAWN, f"Dossier ingetrokken. Reden: {reason}", cause)
        self._event(CaseWithdrawn, reason=ReasonCode.CONFIRMED_BY_CASEWORKER)

    def close(self, outcome: Outcome, reason: str, cause: Cause) -> None:
        """End the case with an outcome. Raises InvalidField for ``merged``, which only ``merge_into`` can give."""
        if outcome is Outcome.MERGED:
            raise InvalidField("outcome", "is given when two persons turn out to be one, not by hand")
        self._move(Action.CLOSE)
        self._end(cause)
        self.outcome = outcome
        text = f"Dossier afgesloten: {OUTCOME_IN_DUTCH[outcome]}. Reden: {reason}"
        self._entry(EntryKind.CASE_CLOSED, text, cause)
        self._event(CaseClosed, reason=ReasonCode.CLOSED_BY_CASEWORKER, outcome=outcome, merged_into=None)

    def reopen(self, reason: str, terms: Terms, cause: Cause) -> None:
        """Go on with an ended case; levels that fell meanwhile are dealt with by that decision."""
        self._settle()
        self._reopen(f"Dossier heropend. Reden: {reason}", None, terms, cause)

    # What becomes of persons

    def merge_into(self, other: "Case", cause: Cause) -> None:
        """End in favour of ``other``, an open case of the same person, which takes the signals over."""
        self._move(Action.CLOSE)
        self.ended_at, self.outcome, self.merged_into = cause.at, Outcome.MERGED, other.case_id
        self._end_hold()
        self._event(
            CaseClosed,
            reason=ReasonCode.PERSONS_MERGED,
            outcome=Outcome.MERGED,
            merged_into=other.case_id,
        )
        other._absorb(self, cause)
        self.signals.clear()

    def follow_pupil(self, person_id: UUID, cause: Cause) -> None:
        """The register's pupil turned out to be another person than was thought."""
        self.person_id = person_id
        self._entry(EntryKind.CASE_MOVED, "Dossier volgt de leerling naar een ander persoonsrecord.", cause)

    # What the days do

    def day_passed(self, kind: DeadlineKind, cause: Cause) -> None:
        """The last day of a deadline has passed: that is noted, and a caseworker acts."""
        match kind:
            case DeadlineKind.RESPOND_BY:
                self._entry(EntryKind.RESPONSE_OVERDUE, "De termijn om te starten is voorbij.", cause)
            case DeadlineKind.HOLD_UNTIL:
                self._entry(EntryKind.HOLD_ENDED, "De wachttijd is voorbij.", cause)
            case _:
                assert_never(kind)

    # Inside

    def _weigh(self, cause: Cause) -> None:
        """Compare the state with the grounds: propose the withdrawal, or drop the proposal."""
        if not self.is_open:
            return
        proposed = self.status is Status.WITHDRAWAL_PROPOSED
        if self.grounds.fallen and not proposed:
            before = self.status
            self._move(Turn.PROPOSE_WITHDRAWAL)
            self.proposed_from = before
            text = "Intrekking voorgesteld: het laagste niveau geldt niet meer."
            self._entry(EntryKind.WITHDRAWAL_PROPOSED, text, cause)
            self._event(WithdrawalProposed, reason=ReasonCode.LEVEL_NO_LONGER_HOLDS)
        elif proposed and not self.grounds.fallen:
            self._move(Turn.DROP_WITHDRAWAL)
            text = "Voorstel tot intrekking vervalt: het niveau is opnieuw bereikt."
            self._entry(EntryKind.WITHDRAWAL_DROPPED, text, cause)
            self._event(WithdrawalDropped, reason=ReasonCode.LEVEL_REACHED_AGAIN)

    def _move(self, move: Action | Turn) -> None:
        target = target_of(move, self.status)
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

    def _settle(self) -> None:
        fallen = [signal for signal in self.signals.values() if signal.reached and signal.withdrawn]
        self.signals |= {signal.signal_id: replace(signal, settled=True) for signal in fallen}

    def _reopen(self, text: str, signal: Signal | None, terms: Terms, cause: Cause) -> None:
        self._move(Action.REOPEN)
        self._entry(EntryKind.CASE_REOPENED, text, cause)
        self._began(CaseReopened, signal, terms, cause)
        self.outcome = self.ended_at = self.merged_into = None

    def _began(self, kind: type[CaseBegan], signal: Signal | None, terms: Terms, cause: Cause) -> None:
        self.respond_by = terms.respond_by(cause.at.date())
        self._event(
            kind,
            case_type=self.case_type,
            person_id=self.person_id,
            school=self.school,
            pupil=self.pupil,
            school_year=self.school_year,
            signal_id=signal.signal_id if signal else None,
            level=self.grounds.level,
            count=self.grounds.count,
            half_days=self.grounds.half_days,
            opened_at=cause.at,
            respond_by=self.respond_by,
        )
        if self.level_of_education == SECONDARY and not self._has_meeting_ahead(cause.at):
            self._ask_for_meeting(terms, cause)

    def _has_meeting_ahead(self, now: datetime) -> bool:
        """Whether a planned meeting outlived the end of this case, which cancels those that were about it alone."""
        return any(
            meeting.status is MeetingStatus.SCHEDULED
            and meeting.has_other_case
            and meeting.starts_at is not None
            and meeting.starts_at > now
            for meeting in self.meetings
        )

    def _ask_for_meeting(self, terms: Terms, cause: Cause) -> None:
        within = terms.meeting(cause.at.date())
        self._entry(EntryKind.MEETING_REQUESTED, "Zorgoverleg gevraagd.", cause)
        self._event(
            MeetingRequested,
            person_id=self.person_id,
            school=self.school,
            required_roles=REQUIRED_ROLES,
            optional_roles=OPTIONAL_ROLES,
            not_before=within.not_before,
            hold_by=within.hold_by,
            assignee=self.assignee,
        )

    def _absorb(self, other: "Case", cause: Cause) -> None:
        highest = self.grounds.highest_ever
        self.signals |= other.signals
        text = f"Dossier {other.reference} van dezelfde leerling gaat hierin verder."
        self._entry(EntryKind.CASE_MERGED, text, cause)
        brought = max(other.grounds.signals, key=lambda signal: signal.level, default=None)
        if brought and brought.level > highest:
            self._entry(EntryKind.CASE_ESCALATED, f"Dossier opgeschaald: {_reached(brought)}.", cause)
            self._escalated(brought)
        self._weigh(cause)

    def _escalated(self, signal: Signal) -> None:
        self._event(CaseEscalated, signal_id=signal.signal_id, level=signal.level, count=signal.count)

    def _entry(self, kind: EntryKind, text: str, cause: Cause) -> None:
        self.entries.append(Entry.of(kind, text, cause))

    def _event(self, kind: type[CaseEvent], **what: Any) -> None:
        self.events.append(kind(case_id=self.case_id, reference=self.reference, **what))


def _reached(signal: Signal) -> str:
    return f"niveau {signal.level} bereikt ({half_days_in_dutch(signal.count)})"
