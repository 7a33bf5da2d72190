"""What the issuer says in a logout token (OpenID Connect Back-Channel Logout 1.0)."""

import time
from collections.abc import Mapping
from typing import Any

from authlib.integrations.base_client.errors import OAuthError
from httpx2 import HTTPError
from joserfc import jwt
from joserfc.errors import InvalidKeyIdError, JoseError
from joserfc.jwk import KeySet
from joserfc.jwt import JWTClaimsRegistry

from shared.runtime.http.problems import Problem, invalid
from shared.web.session.issuer import Issuer

_EVENT = "http://schemas.openid.net/event/backchannel-logout"
_ALGORITHMS = ("RS256", "ES256")
# Clocks of two machines differ; an old token is none that was just sent.
_SKEW_S = 120


async def claims_in(issuer: Issuer, token: str) -> Mapping[str, Any]:
    """What a valid logout token says; it names a sign-in (`sid`), a person (`sub`), or both. Raises Problem."""
    try:
        metadata = await issuer.client.load_server_metadata()
        claims = (await _decoded(issuer, token)).claims
        _registry(metadata["issuer"], issuer.client_id).validate(claims)
    except (HTTPError, OAuthError) as error:
        raise Problem("unavailable", "The keys of the issuer cannot be read now.") from error
    except (JoseError, KeyError, ValueError) as error:
        raise invalid("logout_token", "must be a logout token of the issuer for this service") from error
    names = [claims.get(name) for name in ("sid", "sub")]
    says_so = isinstance(claims.get("events"), Mapping) and _EVENT in claims["events"]
    if not says_so or "nonce" in claims or not any(isinstance(name, str) for name in names):
        raise invalid("logout_token", "must say that a sign-in of a person is over")
    return {name: claims[name] for name in ("sid", "sub") if isinstance(claims.get(name), str)}


async def _decoded(issuer: Issuer, token: str) -> jwt.Token:
    algorithms = list(_ALGORITHMS)
    keys = KeySet.import_key_set(await issuer.client.fetch_jwk_set())
    try:
        return jwt.decode(token, keys, algorithms=algorithms)
    except InvalidKeyIdError:
        keys = KeySet.import_key_set(await issuer.client.fetch_jwk_set(force=True))
        return jwt.decode(token, keys, algorithms=algorithms)


def _registry(issuer: str, client_id: str) -> JWTClaimsRegistry:
    return JWTClaimsRegistry(
        now=lambda: int(time.time()),
        leeway=_SKEW_S,
        iss={"essential": True, "value": issuer},
        aud={"essential": True, "value": client_id},
        iat={"essential": True},
        jti={"essential": True},
    )
