"""Every request but those of open routes needs a valid token; which roles open a route stands at the route."""

from collections.abc import Mapping
from typing import Annotated, Any, Protocol

from fastapi import Depends, Request, Security
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from starlette.datastructures import Headers
from starlette.requests import cookie_parser
from starlette.types import ASGIApp, Receive, Scope, Send

from shared.domain.roles import Role
from shared.runtime.http.issuer_keys import KeysUnavailableError
from shared.runtime.http.principal import Principal
from shared.runtime.http.problems import PROBLEM_PAGE_SCOPE_KEY, Problem
from shared.runtime.http.requests import match_of
from shared.runtime.http.routes import opened_by
from shared.runtime.http.tokens import InvalidTokenError, Tokens

PRINCIPAL_SCOPE_KEY = "flankerend.principal"

_CHALLENGE = 'Bearer realm="flankerend"'
_bearer = HTTPBearer(auto_error=False, bearerFormat="JWT", description="A token of the municipality's OIDC issuer")


class Sessions(Protocol):
    """Who is signed in in a browser."""

    async def principal(self, cookies: Mapping[str, str]) -> Principal | None:
        """Who is signed in; None for a browser in which nobody is."""
        ...


class Authentication:
    """Puts the Principal of a request in its scope; answers 401 without a valid token, or without a session."""

    def __init__(self, app: ASGIApp, tokens: Tokens, sessions: Sessions | None = None) -> None:
        self._app = app
        self._tokens = tokens
        self._sessions = sessions

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            match, headers = match_of(scope), Headers(scope=scope)
            if match.is_page and scope["method"] == "POST":
                refuse_form_from_elsewhere(headers)
            if match.greets or (match.needs_token and _is_nowhere(scope)):
                if principal := await self._in_browser(headers):
                    scope[PRINCIPAL_SCOPE_KEY] = principal
            elif match.needs_token:
                ask = self._signed_in if match.is_page else self._principal
                scope[PRINCIPAL_SCOPE_KEY] = await ask(headers)
        await self._app(scope, receive, send)

    async def _signed_in(self, headers: Headers) -> Principal:
        """Who is signed in. Raises Problem: only a session opens a page, whatever token comes along."""
        principal = await self._in_browser(headers)
        if principal is None:
            raise Problem("unauthenticated")
        return principal

    async def _in_browser(self, headers: Headers) -> Principal | None:
        cookies = cookie_parser(headers.get("cookie", ""))
        return await self._sessions.principal(cookies) if self._sessions else None

    async def _principal(self, headers: Headers) -> Principal:
        scheme, _, token = headers.get("authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not token.strip():
            raise Problem("unauthenticated", headers={"WWW-Authenticate": _CHALLENGE})
        try:
            return await self._tokens.principal(token.strip())
        except InvalidTokenError as error:
            challenge = f'{_CHALLENGE}, error="invalid_token", error_description="{error}"'
            raise Problem("unauthenticated", str(error), headers={"WWW-Authenticate": challenge}) from error
        except KeysUnavailableError as error:
            detail = "The keys of the token issuer cannot be read now."
            raise Problem("unavailable", detail, headers={"Retry-After": "5"}) from error


def _is_nowhere(scope: Scope) -> bool:
    """Whether a browser asks for a page that is not there: it is told so, signed in or not."""
    return PROBLEM_PAGE_SCOPE_KEY in scope and not match_of(scope).methods


class FormFromElsewhere(Problem):
    """A form that did not come from a page of this site."""

    def __init__(self) -> None:
        super().__init__("forbidden", "A form has to be sent from a page of this site.")


def refuse_form_from_elsewhere(headers: Headers) -> None:
    """Raise FormFromElsewhere (403) for a form that another site sends: every browser says where a form stood."""
    site = headers.get("sec-fetch-site")
    origin = headers.get("origin", "").rpartition("//")[2]
    if site not in ("same-origin", "none") if site else origin != headers.get("host"):
        raise FormFromElsewhere


def allow(*roles: Role) -> Any:
    """The roles that open an endpoint, as a dependency that gives the Principal; 403 for any other.

    ``principal: Annotated[Principal, allow(Role.CASEWORKER, Role.CLB)]``. The Principal keeps only the roles that are
    named here. So a role without a right on this endpoint adds nothing to what a narrower role may see.
    """
    opening = frozenset(roles)

    async def allowed_principal(
        request: Request,
        _: Annotated[HTTPAuthorizationCredentials | None, Security(_bearer)],
    ) -> Principal:
        principal: Principal | None = request.scope.get(PRINCIPAL_SCOPE_KEY)
        if principal is None:
            raise Problem("unauthenticated", headers={"WWW-Authenticate": _CHALLENGE})
        narrowed = principal.limited_to(opening)
        if not narrowed.roles:
            raise Problem("forbidden")
        return narrowed

    return Depends(opened_by(allowed_principal, opening))
