"""Events of the other services, with invented people."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from notifications.testing.factories import CASE, MEETING, PERSON, PUPIL, SCHOOL
from shared.contracts.attendance_persons import Enrolment, PersonChanged
from shared.contracts.casework_cases import (
    CaseClosed,
    CaseEscalated,
    CaseOpened,
    CaseReopened,
    CaseWithdrawn,
    EscalationWithdrawn,
)
from shared.contracts.consultation_directory import ContactChanged
from shared.contracts.consultation_meetings import (
    MeetingCancelled,
    MeetingRescheduled,
    MeetingScheduled,
    Participant,
)
from shared.contracts.counted_half_day import CountedHalfDay
from shared.contracts.vocabulary import CaseOutcome, EducationLevel
from shared.domain.half_days import HalfDay
from shared.domain.roles import Role
from shared.runtime.clock import BRUSSELS

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
        "signal_id": None,
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


def case_escalated(case_id: UUID = CASE, *, new_school_year: bool = True) -> CaseEscalated:
    """A level of 2026-2027 on an open case."""
    return CaseEscalated(
        case_id=case_id,
        reference="SP-2026-000123",
        signal_id=CASE,
        level=5,
        count=6,
        school_year="2026-2027",
        rule="problematic-half-days",
        new_school_year=new_school_year,
        person_id=PERSON,
        school=SCHOOL,
        pupil=PUPIL,
        half_days=(CountedHalfDay(date=date(2026, 10, 13), half_day=HalfDay.AM, school=SCHOOL),),
        respond_by=date(2026, 10, 20),
    )


def escalation_withdrawn(case_id: UUID = CASE) -> EscalationWithdrawn:
    return EscalationWithdrawn(case_id=case_id, reference="SP-2026-000123", school_year="2026-2027")


def case_withdrawn(case_id: UUID = CASE) -> CaseWithdrawn:
    return CaseWithdrawn(case_id=case_id, reference="SP-2026-000123", reason="Canaryreason: attest van dokter Canary")


def case_merged(case_id: UUID = CASE, into: UUID | None = None) -> CaseClosed:
    return CaseClosed(
        case_id=case_id, reference="SP-2026-000123", reason=None, outcome=CaseOutcome.MERGED, merged_into=into
    )


def case_closed(case_id: UUID = CASE) -> CaseClosed:
    return CaseClosed(case_id=case_id, reference="SP-2026-000123", reason=None, outcome=CaseOutcome.ATTENDS_AGAIN)


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
