import os
import signal
import smtplib
import subprocess
import sys
import time
from email.message import EmailMessage
from pathlib import Path

import asyncpg
import pytest

from shared.local.errors import DataInUseError
from shared.local.secret_file import Secrets
from shared.local.stack import Stack
from shared.local.state import StackState

TOY_STACK = Path(__file__).with_name("toy_stack.py")


@pytest.fixture
def earlier_run(tmp_path, toy):
    """A stack in a process of its own, ready."""
    process = subprocess.Popen([sys.executable, TOY_STACK, tmp_path / "var"], stdout=subprocess.PIPE, text=True)
    assert process.stdout.readline().strip() == str(tmp_path / "var" / "stack.json")
    yield process
    process.kill()
    process.wait()
    process.stdout.close()


async def _of_casework(state: StackState) -> asyncpg.Connection:
    return await asyncpg.connect(state.databases["casework"], password=Secrets.of(Path(state.secrets)).service_role)


def _send_mail(state: StackState) -> None:
    host, _, port = state.smtp.partition(":")
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Message-ID"] = "a@example.org", "b@example.org", "<1@example.org>"
    with smtplib.SMTP(host, int(port)) as client:
        client.send_message(mail)


@pytest.mark.soak  # in short: Kafka and PostgreSQL each continue after kill -9, and data in use are refused
async def test_a_stack_whose_processes_were_all_killed_continues_where_it_was(tmp_path, earlier_run):
    """Also: while it runs nobody else may, and its processes end with it."""
    state = StackState.read(tmp_path / "var" / "stack.json")
    connection = await _of_casework(state)
    await connection.execute("CREATE TABLE kept AS SELECT 42 AS answer")
    await connection.close()
    _send_mail(state)
    with pytest.raises(DataInUseError, match=f"process {earlier_run.pid}"):
        async with Stack(tmp_path / "var", ports="free", services=("casework",)):
            pytest.fail("the data were in use")

    earlier_run.kill()
    earlier_run.wait()
    for name in ("kafka", "postgres", "casework"):
        if running := state.processes[name].find():
            running.kill()

    async with Stack(tmp_path / "var", ports="free", services=("casework",)) as stack:
        connection = await _of_casework(StackState.read(stack.home.state))
        assert await connection.fetchval("SELECT answer FROM kept") == 42
        await connection.close()
        assert len(list(stack.home.mail.glob("*.eml"))) == 1
        assert not any(process.find() for process in state.processes.values())


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a process that its parent has died")
async def test_when_only_the_supervisor_is_killed_its_processes_end_in_good_order(tmp_path, earlier_run, toy):
    state = StackState.read(tmp_path / "var" / "stack.json")

    os.kill(earlier_run.pid, signal.SIGKILL)
    limit = time.monotonic() + 30
    while any(process.find() for process in state.processes.values()) and time.monotonic() < limit:
        time.sleep(0.1)

    assert toy.processes("drained") == toy.processes("serve")
    assert "database system is shut down" in (tmp_path / "var" / "log" / "postgres.log").read_text()
