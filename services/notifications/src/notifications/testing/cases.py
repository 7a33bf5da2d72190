"""What can arrive about the invented case."""

from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from notifications.domain.about import Origin
from notifications.domain.labels import MissedHalfDay
from notifications.subjects.case.domain.facts import (
    CaseAssignment,
    CaseClosing,
    CaseEnding,
    CaseEscalation,
    CaseFact,
    CaseOpening,
    CaseTerm,
    CaseTransfer,
    CoachConsent,
    Ending,
    EscalationWithdrawal,
    LevelFall,
    MeetingHeld,
)
from notifications.subjects.case.domain.story import CaseStory
from notifications.testing.factories import CASE, NOW, PERSON, PUPIL, SCHOOL
from shared.domain.half_days import HalfDay
from shared.domain.roles import Role
from shared.domain.school_year import SchoolYear

OTHER_SCHOOL = "654321"


def opening(
    sequence: int = 1,
    *,
    reopened: bool = False,
    pupil: str | None = PUPIL,
    at: datetime = NOW,
    level_of_education: str | None = None,
) -> CaseOpening:
    """A case opened at this version on five half days."""
    return CaseOpening(
        sequence=sequence,
        reopened=reopened,
        reference="SP-2026-000123",
        case_type="truancy",
        person_id=PERSON,
        school=SCHOOL,
        pupil=pupil,
        school_year=SchoolYear(2026),
        count=5,
        half_days=(
            MissedHalfDay(date(2026, 10, 6), HalfDay.PM),
            MissedHalfDay(date(2026, 10, 5), HalfDay.AM),
            MissedHalfDay(date(2026, 10, 5), HalfDay.PM),
            MissedHalfDay(date(2026, 10, 7), HalfDay.AM),
            MissedHalfDay(date(2026, 10, 9), HalfDay.PM),
        ),
        opened_at=at,
        origin=Origin(correlation_id=f"opening-{sequence}"),
        level_of_education=level_of_education,
    )


def withdrawal(sequence: int, at: datetime = NOW) -> CaseEnding:
    """The case withdrawn at this version."""
    return CaseEnding(sequence, Ending.WITHDRAWN, Origin(correlation_id=f"withdrawal-{sequence}"), at)


def merger(sequence: int, into: UUID | None = None) -> CaseEnding:
    """The case closed as merged at this version."""
    return CaseEnding(sequence, Ending.MERGED, Origin(correlation_id=f"merger-{sequence}"), NOW, into)


def escalation(sequence: int, year: int = 2026, *, school: str = SCHOOL) -> CaseEscalation:
    """A level of the school year that begins in ``year`` reached at this version."""
    return CaseEscalation(
        sequence=sequence,
        reference="SP-2026-000123",
        person_id=PERSON,
        school=school,
        pupil=PUPIL,
        school_year=SchoolYear(year),
        count=6,
        half_days=(MissedHalfDay(date(year, 10, 5), HalfDay.AM),),
        origin=Origin(correlation_id=f"escalation-{sequence}"),
    )


def raised(sequence: int, level: int = 10) -> CaseEscalation:
    """A higher level of the school year of the case reached at this version, by a pupil of secondary school."""
    return replace(
        escalation(sequence),
        count=level,
        level=level,
        is_new_year=False,
        level_of_education="secundair",
        signal_id=UUID(int=level),
        origin=Origin(correlation_id=f"raised-{sequence}"),
    )


def level_fall(sequence: int, level: int = 10, at: datetime = NOW) -> LevelFall:
    """That level fell at this version, and the case stays."""
    origin = Origin(correlation_id=f"level-fall-{sequence}")
    return LevelFall(sequence, UUID(int=level), SchoolYear(2026), origin, at)


def closing(sequence: int, at: datetime = NOW) -> CaseClosing:
    """The case closed with a result at this version."""
    return CaseClosing(sequence, Origin(correlation_id=f"closing-{sequence}"), at)


def held(since: int) -> MeetingHeld:
    """A meeting about the case was held, when the case was at this version."""
    return MeetingHeld(since, Origin(correlation_id=f"held-{since}"))


def consent(sequence: int, *, holds: bool = True) -> CoachConsent:
    """Consent to share the case with the youth coach recorded at this version, or ended."""
    return CoachConsent(sequence, Origin(correlation_id=f"consent-{sequence}"), holds)


def assignment(sequence: int, assignee: str = "caseworker-1") -> CaseAssignment:
    """The case given to this contact at this version."""
    return CaseAssignment(sequence, assignee, Origin(correlation_id=f"assignment-{sequence}"))


def term(sequence: int, *, is_over: bool = False, escalated_to: Role | None = None) -> CaseTerm:
    """A term of the case near its end at this version, or over."""
    origin = Origin(correlation_id=f"term-{sequence}")
    return CaseTerm(sequence, "respond-by", date(2026, 10, 19), is_over, origin, escalated_to)


def transfer(sequence: int, year: int = 2026, *, school: str = OTHER_SCHOOL) -> CaseTransfer:
    """The case transferred to another school at this version."""
    return CaseTransfer(
        sequence=sequence,
        reference="SP-2026-000123",
        person_id=PERSON,
        school=school,
        pupil=PUPIL,
        school_year=SchoolYear(year),
        count=5,
        half_days=(MissedHalfDay(date(year, 10, 5), HalfDay.AM),),
        origin=Origin(correlation_id=f"transfer-{sequence}"),
    )


def escalation_withdrawal(sequence: int, year: int = 2026, at: datetime = NOW) -> EscalationWithdrawal:
    """The level of that school year fell at this version."""
    origin = Origin(correlation_id=f"escalation-withdrawal-{sequence}")
    return EscalationWithdrawal(sequence, SchoolYear(year), origin, at)


def case(*facts: CaseFact) -> CaseStory:
    """What arrived about a case."""
    return CaseStory.of(CASE, facts)
