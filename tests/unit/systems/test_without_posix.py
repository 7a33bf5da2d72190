"""Without `fcntl`, `pwd` and `uvloop`, as on Windows, everything can be imported; what can't run says so."""

import subprocess
import sys

import pytest

WITHOUT = """
import asyncio, importlib, os, pkgutil, signal, sys

class Absent:
    def find_spec(self, name, path=None, target=None):
        if name in ("fcntl", "pwd", "uvloop"):
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)

for name in ("fcntl", "pwd", "uvloop"):
    sys.modules.pop(name, None)
sys.meta_path.insert(0, Absent())
for name in ("getuid", "geteuid", "fork", "setsid", "O_NOFOLLOW"):
    delattr(os, name)
"""

IMPORT_ALL = """
for package in map(importlib.import_module, sys.argv[1].split()):
    names = [found.name for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")]
    modules = [name for name in names if not name.endswith("__main__") and ".migrations." not in name]
    for name in modules:
        importlib.import_module(name)
    print(package.__name__, len(modules))
"""

HOLD_THE_DATA = """
from pathlib import Path
from shared.local.errors import UnsupportedSystemError
from shared.local.lock import only_run
from shared.local.ports import free_port

for use in (lambda: only_run(Path(sys.argv[1], "lock")).__enter__(), free_port):
    try:
        use()
    except UnsupportedSystemError as error:
        print(error)
"""

WHO_AM_I = """
from pathlib import Path
from shared.local.identity import AS_WE_ARE, unprivileged
print(unprivileged(Path(sys.argv[1]), Path(sys.argv[1])) == AS_WE_ARE)
"""

RUN = """
from shared.service import event_loop

async def loop():
    return type(asyncio.get_running_loop()).__module__

print(event_loop.run(loop()))
"""


def without_posix(what: str, argument: str = "") -> str:
    """What a program prints on such a system."""
    command = [sys.executable, "-c", WITHOUT + what, argument]
    done = subprocess.run(command, capture_output=True, text=True, timeout=100)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.soak
def test_every_module_can_be_imported():
    packages = ["shared", "attendance", "casework", "consultation", "notifications"]

    counts = dict(line.split() for line in without_posix(IMPORT_ALL, " ".join(packages)).splitlines())

    assert list(counts) == packages
    assert all(int(count) > 20 for count in counts.values())


def test_the_local_stack_says_what_it_needs(tmp_path):
    lines = without_posix(HOLD_THE_DATA, str(tmp_path)).splitlines()

    assert len(lines) == 2
    assert all("needs Linux or macOS" in line for line in lines)


def test_where_there_is_no_root_every_part_runs_as_we_do(tmp_path):
    assert without_posix(WHO_AM_I, str(tmp_path)) == "True\n"


def test_a_service_runs_on_pythons_own_loop():
    assert without_posix(RUN).startswith("asyncio.")
