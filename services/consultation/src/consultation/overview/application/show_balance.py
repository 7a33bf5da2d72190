"""How evenly the policy reaches schools of all boards and levels is looked up."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from consultation.activities.domain.counts import Period
from consultation.bodies.domain.body import PolicyBody
from consultation.bodies.domain.body_query import BodyQuery
from consultation.bodies.domain.body_session import BodySession
from consultation.bodies.domain.partners import parties
from consultation.bodies.domain.states import SessionStatus
from consultation.domain.contact import Contact
from consultation.domain.local_time import local_day
from consultation.domain.organisation import Organisation, OrganisationKind
from consultation.overview.domain.balance import PUPILS, BalanceRow, balance, boarded, schools_among
from consultation.overview.domain.figure import FigureQuery
from consultation.unit_of_work import ConsultationUnitOfWork
from shared.domain.school_year import SchoolYear

_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Balance:
    """The rows of a school year. `pupils_known_at` is when pupils were counted; None where nobody published them."""

    school_year: SchoolYear
    pupils_known_at: datetime | None
    rows: Sequence[BalanceRow]


async def show_balance(uow: ConsultationUnitOfWork, school_year: SchoolYear, *, today: date) -> Balance:
    """Pupils, seats in bodies, invitations to sessions, places in activities and requests, by board and level.

    Members are those of today, of a past school year those of its last day. Sessions that were cancelled do not count.
    """
    organisations = await uow.organisations.all()
    schools = [row for row in organisations if row.kind is OrganisationKind.SCHOOL and row.details.local]
    on = min(today, school_year.last_day)
    members, invitations = Counter[str](), Counter[str]()
    for body in await all_bodies(uow):
        sessions = [session for session in await uow.body_sessions.of(body.body_id) if _counts(session, school_year)]
        contacts = await _contacts_of(uow, body, sessions)
        contact_ids, organisation_ids = parties(body.members_on(on) if body.is_there_on(on) else ())
        members.update(_served(schools, contact_ids, organisation_ids, contacts=contacts))
        for session in sessions:
            invited = session.invited
            invitations.update(_served(schools, invited.contacts, invited.organisations, contacts=contacts))
    figures = await uow.figures.of(FigureQuery([school_year], [PUPILS]))
    pupils = next((figure for figure in figures if figure.service == "attendance"), None)
    requests = Counter[str]()
    for row in await uow.own_figures.requests(school_year):
        requests[row.school] += row.number
    served = {
        "members": members,
        "invitations": invitations,
        "registrations": await _registrations(uow, schools, school_year),
        "requests": requests,
    }
    rows = balance(boarded(organisations), pupils, served)
    return Balance(school_year, pupils.known_at if pupils else None, rows)


async def _registrations(
    uow: ConsultationUnitOfWork, schools: Sequence[Organisation], school_year: SchoolYear
) -> Counter[str]:
    """How often each school has a place in an activity."""
    numbers = {school.organisation_id: school.school or "" for school in schools}
    registrations = Counter[str]()
    for row in await uow.activity_counts.by_action(Period(school_year.first_day, school_year.last_day)):
        for organisation_id, counts in row.counts.by_organisation.items():
            if organisation_id in numbers:
                registrations[numbers[organisation_id]] += counts.registrations
    return registrations


async def all_bodies(uow: ConsultationUnitOfWork) -> list[PolicyBody]:
    """All bodies, oldest first."""
    bodies: list[PolicyBody] = []
    after: UUID | None = None
    while page := await uow.bodies.page(BodyQuery(), after=after, limit=_AT_ONCE):
        bodies += page
        after = page[-1].body_id
    return bodies


def _counts(session: BodySession, school_year: SchoolYear) -> bool:
    is_of_year = SchoolYear.of(local_day(session.starts_at)) == school_year
    return is_of_year and session.status is not SessionStatus.CANCELLED


async def _contacts_of(
    uow: ConsultationUnitOfWork, body: PolicyBody, sessions: Sequence[BodySession]
) -> dict[str, Contact]:
    wanted = {contact_id for session in sessions for contact_id in session.invited.contacts}
    contacts = await uow.contacts.all_of(wanted | parties(body.members)[0])
    return {contact.contact_id: contact for contact in contacts}


def _served(
    schools: Sequence[Organisation],
    contact_ids: Sequence[str] | frozenset[str],
    organisation_ids: Sequence[str] | frozenset[str],
    *,
    contacts: dict[str, Contact],
) -> list[str]:
    theirs = [contacts[contact_id] for contact_id in sorted(contact_ids) if contact_id in contacts]
    return schools_among(schools, organisation_ids=organisation_ids, contacts=theirs)
