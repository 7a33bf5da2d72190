"""Fixtures of every test: real Kafka and PostgreSQL, a database and topics of the test's own."""

import asyncio
import gc
import os
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Generator
from uuid import uuid4

import pytest
import structlog
from tests.property.lengths import register_profiles
from xdist.remote import Producer
from xdist.scheduler import LoadFileScheduling

from shared.testing import parts
from shared.testing.applications import defer_routes, keep_adapters, keep_templates
from shared.testing.databases import Databases, drop_templates
from shared.testing.engines import keep_statements
from shared.testing.topics import delete_topics

# Long, each on its own: begun first, so that no worker is left alone with one at the end.
_CONTAINERS = "tests/e2e/test_containers.py"
_WHOLE_SYSTEM = "tests/e2e/"
_LONGEST = ("tests/resilience/", _CONTAINERS, _WHOLE_SYSTEM, "tests/unit/installing/")
_AT_ANOTHER_TIME = "tests/e2e/test_ed_fi.py"  # sets the shared system's clock to another school year: after the others

register_profiles()

CreateDatabase = Callable[..., Awaitable[str]]


def _controls_the_run(config: pytest.Config) -> bool:
    return not hasattr(config, "workerinput")


def pytest_configure(config: pytest.Config) -> None:
    os.environ.setdefault("FLANKEREND_ENVIRONMENT", "development")  # a log event outside the closed list fails its test
    _keep_bytecode()
    _log_plainly()
    keep_adapters()
    defer_routes()
    keep_templates()
    keep_statements()
    if _controls_the_run(config):
        parts.begin_run()


def _keep_bytecode() -> None:
    """Images with Python turn it off: then every worker and every process compiles all of ours anew, for minutes."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    sys.dont_write_bytecode = False


def _log_plainly() -> None:
    """Where a test sets up no logs: tracebacks without values, whose drawing holds up the event loop for seconds."""
    plain = structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)
    structlog.configure(processors=[structlog.processors.add_log_level, plain])


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """What is imported and collected stays to the end: looking for garbage in it again and again took a fifth."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    def rank(item: pytest.Item) -> list[bool]:
        earliest = [item.nodeid.startswith(start) for start in _LONGEST]
        return [*earliest, not item.nodeid.startswith(_AT_ANOTHER_TIME)]

    items.sort(key=rank, reverse=True)


class _FilesAndTheSystem(LoadFileScheduling):
    """The tests of a file stay on one worker, and so do all files that share the one running system."""

    def _split_scope(self, nodeid: str) -> str:
        shares = nodeid.startswith(_WHOLE_SYSTEM) and not nodeid.startswith(_CONTAINERS)
        return _WHOLE_SYSTEM if shares else super()._split_scope(nodeid)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> LoadFileScheduling | None:
    return _FilesAndTheSystem(config, log) if config.getoption("dist") == "loadfile" else None


def pytest_unconfigure(config: pytest.Config) -> None:
    if _controls_the_run(config):
        if server := os.environ.get("TEST_DATABASE_URL"):
            asyncio.run(drop_templates(server))
        parts.end_run()


@pytest.fixture(scope="session")
def kafka() -> str:
    """Bootstrap servers of a Kafka for tests."""
    return parts.address_of("kafka")


@pytest.fixture(scope="session")
def postgres() -> str:
    """URL of a PostgreSQL 18 database whose role may create others."""
    return parts.address_of("postgres")


@pytest.fixture
async def create_database(postgres: str) -> AsyncIterator[CreateDatabase]:
    """``await create_database("casework")``: URL of a fresh database with that service's migrations (or none)."""
    databases = Databases(postgres)
    yield databases.create
    await databases.take_back()


@pytest.fixture
async def topic_prefix(request: pytest.FixtureRequest) -> AsyncIterator[str]:
    """What this test's topics and groups begin with; its topics are deleted afterwards."""
    prefix = f"t{uuid4().hex[:12]}."
    bootstrap = request.getfixturevalue("kafka") if "kafka" in request.fixturenames else None
    yield prefix
    if bootstrap:
        await delete_topics(bootstrap, prefix)
