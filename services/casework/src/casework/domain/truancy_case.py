"""The truancy case (*spijbeldossier*): it rests on levels of problematic half days."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import ClassVar, Self
from uuid import UUID

from casework.domain.assignee import as_contact
from casework.domain.case import Case
from casework.domain.events import (
    CaseEscalated,
    CaseOpened,
    CaseReopened,
    EscalationWithdrawn,
    GroundTold,
    MeetingRequested,
)
from casework.domain.meeting import OPTIONAL_ROLES, REQUIRED_ROLES, Meeting
from casework.domain.signal import Grounds, Signal
from casework.domain.states import Action, Status
from casework.domain.terms import Terms
from casework.domain.timeline import Cause, EntryKind
from casework.domain.vocabulary import SECONDARY, GroundKind, MeetingStatus, ReasonCode
from shared.domain.errors import Conflict
from shared.domain.school_year import SchoolYear

_USUAL_RULE = "problematic-half-days"


@dataclass(slots=True)
class TruancyCase(Case):
    """One person's truancy case, at the school of ``pupil``.

    ``told_years`` are the school years after the case's own of which it was told that a level was reached, and not
    yet that it fell.
    """

    reason_fallen: ClassVar[ReasonCode] = ReasonCode.LEVEL_NO_LONGER_HOLDS
    reason_back: ClassVar[ReasonCode] = ReasonCode.LEVEL_REACHED_AGAIN

    signals: dict[UUID, Signal] = field(default_factory=dict)
    meetings: tuple[Meeting, ...] = ()
    told_years: frozenset[SchoolYear] = frozenset()

    @property
    def grounds(self) -> Grounds:
        """What the case rests on."""
        return Grounds.of(self.signals.values())

    @property
    def fallen(self) -> bool:
        """Whether no school year's lowest level holds any more."""
        return self.grounds.fallen

    def has_levels_of(self, school_year: SchoolYear) -> bool:
        """Whether the case is of this school year, or a level of it joined the case."""
        levels = self.grounds.signals
        return school_year == self.school_year or any(signal.school_year == school_year for signal in levels)

    def open_by(self, signal: Signal, terms: Terms, cause: Cause) -> Self:
        """Begin because of a level."""
        self.signals[signal.signal_id] = signal
        self._entry(EntryKind.CASE_OPENED, cause, **self._facts(signal))
        self._began(terms, cause, again=False, because=signal.signal_id)
        self._weigh(cause)
        return self

    # What levels do

    def is_of_new_year(self, signal: Signal, today: date) -> bool:
        """Whether a level is of a newer school year that is still going on, and of which nothing told stands."""
        year = signal.school_year
        return year > self.school_year and year not in self.told_years and not year.ended(today)

    def take_of_new_year(self, signal: Signal, terms: Terms, cause: Cause) -> None:
        """The first level that stands of a newer school year was reached while the case is open: it escalates.

        The terms run anew, and the case goes on at the school the pupil is at now.
        """
        self.signals[signal.signal_id] = signal
        self.told_years |= {signal.school_year}
        moved = signal.school != self.school
        self.school, self.pupil, self.level_of_education = signal.school, signal.pupil, signal.level_of_education
        self.respond_by = terms.respond_by(cause.at.date())
        self._escalate(signal, cause, anew=True, moved=moved)
        self._weigh(cause)

    def take(self, signal: Signal, cause: Cause) -> None:
        """Another level was reached while the case is open: one above all of its ladder escalates, else it is noted."""
        escalates = signal.level > self.grounds.highest_beside(signal)
        self.signals[signal.signal_id] = signal
        if escalates:
            self._escalate(signal, cause)
        else:
            self._entry(EntryKind.LEVEL_REACHED, cause, **self._facts(signal))
        self._weigh(cause)

    def lose(self, signal: Signal, cause: Cause) -> None:
        """A level does not hold after a correction. When no school year's lowest is left, withdrawal is proposed."""
        self.signals[signal.signal_id] = signal
        self._entry(EntryKind.LEVEL_WITHDRAWN, cause, **self._facts(signal))
        self._weigh(cause)

    def reopen_by(self, signal: Signal, terms: Terms, cause: Cause) -> None:
        """A level brings an ended case back, at the school the pupil is at now."""
        self.signals[signal.signal_id] = signal
        self.school, self.pupil, self.level_of_education = signal.school, signal.pupil, signal.level_of_education
        self._reopen(terms, cause, because=signal.signal_id, **self._facts(signal))
        self._weigh(cause)

    def release(self, signal_id: UUID, cause: Cause) -> None:
        """A signal turned out to be another person's: the case does not rest on it."""
        del self.signals[signal_id]
        self._weigh(cause)

    # What a truancy case has of its own

    def request_meeting(self, terms: Terms, cause: Cause) -> None:
        """Ask for a care meeting between two dates counted from today. Raises Conflict while there is one to come."""
        self._move(Action.REQUEST_MEETING)
        if coming := [meeting for meeting in self.meetings if meeting.is_coming]:
            raise Conflict("the case has a care meeting already", meeting_id=coming[-1].meeting_id)
        self._ask_for_meeting(terms, cause)

    @property
    def _rests_on(self) -> tuple[GroundTold, ...]:
        alive = [signal for signal in self.grounds.signals if not signal.settled]
        return tuple(GroundTold(GroundKind.LEVEL, signal.signal_id, signal.reached_on) for signal in alive)

    def _settle(self) -> None:
        fallen = [signal for signal in self.signals.values() if signal.reached and signal.withdrawn]
        self.signals |= {signal.signal_id: replace(signal, settled=True) for signal in fallen}
        self._take_back()

    def _take_back(self) -> None:
        if self.status is Status.WITHDRAWAL_PROPOSED:
            return  # what a caseworker decides says how whoever was told is corrected
        fallen = sorted(year for year in self.told_years if not self.grounds.stands_in(year))
        self.told_years -= set(fallen)
        if self.status is not Status.WITHDRAWN:  # which takes everything back by itself
            for school_year in fallen:
                self._event(EscalationWithdrawn, school_year=school_year)

    def _began(self, terms: Terms, cause: Cause, *, again: bool, because: UUID | None = None) -> None:
        self.respond_by = terms.respond_by(cause.at.date())
        self._event(
            CaseReopened if again else CaseOpened,
            person_id=self.person_id,
            school=self.school,
            pupil=self.pupil,
            school_year=self.school_year,
            grounds=self._told_grounds(None if because else cause.at.date()),
            signal_id=because,
            level=self.grounds.level,
            count=self.grounds.count,
            rule=self.grounds.rule,
            half_days=self.grounds.half_days,
            opened_at=cause.at,
            respond_by=self.respond_by,
        )
        if self.level_of_education == SECONDARY and not self._has_meeting_ahead(cause.at):
            self._ask_for_meeting(terms, cause)

    def _has_meeting_ahead(self, now: datetime) -> bool:
        """Whether a planned meeting outlived the end of this case, which cancels those that were about it alone."""
        return any(
            meeting.status in {MeetingStatus.SCHEDULED, MeetingStatus.UNDER_REVIEW}
            and meeting.has_other_case
            and meeting.starts_at is not None
            and meeting.starts_at > now
            for meeting in self.meetings
        )

    def _ask_for_meeting(self, terms: Terms, cause: Cause) -> None:
        within = terms.meeting(cause.at.date())
        meeting_id = self._meeting_to_ask_for(terms)
        self._entry(EntryKind.MEETING_REQUESTED, cause)
        self._event(
            MeetingRequested,
            person_id=self.person_id,
            school=self.school,
            required_roles=REQUIRED_ROLES,
            optional_roles=OPTIONAL_ROLES,
            not_before=within.not_before,
            hold_by=within.hold_by,
            assignee=as_contact(self.assignee),
            meeting_id=meeting_id,
        )

    def _meeting_to_ask_for(self, terms: Terms) -> UUID:
        """The meeting that waits for a slot, where another open case kept it; else one that is known from now on."""
        for meeting in self.meetings:
            if meeting.status is MeetingStatus.PROPOSED and meeting.has_other_case:
                return meeting.meeting_id
        asked = Meeting.asked_for(terms.new_meeting_id())
        self.meetings = (*self.meetings, asked)
        return asked.meeting_id

    def _absorb(self, other: Self, cause: Cause) -> None:
        """Nobody is mailed of it: the other case told of its own school year, and of newer ones.

        Whichever of these fell is taken back, as in the other case nobody can confirm its withdrawal any more.
        """
        before, brought = self.grounds, other.grounds
        told = {other.school_year} if brought.rests_on(other.school_year) else set[SchoolYear]()
        self.told_years |= {year for year in told | other.told_years if year > self.school_year}
        self.signals |= other.signals
        other.signals.clear()
        other.told_years = frozenset()
        for ladder in brought.ladders:
            if ladder.highest.level > before.highest_beside(ladder.highest):
                self._escalate(ladder.highest, cause)

    # Inside

    def _escalate(self, signal: Signal, cause: Cause, *, anew: bool = False, moved: bool = False) -> None:
        respond_by = self.respond_by if anew else None
        school = self.school if moved else None
        facts = self._facts(signal)
        self._entry(EntryKind.CASE_ESCALATED, cause, respond_by=respond_by, school=school, **facts)
        self._event(
            CaseEscalated,
            signal_id=signal.signal_id,
            level=signal.level,
            count=signal.count,
            rule=signal.rule,
            school_year=signal.school_year,
            new_school_year=anew,
            grounds=self._told_grounds(),
            person_id=self.person_id,
            school=signal.school,
            pupil=signal.pupil,
            half_days=signal.half_days,
            respond_by=respond_by,
        )

    def _facts(self, signal: Signal) -> dict[str, object]:
        """The level, with what it has to be told apart by: another rule than the usual one, another school year."""
        return {
            "level": signal.level,
            "count": signal.count,
            "rule": None if signal.rule == _USUAL_RULE else signal.rule,
            "school_year": None if signal.school_year == self.school_year else signal.school_year,
        }
