"""Events are posted to a real server on this machine: over the address that was checked, under the receiver's name."""

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import cast

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from standardwebhooks import Webhook as Verifier

from notifications.channels.webhook.event import sample_event
from notifications.channels.webhook.guard import Guard, Place, Target, resolve
from notifications.channels.webhook.poster import Poster, WebhookReason
from notifications.channels.webhook.secrets import new_secret
from notifications.testing.factories import NOW
from shared.runtime.ids import new_id

NAME = "system.example"
SECRET = new_secret()


class System:
    """The own system of a receiver: takes requests, and gives ``answer``; ``is_slow`` for one that says nothing."""

    def __init__(self, answer: str = "204 No Content", *, further: str = "", is_slow: bool = False) -> None:
        self.taken: list[tuple[dict[str, str], str]] = []
        self.port = 0
        self._answer = f"HTTP/1.1 {answer}\r\nContent-Length: 0\r\n{further}\r\n"
        self._is_slow = is_slow

    @asynccontextmanager
    async def running(self, tls: ssl.SSLContext | None = None) -> AsyncIterator["System"]:
        server = await asyncio.start_server(self._serve, "127.0.0.1", 0, ssl=tls)
        self.port = server.sockets[0].getsockname()[1]
        try:
            yield self
        finally:
            server.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
        headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in head[1:] if line)}
        body = await reader.readexactly(int(headers["content-length"]))
        self.taken.append((headers, body.decode()))
        if self._is_slow:
            await asyncio.sleep(5)
        writer.write(self._answer.encode())
        await writer.drain()
        writer.close()


class Checked:
    """A guard that leads a name of the outside to this machine."""

    def __init__(self, port: int) -> None:
        self._port = port

    async def target(self, url: str) -> Target:
        return Target(Place("https", NAME, self._port, "/notices"), "127.0.0.1")


def local(timeout_s: float = 5) -> Poster:
    return Poster(Guard((443,), resolve, allows_loopback=True), timeout_s=timeout_s)


async def test_an_event_arrives_signed_and_an_answer_is_heard() -> None:
    poster, event_id = local(), new_id()
    async with System(further="Retry-After: 3\r\n").running() as system:
        body = sample_event(event_id, NOW)
        heard = await poster.post(f"http://127.0.0.1:{system.port}/x", event_id, body, secrets=[SECRET])
        await poster.end()
    assert (heard.accepted, heard.status, heard.retry_after) == (True, 204, timedelta(seconds=3))
    [(headers, taken)] = system.taken
    assert Verifier(SECRET).verify(taken, headers)["id"] == str(event_id) == headers["webhook-id"]
    assert headers["content-type"] == "application/cloudevents+json; charset=utf-8"


async def test_a_redirect_is_not_followed() -> None:
    async with System().running() as elsewhere:
        location = f"Location: http://127.0.0.1:{elsewhere.port}/\r\n"
        async with System("307 Temporary Redirect", further=location).running() as system:
            heard = await local().post(f"http://127.0.0.1:{system.port}/", new_id(), "{}", secrets=[SECRET])
    assert (heard.status, elsewhere.taken) == (307, [])


async def test_who_does_not_answer_in_time_may_have_the_event_and_who_is_not_there_has_not() -> None:
    async with System(is_slow=True).running() as system:
        url = f"http://127.0.0.1:{system.port}/"
        heard = await local(0.2).post(url, new_id(), "{}", secrets=[SECRET])
        assert heard.reason is WebhookReason.NO_ANSWER
    assert (await local().post(url, new_id(), "{}", secrets=[SECRET])).reason is WebhookReason.UNREACHABLE
    refused = await Poster(Guard((443,), resolve), timeout_s=1).post(url, new_id(), "{}", secrets=[SECRET])
    assert refused.reason is WebhookReason.ADDRESS


@pytest.mark.parametrize(("certified", "reason"), [(NAME, None), ("other.example", WebhookReason.UNREACHABLE)])
async def test_the_certificate_has_to_be_that_of_the_name(
    tmp_path: Path, certified: str, reason: WebhookReason | None
) -> None:
    server_tls, client_tls = tls_of(certified, tmp_path)
    async with System().running(server_tls) as system:
        poster = Poster(cast("Guard", Checked(system.port)), timeout_s=5, tls=client_tls)
        heard = await poster.post(f"https://{NAME}/notices", new_id(), "{}", secrets=[SECRET])
    assert (heard.reason, heard.accepted) == (reason, reason is None)
    assert [headers["host"] for headers, _ in system.taken] == ([] if reason else [f"{NAME}:{system.port}"])


def tls_of(name: str, folder: Path) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """A server with a certificate of this name, and a client that trusts that certificate alone."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem = certificate.public_bytes(serialization.Encoding.PEM)
    no_password = serialization.NoEncryption()
    kept = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, no_password)
    (folder / "server.pem").write_bytes(pem + kept)
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(folder / "server.pem")
    return server, ssl.create_default_context(cadata=pem.decode())
