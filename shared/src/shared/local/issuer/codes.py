"""Codes that the issuer gives to a browser, for its client to exchange for a token: once, within a minute."""

import hmac
import time
from base64 import urlsafe_b64encode
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from secrets import token_urlsafe

from shared.local.issuer.requests import SignInRequest

_LIFE_S = 60.0


@dataclass(frozen=True, slots=True)
class SignIn:
    """Who is signed in in a browser, and the name of that sign-in."""

    subject: str
    session: str


@dataclass(frozen=True, slots=True)
class Grant:
    """What a code stands for."""

    request: SignInRequest
    sign_in: SignIn
    until: float


class Codes:
    """The codes that are out."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._grants: dict[str, Grant] = {}

    def give(self, request: SignInRequest, sign_in: SignIn) -> str:
        """A new code."""
        now = self._clock()
        self._grants = {code: grant for code, grant in self._grants.items() if grant.until > now}
        code = token_urlsafe(32)
        self._grants[code] = Grant(request, sign_in, now + _LIFE_S)
        return code

    def take(self, code: str, *, client_id: str, redirect_uri: str, verifier: str) -> Grant | None:
        """What a code stands for; None for a code that is not this client's, was used, or is too old."""
        grant = self._grants.pop(code, None)
        if grant is None or grant.until <= self._clock():
            return None
        client = grant.request.client
        fits = (client.client_id, client.redirect_uri) == (client_id, redirect_uri)
        return grant if fits and hmac.compare_digest(grant.request.challenge, challenge_of(verifier)) else None

    def forget(self, session: str) -> None:
        """The sign-in is over, and so are its codes."""
        self._grants = {code: grant for code, grant in self._grants.items() if grant.sign_in.session != session}


def challenge_of(verifier: str) -> str:
    """The S256 challenge of a verifier (RFC 7636)."""
    return urlsafe_b64encode(sha256(verifier.encode()).digest()).rstrip(b"=").decode()
