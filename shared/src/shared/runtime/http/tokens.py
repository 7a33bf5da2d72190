"""Bearer tokens (JWT): is it valid, and what does it say?"""

import hashlib
import re
import time
from collections.abc import Mapping
from typing import Any

import jwt

from shared.domain.roles import Role
from shared.runtime.http.issuer_keys import IssuerKeys
from shared.runtime.http.principal import Principal
from shared.runtime.settings import ServiceSettings

_SCHOOL = re.compile(r"[0-9]{6}")
_DIRECTORY_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
_SUBJECT = re.compile(r"[^\x00-\x1f\x7f]{1,255}")
_ROLES = {str(role): role for role in Role}
_ROLES_OF_A_CONTACT = frozenset({Role.COUNSELLOR, Role.CLB, Role.YOUTH_COACH})
_ISSUER_ALGORITHMS = ("RS256", "ES256")
_TRUSTED_FOR_S = 60.0
_MOST_TRUSTED = 4096


class InvalidTokenError(Exception):
    """The token opens nothing; the message says why and holds nothing of the token."""


class Tokens:
    """Checks tokens: HS256 with a shared secret (the local stack), RS256 and ES256 with the issuer's public keys.

    A token that was right is taken for right for a minute, and never past its end. Only its digest is remembered.
    """

    def __init__(
        self,
        secret: str | None = None,
        *,
        issuer_keys: IssuerKeys | None = None,
        issuer: str | None = None,
        audience: str | None = None,
    ) -> None:
        if secret is None and issuer_keys is None:
            raise ValueError("tokens need a secret or an issuer's keys to be checked with")
        self._secret = secret
        self._issuer_keys = issuer_keys
        self._issuer = issuer
        self._audience = audience
        self._trusted: dict[bytes, tuple[Principal, float]] = {}

    async def principal(self, token: str) -> Principal:
        """Who holds ``token``. Raises InvalidTokenError, and KeysUnavailableError when it cannot be told."""
        digest = hashlib.sha256(token.encode(errors="surrogatepass")).digest()
        principal, until = self._trusted.get(digest, (None, 0.0))
        if principal is None or time.time() >= until:
            claims = await self._checked(token)
            principal = principal_of(claims)
            if len(self._trusted) >= _MOST_TRUSTED:
                self._trusted.clear()
            self._trusted[digest] = principal, min(int(claims["exp"]), time.time() + _TRUSTED_FOR_S)
        return principal

    async def _checked(self, token: str) -> dict[str, Any]:
        """The claims of a valid token. Raises as above."""
        try:
            header = jwt.get_unverified_header(token)
            return self._claims(token, await self._key(header), str(header.get("alg")))
        except jwt.ExpiredSignatureError as error:
            raise InvalidTokenError("the token has expired") from error
        except jwt.MissingRequiredClaimError as error:
            raise InvalidTokenError(f"the token has no {error.claim}") from error
        except jwt.InvalidIssuerError as error:
            raise InvalidTokenError("the token is of another issuer") from error
        except jwt.InvalidAudienceError as error:
            raise InvalidTokenError("the token is for another audience") from error
        except jwt.PyJWTError as error:
            raise InvalidTokenError("the token is not valid") from error

    async def _key(self, header: Mapping[str, Any]) -> Any:
        algorithm = header.get("alg")
        if algorithm == "HS256" and self._secret is not None:
            return self._secret
        if algorithm in _ISSUER_ALGORITHMS and self._issuer_keys is not None:
            key_id = header.get("kid")
            key = await self._issuer_keys.find(key_id if isinstance(key_id, str) else None, str(algorithm))
            if key is not None:
                return key
        raise InvalidTokenError("the token is signed with an unknown key")

    def _claims(self, token: str, key: Any, algorithm: str) -> dict[str, Any]:
        return jwt.decode(
            token,
            key,
            algorithms=[algorithm],
            issuer=self._issuer,
            audience=self._audience,
            options={"require": ["sub", "exp"], "verify_aud": self._audience is not None, "verify_iat": False},
        )


def tokens_from(settings: ServiceSettings) -> Tokens:
    """The check of tokens that ``settings`` ask for. Beside an issuer's keys the local secret opens nothing."""
    local = settings.token_secret if settings.oidc_jwks_url is None else None
    return Tokens(
        local.get_secret_value() if local else None,
        issuer_keys=IssuerKeys(settings.oidc_jwks_url) if settings.oidc_jwks_url else None,
        issuer=settings.oidc_issuer,
        audience=settings.oidc_audience,
    )


def principal_of(claims: Mapping[str, Any]) -> Principal:
    """The principal of verified claims; unknown roles are ignored. Raises InvalidTokenError."""
    subject = claims.get("sub")
    if not isinstance(subject, str) or not _SUBJECT.fullmatch(subject):
        raise InvalidTokenError("the token has no usable sub")
    roles = _roles(claims.get("roles"))
    school = _claim(claims, "school", _SCHOOL)
    contact = _claim(claims, "contact", _DIRECTORY_ID)
    organisation = _claim(claims, "organisation", _DIRECTORY_ID)
    if Role.SCHOOL in roles and school is None:
        raise InvalidTokenError("the role school needs the claim school")
    if roles & _ROLES_OF_A_CONTACT and contact is None:
        raise InvalidTokenError("the token's roles need the claim contact")
    if Role.PARTNER in roles and organisation is None:
        raise InvalidTokenError("the role partner needs the claim organisation")
    return Principal(subject, roles, school, contact, organisation=organisation)


def _roles(claim: object) -> frozenset[Role]:
    names = [claim] if isinstance(claim, str) else claim if isinstance(claim, list) else []
    return frozenset(_ROLES[name] for name in names if isinstance(name, str) and name in _ROLES)


def _claim(claims: Mapping[str, Any], name: str, pattern: re.Pattern[str]) -> str | None:
    value = claims.get(name)
    if value is None:
        return None
    if not isinstance(value, str) or not pattern.fullmatch(value):
        raise InvalidTokenError(f"the token's {name} is malformed")
    return value
