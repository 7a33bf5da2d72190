"""Where the tests' Kafka and PostgreSQL come from.

1. Those that ``TEST_KAFKA`` and ``TEST_DATABASE_URL`` name.
2. Containers, if ``FLANKEREND_TEST_STACK`` is ``testcontainers``.
3. The embedded stack.

What has to be started is started once per test run, by the first worker that needs it. A process of its own (`keeper`)
keeps it until the run ends, however it ends.
"""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Literal

from shared.local import file_locks

Part = Literal["kafka", "postgres"]

_RUN_FOLDER = "FLANKEREND_TEST_RUN"
_RUN_PROCESS = "FLANKEREND_TEST_RUN_PID"
_GIVEN: dict[Part, str] = {"kafka": "TEST_KAFKA", "postgres": "TEST_DATABASE_URL"}
_START_LIMIT_S = 300.0
_STOP_LIMIT_S = 20.0


class PartFailedError(RuntimeError):
    """A part of the test stack did not start; the text is its own."""


def begin_run() -> None:
    """Called once, in the process that controls the run, before any worker starts."""
    os.environ[_RUN_FOLDER] = tempfile.mkdtemp(prefix="flankerend-tests-")
    os.environ[_RUN_PROCESS] = str(os.getpid())


def run_id() -> str:
    """What tells this run from any other; the same in all its workers."""
    return run_folder().name.rpartition("-")[2].replace("_", "0").lower()


def run_folder() -> Path:
    """Where the workers of this run leave word for each other."""
    return Path(os.environ[_RUN_FOLDER])


def end_run() -> None:
    """End what the run started and remove its data."""
    folder = run_folder()
    for pid_file in folder.glob("*.pid"):
        _end(int(pid_file.read_text()))
    shutil.rmtree(folder, ignore_errors=True)


def address_of(part: Part) -> str:
    """Bootstrap servers of Kafka, or the URL of a PostgreSQL database whose role may create others."""
    return os.environ.get(_GIVEN[part]) or _started(part)


def _started(part: Part) -> str:
    folder = run_folder()
    address = folder / f"{part}.address"
    with (folder / f"{part}.lock").open("w") as lock:
        file_locks.lock(lock, wait=True)
        if not address.exists():
            _start_keeper(part, folder)
    return address.read_text()


def _start_keeper(part: Part, folder: Path) -> None:
    source = os.environ.get("FLANKEREND_TEST_STACK", "embedded")
    log = folder / f"{part}.log"
    with log.open("ab") as output:
        keeper = subprocess.Popen(  # noqa: S603
            [sys.executable, "-m", "shared.testing.keeper", source, part, folder, os.environ[_RUN_PROCESS]],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
    (folder / f"{part}.pid").write_text(str(keeper.pid))
    limit = time.monotonic() + _START_LIMIT_S
    while not (folder / f"{part}.address").exists():
        if keeper.poll() is not None or time.monotonic() > limit:
            raise PartFailedError(f"{part} ({source}) did not start:\n{log.read_text()[-4000:]}")
        time.sleep(0.05)


def _end(pid: int) -> None:
    limit = time.monotonic() + _STOP_LIMIT_S
    try:
        os.kill(pid, signal.SIGTERM)
        while time.monotonic() < limit:
            os.kill(pid, 0)
            _reap(pid)
            time.sleep(0.05)
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        pass


def _reap(pid: int) -> None:
    with contextlib.suppress(ChildProcessError):
        os.waitpid(pid, os.WNOHANG)
