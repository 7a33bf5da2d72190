"""`docker compose up --wait` brings the system up; the chain runs through it, also over a restart of all containers."""

import asyncio
import json
import os
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from uuid import uuid4

import httpx
import orjson
import pytest
from aiokafka import AIOKafkaProducer

from shared.domain.school_year import SchoolYear
from shared.local.ports import free_port
from shared.messaging.envelope import Envelope
from shared.runtime.clock import SystemClock

ROOT = Path(__file__).parents[2]
SERVICES = ("attendance", "casework", "consultation", "notifications")
BASE_IMAGES = ("python:3.13-slim", "postgres:18", "apache/kafka:4.4.0")
MARKED = "be.flankerend.school.attendance-recorded.v1"
ENROLLED = "be.flankerend.school.pupil-enrolled.v1"

pytestmark = [pytest.mark.docker, pytest.mark.timeout(900)]


def _why_not() -> str | None:
    """Why no containers can be had here."""
    if shutil.which("docker") is None:
        return "the docker command is not there"
    if subprocess.run(["docker", "compose", "version"], capture_output=True, check=False).returncode:
        return "docker has no compose plugin"
    if subprocess.run(["docker", "info"], capture_output=True, check=False).returncode:
        return "no Docker Engine answers"
    absent = [
        image
        for image in BASE_IMAGES
        if subprocess.run(["docker", "image", "inspect", image], capture_output=True, check=False).returncode
    ]
    return f"the images {', '.join(absent)} are not here (docker pull them)" if absent else None


