import os
import signal
import subprocess
import sys

import pytest

from shared.local.errors import DataInUseError
from shared.local.lock import only_run

HOLDER = """
import pathlib, sys, time
from shared.local.lock import only_run
with only_run(pathlib.Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def holder(tmp_path):
    process = subprocess.Popen([sys.executable, "-c", HOLDER, tmp_path / "lock"], stdout=subprocess.PIPE, text=True)
    assert process.stdout.readline() == "held\n"
    yield process
    process.kill()
    process.wait()
    process.stdout.close()


def test_a_second_run_on_the_same_data_says_who_uses_them(tmp_path, holder):
    with pytest.raises(DataInUseError) as error, only_run(tmp_path / "lock"):
        pass

    assert f"process {holder.pid}" in str(error.value)
    assert "FLANKEREND_HOME" in str(error.value)


def test_a_killed_run_holds_nothing(tmp_path, holder):
    os.kill(holder.pid, signal.SIGKILL)
    holder.wait()

    with only_run(tmp_path / "lock"):
        assert str(os.getpid()) in (tmp_path / "lock").read_text()
