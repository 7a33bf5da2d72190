"""The three services on databases of the test's own, with a directory and a mail server."""

from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import datetime
from random import Random
from typing import Any

import httpx
import pytest
from tests.component.notifications.mail_server import MailServer
from tests.conftest import CreateDatabase
from tests.tokens import SECRET, bearer

from casework.app import build as build_casework
from casework.settings import CaseworkSettings
from consultation.app import build as build_consultation
from consultation.settings import ConsultationSettings
from notifications.app import build as build_notifications
from notifications.settings import NotificationsSettings
from shared.runtime.clock import BRUSSELS
from shared.testing.clock import FixedClock

from .attendance import SCHOOLS
from .harness import Harness

DIRECTORY = (
    ("counsellor-1", "counsellor", SCHOOLS[:1]),
    ("counsellor-2", "counsellor", SCHOOLS[1:]),
    ("caseworker-1", "caseworker", ()),
    ("caseworker-2", "caseworker", ()),
    ("clb-1", "clb", SCHOOLS[:1]),
    ("coach-1", "youth-coach", ()),
    ("coordinator-1", "coordinator", ()),
)
"""The second school has no CLB contact: the coordinator is told in its place."""

OpenHarness = Callable[[int], Awaitable[Harness]]


@pytest.fixture
async def mail() -> AsyncIterator[MailServer]:
    server = MailServer()
    await server.start()
    yield server
    await server.stop()


@pytest.fixture
async def open_harness(create_database: CreateDatabase, mail: MailServer) -> AsyncIterator[OpenHarness]:
    """``await open_harness(seed)``: the chain, in which chance is that of the seed."""
    opened: list[Harness] = []

    async def opened_with(seed: int) -> Harness:
        harness = await _harness(create_database, mail, Random(seed))
        opened.append(harness)
        await _fill_directory(harness)
        await harness.let_pass()
        return harness

    yield opened_with
    for harness in opened:
        await harness.close()


async def _harness(create_database: CreateDatabase, mail: MailServer, random: Random) -> Harness:
    clock = FixedClock(datetime(2026, 11, 23, 9, 0, tzinfo=BRUSSELS))
    plain: dict[str, Any] = {"token_secret": SECRET, "http_port": 0, "database_pool_size": 4}

    async def settings(name: str, **more: Any) -> dict[str, Any]:
        return {**plain, "database_url": await create_database(name), **more}

    mails = {"smtp_port": mail.port, "wait_for_role_s": 0}
    services = {
        "casework": build_casework(CaseworkSettings(**await settings("casework")), clock),
        "consultation": build_consultation(ConsultationSettings(**await settings("consultation")), clock),
        "notifications": build_notifications(NotificationsSettings(**await settings("notifications", **mails)), clock),
    }
    headers = bearer("caseworker", "coordinator", contact="caseworker-1")
    clients = {
        name: httpx.AsyncClient(transport=httpx.ASGITransport(service.app), base_url=f"http://{name}", headers=headers)
        for name, service in services.items()
    }
    return Harness(services, clock, random, clients)


async def _fill_directory(harness: Harness) -> None:
    for contact_id, role, schools in DIRECTORY:
        contact = {"name": f"Naam van {contact_id}", "email": f"{contact_id}@mail.example", "schools": list(schools)}
        answer = await harness.ask("consultation", "POST", "/contacts", contact_id=contact_id, role=role, **contact)
        assert answer.status_code == 201, answer.text
