"""A consultation body and its sessions as their pages show them, with names."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from consultation.bodies.api.rights import visible_body
from consultation.bodies.application.check_body import check_body
from consultation.bodies.domain.body import PolicyBody
from consultation.bodies.domain.body_session import BodySession, People
from consultation.bodies.domain.findings import Finding
from consultation.bodies.domain.partners import parties
from consultation.domain.contact import Contact
from consultation.domain.organisation import Organisation
from consultation.unit_of_work import ConsultationUnitOfWork
from consultation.web.bodies.forms import CONTACT, ORGANISATION
from shared.domain.errors import NotFound
from shared.runtime.clock import Clock
from shared.runtime.http import Principal

_MOST_CHOICES = 900
NOBODY = People()


@dataclass(frozen=True, slots=True)
class ShownBody:
    """A body with its sessions, soonest first. `names` are those of contacts and organisations, by id.

    `choices` is who can become a member, as a form sends it, with the name. `contacts` are those who are valid today.
    """

    body: PolicyBody
    sessions: Sequence[BodySession]
    findings: Sequence[Finding]
    names: Mapping[str, str]
    choices: Sequence[tuple[str, str]]
    contacts: Sequence[Contact]
    organisations: Sequence[Organisation]

    @property
    def school_names(self) -> Mapping[str, str]:
        """The names of schools by their number."""
        return {row.school: row.name for row in self.organisations if row.school is not None}

    def invitable(self, day: date, also: People = NOBODY) -> list[tuple[str, str]]:
        """Who is a member on this day or later, and `also` these, as a form sends them, with the name."""
        lasting = [member for member in self.body.members if member.until is None or member.until >= day]
        contacts, organisations = parties(lasting)
        people = [f"{ORGANISATION}{name}" for name in organisations.union(also.organisations)]
        people += [f"{CONTACT}{name}" for name in contacts.union(also.contacts)]
        named = [(who, self.names.get(who.partition(":")[2], who.partition(":")[2])) for who in people]
        return sorted(named, key=lambda row: row[1].casefold())

    def session(self, session_id: UUID) -> BodySession:
        """Raises NotFound."""
        session = next((session for session in self.sessions if session.session_id == session_id), None)
        if session is None:
            raise NotFound("session", session_id)
        return session


async def shown_body(
    uow: ConsultationUnitOfWork, body_id: UUID, principal: Principal, *, clock: Clock, checks: bool
) -> ShownBody:
    """The body as the caller may see it; with what it lacks if it `checks`. Raises NotFound."""
    body = await visible_body(principal, uow, body_id, today=clock.today())
    findings = (await check_body(uow, body_id, clock=clock))[0] if checks else []
    contacts, organisations = await uow.contacts.all(), await uow.organisations.all()
    names = {organisation.organisation_id: organisation.name for organisation in organisations}
    choices = [(f"{ORGANISATION}{organisation.organisation_id}", organisation.name) for organisation in organisations]
    valid = [contact for contact in contacts if contact.valid_on(clock.today())]
    choices += [(f"{CONTACT}{contact.contact_id}", contact.details.name) for contact in valid]
    return ShownBody(
        body=body,
        sessions=await uow.body_sessions.of(body_id),
        findings=findings,
        names={**{contact.contact_id: contact.details.name for contact in contacts}, **names},
        choices=sorted(choices, key=lambda choice: choice[1].casefold())[:_MOST_CHOICES],
        contacts=valid,
        organisations=organisations,
    )
