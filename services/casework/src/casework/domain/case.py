"""The case (*dossier*): what may happen to a case of any type, a method for each thing.

Each method does three things:

1. it checks the transition table;
2. it changes the state;
3. it notes a timeline entry and, where the other services have to know, a domain event.

The unit of work takes the entry and the event when it saves. The definition of a type says what is special about the
type. A type with more behaviour of its own overrides the methods in the last part but one. The fields of a case are in
``CaseState``, assessment and closure in ``CaseClosing``.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Self, assert_never
from uuid import UUID

from casework.domain.assignee import as_contact
from casework.domain.assignment import Choice
from casework.domain.case_closing import CaseClosing
from casework.domain.case_type import MERGED
from casework.domain.deadlines import DeadlineKind
from casework.domain.events import (
    CaseAssigned,
    CaseClosed,
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
from casework.domain.states import Action, Status, Turn
from casework.domain.terms import Terms
from casework.domain.timeline import Cause, EntryKind
from casework.domain.vocabulary import BY_HAND, ReasonCode
from shared.domain.errors import Conflict, InvalidField
from shared.domain.school_year import SchoolYear


@dataclass(slots=True)
class Case(CaseClosing):
    """One person's case of one type."""

    # Begin

    def open_by_hand(self, reason: str, terms: Terms, cause: Cause, *, choice: Choice | None = None) -> Self:
        """Begin because a caseworker says so; ``choice`` is who gets the case by a rule, if a rule has somebody."""
        self._entry(EntryKind.CASE_OPENED, cause, reason=reason)
        self._began(terms, cause, again=False, choice=choice)
        return self

    def open_by(
        self, ground: Ground, terms: Terms, cause: Cause, *, reason: str | None = None, choice: Choice | None = None
    ) -> Self:
        """Begin because of a ground; ``reason`` is that of the person who accepted it, if a person had to."""
        self.grounds[ground.ground_id] = ground
        self._entry(EntryKind.CASE_OPENED, cause, **self._facts(ground), reason=reason)
        self._began(terms, cause, again=False, because=ground.ground_id, choice=choice)
        self._weigh(cause)
        return self

    # What its grounds do

    def take(self, ground: Ground, cause: Cause, *, reason: str | None = None) -> None:
        """Another ground came while the case is open."""
        self.grounds[ground.ground_id] = ground
        self._entry(ground.told_by, cause, **self._facts(ground), reason=reason)
        self._wake_for(ground, cause)
        self._weigh(cause)

    def lose(self, ground: Ground, cause: Cause) -> None:
        """A ground was taken back. When no ground is left, the withdrawal is proposed."""
        self.grounds[ground.ground_id] = ground
        self._entry(ground.taken_back_by, cause, **self._facts(ground))
        self._weigh(cause)

    def reopen_by(self, ground: Ground, terms: Terms, cause: Cause, *, reason: str | None = None) -> None:
        """A ground brings an ended case back, at the school the pupil is at now."""
        self.grounds[ground.ground_id] = ground
        self._move_to_school_of(ground)
        self._reopen(terms, cause, because=ground.ground_id, **self._facts(ground), reason=reason)
        self._weigh(cause)

    def release(self, ground_id: UUID, cause: Cause) -> None:
        """A ground turned out to be another person's: the case does not rest on it."""
        del self.grounds[ground_id]
        self._weigh(cause)

    # What people do

    def assign(self, assignee: str, cause: Cause, *, by_rule: str | None = None, how: str | None = None) -> None:
        """Give the case to somebody: a contact, or the ``sub`` of a token; by which rule, and how, if otherwise."""
        self._move(Action.ASSIGN)
        self.assignee = assignee
        self._entry(EntryKind.ASSIGNED, cause, assignee=assignee, by_rule=by_rule, how=how)
        if contact := as_contact(assignee):
            self._event(CaseAssigned, assignee=contact)

    def start(self, cause: Cause) -> None:
        """Begin to work on the case."""
        self._move(Action.START)
        self._entry(EntryKind.STARTED, cause)

    def hold(self, until: date, reason: str, cause: Cause) -> None:
        """Let the case rest up to and with a day. Raises InvalidField for a day that has passed, or the last of all."""
        before = self.status
        if until < cause.at.date():
            raise InvalidField("until", "is before today")
        if until == date.max:
            raise InvalidField("until", "is the last day that a calendar has")
        self._move(Action.HOLD)
        self.held_from = self.held_from or before
        self.hold_until = until
        self._entry(EntryKind.HELD, cause, until=until, reason=reason)

    def resume(self, cause: Cause) -> None:
        """Go on after a hold or a watch; or keep the case although its ground fell away."""
        before = self.status
        self._move(Action.RESUME)
        if before is Status.MONITORING:
            self._end_watch()
        if before is Status.WITHDRAWAL_PROPOSED:
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

    def withdraw(self, reason: str, cause: Cause, *, dropped_tasks: int = 0) -> None:
        """Confirm that the case does not hold. Its open tasks are dropped: so many."""
        self._move(Action.WITHDRAW)
        self._end(cause)
        self._entry(EntryKind.CASE_WITHDRAWN, cause, reason=reason, tasks=dropped_tasks or None)
        self._event(CaseWithdrawn, reason=ReasonCode.CONFIRMED_BY_CASEWORKER)

    def reopen(self, reason: str, terms: Terms, cause: Cause) -> None:
        """Go on with an ended case; what fell meanwhile is dealt with by that decision."""
        self._settle()
        self._reopen(terms, cause, reason=reason)

    # What becomes of persons

    def merge_into(
        self,
        other: Self,
        cause: Cause,
        *,
        code: ReasonCode = ReasonCode.PERSONS_MERGED,
        reason: str | None = None,
    ) -> None:
        """End in favour of ``other``, an open case of the same type, which takes over what it rests on.

        The case is of the same person, or a caseworker says that it is, for a ``reason``.
        """
        self.closure = None
        self._move(Action.CLOSE)
        self.ended_at, self.outcome, self.merged_into = cause.at, MERGED, other.case_id
        self._end_hold()
        if not self.watch:
            other._wake(cause)
        self._end_watch()
        self._event(CaseClosed, reason=code, outcome=MERGED, merged_into=other.case_id)
        other._entry(EntryKind.CASE_MERGED, cause, reference=self.reference, reason=reason)
        other._take_over_assessment(self)
        other._absorb(self, cause)
        other._weigh(cause)

    def follow_pupil(self, person_id: UUID, cause: Cause, *, parted: bool = False) -> None:
        """The person, as the register has it, turned out to be another than was thought.

        ``parted``: it is no person that the former person became; attendance, which follows those, is asked anew.
        """
        self.person_id = person_id
        self._entry(EntryKind.CASE_MOVED, cause)
        if parted:
            self._watch_anew(cause)

    # What the days do

    def day_passed(self, kind: DeadlineKind, cause: Cause) -> None:
        """The last day of a deadline has passed: a hold ends by itself; a term is only noted, and a caseworker acts."""
        match kind:
            case DeadlineKind.RESPOND_BY | DeadlineKind.STATE:
                self._term_passed(kind, cause)
            case DeadlineKind.HOLD_UNTIL:
                self._hold_is_over(cause)
            case DeadlineKind.HAND_OVER_BY:
                self.hand_over_by = None
                self._entry(EntryKind.HAND_OVER_ENDED, cause)
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
        grounds = self.known_grounds
        if len(grounds) > 1:
            grounds = tuple(sorted(grounds, key=lambda ground: (ground.kind, ground.shown_after)))
        for ground in grounds:
            if ground.shown_as:
                lists.setdefault(ground.shown_as, []).append(ground.shown)
        return lists

    def _told(self) -> Mapping[str, object]:
        """What the events of its opening tell of this type of case alone."""
        return {}

    def _told_now(self) -> Mapping[str, object]:
        """What a transfer tells of this type of case alone; also another ``school_year`` than that of the case."""
        return self._told()

    def _facts(self, ground: Ground) -> dict[str, object]:
        """What the timeline tells of a ground."""
        return dict(ground.facts)

    def _absorb(self, other: Self, cause: Cause) -> None:
        """Take over what another case of this type rests on; nothing is left with the other case."""
        self.grounds |= other.grounds
        other.grounds.clear()

    # Inside

    def _wake_for(self, ground: Ground, cause: Cause) -> None:
        """A ground that stands came: a case that is followed from a distance is worked on again."""
        if ground.stands:
            self._wake(cause)

    def _take_over_assessment(self, other: Self) -> None:
        """What was found of the same person in another case is found here too, where this case has no answer."""
        if other.checks is not None:
            self.checks = {**other.checks, **(self.checks or {})}
        self.causes = tuple(dict.fromkeys((*self.causes, *other.causes)))

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

    def _began(
        self,
        terms: Terms,
        cause: Cause,
        *,
        again: bool,
        because: UUID | None = None,
        choice: Choice | None = None,
    ) -> None:
        """The case begins, or begins again, because of a ground or by hand: count its terms and tell of it.

        Whoever gets the case by a rule has it before a meeting is asked for.
        """
        self._count_response(terms, cause.at.date())
        self._event(
            CaseReopened if again else CaseOpened,
            person_id=self.person_id,
            school_year=self.school_year,
            opened_at=cause.at,
            **self._told_of_opening(cause, because),
        )
        if choice:
            by_rule = Cause(cause.at, "casework", cause.event_id)
            how = "as-deputy" if choice.as_deputy else None
            self.assign(choice.assignee, by_rule, by_rule=choice.rule, how=how)
        meeting = self.case_type.meeting
        if (
            meeting
            and self.level_of_education in meeting.at_once_for
            and not has_meeting_ahead(self.meetings, cause.at)
        ):
            self._ask_for_meeting(terms, cause)

    def _told_of_opening(self, cause: Cause, because: UUID | None) -> Mapping[str, object]:
        """What the events of its opening tell, but for a type that is discreet."""
        if self.case_type.discreet:
            return {"grounds": (), "signal_id": None, "respond_by": None}
        return {
            "school": self.school,
            "pupil": self.pupil,
            "level_of_education": self.level_of_education,
            "grounds": self._told_grounds(None if because else cause.at.date()),
            "signal_id": because,
            "respond_by": self.respond_by,
            **self._told(),
        }

    def _told_grounds(self, by_hand_on: date | None = None) -> tuple[GroundTold, ...]:
        """What events say that the case rests on, the oldest first, with what a caseworker did by hand on a day."""
        grounds = [GroundTold(item.kind, item.ground_id, item.since) for item in self.known_grounds if item.counts]
        if by_hand_on is not None:
            grounds.append(GroundTold(BY_HAND, None, by_hand_on))
        return tuple(sorted(grounds, key=lambda ground: ground.since))

    def _ask_for_meeting(self, terms: Terms, cause: Cause, replaces: UUID | None = None) -> None:
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
            replaces=replaces,
        )

    def _move_to_school_of(self, ground: Ground) -> None:
        """The case goes on at the school that the ground was said of, if any."""
        if ground.register and ground.register != self.register:
            self.first_school = self.first_pupil = self.placed_after = None
        if ground.register:
            self.school, self.pupil, self.level_of_education = ground.school, ground.pupil, ground.level_of_education

    def _reopen(self, terms: Terms, cause: Cause, *, because: UUID | None = None, **facts: object) -> None:
        self._move(Action.REOPEN)
        self._entry(EntryKind.CASE_REOPENED, cause, **facts)
        self._began(terms, cause, again=True, because=because)
        self.outcome = self.ended_at = self.merged_into = None
        self.merged_by_hand = False
