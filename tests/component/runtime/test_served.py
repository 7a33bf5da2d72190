"""The same application behind a real server: streams, refusals and logs as they are in production."""

import asyncio
import contextlib
import json
import socket
from collections.abc import AsyncIterator, Callable

import httpx
import pytest
import uvicorn
from fastapi import FastAPI

from shared.testing.logs import Logs

from .shelf import Shelf

MIB = 1024 * 1024
Authorized = Callable[..., dict[str, str]]


@pytest.fixture
async def served(app: FastAPI, logs: Logs, authorized: Authorized) -> AsyncIterator[httpx.AsyncClient]:
    config = uvicorn.Config(app, port=0, log_config=None, access_log=True, lifespan="off")
    server = uvicorn.Server(config)
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        task = asyncio.create_task(server.serve([listening]))
        while not server.started:
            await asyncio.sleep(0.01)
        url = f"http://127.0.0.1:{listening.getsockname()[1]}"
        async with httpx.AsyncClient(base_url=url, headers=authorized()) as client:
            yield client
        server.should_exit = True
        await task


async def endless(total: int) -> AsyncIterator[bytes]:
    for _ in range(total // 65536):
        yield b" " * 65536


async def test_an_import_of_unannounced_length_streams_through(served: httpx.AsyncClient, shelf: Shelf) -> None:
    answer = await served.post("/imports", content=endless(32 * MIB), headers={"Idempotency-Key": "k-1"})
    assert answer.json() == {"bytes": 32 * MIB}
    assert shelf.largest_piece < MIB


@pytest.mark.parametrize("announced", [True, False])
async def test_a_body_too_large_is_refused_and_the_server_goes_on(served: httpx.AsyncClient, announced: bool) -> None:
    content = b" " * 3 * MIB if announced else endless(3 * MIB)
    answer = await served.post("/books", content=content, headers={"Content-Type": "application/json"})
    assert (answer.status_code, answer.json()["max_bytes"]) == (413, MIB)
    assert (await served.get("/books")).status_code == 200


async def test_a_fault_is_answered_once_and_logged_without_its_message(served: httpx.AsyncClient, logs: Logs) -> None:
    answer = await served.post("/errors/fault", headers={"X-Correlation-Id": "story-1"})
    assert (answer.status_code, answer.headers["x-correlation-id"]) == (500, "story-1")
    assert logs.line("http.request_handled")["error.type"] == "ValueError"
    assert "Zonnebloem" not in logs.text


async def test_an_answer_that_breaks_off_half_way_is_a_failure(served: httpx.AsyncClient, logs: Logs) -> None:
    with pytest.raises(httpx.RemoteProtocolError):
        await served.get("/torn")
    line = logs.line("http.request_handled")
    assert (line["outcome"], line["http.response.status_code"], line["error.type"]) == ("failed", 500, "ValueError")
    assert "Zonnebloem" not in logs.text


async def test_nothing_of_a_request_is_in_the_logs(served: httpx.AsyncClient, logs: Logs) -> None:
    canaries = ["Zonnebloem", "vanderkanarie", "11030499935"]
    body = {"title": "Zonnebloem 11030499935", "author": "Vanderkanarie"}
    await served.post("/books?name=Zonnebloem", json=body, headers={"User-Agent": "Zonnebloem"})
    await served.post("/books", json={"title": {"Zonnebloem": "11030499935"}})
    await served.get("/books/vanderkanarie?pupil=Zonnebloem")
    await served.get("/Zonnebloem/11030499935")
    await served.post("/notes", json={"title": "Zonnebloem\x00"})
    await served.get("/books", headers={"X-Correlation-Id": "11030499935"})
    assert len(logs.lines("http.request_handled")) == 6
    assert [canary for canary in canaries if canary in logs.text.casefold() or canary in logs.text] == []


async def test_an_import_that_is_broken_off_keeps_nothing(served: httpx.AsyncClient, logs: Logs) -> None:
    async def broken_off() -> AsyncIterator[bytes]:
        yield b"x" * 65536
        raise ConnectionAbortedError

    with contextlib.suppress(ConnectionAbortedError, httpx.HTTPError):
        await served.post("/imports", content=broken_off(), headers={"Idempotency-Key": "k-2"})
    answer = None
    for _ in range(50):  # until the server has noticed
        answer = await served.post("/imports", content=b"whole", headers={"Idempotency-Key": "k-2"})
        if answer.status_code != 409:
            break
        await asyncio.sleep(0.05)
    assert answer is not None
    assert (answer.status_code, json.loads(answer.content)) == (200, {"bytes": 5})
