"""One run at a time on the same data. The system lets the lock go when its holder dies, however it dies."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from shared.local import file_locks
from shared.local.errors import DataInUseError
from shared.runtime.clock import BRUSSELS


@contextmanager
def only_run(path: Path) -> Iterator[None]:
    """Hold the lock. Raises `DataInUseError`, which says who holds it, or `UnsupportedSystemError`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+") as lock:
        try:
            file_locks.lock(lock, wait=False)
        except BlockingIOError:
            raise DataInUseError(_who_has(path)) from None
        lock.truncate(0)
        json.dump({"pid": os.getpid(), "since": datetime.now(BRUSSELS).isoformat(timespec="seconds")}, lock)
        lock.flush()
        yield


def _who_has(path: Path) -> str:
    content = path.read_text()
    holder = json.loads(content) if content else {"pid": "unknown", "since": "just now"}
    return (
        f"The data in {path.parent} are in use by another run (process {holder['pid']}, since {holder['since']}). "
        "End that one, or give this one a folder of its own with FLANKEREND_HOME."
    )
