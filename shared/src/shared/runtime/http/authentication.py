"""Every request but those of open routes needs a valid token; which roles open a route stands at the route."""

from typing import Annotated, Any

from fastapi import Depends, Request, Security
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from shared.domain.roles import Role
from shared.runtime.http.issuer_keys import KeysUnavailableError
from shared.runtime.http.principal import Principal
from shared.runtime.http.problems import Problem
from shared.runtime.http.requests import match_of
from shared.runtime.http.routes import opened_by
from shared.runtime.http.tokens import InvalidTokenError, Tokens

PRINCIPAL_SCOPE_KEY = "flankerend.principal"

_CHALLENGE = 'Bearer realm="flankerend"'
_bearer = HTTPBearer(auto_error=False, bearerFormat="JWT", description="A token of the municipality's OIDC issuer")


class Authentication:
    """Puts the Principal of a request in its scope; answers 401 without a valid token."""

    def __init__(self, app: ASGIApp, tokens: Tokens) -> None:
        self._app = app
        self._tokens = tokens

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and match_of(scope).needs_token:
            scope[PRINCIPAL_SCOPE_KEY] = await self._principal(Headers(scope=scope))
        await self._app(scope, receive, send)

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
