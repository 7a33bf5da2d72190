import os
import signal
import subprocess
import sys
import time

import asyncpg
import pytest


@pytest.fixture
def run():
    """Stands in for the process that controls a test run."""
    process = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    yield process
    process.kill()
    process.wait()


@pytest.fixture
def keeper(tmp_path, run):
    (tmp_path / "run").mkdir()
    arguments = ["embedded", "postgres", tmp_path / "run", str(run.pid)]
    process = subprocess.Popen([sys.executable, "-m", "shared.testing.keeper", *arguments])
    limit = time.monotonic() + 30
    while not (tmp_path / "run" / "postgres.address").exists():
        assert process.poll() is None
        assert time.monotonic() < limit
        time.sleep(0.05)
    yield process
    process.kill()
    process.wait()


async def test_what_a_run_started_ends_with_it_also_after_a_crash(tmp_path, run, keeper):
    address = (tmp_path / "run" / "postgres.address").read_text()
    await (await asyncpg.connect(address)).close()

    os.kill(run.pid, signal.SIGKILL)
    run.wait()

    assert keeper.wait(timeout=20) == 0
    with pytest.raises(OSError, match=r"refused|Connect call failed"):
        await asyncpg.connect(address)
    assert not (tmp_path / "run").exists()


async def test_it_ends_when_it_is_told_to(tmp_path, keeper):
    keeper.terminate()

    assert keeper.wait(timeout=20) == 0
