"""From contracts to what the story of a case knows."""

from collections.abc import Iterable

from notifications.domain.labels import MissedHalfDay
from notifications.messaging.reading import origin_of, required
from notifications.subjects.case.domain.facts import (
    CaseAssignment,
    CaseClosing,
    CaseEnding,
    CaseEscalation,
    CaseOpening,
    CaseTerm,
    CaseTransfer,
    CoachConsent,
    Ending,
    EscalationWithdrawal,
    LevelFall,
)
from shared.contracts.casework_cases import (
    MERGED,
    CaseAssigned,
    CaseClosed,
    CaseDue,
    CaseEscalated,
    CaseOpened,
    CaseOverdue,
    CaseReopened,
    CaseTransferred,
    CaseWithdrawn,
    ConsentEnded,
    ConsentRecorded,
    EscalationWithdrawn,
    LevelFallen,
)
from shared.contracts.counted_half_day import CountedHalfDay
from shared.domain.school_year import SchoolYear
from shared.messaging.parsing import Received

Opened = CaseOpened | CaseReopened
Ended = CaseWithdrawn | CaseClosed
Consent = ConsentRecorded | ConsentEnded
Term = CaseDue | CaseOverdue


def opening_of(event: Received[Opened]) -> CaseOpening:
    """An opening of a case. Raises InvalidEvent when it does not say where."""
    data = event.data
    return CaseOpening(
        sequence=event.envelope.version,
        reopened=isinstance(data, CaseReopened),
        reference=data.reference,
        case_type=data.case_type,
        person_id=data.person_id,
        school=required("school", data.school),
        pupil=required("pupil", data.pupil),
        school_year=SchoolYear.parse(data.school_year),
        count=data.count,
        half_days=_missed(data.half_days),
        opened_at=data.opened_at,
        origin=origin_of(event.envelope),
        level_of_education=data.level_of_education,
    )


def escalation_of(event: Received[CaseEscalated]) -> CaseEscalation | None:
    """An escalation; None if its level came from another case of the same person, where it was told.

    Raises InvalidEvent when it does not say whose, and where.
    """
    data = event.data
    if data.by_merger:
        return None
    return CaseEscalation(
        sequence=event.envelope.version,
        reference=data.reference,
        person_id=required("person_id", data.person_id),
        school=required("school", data.school),
        pupil=required("pupil", data.pupil),
        school_year=SchoolYear.parse(required("school_year", data.school_year)),
        count=required("count", data.count),
        half_days=_missed(data.half_days),
        origin=origin_of(event.envelope),
        level_of_education=data.level_of_education,
        is_new_year=data.new_school_year,
        level=data.level,
        signal_id=data.signal_id,
    )


def level_fall_of(event: Received[LevelFallen]) -> LevelFall:
    """That a level fell. Raises InvalidEvent without a time."""
    data, envelope = event.data, event.envelope
    return LevelFall(
        sequence=envelope.version,
        signal_id=data.signal_id,
        school_year=SchoolYear.parse(data.school_year),
        origin=origin_of(envelope),
        at=required("time", envelope.time),
    )


def transfer_of(event: Received[CaseTransferred]) -> CaseTransfer:
    """That a case went on at another school."""
    data = event.data
    return CaseTransfer(
        sequence=event.envelope.version,
        reference=data.reference,
        person_id=data.person_id,
        school=data.to_school,
        pupil=data.pupil,
        school_year=SchoolYear.parse(data.school_year),
        count=data.count,
        half_days=_missed(data.half_days),
        origin=origin_of(event.envelope),
        level_of_education=data.level_of_education,
    )


def escalation_withdrawal_of(event: Received[EscalationWithdrawn]) -> EscalationWithdrawal:
    """That the level of a newer school year fell. Raises InvalidEvent without a time."""
    envelope = event.envelope
    school_year = SchoolYear.parse(event.data.school_year)
    return EscalationWithdrawal(envelope.version, school_year, origin_of(envelope), required("time", envelope.time))


def ending_of(event: Received[Ended]) -> CaseEnding | CaseClosing:
    """How a case came to nothing, or that it was closed with a result."""
    data, envelope = event.data, event.envelope
    at, sequence, origin = required("time", envelope.time), envelope.version, origin_of(envelope)
    if isinstance(data, CaseClosed) and data.outcome != MERGED:
        return CaseClosing(sequence, origin, at)
    if isinstance(data, CaseClosed):
        return CaseEnding(sequence, Ending.MERGED, origin, at, data.merged_into)
    return CaseEnding(sequence, Ending.WITHDRAWN, origin, at)


def consent_of(event: Received[Consent]) -> CoachConsent:
    """That the case may be shared with the youth coach, or may no more."""
    envelope = event.envelope
    return CoachConsent(envelope.version, origin_of(envelope), isinstance(event.data, ConsentRecorded))


def assignment_of(event: Received[CaseAssigned]) -> CaseAssignment:
    """Who a case was given to."""
    return CaseAssignment(event.envelope.version, event.data.assignee, origin_of(event.envelope))


def term_of(event: Received[Term]) -> CaseTerm:
    """How far a term of a case has come."""
    data, envelope = event.data, event.envelope
    return CaseTerm(
        sequence=envelope.version,
        term=data.term,
        due_on=data.due_on,
        is_over=isinstance(data, CaseOverdue),
        origin=origin_of(envelope),
        escalated_to=data.escalated_to if isinstance(data, CaseOverdue) else None,
    )


def _missed(half_days: Iterable[CountedHalfDay]) -> tuple[MissedHalfDay, ...]:
    return tuple(MissedHalfDay(missed.date, missed.half_day) for missed in half_days)
