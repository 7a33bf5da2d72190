"""The sessions of a service's pages, in its own database. Time is the database's: a set clock does not move it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from secrets import token_urlsafe

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncEngine
from starlette.responses import Response

from shared.domain.roles import Role
from shared.runtime.http.principal import Principal
from shared.runtime.logging import get_logger
from shared.runtime.settings import ServiceSettings
from shared.web.places import PLACES
from shared.web.session.table import web_session as sessions

# How exact the time of the last use is: each use of a session would else be a write.
_EXACT = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class SignedIn:
    """What an issuer said of a person who signed in."""

    principal: Principal
    name: str | None
    issuer_session: str | None
    id_token: str


class WebSessions:
    """Begins and ends sessions, and says who is signed in."""

    def __init__(self, engine: AsyncEngine, service: str, settings: ServiceSettings) -> None:
        self._engine = engine
        self.is_secure = settings.is_behind_tls
        self.cookie = self._cookie_of(service)
        self._idle = timedelta(minutes=settings.session_idle_min)
        self._longest = timedelta(hours=settings.session_longest_h)

    async def principal(self, cookies: Mapping[str, str]) -> Principal | None:
        """Who is signed in; None without a session, and after its end."""
        token = cookies.get(self.cookie)
        if not token:
            return None
        columns = (sessions, (sessions.c.seen_at < sa.func.now() - _EXACT).label("is_stale"))
        async with self._engine.begin() as connection:
            row = (await connection.execute(sa.select(*columns).where(self._lives(token)))).first()
            if row is None:
                return None
            if row.is_stale:
                await connection.execute(
                    sa.update(sessions).where(sessions.c.token_hash == _hash(token)).values(seen_at=sa.func.now())
                )
        roles = frozenset(Role(role) for role in row.roles)
        return Principal(row.subject, roles, row.school, row.contact, row.name, row.organisation)

    def hand_out(self, response: Response, token: str) -> None:
        """Give the browser the token, without an age: it ends with the browser, and here after its limits."""
        response.set_cookie(self.cookie, token, path="/", httponly=True, samesite="lax", secure=self.is_secure)

    def take_back(self, response: Response) -> None:
        """Have the browser forget the tokens of all services: the issuer, which ends their sessions, may be away."""
        for cookie in dict.fromkeys([self.cookie, *map(self._cookie_of, PLACES)]):
            response.delete_cookie(cookie, path="/", httponly=True, samesite="lax", secure=self.is_secure)

    async def begin(self, signed_in: SignedIn, *, instead_of: str | None) -> str:
        """A new session in place of the browser's last one; the token for the browser."""
        token, principal = token_urlsafe(32), signed_in.principal
        async with self._engine.begin() as connection:
            if instead_of:
                await connection.execute(sa.delete(sessions).where(sessions.c.token_hash == _hash(instead_of)))
            await connection.execute(
                sa.insert(sessions).values(
                    token_hash=_hash(token),
                    subject=principal.subject,
                    name=signed_in.name,
                    roles=sorted(principal.roles),
                    school=principal.school,
                    contact=principal.contact,
                    organisation=principal.organisation,
                    issuer_session=signed_in.issuer_session,
                    id_token=signed_in.id_token,
                )
            )
        return token

    async def end(self, cookies: Mapping[str, str]) -> str | None:
        """End the browser's session; the token that the issuer gave, None where there was no session."""
        token = cookies.get(self.cookie)
        if not token:
            return None
        ended = sa.delete(sessions).where(sessions.c.token_hash == _hash(token)).returning(sessions.c.id_token)
        async with self._engine.begin() as connection:
            id_token: str | None = await connection.scalar(ended)
        return id_token

    async def end_all(self, *, issuer_session: str | None, subject: str | None) -> int:
        """End the sessions of a sign-in at the issuer, or where it is not named all of a person; how many there were.

        Raises ValueError without either.
        """
        if issuer_session is not None:
            which = sessions.c.issuer_session == issuer_session
        elif subject is not None:
            which = sessions.c.subject == subject
        else:
            raise ValueError("a sign-in or a person has to be named")
        async with self._engine.begin() as connection:
            return int((await connection.execute(sa.delete(sessions).where(which))).rowcount)

    async def purge(self) -> None:
        """Remove what has ended by itself; the job of a ticker."""
        async with self._engine.begin() as connection:
            result = await connection.execute(sa.delete(sessions).where(sa.not_(self._within_limits())))
        if result.rowcount:
            get_logger().info("web.sessions_purged", purged=result.rowcount)

    def _cookie_of(self, service: str) -> str:
        """With this prefix a browser takes a cookie from this host alone, for all of it, over TLS."""
        return f"{'__Host-' if self.is_secure else ''}flankerend-{service}"

    def _lives(self, token: str) -> sa.ColumnElement[bool]:
        return sa.and_(sessions.c.token_hash == _hash(token), self._within_limits())

    def _within_limits(self) -> sa.ColumnElement[bool]:
        now = sa.func.now()
        return sa.and_(sessions.c.seen_at > now - self._idle, sessions.c.began_at > now - self._longest)


def _hash(token: str) -> bytes:
    return sha256(token.encode()).digest()
