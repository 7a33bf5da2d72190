"""A municipality that runs 3f564c5 upgrades: nothing it stored is lost, and the services answer as before.

``of_3f564c5`` holds, for each service, its database after a short story with invented people (dumped by pg_dump), and
what that commit then answered over HTTP. Migrations may move what is stored; answers may grow, not change.
"""

import re
from collections.abc import Iterator
from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import Any

import asyncpg
import httpx
import orjson
import pytest
from tests.conftest import CreateDatabase
from tests.tokens import SECRET, bearer

from shared.local.home import SERVICES
from shared.service.migrating import migrate, newest
from shared.service.service import Service
from shared.testing.clock import FixedClock

from .schema import schema_of

OLD = Path(__file__).parent / "of_3f564c5"
INTENDED = {"'scheduled' became 'under-review'"}
"""Consultation kept to itself then that a meeting is under review; 2026_11_28_2215_attention concludes it."""


@pytest.fixture(params=SERVICES)
async def upgraded(request: pytest.FixtureRequest, create_database: CreateDatabase) -> tuple[str, str]:
    """A service and the URL of its upgraded database."""
    service: str = request.param
    url = await create_database()
    connection = await asyncpg.connect(url.replace("+asyncpg", ""))
    await connection.execute((OLD / f"{service}.sql").read_text())
    await connection.close()
    migrations = import_module(f"{service}.app").MIGRATIONS
    assert await migrate(url, migrations) == newest(migrations)
    return service, url


async def test_the_schema_is_that_of_a_fresh_database(
    upgraded: tuple[str, str], create_database: CreateDatabase
) -> None:
    service, url = upgraded
    assert await schema_of(url) == await schema_of(await create_database(service))


async def test_the_service_answers_what_it_answered_before(upgraded: tuple[str, str]) -> None:
    service, url = upgraded
    before = orjson.loads((OLD / f"{service}.json").read_bytes())
    built = _built(service, url, FixedClock(datetime.fromisoformat(before["now"])))
    changed: list[str] = []
    headers = bearer("coordinator", contact="caseworker-1")
    transport = httpx.ASGITransport(built.app)
    async with httpx.AsyncClient(transport=transport, base_url=f"http://{service}", headers=headers) as client:
        for path, answer in before["answers"].items():
            changed += changes(answer, (await client.get(path)).json(), path)
    await built.engine.dispose()
    assert [change for change in changed if not _is_intended(change)] == []


def _is_intended(change: str) -> bool:
    """Whether an answer says the same in another way: a state by its name, or a time as people write it."""
    said = change.rpartition(": ")[2]
    before, _, after = said.partition(" became ")
    return said in INTENDED or re.sub(r"om 0?(\d+):(\d\d)", r"om \1.\2\\xa0uur", before) == after


def _built(service: str, url: str, clock: FixedClock) -> Service:
    settings_type = getattr(import_module(f"{service}.settings"), f"{service.capitalize()}Settings")
    settings = settings_type.model_validate(
        {
            "database_url": url,
            "FLANKEREND_TOKEN_SECRET": SECRET,
            "FLANKEREND_LINK_BASE": "http://127.0.0.1:8003",  # links led to the API then; now to the pages, unless told
        }
    )
    built: Service = import_module(f"{service}.app").build(settings, clock)
    return built


def changes(old: Any, new: Any, where: str) -> Iterator[str]:
    """Where the new answer says otherwise than the old one did; what it says beside that is no change."""
    if isinstance(old, dict) and isinstance(new, dict):
        for field, value in old.items():
            yield from changes(value, new.get(field, "(absent)"), f"{where} {field}")
    elif isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        for number, pair in enumerate(zip(old, new, strict=True)):
            yield from changes(*pair, f"{where} [{number}]")
    elif old != new:
        yield f"{where}: {old!r} became {new!r}"
