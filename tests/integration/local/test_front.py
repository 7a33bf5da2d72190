"""The proxy itself before services that are toys: what it passes on, and what it says when a service is away."""

import asyncio
import gzip
import json
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

import httpx
import pytest
import pytest_asyncio

from shared.local.child import Child
from shared.local.ports import free_port
from shared.local.programs import FrontProgram

pytestmark = pytest.mark.asyncio(loop_scope="module")

PUPIL = "9990004242"
AWAY = "attendance"
PAGE = "<!doctype html><p>" + "lang " * 400


@asynccontextmanager
async def toy_service(name: str) -> AsyncIterator[str]:
    """A service that answers everything with what it was asked; its address."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode().splitlines()
        lines = [name, *head, PAGE]
        body = json.dumps(lines).encode()
        kind = "text/html" if "/api" not in head[0] else "application/json"
        headers = f'Content-Type: {kind}\r\nETag: "v1"\r\nServer: toy\r\nContent-Length: {len(body)}\r\n'
        writer.write(f"HTTP/1.1 200 OK\r\n{headers}Connection: close\r\n\r\n".encode() + body)
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    async with server:
        yield "{}:{}".format(*server.sockets[0].getsockname())


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def log(tmp_path_factory):
    return tmp_path_factory.mktemp("front") / "front.log"


@asynccontextmanager
async def front_before(away: str, log: Path) -> AsyncIterator[httpx.AsyncClient]:
    """A client of a proxy before three toys, and attendance at the address ``away``."""
    port = free_port()
    async with AsyncExitStack() as running:
        there = ("casework", "consultation", "notifications")
        services = {name: await running.enter_async_context(toy_service(name)) for name in there}
        program = FrontProgram(
            log.parent / log.stem,
            port=port,
            services={**services, AWAY: away},
            issuer=None,
            sign_in_at="https://issuer.example",
            log=log,
            begin=None,
        )
        child = Child(program)
        await child.start()
        running.push_async_callback(child.stop)
        yield await running.enter_async_context(httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}"))


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def front(log):
    """A client of the proxy; attendance is away."""
    async with front_before(f"127.0.0.1:{free_port()}", log) as client:
        yield client


@pytest_asyncio.fixture(loop_scope="module")
async def hanging(tmp_path):
    """A client of the proxy; attendance takes connections and says nothing."""

    async def say_nothing(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()
        writer.close()

    server = await asyncio.start_server(say_nothing, "127.0.0.1", 0)
    address = "{}:{}".format(*server.sockets[0].getsockname())
    async with server, front_before(address, tmp_path / "hanging.log") as client:
        client.timeout = 15
        yield client


async def test_a_service_is_told_the_host_that_was_asked_and_nothing_that_a_client_makes_up(front):
    made_up = {"Forwarded": "for=10.0.0.1", "X-Real-IP": "10.0.0.1", "X-Forwarded-For": "10.0.0.1"}

    answer = await front.get("/dossiers", headers=made_up)

    told = {line.split(":")[0].lower(): line for line in answer.json()[2:] if ":" in line}
    assert answer.json()[0] == "casework"
    assert told["host"] == f"Host: {front.base_url.host}:{front.base_url.port}"
    assert "forwarded" not in told
    assert "x-real-ip" not in told
    assert "10.0.0.1" not in told["x-forwarded-for"]


async def test_an_api_is_asked_without_its_prefix_and_answers_byte_by_byte(front):
    answer = await front.get("/api/consultation/meetings?limit=1", headers={"Accept-Encoding": "gzip"})

    assert answer.json()[:2] == ["consultation", "GET /meetings?limit=1 HTTP/1.1"]
    assert answer.headers["etag"] == '"v1"'
    assert "content-encoding" not in answer.headers


async def test_a_page_is_compressed_and_says_nothing_of_the_proxy(front):
    async with front.stream("GET", "/overleg", headers={"Accept-Encoding": "gzip"}) as answer:
        raw = b"".join([part async for part in answer.aiter_raw()])

    assert PAGE in json.loads(gzip.decompress(raw))
    assert "via" not in answer.headers
    assert "caddy" not in answer.headers.get("server", "").lower()


async def test_a_service_that_is_away_is_a_page_with_the_headers_of_pages(front):
    answer = await front.get(f"/leerlingen/125001/{PUPIL}")

    assert answer.status_code == 503
    assert "Even niet beschikbaar" in answer.text
    assert '<html lang="nl">' in answer.text
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert answer.headers["retry-after"]


async def test_a_part_of_a_page_that_is_away_is_a_sentence(front):
    answer = await front.get(f"/leerlingen/125001/{PUPIL}/kalender", headers={"X-Fragment": "1"})

    assert answer.status_code == 503
    assert answer.text.startswith("<p")


async def test_an_api_that_is_away_is_a_problem(front):
    answer = await front.get("/api/attendance/schools")

    assert (answer.status_code, answer.headers["content-type"]) == (503, "application/problem+json")
    assert answer.json()["type"] == "urn:flankerend:problem:unavailable"


@pytest.mark.parametrize("path", ["/metrics", "/health/live", "/api/casework/metrics", "/api/casework/health/ready"])
async def test_what_is_for_the_inside_is_not_found(front, path):
    assert (await front.get(path)).status_code == 404


async def test_files_of_pages_come_from_a_service_that_is_there(front):
    assert (await front.get("/web/abc/flankerend.css")).json()[0] in ("casework", "consultation", "notifications")


@pytest.mark.parametrize(
    ("behalf", "onward"),
    [
        ("casework", "/aanmelden/consultation/stil?voor=casework"),
        ("notifications", "/aanmelden/consultation/stil?voor=notifications"),
        ("consultation", "/aanmelden/consultation/klaar"),
    ],
)
async def test_a_sign_in_goes_on_past_a_service_that_is_away(front, behalf, onward):
    begun = await front.get(f"/aanmelden/{AWAY}/stil?voor={behalf}")
    cookie = {"Cookie": f"other=1; flankerend-{AWAY}-voor={behalf}"}
    returned = await front.get(f"/aanmelden/{AWAY}/terug?code=1&state=2", headers=cookie)

    assert (begun.status_code, begun.headers["location"]) == (303, onward)
    assert (returned.status_code, returned.headers["location"]) == (303, onward)


@pytest.mark.soak
async def test_a_sign_in_goes_on_past_a_service_that_does_not_answer(hanging):
    begun = await hanging.get(f"/aanmelden/{AWAY}/stil?voor=casework")

    assert (begun.status_code, begun.headers["location"]) == (303, "/aanmelden/consultation/stil?voor=casework")


async def test_a_sign_in_at_a_service_that_is_away_goes_nowhere(front):
    for path in (f"/aanmelden/{AWAY}/stil?voor=//elsewhere.example", f"/aanmelden/{AWAY}/terug?code=1", "/leerlingen"):
        answer = await front.get(path)
        assert answer.status_code == 503
        assert "location" not in answer.headers


async def test_its_log_holds_nobody(front, log):
    await front.get(f"/leerlingen/125001/{PUPIL}?naam=Verzonnen")
    await front.post(f"/leerlingen/{PUPIL}", data={"naam": "Verzonnen"})
    reader, writer = await asyncio.open_connection(front.base_url.host, front.base_url.port)
    writer.write(f"GET /leerlingen/{PUPIL} HTTP/9.9\r\n\r\n".encode())
    await reader.read()
    writer.close()

    assert PUPIL not in log.read_text()
    assert "Verzonnen" not in log.read_text()
