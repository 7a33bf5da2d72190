"""The key of the issuer, new at each start, and what is signed with it."""

import time
from collections.abc import Mapping
from secrets import token_urlsafe
from typing import Any

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import ECKey

from shared.local.issuer.clients import Client
from shared.local.issuer.codes import Grant, SignIn
from shared.local.issuer.people import Person

ALGORITHM = "ES256"
LIFE_S = 300
_LOGOUT = "http://schemas.openid.net/event/backchannel-logout"


class Signing:
    """Makes and reads the tokens of one issuer."""

    def __init__(self, issuer: str) -> None:
        self._issuer = issuer
        self._key = ECKey.generate_key("P-256", {"use": "sig", "alg": ALGORITHM}, private=True, auto_kid=True)

    def key_set(self) -> dict[str, Any]:
        """The public key, as clients fetch it."""
        return {"keys": [self._key.as_dict(private=False)]}

    def id_token(self, grant: Grant, person: Person) -> str:
        """Who signed in, for the client that asked."""
        optional = {
            "nonce": grant.request.nonce,
            "school": person.school,
            "contact": person.contact,
            "organisation": person.organisation_id,
        }
        claims = {
            "sub": person.subject,
            "sid": grant.sign_in.session,
            "name": person.name,
            "roles": [str(person.role)],
            **{name: value for name, value in optional.items() if value is not None},
        }
        return self._signed(grant.request.client, "JWT", claims)

    def logout_token(self, client: Client, sign_in: SignIn) -> str:
        """That a sign-in is over (OpenID Connect Back-Channel Logout 1.0)."""
        claims = {"sub": sign_in.subject, "sid": sign_in.session, "jti": token_urlsafe(16), "events": {_LOGOUT: {}}}
        return self._signed(client, "logout+jwt", claims)

    def sign_in_of(self, id_token: str) -> SignIn | None:
        """The sign-in of a token of ours, however old; None for any other, and for one of an earlier start."""
        try:
            claims = jwt.decode(id_token, self._key, algorithms=[ALGORITHM]).claims
            return SignIn(claims["sub"], claims["sid"])
        except (JoseError, KeyError, ValueError):
            return None

    def _signed(self, client: Client, kind: str, claims: Mapping[str, Any]) -> str:
        now = int(time.time())
        header = {"alg": ALGORITHM, "kid": self._key.kid, "typ": kind}
        standard = {"iss": self._issuer, "aud": client.client_id, "iat": now, "exp": now + LIFE_S}
        return jwt.encode(header, {**standard, **claims}, self._key, algorithms=[ALGORITHM])
