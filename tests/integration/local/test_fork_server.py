"""Processes that are forked behave as if each had been started alone."""

import sys

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


async def test_a_server_that_cannot_start_says_why(fork_server, tmp_path):
    (tmp_path / "uvloop.py").write_text("raise ImportError('no such luck')")

    with pytest.raises(PartFailedError, match="no such luck"):
        await fork_server.spawn(Launch((sys.executable, "-m", "ordered"), log=tmp_path / "a.log"))
