"""Tokens of an OIDC issuer, checked with the keys it publishes."""

import base64
import hmac
import json
import threading
import time
from collections.abc import AsyncIterator, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import httpx
import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from sqlalchemy.ext.asyncio import AsyncEngine

from shared.runtime.health import Health
from shared.runtime.http.app import create_app
from shared.runtime.http.issuer_keys import IssuerKeys, KeysUnavailableError
from shared.runtime.http.tokens import InvalidTokenError, Tokens
from shared.runtime.settings import ServiceSettings
from shared.testing.logs import Logs

from .shelf import Shelf

PrivateKey = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey


class Issuer:
    """An issuer of tokens with its published keys."""

    def __init__(self) -> None:
        self.private: dict[str, PrivateKey] = {}
        self.requests = 0
        self.away = False
        self.url = ""

    def make_key(self, key_id: str, algorithm: str = "RS256") -> None:
        rsa_key = rsa.generate_private_key(65537, 2048) if algorithm == "RS256" else None
        self.private[key_id] = rsa_key or ec.generate_private_key(ec.SECP256R1())

    def token(self, key_id: str, *, named: bool = True, **claims: Any) -> str:
        key = self.private[key_id]
        algorithm = "RS256" if isinstance(key, rsa.RSAPrivateKey) else "ES256"
        content = {"sub": "u-1", "exp": time.time() + 60, "roles": ["caseworker"], **claims}
        return jwt.encode(content, key, algorithm, headers={"kid": key_id} if named else {})

    def published(self) -> bytes:
        return json.dumps({"keys": [_public(key_id, key) for key_id, key in self.private.items()]}).encode()


def _public(key_id: str, key: PrivateKey) -> dict[str, Any]:
    if isinstance(key, rsa.RSAPrivateKey):
        content = jwt.algorithms.RSAAlgorithm.to_jwk(key.public_key(), as_dict=True)
        return {**content, "kid": key_id, "use": "sig", "alg": "RS256"}
    content = jwt.algorithms.ECAlgorithm.to_jwk(key.public_key(), as_dict=True)
    return {**content, "kid": key_id, "use": "sig", "alg": "ES256"}


@pytest.fixture
def issuer() -> Iterator[Issuer]:
    issuer = Issuer()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            issuer.requests += 1
            self.send_response(503 if issuer.away else 200)
            self.end_headers()
            self.wfile.write(b"" if issuer.away else issuer.published())

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=[0.02], daemon=True).start()
    issuer.url = f"http://127.0.0.1:{server.server_port}/keys"
    yield issuer
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("algorithm", ["RS256", "ES256"])
async def test_a_token_of_the_issuer_opens(issuer: Issuer, algorithm: str) -> None:
    issuer.make_key("k-1", algorithm)
    tokens = Tokens(issuer_keys=IssuerKeys(issuer.url))
    assert (await tokens.principal(issuer.token("k-1"))).subject == "u-1"
    assert (await tokens.principal(issuer.token("k-1", named=False))).subject == "u-1"
    assert issuer.requests == 1


async def test_a_new_key_is_looked_up(issuer: Issuer) -> None:
    issuer.make_key("k-1")
    tokens = Tokens(issuer_keys=IssuerKeys(issuer.url, pause_s=0))
    await tokens.principal(issuer.token("k-1"))
    issuer.make_key("k-2")
    assert (await tokens.principal(issuer.token("k-2"))).subject == "u-1"
    assert issuer.requests == 2


async def test_unknown_keys_do_not_make_it_look_again_and_again(issuer: Issuer) -> None:
    issuer.make_key("k-1")
    tokens = Tokens(issuer_keys=IssuerKeys(issuer.url, pause_s=3600, kept_s=3600))
    await tokens.principal(issuer.token("k-1"))
    issuer.make_key("k-2")
    for _ in range(3):
        with pytest.raises(InvalidTokenError):
            await tokens.principal(issuer.token("k-2"))
    assert issuer.requests == 1


async def test_a_key_of_somebody_else_opens_nothing(issuer: Issuer) -> None:
    issuer.make_key("k-1")
    stranger = Issuer()
    stranger.make_key("k-1")
    with pytest.raises(InvalidTokenError):
        await Tokens(issuer_keys=IssuerKeys(issuer.url)).principal(stranger.token("k-1"))


async def test_a_public_key_is_no_shared_secret(issuer: Issuer) -> None:
    issuer.make_key("k-1")
    tokens = Tokens("a secret of at least thirty-two bytes", issuer_keys=IssuerKeys(issuer.url))
    head = jwt.encode({"sub": "u-1", "exp": time.time() + 60}, "x" * 32, "HS256", headers={"kid": "k-1"})
    signed = head.rpartition(".")[0]
    signature = hmac.digest(signed.encode(), issuer.published(), "sha256")
    forged = f"{signed}.{base64.urlsafe_b64encode(signature).decode().rstrip('=')}"
    with pytest.raises(InvalidTokenError):
        await tokens.principal(forged)


async def test_known_keys_stay_while_the_issuer_is_away(issuer: Issuer, logs: Logs) -> None:
    issuer.make_key("k-1")
    tokens = Tokens(issuer_keys=IssuerKeys(issuer.url, kept_s=0))
    await tokens.principal(issuer.token("k-1"))
    issuer.away = True
    assert (await tokens.principal(issuer.token("k-1"))).subject == "u-1"
    assert len(logs.lines("oidc.keys_unavailable")) == 1


async def test_without_any_keys_it_cannot_be_told(issuer: Issuer, logs: Logs) -> None:
    issuer.make_key("k-1")
    issuer.away = True
    tokens = Tokens(issuer_keys=IssuerKeys(issuer.url))
    with pytest.raises(KeysUnavailableError):
        await tokens.principal(issuer.token("k-1"))
    issuer.away = False
    assert (await tokens.principal(issuer.token("k-1"))).subject == "u-1"


@pytest.fixture
async def issuer_client(issuer: Issuer, engine: AsyncEngine, logs: Logs) -> AsyncIterator[httpx.AsyncClient]:
    content = {
        "database_url": engine.url.render_as_string(hide_password=False),
        "FLANKEREND_OIDC_JWKS_URL": issuer.url,
        "FLANKEREND_OIDC_AUDIENCE": "flankerend",
    }
    settings = ServiceSettings.model_validate(content)
    app = create_app("shelf", settings, engine=engine, routers=[Shelf(engine).router()], health=Health())
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://shelf") as client:
        yield client


async def test_a_service_takes_the_tokens_of_its_issuer(issuer: Issuer, issuer_client: httpx.AsyncClient) -> None:
    issuer.make_key("k-1")
    good = {"Authorization": f"Bearer {issuer.token('k-1', aud='flankerend')}"}
    other = {"Authorization": f"Bearer {issuer.token('k-1', aud='mailbox')}"}
    assert (await issuer_client.get("/books", headers=good)).status_code == 200
    assert (await issuer_client.get("/books", headers=other)).status_code == 401


async def test_a_service_that_cannot_check_tokens_says_so(issuer: Issuer, issuer_client: httpx.AsyncClient) -> None:
    issuer.make_key("k-1")
    issuer.away = True
    token = {"Authorization": f"Bearer {issuer.token('k-1', aud='flankerend')}"}
    answer = await issuer_client.get("/books", headers=token)
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
    assert answer.json()["type"] == "urn:flankerend:problem:unavailable"
