"""A consultation body and its sessions as their pages show them, with names."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from consultation.bodies.api.rights import visible_body
from consultation.bodies.application.check_body import check_body
from consultation.bodies.domain.body import PolicyBody
from consultation.bodies.domain.body_session import BodySession
from consultation.bodies.domain.findings import Finding
from consultation.unit_of_work import ConsultationUnitOfWork
from consultation.web.bodies.forms import CONTACT, ORGANISATION
from shared.domain.errors import NotFound
from shared.runtime.clock import Clock
from shared.runtime.http import Principal

_MOST_CHOICES = 900


@dataclass(frozen=True, slots=True)
class ShownBody:
    """A body with its sessions, soonest first. `names` are those of contacts and organisations, by id.

    `choices` is who can become a member, as a form sends it, with the name.
    """

    body: PolicyBody
    sessions: Sequence[BodySession]
    findings: Sequence[Finding]
    names: Mapping[str, str]
    choices: Sequence[tuple[str, str]]

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
    choices += [
        (f"{CONTACT}{contact.contact_id}", contact.details.name)
        for contact in contacts
        if contact.valid_on(clock.today())
    ]
    return ShownBody(
        body=body,
        sessions=await uow.body_sessions.of(body_id),
        findings=findings,
        names={**{contact.contact_id: contact.details.name for contact in contacts}, **names},
        choices=sorted(choices, key=lambda choice: choice[1].casefold())[:_MOST_CHOICES],
    )
