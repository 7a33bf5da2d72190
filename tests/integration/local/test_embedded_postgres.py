import asyncio
import os
import shutil
import signal
import subprocess
import sys

import asyncpg
import pytest

from shared.local import postgres
from shared.local.errors import PartFailedError
from shared.local.ports import free_port
from shared.local.postgres import ADMIN, PostgresServer

PASSWORD = "word with 'quotes' and é"


@pytest.fixture
def server(tmp_path):
    """In a folder that only its owner may enter, as pytest's are, and a home of root's is."""
    tmp_path.chmod(0o700)
    return PostgresServer(
        tmp_path / "var" / "postgres", port=free_port(), password=PASSWORD, log=tmp_path / "postgres.log"
    )


@pytest.fixture
async def running(server):
    await server.start()
    yield server
    await server.stop()


async def _execute(server: PostgresServer, sql: str) -> object:
    connection = await asyncpg.connect(server.url(ADMIN))
    try:
        return await connection.fetchval(sql)
    finally:
        await connection.close()


async def test_it_is_the_postgresql_the_services_need(running):
    assert str(await _execute(running, "SHOW server_version")).startswith("18.")
    assert await _execute(running, "SHOW server_encoding") == "UTF8"
    assert await _execute(running, "SELECT 'é' < 'z' COLLATE \"default\"") is False
    assert await _execute(running, "SHOW fsync") == "on"


async def test_it_never_runs_with_the_rights_of_root(running):
    user = os.stat(f"/proc/{running.child.pid}").st_uid if sys.platform == "linux" else 1

    assert user != 0


async def test_its_programs_may_lie_where_only_their_owner_may_enter(server, tmp_path, monkeypatch):
    """As of a clone in a home of root's."""
    wheel = postgres._program("postgres").parents[2]
    for folder in wheel.parent.glob(f"{wheel.name}*"):
        shutil.copytree(folder, tmp_path / folder.name, symlinks=True)
    monkeypatch.setattr(postgres, "_program", lambda name: tmp_path / wheel.name / "pginstall" / "bin" / name)

    await server.start()
    await server.stop()


@pytest.mark.parametrize("wrong", ["", "another"])
async def test_it_opens_with_the_password_only(running, wrong):
    with pytest.raises(asyncpg.InvalidPasswordError):
        await asyncpg.connect(running.url(ADMIN, password=wrong))


async def test_what_was_committed_outlives_kill_9(running):
    await _execute(running, "CREATE TABLE kept AS SELECT 42 AS answer")

    os.kill(running.child.pid, signal.SIGKILL)
    await running.child.wait()
    await running.start()

    assert await _execute(running, "SELECT answer FROM kept") == 42


async def test_a_pid_file_that_names_another_program_by_now_is_no_obstacle(server, tmp_path):
    await server.start()
    os.kill(server.child.pid, signal.SIGKILL)
    await server.child.wait()
    await asyncio.sleep(0.5)
    other = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    pid_file = tmp_path / "var" / "postgres" / "postmaster.pid"
    lines = pid_file.read_text().splitlines()
    pid_file.write_text("\n".join([str(other.pid), *lines[1:]]) + "\n")

    await server.start()

    assert other.poll() is None
    await server.stop()
    other.kill()
    other.wait()


async def test_a_data_folder_that_was_never_finished_is_made_again(server, tmp_path):
    (tmp_path / "var" / "postgres.new").mkdir(parents=True)
    (tmp_path / "var" / "postgres.new" / "half").touch()

    await server.start()

    assert await _execute(server, "SELECT 1") == 1
    await server.stop()


async def test_data_made_with_another_password_say_so(running, tmp_path):
    other = PostgresServer(tmp_path / "other", port=free_port(), password="another", log=tmp_path / "other.log")
    await running.stop()
    (tmp_path / "var" / "postgres").rename(tmp_path / "other")

    with pytest.raises(PartFailedError, match=r"secrets\.json"):
        await other.start()

    (tmp_path / "other").rename(tmp_path / "var" / "postgres")
