"""What a service asks for when it sends a browser to sign in."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from shared.local.issuer.clients import Client

_CHALLENGE = re.compile(r"[A-Za-z0-9_-]{43}")
PARAMETERS = (
    "response_type",
    "client_id",
    "redirect_uri",
    "scope",
    "state",
    "nonce",
    "code_challenge",
    "code_challenge_method",
    "prompt",
    "login_hint",
)


class UnknownClientError(Exception):
    """The request comes from nobody that the issuer knows, or would lead elsewhere: there is no way back."""


class RefusedError(Exception):
    """The request is refused; ``address`` tells it to the client."""

    def __init__(self, address: str) -> None:
        super().__init__("the request to sign in is refused")
        self.address = address


@dataclass(frozen=True, slots=True)
class SignInRequest:
    """A request with all that the issuer insists on: a code, PKCE with S256, an address that is the client's own."""

    client: Client
    state: str
    nonce: str | None
    challenge: str
    prompt: str | None
    login_hint: str | None

    @classmethod
    def of(cls, asked: Mapping[str, str], clients: Mapping[str, Client]) -> "SignInRequest":
        """Raises UnknownClientError, and RefusedError."""
        client = clients.get(asked.get("client_id", ""))
        if client is None or asked.get("redirect_uri") != client.redirect_uri:
            raise UnknownClientError
        request = cls(
            client=client,
            state=asked.get("state", ""),
            nonce=asked.get("nonce"),
            challenge=asked.get("code_challenge", ""),
            prompt=asked.get("prompt"),
            login_hint=asked.get("login_hint"),
        )
        request._check(asked)
        return request

    def _check(self, asked: Mapping[str, str]) -> None:
        if asked.get("response_type") != "code":
            raise RefusedError(self.answer(error="unsupported_response_type"))
        if "openid" not in asked.get("scope", "").split():
            raise RefusedError(self.answer(error="invalid_scope"))
        if asked.get("code_challenge_method") != "S256" or not _CHALLENGE.fullmatch(self.challenge):
            raise RefusedError(self.answer(error="invalid_request", error_description="PKCE with S256 is required"))

    def answer(self, **parameters: str) -> str:
        """The address that takes an answer back to the client."""
        return f"{self.client.redirect_uri}?{urlencode({**parameters, 'state': self.state})}"
