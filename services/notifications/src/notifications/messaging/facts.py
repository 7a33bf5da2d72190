"""From contracts to what the domain knows."""

from collections.abc import Iterable
from typing import TypeVar

from notifications.domain.about import Origin
from notifications.domain.case_story import (
    CaseEnding,
    CaseEscalation,
    CaseOpening,
    Ending,
    EscalationWithdrawal,
    MissedHalfDay,
)
from notifications.domain.meeting_story import Appointment, MeetingState, MeetingVersion, Participant
from notifications.domain.persons import Enrolment, Person
from shared.contracts.attendance_persons import PersonChanged
from shared.contracts.casework_cases import (
    MERGED,
    CaseClosed,
    CaseEscalated,
    CaseOpened,
    CaseReopened,
    CaseWithdrawn,
    EscalationWithdrawn,
)
from shared.contracts.consultation_meetings import (
    MeetingCancelled,
    MeetingHeld,
    MeetingRescheduled,
    MeetingScheduled,
)
from shared.contracts.contract import Contract
from shared.contracts.counted_half_day import CountedHalfDay
from shared.domain.school_year import SchoolYear
from shared.messaging.envelope import Envelope
from shared.messaging.errors import InvalidEvent
from shared.messaging.parsing import Received
from shared.runtime import context
from shared.runtime.clock import BRUSSELS

_T = TypeVar("_T")

Opened = CaseOpened | CaseReopened
Ended = CaseWithdrawn | CaseClosed
Planned = MeetingScheduled | MeetingRescheduled | MeetingCancelled | MeetingHeld

_STATES: dict[type[Contract], MeetingState] = {
    MeetingCancelled: MeetingState.CANCELLED,
    MeetingHeld: MeetingState.HELD,
}


def opening_of(event: Received[Opened]) -> CaseOpening:
    """An opening of a case. Raises InvalidEvent when it does not say where."""
    data = event.data
    return CaseOpening(
        sequence=event.envelope.version,
        reopened=isinstance(data, CaseReopened),
        reference=data.reference,
        case_type=data.case_type,
        person_id=data.person_id,
        school=_present("school", data.school),
        pupil=_present("pupil", data.pupil),
        school_year=SchoolYear.parse(data.school_year),
        count=data.count,
        half_days=_missed(data.half_days),
        opened_at=data.opened_at,
        origin=_origin(event.envelope),
    )


def escalation_of(event: Received[CaseEscalated]) -> CaseEscalation | None:
    """An escalation by a newer school year; None for one within a school year, of which nobody is told.

    Raises InvalidEvent when it does not say whose, and where.
    """
    data = event.data
    if not data.new_school_year:
        return None
    return CaseEscalation(
        sequence=event.envelope.version,
        reference=data.reference,
        person_id=_present("person_id", data.person_id),
        school=_present("school", data.school),
        pupil=_present("pupil", data.pupil),
        school_year=SchoolYear.parse(_present("school_year", data.school_year)),
        count=_present("count", data.count),
        half_days=_missed(data.half_days),
        origin=_origin(event.envelope),
    )


def escalation_withdrawal_of(event: Received[EscalationWithdrawn]) -> EscalationWithdrawal:
    """That the level of a newer school year fell. Raises InvalidEvent without a time."""
    envelope = event.envelope
    school_year = SchoolYear.parse(event.data.school_year)
    return EscalationWithdrawal(envelope.version, school_year, _origin(envelope), _present("time", envelope.time))


def ending_of(event: Received[Ended]) -> CaseEnding | None:
    """How a case came to nothing; None for a case that was closed with a result."""
    data, envelope = event.data, event.envelope
    if isinstance(data, CaseClosed) and data.outcome != MERGED:
        return None
    at, sequence, origin = _present("time", envelope.time), envelope.version, _origin(envelope)
    if isinstance(data, CaseClosed):
        return CaseEnding(sequence, Ending.MERGED, origin, at, data.merged_into)
    return CaseEnding(sequence, Ending.WITHDRAWN, origin, at)


def version_of(event: Received[Planned]) -> MeetingVersion:
    """A version of a meeting."""
    data = event.data
    starts_at, ends_at = data.starts_at.astimezone(BRUSSELS), data.ends_at.astimezone(BRUSSELS)
    return MeetingVersion(
        sequence=event.envelope.version,
        state=_STATES.get(type(data), MeetingState.PLANNED),
        school=data.school,
        case_ids=data.case_ids,
        appointment=Appointment(starts_at, ends_at, data.place),
        participants=tuple(Participant(who.contact_id, who.role) for who in data.participants),
        ical_uid=data.ical_uid,
        ical_sequence=data.ical_sequence,
        origin=_origin(event.envelope),
    )


def person_of(data: PersonChanged) -> Person:
    """The copy of a person: no more than mails need."""
    return Person(
        person_id=data.person_id,
        given_name=data.given_name,
        family_name=data.family_name,
        enrolments=tuple(Enrolment(e.school, e.pupil, e.class_, e.valid_from) for e in data.enrolments),
    )


def _missed(half_days: Iterable[CountedHalfDay]) -> tuple[MissedHalfDay, ...]:
    return tuple(MissedHalfDay(missed.date, missed.half_day) for missed in half_days)


def _present(field: str, value: _T | None) -> _T:
    if value is None:
        raise InvalidEvent(field, "is missing")
    return value


def _origin(envelope: Envelope) -> Origin:
    return Origin(envelope.story, envelope.id, context.current().traceparent)
