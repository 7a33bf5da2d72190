"""Invented stories: pupil Ona Canaryname of class 3A, school 123456, whose case is SP-2026-000123."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from notifications.domain.about import Origin
from notifications.domain.case_story import (
    CaseEnding,
    CaseEscalation,
    CaseFact,
    CaseOpening,
    CaseStory,
    Ending,
    EscalationWithdrawal,
    MissedHalfDay,
)
from notifications.domain.decision import Wanted
from notifications.domain.directory import Contact, Directory
from notifications.domain.links import Links
from notifications.domain.meeting_story import Appointment, MeetingState, MeetingStory, MeetingVersion, Participant
from notifications.domain.notice import Notice
from notifications.domain.persons import Enrolment, Person
from notifications.domain.preparation import Knowledge, Patience
from shared.domain.half_days import HalfDay
from shared.domain.roles import Role
from shared.domain.school_year import SchoolYear
from shared.runtime.clock import BRUSSELS
from shared.runtime.ids import new_id

CASE = UUID("00000000-0000-7000-8000-00000000ca5e")
MEETING = UUID("00000000-0000-7000-8000-00000000cafe")
PERSON = UUID("00000000-0000-7000-8000-00000000abcd")
SCHOOL = "123456"
PUPIL = "7654321"
TODAY = date(2026, 10, 12)
NOW = datetime(2026, 10, 12, 9, 0, tzinfo=BRUSSELS)
REAL_NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
LINKS = Links(cases="https://flankerend.example", meetings="https://flankerend.example")


def opening(sequence: int = 1, *, reopened: bool = False, pupil: str | None = PUPIL, at: datetime = NOW) -> CaseOpening:
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


def escalation_withdrawal(sequence: int, year: int = 2026, at: datetime = NOW) -> EscalationWithdrawal:
    """The level of that school year fell at this version."""
    origin = Origin(correlation_id=f"escalation-withdrawal-{sequence}")
    return EscalationWithdrawal(sequence, SchoolYear(year), origin, at)


def case(*facts: CaseFact) -> CaseStory:
    """What arrived about a case."""
    return CaseStory.of(CASE, facts)


COUNSELLOR_ONE = Participant("counsellor-1", Role.COUNSELLOR)
CASEWORKER_ONE = Participant("caseworker-1", Role.CASEWORKER)
CLB_ONE = Participant("clb-1", Role.CLB)
COACH_ONE = Participant("coach-1", Role.YOUTH_COACH)


def planned(
    sequence: int = 1,
    *,
    day: int = 15,
    participants: tuple[Participant, ...] = (COUNSELLOR_ONE, CASEWORKER_ONE),
    state: MeetingState = MeetingState.PLANNED,
) -> MeetingVersion:
    """A meeting at 9 o'clock on this day of October 2026."""
    starts_at = datetime(2026, 10, day, 9, 0, tzinfo=BRUSSELS)
    return MeetingVersion(
        sequence=sequence,
        state=state,
        school=SCHOOL,
        case_ids=(CASE,),
        appointment=Appointment(starts_at, starts_at + timedelta(minutes=45), "Stadhuis, lokaal 2"),
        participants=participants,
        ical_uid="cafe@flankerend",
        ical_sequence=sequence - 1,
        origin=Origin(correlation_id=f"meeting-{sequence}"),
    )


def meeting(*versions: MeetingVersion) -> MeetingStory:
    """What arrived about a meeting."""
    return MeetingStory(MEETING, versions)


def notice(wanted: Wanted) -> Notice:
    """The notice that a decision asked for, just queued."""
    return Notice(
        id=new_id(),
        key=wanted.key,
        role=wanted.role,
        template_version=1,
        origin=wanted.origin,
        created_at=NOW,
        due_at=REAL_NOW,
        queued_at=REAL_NOW,
        contact_id=wanted.contact_id,
        recipient_role=wanted.role if wanted.contact_id else None,
        corrects=wanted.corrects,
    )


def contact(
    contact_id: str,
    role: Role,
    *,
    schools: Iterable[str] = (SCHOOL,),
    deputy_of: str | None = None,
    valid_from: date | None = None,
    valid_until: date | None = None,
) -> Contact:
    """A contact of the directory, of one school."""
    return Contact(
        contact_id=contact_id,
        name=f"Naam van {contact_id}",
        role=role,
        organisation=f"Organisatie van {contact_id}",
        schools=frozenset(schools),
        email=f"{contact_id}@mail.example",
        deputy_of=deputy_of,
        valid_from=valid_from,
        valid_until=valid_until,
    )


def directory() -> Directory:
    """One contact of each role."""
    roles = {
        "clb-1": Role.CLB,
        "coach-1": Role.YOUTH_COACH,
        "counsellor-1": Role.COUNSELLOR,
        "caseworker-1": Role.CASEWORKER,
        "coordinator-1": Role.COORDINATOR,
    }
    return Directory(contact(contact_id, role) for contact_id, role in roles.items())


def pupil() -> Person:
    """Ona Canaryname of class 3A."""
    enrolments = (
        Enrolment(SCHOOL, PUPIL, "2B", date(2025, 9, 1)),
        Enrolment(SCHOOL, PUPIL, "3A", date(2026, 9, 1)),
        Enrolment("654321", "1", "4C", date(2026, 10, 1)),
    )
    return Person(PERSON, "Ona", "Canaryname", enrolments)


def knowledge(
    *,
    persons: Iterable[Person] | None = None,
    known_directory: Directory | None = None,
    cases: Iterable[CaseStory] | None = None,
    earlier: tuple[Notice, ...] = (),
    today: date = TODAY,
    patience: Patience | None = None,
) -> Knowledge:
    """All there is to know for a notice, unless said otherwise."""
    known_persons = [pupil()] if persons is None else persons
    known_cases = [case(opening())] if cases is None else cases
    return Knowledge(
        earlier=earlier,
        cases={story.case_id: story for story in known_cases},
        persons={person.person_id: person for person in known_persons},
        directory=directory() if known_directory is None else known_directory,
        today=today,
        patience=patience or Patience(),
        links=LINKS,
    )
