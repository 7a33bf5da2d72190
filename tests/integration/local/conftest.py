"""Toy services, and stacks of them on parts that run already."""

import asyncio
import io
import shutil
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import asyncpg
import pytest

from shared.local.cli import app
from shared.local.home import SERVICES
from shared.local.settings import LocalSettings

TOYS = Path(__file__).with_name("toys")


class Toy:
    """What the toy services wrote down."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def processes(self, what: str) -> list[int]:
        """Those that wrote ``what``: migrate, serve, draining or drained."""
        notes = self.folder / what
        return [int(line) for line in notes.read_text().splitlines()] if notes.exists() else []

    def break_down(self) -> None:
        """From now on they end as soon as they are started."""
        (self.folder / "broken").touch()


@pytest.fixture
def toy(tmp_path, monkeypatch):
    """``casework`` is a toy, also in processes that the test starts."""
    folder = tmp_path / "toy"
    folder.mkdir()
    monkeypatch.setenv("TOY", str(folder))
    monkeypatch.setenv("PYTHONPATH", str(TOYS))
    return Toy(folder)


@pytest.fixture
def four_toys(toy, tmp_path, monkeypatch):
    """All four services are toys."""
    for service in SERVICES:
        shutil.copytree(TOYS / "casework", tmp_path / "toys" / service)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "toys"))
    return toy


@pytest.fixture
async def given_parts(postgres):
    """Settings of a stack whose parts are elsewhere; its databases and roles are dropped afterwards."""
    prefix = f"toy_{uuid4().hex[:8]}_"
    yield LocalSettings(
        database_url=postgres, kafka_bootstrap_servers="127.0.0.1:1", smtp_host="127.0.0.1", database_prefix=prefix
    )
    admin = await asyncpg.connect(postgres)
    for row in await admin.fetch("SELECT rolname FROM pg_roles WHERE starts_with(rolname, $1)", prefix):
        await admin.execute(f'DROP DATABASE IF EXISTS "{row["rolname"]}" WITH (FORCE)')
        await admin.execute(f'DROP ROLE "{row["rolname"]}"')
    await admin.close()


@dataclass(frozen=True)
class Ended:
    """What a command printed, and its exit code."""

    code: int
    out: str
    error: str


@pytest.fixture
def flankerend():
    """``await flankerend("clock", "show")``: the command in this process, which spares a start of Python."""

    def run(arguments: tuple[object, ...]) -> Ended:
        out, error = io.StringIO(), io.StringIO()
        with redirect_stdout(out), redirect_stderr(error), pytest.raises(SystemExit) as ended:
            app([str(argument) for argument in arguments])
        return Ended(int(ended.value.code or 0), out.getvalue(), error.getvalue())

    async def command(*arguments: object) -> Ended:
        return await asyncio.to_thread(run, arguments)

    return command
