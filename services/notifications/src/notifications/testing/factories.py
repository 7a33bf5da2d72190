"""Invented facts: pupil Ona Canaryname of class 3A, school 123456, whose case is SP-2026-000123."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from uuid import UUID

from notifications.domain.decision import Wanted
from notifications.domain.directory import Contact, Directory
from notifications.domain.known_case import KnownCase
from notifications.domain.links import Links
from notifications.domain.notice import Notice
from notifications.domain.persons import Enrolment, Person
from notifications.domain.preparation import Knowledge, Patience
from shared.domain.roles import Role
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
LINKS = Links("https://flankerend.example")


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


def directory(**school_names: str) -> Directory:
    """One contact of each role; ``school_names`` are the names of schools by ``school_`` and the number."""
    roles = {
        "clb-1": Role.CLB,
        "coach-1": Role.YOUTH_COACH,
        "counsellor-1": Role.COUNSELLOR,
        "caseworker-1": Role.CASEWORKER,
        "coordinator-1": Role.COORDINATOR,
    }
    names = {number.removeprefix("school_"): name for number, name in school_names.items()}
    return Directory((contact(contact_id, role) for contact_id, role in roles.items()), names)


def pupil() -> Person:
    """Ona Canaryname of class 3A."""
    enrolments = (
        Enrolment(SCHOOL, PUPIL, "2B", date(2025, 9, 1)),
        Enrolment(SCHOOL, PUPIL, "3A", date(2026, 9, 1)),
        Enrolment("654321", "1", "4C", date(2026, 10, 1)),
    )
    return Person(PERSON, "Ona", "Canaryname", enrolments)


def known_case(pupil: str | None = PUPIL) -> KnownCase:
    """The case as it was last told of."""
    return KnownCase(reference="SP-2026-000123", person_id=PERSON, school=SCHOOL, pupil=pupil)


def knowledge(
    *,
    persons: Iterable[Person] | None = None,
    known_directory: Directory | None = None,
    cases: Mapping[UUID, KnownCase] | None = None,
    earlier: tuple[Notice, ...] = (),
    today: date = TODAY,
    now: datetime = NOW,
    patience: Patience | None = None,
) -> Knowledge:
    """All there is to know for a notice, unless said otherwise."""
    known_persons = [pupil()] if persons is None else persons
    return Knowledge(
        earlier=earlier,
        cases={CASE: known_case()} if cases is None else cases,
        persons={person.person_id: person for person in known_persons},
        directory=directory() if known_directory is None else known_directory,
        today=today,
        now=now,
        patience=patience or Patience(),
        links=LINKS,
    )
