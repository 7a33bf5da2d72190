"""The truancy case (*spijbeldossier*): it rests on levels of problematic half days."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import ClassVar, Self
from uuid import UUID

from casework.domain.assignee import as_contact
from casework.domain.case import Case, Words
from casework.domain.events import (
    CaseClosed,
    CaseEscalated,
    CaseOpened,
    CaseReopened,
    MeetingRequested,
)
from casework.domain.meeting import OPTIONAL_ROLES, REQUIRED_ROLES, Meeting
from casework.domain.signal import Grounds, Signal
from casework.domain.states import Action
from casework.domain.terms import Terms
from casework.domain.timeline import Cause, EntryKind, half_days_in_dutch
from casework.domain.vocabulary import SECONDARY, MeetingStatus, ReasonCode

_USUAL_RULE = "problematic-half-days"


@dataclass(slots=True)
class TruancyCase(Case):
    """One person's truancy case, at the school of ``pupil``."""

    words: ClassVar[Words] = Words(
        fallen=ReasonCode.LEVEL_NO_LONGER_HOLDS,
        fallen_in_dutch="Intrekking voorgesteld: het laagste niveau geldt niet meer.",
        back=ReasonCode.LEVEL_REACHED_AGAIN,
        back_in_dutch="Voorstel tot intrekking vervalt: het niveau is opnieuw bereikt.",
    )

    signals: dict[UUID, Signal] = field(default_factory=dict)
    meetings: tuple[Meeting, ...] = ()

    @property
    def grounds(self) -> Grounds:
        """What the case rests on."""
        return Grounds.of(self.signals.values())

    @property
    def fallen(self) -> bool:
        """Whether the lowest level no longer holds."""
        return self.grounds.fallen

    def open_by(self, signal: Signal, terms: Terms, cause: Cause) -> Self:
        """Begin because of a level."""
        self.signals[signal.signal_id] = signal
        self._entry(EntryKind.CASE_OPENED, f"Dossier geopend: {_reached(signal)}.", cause)
        self._began(terms, cause, again=False, because=signal.signal_id)
        self._weigh(cause)
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
        text = f"{_level(signal).capitalize()} geldt niet meer na een correctie ({half_days_in_dutch(signal.count)})."
        self._entry(EntryKind.LEVEL_WITHDRAWN, text, cause)
        self._weigh(cause)

    def reopen_by(self, signal: Signal, terms: Terms, cause: Cause) -> None:
        """A level brings an ended case back, at the school the pupil is at now."""
        self.signals[signal.signal_id] = signal
        self.school, self.pupil, self.level_of_education = signal.school, signal.pupil, signal.level_of_education
        self._reopen(f"Dossier heropend: {_reached(signal)}.", terms, cause, because=signal.signal_id)
        self._weigh(cause)

    def release(self, signal_id: UUID, cause: Cause) -> None:
        """A signal turned out to be another person's: the case does not rest on it."""
        del self.signals[signal_id]
        self._weigh(cause)

    # What a truancy case has of its own

    def request_meeting(self, terms: Terms, cause: Cause) -> None:
        """Ask for a care meeting between two dates counted from today."""
        self._move(Action.REQUEST_MEETING)
        self._ask_for_meeting(terms, cause)

    @property
    def _closed(self) -> type[CaseClosed]:
        return CaseClosed

    def _settle(self) -> None:
        fallen = [signal for signal in self.signals.values() if signal.reached and signal.withdrawn]
        self.signals |= {signal.signal_id: replace(signal, settled=True) for signal in fallen}

    def _began(self, terms: Terms, cause: Cause, *, again: bool, because: UUID | None = None) -> None:
        self.respond_by = terms.respond_by(cause.at.date())
        self._event(
            CaseReopened if again else CaseOpened,
            case_type=self.case_type,
            person_id=self.person_id,
            school=self.school,
            pupil=self.pupil,
            school_year=self.school_year,
            signal_id=because,
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
            assignee=as_contact(self.assignee),
        )

    def _absorb(self, other: Self, cause: Cause) -> None:
        highest = self.grounds.highest_ever
        brought = max(other.grounds.signals, key=lambda signal: signal.level, default=None)
        self.signals |= other.signals
        other.signals.clear()
        if brought and brought.level > highest:
            self._entry(EntryKind.CASE_ESCALATED, f"Dossier opgeschaald: {_reached(brought)}.", cause)
            self._escalated(brought)

    def _escalated(self, signal: Signal) -> None:
        self._event(CaseEscalated, signal_id=signal.signal_id, level=signal.level, count=signal.count)


def _reached(signal: Signal) -> str:
    return f"{_level(signal)} bereikt ({half_days_in_dutch(signal.count)})"


def _level(signal: Signal) -> str:
    """``niveau 5``; the level of another rule than the usual one may be in hours or days, so that rule is named."""
    return f"niveau {signal.level}" if signal.rule == _USUAL_RULE else f"niveau {signal.level} van {signal.rule}"
