"""The clients of the local issuer: each service with pages, with the addresses that are its own."""

import hmac
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from shared.local.secret_file import Secrets
from shared.web.places import SIGN_IN, SIGN_OUT


@dataclass(frozen=True, slots=True)
class Client:
    """A service as the issuer knows it."""

    client_id: str
    secret: str
    redirect_uri: str
    signed_out_uri: str
    back_channel_uri: str

    def has(self, secret: str) -> bool:
        """Whether this is its secret."""
        return hmac.compare_digest(secret.encode(), self.secret.encode())


def clients(services: Iterable[str], *, web_url: str, secrets: Secrets) -> Mapping[str, Client]:
    """Services with pages, by the id of their client."""
    every = [
        Client(
            client_id=f"flankerend-{service}",
            secret=secrets.client_secret(service),
            redirect_uri=f"{web_url}{SIGN_IN}/{service}/terug",
            signed_out_uri=f"{web_url}{SIGN_OUT}",
            back_channel_uri=f"{web_url}{SIGN_OUT}/{service}/bericht",
        )
        for service in services
    ]
    return {client.client_id: client for client in every}