class Containers:
    """The system in containers, under a project name and ports of its own."""

    def __init__(self, **given: str) -> None:
        self.given = given
        self.ports = {name: free_port() for name in (*SERVICES, "kafka", "web")}

    @property
    def kafka(self) -> str:
        return f"localhost:{self.ports['kafka']}"

    def token(self, role: str) -> str:
        command = ["exec", "-T", "casework", "python", "-m", "shared.local.commands.token", "--role", role]
        return self.compose(*command).strip().splitlines()[-1]

    def compose(self, *command: str) -> str:
        whole = ["docker", "compose", *command]
        done = subprocess.run(whole, cwd=ROOT, env=self.environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{' '.join(whole)}:\n{done.stdout[-3000:]}\n{done.stderr[-3000:]}"
        return done.stdout

    @property
    def environment(self) -> dict[str, str]:
        ports = {f"FLANKEREND_{name.upper()}_PORT": str(port) for name, port in self.ports.items()}
        own = {"COMPOSE_PROJECT_NAME": "flankerend-test", "COMPOSE_PROGRESS": "plain"}
        return {**os.environ, **ports, **self.given, **own}


@pytest.fixture(scope="module")
def containers() -> Iterator[Containers]:
    if reason := _why_not():
        pytest.skip(reason)
    containers = Containers()
    containers.compose("down", "--volumes", "--timeout", "5")
    try:
        containers.compose("up", "--build", "--wait", "--wait-timeout", "300")
        yield containers
    finally:
        containers.compose("down", "--volumes", "--timeout", "20")


def _school_year() -> int:
    """The year in which the running school year began; containers run by real time."""
    today = SystemClock().today()
    year = SchoolYear.of(today)
    if today < date(year.start, 9, 12):
        pytest.skip("the school year is too young for five absences, and containers run by real time")
    return year.start


@pytest.mark.soak  # building images and starting everything takes minutes; test_chain tells the same of the processes
async def test_the_chain_runs_through_containers(containers):
    await _report(containers, "2001")
    told = await _told_of(containers, cases=1)
    assert await _mails(containers) == len(told)


@pytest.mark.soak
async def test_the_chain_goes_on_after_a_restart_of_all_containers(containers):
    await _report(containers, "2001")
    first = await _told_of(containers, cases=1)

    await asyncio.to_thread(containers.compose, "restart", "--timeout", "30")
    await asyncio.to_thread(containers.compose, "up", "--wait", "--wait-timeout", "300")

    assert await _told_of(containers, cases=1) == first
    await _report(containers, "2002")
    both = await _told_of(containers, cases=2)
    assert await _mails(containers) == len(both)


@pytest.mark.soak
def test_nothing_runs_as_root(containers):
    for name in (*SERVICES, "mail", "front"):
        assert containers.compose("exec", "-T", name, "id", "-u").strip() != "0", name


def test_the_compose_file_holds_no_secret():
    if reason := _why_not():
        pytest.skip(reason)
    config = json.loads(Containers().compose("config", "--format", "json"))
    given = {
        (service, name): value
        for service, described in config["services"].items()
        for name, value in (described.get("environment") or {}).items()
        if value and ("PASSWORD" in name or "SECRET" in name)
    }
    assert set(given.values()) <= {"/run/flankerend", "/docker-entrypoint-initdb.d/password"}


@pytest.mark.parametrize("given", [None, "of ours.csv"])
@pytest.mark.parametrize("what", ["contacts", "organisations"])
def test_consultation_reads_the_directory_that_is_given_by_its_path(what, given, tmp_path):
    if reason := _why_not():
        pytest.skip(reason)
    shipped = ROOT / "services/consultation/src/consultation/directory/adapters"
    file = tmp_path / given if given else shipped / f"{what}.csv"
    variable = f"FLANKEREND_{what.upper()}_FILE"
    containers = Containers(**({variable: str(file)} if given else {}))
    consultation = json.loads(containers.compose("config", "--format", "json"))["services"]["consultation"]
    mounts = {volume["target"]: volume for volume in consultation["volumes"] if volume["type"] == "bind"}
    mount = mounts[consultation["environment"][variable]]
    assert (mount["source"], mount["read_only"]) == (str(file), True)


async def _mails(containers: Containers) -> int:
    """How many mails the catcher has."""
    kept = await asyncio.to_thread(containers.compose, "exec", "-T", "mail", "ls", "/mail")
    return len([name for name in kept.split() if name.endswith(".eml")])


async def _report(containers: Containers, pupil: str) -> None:
    """A pupil misses five school mornings in September of the running school year (seven days hold two without)."""
    year = _school_year()
    person = {"given_name": "Maan", "family_name": "Bedacht", "birth_date": f"{year - 15}-03-04"}
    enrolment = {
        "school": "125001", "pupil": pupil, "valid_from": f"{year}-09-01", "class": "3A", "level": "secundair",
        "structure": "311", "person": person, "recorded_at": f"{year}-09-01T07:00:00+02:00",
    }  # fmt: skip
    producer = AIOKafkaProducer(bootstrap_servers=containers.kafka)
    await producer.start()
    try:
        await _send(producer, "school.enrolment.v1", ENROLLED, enrolment)
        for number in range(5, 12):
            mark = {
                "school": "125001", "pupil": pupil, "date": f"{year}-09-{number:02}", "half_day": "AM", "code": "B",
                "package": "official", "recorded_at": f"{year}-09-{number:02}T16:00:00+02:00",
            }  # fmt: skip
            await _send(producer, "school.attendance.v1", MARKED, mark)
    finally:
        await producer.stop()


async def _send(producer: AIOKafkaProducer, topic: str, event_type: str, data: dict[str, object]) -> None:
    envelope = Envelope(id=str(uuid4()), source="/school/125001", type=event_type)
    await producer.send_and_wait(topic, orjson.dumps(data), key=b"125001", headers=envelope.headers())


async def _told_of(containers: Containers, cases: int) -> dict[str, tuple[str, str]]:
    """Every notice that was sent, once CLB and coach know of so many cases and the required of so many meetings."""
    wanted = Counter({("case-opened", "clb"): cases, ("case-opened", "youth-coach"): cases})
    wanted |= {("meeting-invitation", "counsellor"): cases, ("meeting-invitation", "caseworker"): cases}
    headers = {"Authorization": f"Bearer {await asyncio.to_thread(containers.token, 'coordinator')}"}
    url = f"http://localhost:{containers.ports['notifications']}/notifications?status=sent&limit=200"
    told: dict[str, tuple[str, str]] = {}
    async with httpx.AsyncClient(headers=headers, timeout=30) as client, asyncio.timeout(120):
        while not Counter(told.values()) >= wanted:
            await asyncio.sleep(0.5)
            told = await _sent(client, url)
        await asyncio.sleep(3)  # for who is invited though not required, and for whoever would be told twice
        told = await _sent(client, url)
    found = Counter(told.values())
    assert all(found[kind] == number for kind, number in wanted.items()), found
    return told


async def _sent(client: httpx.AsyncClient, url: str) -> dict[str, tuple[str, str]]:
    items = (await client.get(url)).raise_for_status().json()["items"]
    return {item["notification_id"]: (item["template"], item["recipient_role"]) for item in items}
