"""Events of the other services, with invented people."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from notifications.testing.body_sessions import BODY, SESSION
from notifications.testing.factories import CASE, MEETING, PERSON, PUPIL, SCHOOL
from shared.contracts.attendance_persons import Enrolment, PersonChanged
from shared.contracts.attendance_signals import AttendanceDropped
from shared.contracts.case_ground import Ground
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
    ConsentRecorded,
    EscalationWithdrawn,
    LevelFallen,
)
from shared.contracts.consultation_directory import ContactChanged, OrganisationChanged
from shared.contracts.consultation_meetings import (
    MeetingCancelled,
    MeetingHeld,
    MeetingRescheduled,
    MeetingScheduled,
    MeetingUnschedulable,
    Participant,
    ReplyAwaited,
    ReplyReceived,
)
from shared.contracts.consultation_sessions import SessionCancelled, SessionMoved, SessionPlanned
from shared.contracts.counted_half_day import CountedHalfDay
from shared.contracts.vocabulary import EducationLevel, OrganisationKind
from shared.domain.half_days import HalfDay
from shared.domain.roles import Role
from shared.runtime.clock import BRUSSELS
from shared.runtime.ids import new_id

ROLES = {
    "clb-1": Role.CLB,
    "coach-1": Role.YOUTH_COACH,
    "counsellor-1": Role.COUNSELLOR,
    "caseworker-1": Role.CASEWORKER,
    "coordinator-1": Role.COORDINATOR,
}


def contact(contact_id: str, **changes: Any) -> ContactChanged:
    """A contact of the school."""
    plain: dict[str, Any] = {
        "contact_id": contact_id,
        "name": f"Naam van {contact_id}",
        "role": ROLES.get(contact_id, Role.CLB),
        "organisation": f"Organisatie van {contact_id}",
        "schools": (SCHOOL,),
        "email": f"{contact_id}@mail.example",
        "language": "nl",
        "deputy_of": None,
        "valid_from": None,
        "valid_until": None,
    }
    return ContactChanged(**{**plain, **changes})


def school(name: str) -> OrganisationChanged:
    """What the school is called."""
    return OrganisationChanged(
        organisation_id="school-1",
        kind=OrganisationKind.SCHOOL,
        name=name,
        school=SCHOOL,
        board=None,
        levels=(),
        sites=(),
        serves=(),
    )


def person(given_name: str | None = "Ona", family_name: str | None = "Canaryname") -> PersonChanged:
    """The pupil, in class 3A."""
    enrolment = Enrolment(
        school=SCHOOL,
        pupil=PUPIL,
        class_="3A",
        level=EducationLevel.SECUNDAIR,
        structure="311",
        valid_from=date(2026, 9, 1),
        valid_until=None,
    )
    return PersonChanged(
        person_id=PERSON, given_name=given_name, family_name=family_name, birth_date=None, enrolments=(enrolment,)
    )


def _case(case_id: UUID, school_year: str) -> dict[str, Any]:
    days = [(5, HalfDay.AM), (5, HalfDay.PM), (6, HalfDay.PM), (7, HalfDay.AM), (9, HalfDay.PM)]
    return {
        "case_id": case_id,
        "reference": "SP-2026-000123",
        "case_type": "truancy",
        "person_id": PERSON,
        "school": SCHOOL,
        "pupil": PUPIL,
        "school_year": school_year,
        "grounds": (Ground(kind="level", id=CASE, since=date(2026, 10, 9)),),
        "signal_id": CASE,
        "level": 5,
        "count": 5,
        "half_days": tuple(
            CountedHalfDay(date=date(2026, 10, day), half_day=half_day, school=SCHOOL) for day, half_day in days
        ),
        "opened_at": datetime(2026, 10, 12, 9, tzinfo=BRUSSELS),
        "respond_by": date(2026, 10, 19),
    }


def case_opened(case_id: UUID = CASE, school_year: str = "2026-2027") -> CaseOpened:
    return CaseOpened(**_case(case_id, school_year))


def case_reopened(case_id: UUID = CASE) -> CaseReopened:
    return CaseReopened(**_case(case_id, "2026-2027"))


def case_of_a_child_not_enrolled(case_type: str = "not-enrolled") -> CaseOpened:
    """A case of a type that is at no school."""
    case_id = new_id()
    return CaseOpened(
        case_id=case_id,
        reference="LP-2026-000012",
        case_type=case_type,
        person_id=PERSON,
        school_year="2026-2027",
        grounds=(Ground(kind="enrolment-gap", id=case_id, since=date(2026, 10, 1)),),
        opened_at=datetime(2026, 10, 12, 9, tzinfo=BRUSSELS),
    )


def case_escalated(
    case_id: UUID = CASE,
    *,
    new_school_year: bool = True,
    by_merger: bool = False,
    level_of_education: str | None = None,
) -> CaseEscalated:
    """A level of 2026-2027 on an open case."""
    return CaseEscalated(
        case_id=case_id,
        reference="SP-2026-000123",
        case_type="truancy",
        signal_id=CASE,
        level=5,
        count=6,
        school_year="2026-2027",
        rule="problematic-half-days",
        new_school_year=new_school_year,
        by_merger=by_merger,
        level_of_education=EducationLevel(level_of_education) if level_of_education else None,
        person_id=PERSON,
        school=SCHOOL,
        pupil=PUPIL,
        half_days=(CountedHalfDay(date=date(2026, 10, 13), half_day=HalfDay.AM, school=SCHOOL),),
        respond_by=date(2026, 10, 20),
    )


def level_fallen(case_id: UUID = CASE) -> LevelFallen:
    """The level of case_escalated fell, and the case stays."""
    return LevelFallen(
        case_id=case_id,
        reference="SP-2026-000123",
        case_type="truancy",
        signal_id=CASE,
        level=5,
        school_year="2026-2027",
        rule="problematic-half-days",
    )


def no_time_for_the_meeting() -> MeetingUnschedulable:
    """The last day passed without a time."""
    return MeetingUnschedulable(
        meeting_id=MEETING, case_ids=(CASE,), school=SCHOOL, reasons=("no-common-time",), relax=()
    )


def case_transferred(case_id: UUID = CASE, school: str = "654321") -> CaseTransferred:
    """The case goes on at another school."""
    told = _case(case_id, "2026-2027")
    kept = ("case_id", "reference", "case_type", "person_id", "school_year", "grounds", "level", "count", "half_days")
    return CaseTransferred(
        **{name: told[name] for name in kept},
        from_school=SCHOOL,
        to_school=school,
        pupil="7654321",
        on=date(2026, 10, 13),
    )


def escalation_withdrawn(case_id: UUID = CASE) -> EscalationWithdrawn:
    return EscalationWithdrawn(
        case_id=case_id, reference="SP-2026-000123", case_type="truancy", school_year="2026-2027"
    )


def case_withdrawn(case_id: UUID = CASE) -> CaseWithdrawn:
    return CaseWithdrawn(
        case_id=case_id,
        reference="SP-2026-000123",
        case_type="truancy",
        reason="Canaryreason: attest van dokter Canary",
    )


def case_merged(case_id: UUID = CASE, into: UUID | None = None) -> CaseClosed:
    return CaseClosed(
        case_id=case_id,
        reference="SP-2026-000123",
        case_type="truancy",
        reason=None,
        outcome=MERGED,
        merged_into=into,
    )


def case_closed(case_id: UUID = CASE) -> CaseClosed:
    return CaseClosed(
        case_id=case_id, reference="SP-2026-000123", case_type="truancy", reason=None, outcome="attends-again"
    )


def _meeting(day: int, sequence: int, contact_ids: tuple[str, ...], case_ids: tuple[UUID, ...]) -> dict[str, Any]:
    starts_at = datetime(2026, 10, day, 9, tzinfo=BRUSSELS)
    return {
        "meeting_id": MEETING,
        "case_ids": case_ids,
        "school": SCHOOL,
        "starts_at": starts_at,
        "ends_at": starts_at + timedelta(minutes=45),
        "place": "Stadhuis, lokaal 2",
        "participants": tuple(
            Participant(contact_id=contact_id, role=ROLES[contact_id], required=True) for contact_id in contact_ids
        ),
        "ical_uid": "cafe@flankerend",
        "ical_sequence": sequence,
    }


EVERYBODY = ("counsellor-1", "caseworker-1", "clb-1", "coach-1")


def meeting_scheduled(contact_ids: tuple[str, ...] = EVERYBODY) -> MeetingScheduled:
    return MeetingScheduled(**_meeting(15, 0, contact_ids, (CASE,)))


def meeting_moved(contact_ids: tuple[str, ...] = EVERYBODY) -> MeetingRescheduled:
    return MeetingRescheduled(**_meeting(16, 1, contact_ids, (CASE,)))


def meeting_cancelled(contact_ids: tuple[str, ...] = EVERYBODY) -> MeetingCancelled:
    return MeetingCancelled(**_meeting(16, 2, contact_ids, (CASE,)))


def session_of_council(
    kind: type[SessionPlanned | SessionMoved | SessionCancelled], ical_sequence: int, *, day: int = 15
) -> SessionPlanned | SessionMoved | SessionCancelled:
    """The council meets on this evening of October 2026."""
    starts_at = datetime(2026, 10, day, 19, 0, tzinfo=BRUSSELS)
    return kind(
        session_id=SESSION,
        body_id=BODY,
        body_name="Onderwijsraad",
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=2),
        place="Raadzaal",
        invited=[{"contact_id": "clb-1", "role": "clb"}, {"contact_id": "coach-1", "role": "youth-coach"}],
        ical_uid="da7e@flankerend",
        ical_sequence=ical_sequence,
    )


def meeting_held() -> MeetingHeld:
    return MeetingHeld(**_meeting(16, 2, EVERYBODY, (CASE,)))


def case_assigned(assignee: str = "caseworker-1") -> CaseAssigned:
    return CaseAssigned(case_id=CASE, reference="SP-2026-000123", case_type="truancy", assignee=assignee)


def case_due() -> CaseDue:
    return CaseDue(**_TERM)


def case_overdue(escalated_to: Role | None = None) -> CaseOverdue:
    return CaseOverdue(**_TERM, escalated_to=escalated_to)


_TERM: dict[str, Any] = {
    "case_id": CASE,
    "reference": "SP-2026-000123",
    "case_type": "truancy",
    "term": "respond-by",
    "due_on": date(2026, 10, 19),
}


def attendance_dropped(signal_id: UUID) -> AttendanceDropped:
    """Something stands out in the pupil's attendance of four weeks."""
    return AttendanceDropped(
        signal_id=signal_id,
        person_id=PERSON,
        school=SCHOOL,
        pupil=PUPIL,
        level_of_education=EducationLevel.SECUNDAIR,
        school_year="2026-2027",
        rule="attendance-drop",
        rule_version=1,
        period_from=date(2026, 9, 14),
        period_until=date(2026, 10, 9),
        rate=0.61,
        usual_rate=0.93,
        kind="attendance-drop",
    )


def consent_to_coach(*, purpose: str = "share-with-youth-coach") -> ConsentRecorded:
    """Consent to share the case with the youth coach, or with somebody else."""
    return ConsentRecorded(
        case_id=CASE, reference="SP-2026-000123", case_type="truancy", purpose=purpose, until=date(2027, 6, 30)
    )


def _answer(contact_id: str) -> dict[str, Any]:
    told = _meeting(15, 0, (contact_id,), (CASE,))
    kept = ("meeting_id", "case_ids", "school", "starts_at", "ical_sequence")
    return {name: told[name] for name in kept} | {"contact_id": contact_id, "role": ROLES[contact_id]}


def reply_awaited(contact_id: str) -> ReplyAwaited:
    return ReplyAwaited(**_answer(contact_id), invited_at=datetime(2026, 10, 6, 9, tzinfo=BRUSSELS))


def reply_received(contact_id: str) -> ReplyReceived:
    return ReplyReceived(**_answer(contact_id), required=True, answer="accepted")
