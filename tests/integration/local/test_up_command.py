import re
import signal
import subprocess
import sys
import threading

import httpx
import jwt
import pytest

from shared.local.home import SERVICES
from shared.local.ports import free_port
from shared.local.secret_file import Secrets
from shared.runtime.clock import FileClock

UP = [sys.executable, "-m", "shared.local.cli"]


@pytest.fixture
def environment(tmp_path, four_toys, given_parts, monkeypatch):
    """What `flankerend` is started with: toys as services, parts that are elsewhere."""
    ports = {f"FLANKEREND_{service.upper()}_PORT": str(free_port()) for service in SERVICES}
    ports |= {name: str(free_port()) for name in ("FLANKEREND_WEB_PORT", "FLANKEREND_ISSUER_PORT")}
    settings = {
        "FLANKEREND_HOME": str(tmp_path / "var"),
        "DATABASE_URL": given_parts.database_url,
        "FLANKEREND_DATABASE_PREFIX": given_parts.database_prefix,
        "KAFKA_BOOTSTRAP_SERVERS": given_parts.kafka_bootstrap_servers,
        "FLANKEREND_SMTP_HOST": given_parts.smtp_host,
        "COLUMNS": "200",
        **ports,
    }
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    return settings


class Running:
    """`flankerend up` in a process of its own, killed when it takes too long."""

    def __init__(self, *options: str) -> None:
        self._process = subprocess.Popen(
            [*UP, "up", *options], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        self._limit = threading.Timer(40, self._process.kill)
        self._limit.start()
        self.said = ""

    def until(self, words: str) -> None:
        while words not in self.said:
            line = self._process.stdout.readline()
            assert line, f"it ended before it said {words!r}:\n{self.said}"
            self.said += line

    def send(self, what: signal.Signals) -> None:
        self._process.send_signal(what)

    def stop_reading(self) -> None:
        self._process.stdout.close()

    def end(self) -> int:
        if not self._process.stdout.closed:
            self.said += self._process.stdout.read()
        self._process.stdout.close()
        code = self._process.wait()
        self._limit.cancel()
        return code


@pytest.fixture
def up(environment):
    started = []

    def start(*options: str) -> Running:
        started.append(Running(*options))
        return started[-1]

    yield start
    for running in started:
        running.send(signal.SIGKILL)


@pytest.mark.parametrize("ending", [signal.SIGINT, pytest.param(signal.SIGTERM, marks=pytest.mark.soak)])
def test_it_serves_until_it_is_told_to_end_and_drains(up, environment, four_toys, ending):
    running = up("--now", "2026-11-20T09:00")
    running.until("Ctrl-C stops it")

    pages = f"http://127.0.0.1:{environment['FLANKEREND_WEB_PORT']}"
    assert re.search(rf"pages +{pages}\n|pages +{pages} ", running.said)
    assert httpx.get(f"{pages}/aanmelddienst/.well-known/openid-configuration").json()["issuer"].startswith(pages)
    for service in SERVICES:
        url = f"http://127.0.0.1:{environment[f'FLANKEREND_{service.upper()}_PORT']}"
        assert f"{url}/docs" in running.said
        assert httpx.get(f"{url}/health/ready").status_code == 200
    running.send(ending)

    assert running.end() == 0
    assert sorted(four_toys.processes("drained")) == sorted(four_toys.processes("serve"))


@pytest.mark.soak
def test_it_drains_also_when_nobody_reads_what_it_says(up, four_toys):
    running = up()
    running.until("Ctrl-C stops it")

    running.stop_reading()
    running.send(signal.SIGTERM)

    assert running.end() == 0
    assert sorted(four_toys.processes("drained")) == sorted(four_toys.processes("serve"))


async def test_the_clock_is_set_and_moves_for_running_services(up, tmp_path, flankerend):
    running = up("--now", "2026-11-20T09:00")
    running.until("Ctrl-C stops it")

    moved = await flankerend("clock", "advance", "3d")

    assert moved.out.startswith("2026-11-23T09:0")
    assert FileClock(tmp_path / "var" / "clock.json").now().isoformat().startswith("2026-11-23T09:0")
    running.send(signal.SIGTERM)
    running.end()


def test_a_second_ctrl_c_ends_it_at_once(up, four_toys, monkeypatch):
    monkeypatch.setenv("TOY_WORK_S", "30")
    running = up()
    running.until("Ctrl-C stops it")

    running.send(signal.SIGINT)
    running.until("Stopping")
    while len(four_toys.processes("draining")) < len(SERVICES):
        continue
    running.send(signal.SIGINT)

    assert running.end() == 0
    assert four_toys.processes("drained") == []


def test_a_broken_service_ends_the_start_with_its_words(up, four_toys):
    four_toys.break_down()

    running = up()

    assert running.end() == 1
    assert "the toy is broken" in running.said
    assert "Traceback" not in running.said


def test_a_second_run_on_the_same_data_says_who_uses_them(up):
    running = up()
    running.until("Ctrl-C stops it")

    second = up()

    assert second.end() == 1
    assert "in use by another run" in second.said
    assert "Traceback" not in second.said
    running.send(signal.SIGTERM)
    running.end()


@pytest.mark.usefixtures("environment")
async def test_a_token_is_signed_with_the_secret_of_the_stack(tmp_path, flankerend):
    ended = await flankerend("token", "--role", "clb", "--contact", "clb-01", "--expires-in", "60")

    secret = Secrets.of(tmp_path / "var" / "secrets.json").token
    claims = jwt.decode(ended.out.strip(), secret, algorithms=["HS256"])
    assert (claims["roles"], claims["contact"], claims["exp"] - claims["iat"]) == (["clb"], "clb-01", 60)


@pytest.mark.usefixtures("environment")
@pytest.mark.parametrize(
    "arguments",
    [
        ["up", "--now", "yesterday"],
        ["up", "--demo", "--now", "2026-11-20T09:00"],
        ["clock", "advance", "soon"],
        ["token", "--role", "king"],
        ["import", "no such file"],
    ],
)
async def test_wrong_usage_ends_with_2(arguments, flankerend):
    assert (await flankerend(*arguments)).code == 2


@pytest.mark.usefixtures("environment")
async def test_what_can_not_be_done_ends_with_1_and_a_sentence(flankerend):
    ended = await flankerend("dead-letters", "list")

    assert ended.code == 1
    assert "Start one: flankerend up" in ended.error
