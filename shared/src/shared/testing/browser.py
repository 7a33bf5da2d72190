"""A browser in which somebody is signed in, without an issuer."""

from sqlalchemy.ext.asyncio import AsyncEngine

from shared.domain.roles import Role
from shared.runtime.http.principal import Principal
from shared.runtime.settings import ServiceSettings
from shared.web.session.sessions import SignedIn, WebSessions

SAME_SITE = {"Sec-Fetch-Site": "same-origin", "Accept": "text/html"}
"""What a browser says with a form of a page of ours."""


async def signed_in(
    engine: AsyncEngine,
    service: str,
    settings: ServiceSettings,
    *roles: Role,
    subject: str = "caseworker-1",
    school: str | None = None,
    contact: str | None = None,
    organisation: str | None = None,
    name: str | None = None,
) -> dict[str, str]:
    """The cookies of a browser in which a person with these roles is signed in."""
    sessions = WebSessions(engine, service, settings)
    principal = Principal(subject, frozenset(roles), school, contact, organisation=organisation)
    token = await sessions.begin(SignedIn(principal, name, subject, "an.id.token"), instead_of=None)
    return {sessions.cookie: token}
