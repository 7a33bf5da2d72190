"""Processes that are forked behave as if each had been started alone."""

import asyncio
import signal
import sys

import psutil
import pytest

from shared.local.child import Launch
from shared.local.errors import PartFailedError
from shared.local.forked import ForkServer

pytestmark = pytest.mark.skipif(not ForkServer.runs_here(), reason="only Linux forks services")

PROGRAM = """
import os, sys, uuid_utils
print(uuid_utils.uuid4(), os.environ["WHO"], sys.argv[1:], os.getsid(0) == os.getpid(), sys.stdin.read() == "")
sys.exit(sys.argv[1])
"""

# Ends when it is told to; one of them takes its time.
WAITING = """
import signal, sys, time
signal.signal(signal.SIGTERM, lambda *_: (time.sleep(3.0 if sys.argv[1] == "slow" else 0.0), sys.exit(0)))
print("waits", flush=True)
while True:
    signal.pause()
"""


@pytest.fixture
async def fork_server(tmp_path, monkeypatch):
    """A server that can find the module ``ordered``."""
    (tmp_path / "ordered.py").write_text(PROGRAM)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    server = ForkServer(tmp_path / "fork-server.log")
    yield server
    await server.stop()


async def test_each_has_its_own_arguments_environment_log_session_and_ids(fork_server, tmp_path):
    said = []
    for who in ("a", "b"):
        log = tmp_path / f"{who}.log"
        command = (sys.executable, "-m", "ordered", f"not {who}")
        process = await fork_server.spawn(Launch(command, log=log, environment={"WHO": who}))
        assert await process.wait() == 1
        said.append(log.read_text().split(maxsplit=1))

    (first, _), (second, _) = said
    assert first != second
    assert [rest for _, rest in said] == [f"{who} ['not {who}'] True True\nnot {who}\n" for who in ("a", "b")]


@pytest.mark.soak
async def test_what_is_ordered_while_a_dead_server_leaves_others_behind_is_started_by_a_new_server(
    fork_server, tmp_path
):
    (tmp_path / "waiting.py").write_text(WAITING)

    async def started(name):
        log = tmp_path / f"{name}.log"
        process = await fork_server.spawn(Launch((sys.executable, "-m", "waiting", name), log=log))
        while "waits" not in log.read_text():
            await asyncio.sleep(0.01)
        return process

    hurried, slow = await started("hurried"), await started("slow")

    psutil.Process(hurried.pid).parent().kill()
    assert await hurried.wait() == -signal.SIGTERM
    assert slow.returncode is None
    async with asyncio.timeout(20):
        again = await started("again")
    again.send_signal(signal.SIGTERM)

    assert (await again.wait(), await slow.wait()) == (0, -signal.SIGTERM)


async def test_a_server_that_cannot_start_says_why(fork_server, tmp_path):
    (tmp_path / "uvloop.py").write_text("raise ImportError('no such luck')")

    with pytest.raises(PartFailedError, match="no such luck"):
        await fork_server.spawn(Launch((sys.executable, "-m", "ordered"), log=tmp_path / "a.log"))
