"""A mailbox on an IMAP server is read once, and stays as it is."""

from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from tests.unit.notifications import returned

from notifications.incoming.reading import LARGEST_MAIL
from shared.testing.logs import Logs

from .conftest import OpenHarness, authorized
from .harness import Harness
from .imap_server import ImapServer

CHANGING = ("SELECT", "STORE", "UID STORE", "EXPUNGE", "UID MOVE", "UID COPY", "CLOSE")


@pytest.fixture
async def server() -> AsyncIterator[ImapServer]:
    server = ImapServer()
    await server.start()
    yield server
    await server.stop()


def settings(server: ImapServer) -> dict[str, Any]:
    return {
        "imap_host": "127.0.0.1",
        "imap_port": server.port,
        "imap_security": "none",
        "imap_username": "overleg",
        "imap_password": "geheim",
        "imap_scan_s": 0.05,
    }


def written(name: str) -> bytes:
    return returned.mail(f"From: {name}@clb.example")


async def senders(harness: Harness) -> list[str]:
    """Who wrote, the first in front."""
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{harness.service.server.port}") as client:
        answer = await client.get("/incoming", headers=authorized("coordinator"))
        return [item["sender"].partition("@")[0] for item in reversed(answer.json()["items"])]


async def came(harness: Harness, *names: str) -> None:
    """Wait until these wrote, in that order, and everything was looked at once more."""

    async def so() -> bool:
        return await senders(harness) == list(names)

    await harness.until(so, f"mails of {names}")


async def looked_again(harness: Harness, server: ImapServer) -> None:
    looks = server.asked.count("LOGOUT")
    await harness.until(lambda: server.asked.count("LOGOUT") > looks + 1, "another look")


async def test_mails_are_read_once_also_after_a_restart_and_the_mailbox_stays_as_it_is(
    open_harness: OpenHarness, server: ImapServer
) -> None:
    server.mails = {3: written("an"), 7: written("bo")}
    async with open_harness(**settings(server)) as harness:
        await came(harness, "an", "bo")
        server.mails[8] = written("cas")
        await came(harness, "an", "bo", "cas")
    server.asked.clear()
    async with open_harness(**settings(server)) as harness:
        await looked_again(harness, server)
        await came(harness, "an", "bo", "cas")
    assert not [command for command in server.asked if "FETCH" in command or command.startswith(CHANGING)]


async def test_when_the_server_numbers_anew_nothing_is_lost_and_nothing_told_twice(
    open_harness: OpenHarness, server: ImapServer
) -> None:
    server.mails = {41: written("an"), 42: written("bo")}
    async with open_harness(**settings(server)) as harness:
        await came(harness, "an", "bo")
        server.validity, server.mails = 2, {1: written("bo"), 2: written("cas")}
        await came(harness, "an", "bo", "cas")
        await looked_again(harness, server)
        await came(harness, "an", "bo", "cas")


async def test_no_more_of_a_mail_is_fetched_than_is_looked_at(open_harness: OpenHarness, server: ImapServer) -> None:
    server.mails = {1: returned.mail("From: an@clb.example", body="x" * LARGEST_MAIL)}
    async with open_harness(**settings(server)) as harness:
        await came(harness, "an")
    assert f"UID FETCH 1 (BODY.PEEK[]<0.{LARGEST_MAIL}>)" in server.asked


async def test_a_server_that_lets_nobody_in_is_asked_again_at_the_next_look_and_logged_without_an_address(
    open_harness: OpenHarness, server: ImapServer, logs: Logs
) -> None:
    server.password, server.mails = "anders", {1: written("an")}
    async with open_harness(**settings(server)) as harness:
        await harness.until(lambda: bool(logs.lines("mailbox.away")), "said")
        server.password = "geheim"
        await came(harness, "an")
    [line, *_] = logs.lines("mailbox.away")
    assert line["error.type"] == "imapclient.exceptions.LoginError"
    assert not any(words in str(logs.lines()) for words in ("an@stad.example", "geheim", "overleg"))
