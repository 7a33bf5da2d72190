"""The case (*dossier*): what may happen to a case of any type, a method for each thing.

Each method does three things:

1. it checks the transition table;
2. it changes the state;
3. it notes a timeline entry and, where the other services have to know, a domain event.

The unit of work takes the entry and the event when it saves. The definition of a type says what is special about the
type. A type with more behaviour of its own overrides the methods in the last part but one. The fields of a case are in
``CaseState``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Self, assert_never
from uuid import UUID

from casework.domain.assignee import as_contact
from casework.domain.case_state import CaseState
from casework.domain.case_type import MERGED
from casework.domain.deadlines import DeadlineKind
from casework.domain.events import (
    CaseAssigned,
    CaseClosed,
    CaseEvent,
    CaseOpened,
    CaseReopened,
    CaseWithdrawn,
    GroundTold,
    MeetingRequested,
    WithdrawalDropped,
    WithdrawalProposed,
)
from casework.domain.ground import Ground
from casework.domain.meeting import Meeting, has_meeting_ahead, waiting_meeting
from casework.domain.states import Action, Status, Stay, Step, Turn, after
from casework.domain.terms import Terms
from casework.domain.timeline import Cause, Entry, EntryKind
from casework.domain.vocabulary import BY_HAND, ReasonCode
from shared.domain.errors import Conflict, InvalidField
from shared.domain.school_year import SchoolYear


@dataclass(slots=True)
class Case(CaseState):
    """One person's case of one type."""

    # Begin

    def open_by_hand(self, reason: str, terms: Terms, cause: Cause) -> Self:
        """Begin because a caseworker says so."""
        self._entry(EntryKind.CASE_OPENED, cause, reason=reason)
        self._began(terms, cause, again=False)
        return self

    def open_by(self, ground: Ground, terms: Terms, cause: Cause) -> Self:
        """Begin because of a ground."""
        self.grounds[ground.ground_id] = ground
        self._entry(EntryKind.CASE_OPENED, cause, **self._facts(ground))
        self._began(terms, cause, again=False, because=ground.ground_id)
        self._weigh(cause)
        return self

    # What its grounds do

    def take(self, ground: Ground, cause: Cause) -> None:
        """Another ground came while the case is open."""
        self.grounds[ground.ground_id] = ground
        self._entry(ground.told_by, cause, **self._facts(ground))
        self._weigh(cause)

    def lose(self, ground: Ground, cause: Cause) -> None:
        """A ground was taken back. When no ground is left, the withdrawal is proposed."""
        self.grounds[ground.ground_id] = ground
        self._entry(ground.taken_back_by, cause, **self._facts(ground))
        self._weigh(cause)

    def reopen_by(self, ground: Ground, terms: Terms, cause: Cause) -> None:
        """A ground brings an ended case back, at the school the pupil is at now."""
        self.grounds[ground.ground_id] = ground
        self._move_to_school_of(ground)
        self._reopen(terms, cause, because=ground.ground_id, **self._facts(ground))
        self._weigh(cause)

    def release(self, ground_id: UUID, cause: Cause) -> None:
        """A ground turned out to be another person's: the case does not rest on it."""
        del self.grounds[ground_id]
        self._weigh(cause)

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
        """Ask for a meeting between two dates counted from today.

        Raises IllegalTransition for a type of case without meetings, Conflict while there is a meeting to come.
        """
        self._move(Action.REQUEST_MEETING)
        if coming := [meeting for meeting in self.meetings if meeting.is_coming]:
            raise Conflict("the case has a care meeting already", meeting_id=coming[-1].meeting_id)
        self._ask_for_meeting(terms, cause)

    def withdraw(self, reason: str, cause: Cause) -> None:
        """Confirm that the case does not hold."""
        self._move(Action.WITHDRAW)
        self._end(cause)
        self._entry(EntryKind.CASE_WITHDRAWN, cause, reason=reason)
        self._event(CaseWithdrawn, reason=ReasonCode.CONFIRMED_BY_CASEWORKER)

    def close(self, outcome: str, reason: str, cause: Cause) -> None:
        """End the case with an outcome.

        Raises InvalidField for an outcome of another type of case, and for ``merged``, which only ``merge_into`` gives.
        """
        if outcome == MERGED:
            raise InvalidField("outcome", "is given when two persons turn out to be one, not by hand")
        if outcome not in self.case_type.outcomes:
            expected = ", ".join(self.case_type.outcomes)
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

    def merge_into(self, other: Self, cause: Cause) -> None:
        """End in favour of ``other``, an open case of the same person and type, which takes over what it rests on."""
        self._move(Action.CLOSE)
        self.ended_at, self.outcome, self.merged_into = cause.at, MERGED, other.case_id
        self._end_hold()
        self._event(CaseClosed, reason=ReasonCode.PERSONS_MERGED, outcome=MERGED, merged_into=other.case_id)
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

    # What a type of case may have otherwise

    @property
    def fallen(self) -> bool:
        """Whether every ground was taken back. What was settled before is left out."""
        counting = [ground for ground in self.grounds.values() if ground.counts]
        return bool(counting) and not any(ground.stands for ground in counting)

    def has_grounds_of(self, school_year: SchoolYear) -> bool:
        """Whether a ground of this school year, which has ended, can still join the case."""
        return school_year == self.school_year

    def begins_anew_with(self, ground: Ground, today: date) -> bool:
        """Whether the terms of the open case run anew because of this ground, in ``take_anew``."""
        return False

    def take_anew(self, ground: Ground, terms: Terms, cause: Cause) -> None:
        """A ground came that ``begins_anew_with`` named."""
        self.take(ground, cause)

    def shown(self) -> Mapping[str, object]:
        """What an answer shows of some types of case alone, as plain values."""
        lists: dict[str, list[Mapping[str, object]]] = {}
        for ground in sorted(self.known_grounds, key=lambda ground: (ground.kind, ground.shown_after)):
            if ground.shown_as:
                lists.setdefault(ground.shown_as, []).append(ground.shown)
        return lists

    def _told(self) -> Mapping[str, object]:
        """What the events of its opening tell of this type of case alone."""
        return {}

    def _facts(self, ground: Ground) -> dict[str, object]:
        """What the timeline tells of a ground."""
        return dict(ground.facts)

    def _take_back(self) -> None:
        """Tell that a ground fell, if an event of its own told of it and the case is not about to be withdrawn."""

    def _absorb(self, other: Self, cause: Cause) -> None:
        """Take over what another case of this type rests on; nothing is left with the other case."""
        self.grounds |= other.grounds
        other.grounds.clear()

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
            self._entry(EntryKind.WITHDRAWAL_PROPOSED, cause, reason_code=self.case_type.fallen)
            self._event(WithdrawalProposed, reason=self.case_type.fallen)
        elif proposed and not self.fallen:
            self._move(Turn.DROP_WITHDRAWAL)
            self._entry(EntryKind.WITHDRAWAL_DROPPED, cause, reason_code=self.case_type.back)
            self._event(WithdrawalDropped, reason=self.case_type.back)

    def _settle(self) -> None:
        """What fell is dealt with: the case no longer rests on it."""
        fallen = [ground for ground in self.grounds.values() if ground.said and ground.taken_back]
        self.grounds |= {ground.ground_id: replace(ground, settled=True) for ground in fallen}
        self._take_back()

    def _began(self, terms: Terms, cause: Cause, *, again: bool, because: UUID | None = None) -> None:
        """The case begins, or begins again, because of a ground or by hand: count its terms and tell of it."""
        self.respond_by = terms.respond_by(self.case_type.name, cause.at.date())
        self._event(
            CaseReopened if again else CaseOpened,
            person_id=self.person_id,
            school=self.school,
            pupil=self.pupil,
            school_year=self.school_year,
            grounds=self._told_grounds(None if because else cause.at.date()),
            signal_id=because,
            opened_at=cause.at,
            respond_by=self.respond_by,
            **self._told(),
        )
        meeting = self.case_type.meeting
        if (
            meeting
            and self.level_of_education in meeting.at_once_for
            and not has_meeting_ahead(self.meetings, cause.at)
        ):
            self._ask_for_meeting(terms, cause)

    def _told_grounds(self, by_hand_on: date | None = None) -> tuple[GroundTold, ...]:
        """What events say that the case rests on, the oldest first, with what a caseworker did by hand on a day."""
        grounds = [GroundTold(item.kind, item.ground_id, item.since) for item in self.known_grounds if item.counts]
        if by_hand_on is not None:
            grounds.append(GroundTold(BY_HAND, None, by_hand_on))
        return tuple(sorted(grounds, key=lambda ground: ground.since))

    def _ask_for_meeting(self, terms: Terms, cause: Cause) -> None:
        meeting = self.case_type.meeting
        assert meeting, "only a type with a meeting has the action"
        within = terms.meeting(cause.at.date())
        asked = waiting_meeting(self.meetings)
        if asked is None:
            asked = Meeting.asked_for(terms.new_meeting_id())
            self.meetings = (*self.meetings, asked)
        self._entry(EntryKind.MEETING_REQUESTED, cause)
        self._event(
            MeetingRequested,
            meeting_type=meeting.kind,
            person_id=self.person_id,
            school=self.school,
            required_roles=meeting.required_roles,
            optional_roles=meeting.optional_roles,
            not_before=within.not_before,
            hold_by=within.hold_by,
            assignee=as_contact(self.assignee),
            meeting_id=asked.meeting_id,
        )

    def _move_to_school_of(self, ground: Ground) -> None:
        """The case goes on at the school that the ground was said of, if any."""
        if ground.register:
            self.school, self.pupil, self.level_of_education = ground.school, ground.pupil, ground.level_of_education

    def _move(self, step: Step) -> None:
        target = after(self.status, step, without=self.case_type.without)
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

    def _entry(self, kind: str, cause: Cause, **facts: object) -> None:
        self.entries.append(Entry.of(kind, cause, **facts))

    def _event(self, kind: type[CaseEvent], **what: Any) -> None:
        event = kind(case_id=self.case_id, reference=self.reference, case_type=self.case_type.name, **what)
        self.events.append(event)
