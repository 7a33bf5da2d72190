"""A file of 100 MB through the running service, in a process of its own whose memory is watched."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path

import httpx
import pytest
from tests.tokens import SECRET, bearer

from shared.local.ports import free_port

SIZE = 100_000_000
MOST_GROWTH = 60_000_000

pytestmark = [
    pytest.mark.soak,
    pytest.mark.skipif(not Path("/proc/self/clear_refs").exists(), reason="no /proc to read memory from"),
]


class Attendance:
    """The service in its own process."""

    def __init__(self, process: asyncio.subprocess.Process, client: httpx.AsyncClient) -> None:
        self._process = process
        self.client = client

    def forget_peak(self) -> None:
        Path(f"/proc/{self._process.pid}/clear_refs").write_text("5")

    def memory(self, what: str) -> int:
        """VmRSS (now) or VmHWM (at most, since it was forgotten), in bytes."""
        status = Path(f"/proc/{self._process.pid}/status").read_text()
        [line] = [line for line in status.splitlines() if line.startswith(f"{what}:")]
        return int(line.split()[1]) * 1024


@pytest.fixture
async def attendance(
    kafka: str, topic_prefix: str, create_database: Callable[..., Awaitable[str]]
) -> AsyncIterator[Attendance]:
    port = free_port()
    environment = os.environ | {
        "DATABASE_URL": await create_database("attendance"),
        "KAFKA_BOOTSTRAP_SERVERS": kafka,
        "KAFKA_TOPIC_PREFIX": topic_prefix,
        "HTTP_PORT": str(port),
        "FLANKEREND_TOKEN_SECRET": SECRET,
        "FLANKEREND_LOG_LEVEL": "WARNING",
    }
    process = await asyncio.create_subprocess_exec(sys.executable, "-m", "attendance", "serve", env=environment)
    headers = bearer("operator", sub="test")
    try:
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", headers=headers, timeout=90) as client:
            await _until_ready(client)
            yield Attendance(process, client)
    finally:
        process.terminate()
        await process.wait()


async def _until_ready(client: httpx.AsyncClient) -> None:
    async with asyncio.timeout(30):
        while True:
            try:
                if (await client.get("/health/ready")).status_code == 200:
                    return
            except httpx.TransportError:
                pass
            await asyncio.sleep(0.1)


def csv(remark: str = "x" * 60_000) -> Iterator[str]:
    yield "pupil,date,half_day,code,remark\n"
    for number in range(SIZE // len(remark)):
        yield f"{number},2026-10-05,AM,B,{remark}\n"


def informat(blank: str = " " * 60_000) -> Iterator[str]:
    yield "051026T1\nB\n"
    for number in range(SIZE // len(blank)):
        yield f"{number:010}\n{blank}\n"


def smartschool(alias: str = "x" * 900_000) -> Iterator[str]:
    yield "{"
    for number in range(SIZE // len(alias)):
        yield f'"{number}": {{"am": {{"officialcode": "B", "alias": "{alias}"}}, "pm": null}}, '
    yield '"1234567": null}'


def ed_fi(reason: str = "x" * 900_000) -> Iterator[str]:
    yield '<InterchangeStudentAttendance xmlns="http://ed-fi.org/5.2.0">'
    for number in range(SIZE // len(reason)):
        yield (
            "<StudentSchoolAttendanceEvent><AttendanceEvent><EventDate>2026-10-07</EventDate>"
            "<AttendanceEventCategory>Unexcused Absence</AttendanceEventCategory>"
            f"<AttendanceEventReason>{reason}</AttendanceEventReason></AttendanceEvent>"
            f"<StudentReference><StudentIdentity><StudentUniqueId>{number}</StudentUniqueId></StudentIdentity>"
            "</StudentReference><SchoolReference><SchoolIdentity><SchoolId>123456</SchoolId></SchoolIdentity>"
            "</SchoolReference></StudentSchoolAttendanceEvent>"
        )
    yield "</InterchangeStudentAttendance>"


FILES: list[tuple[Callable[[], Iterator[str]], dict[str, str]]] = [
    (csv, {"format": "csv"}),
    (informat, {"format": "informat"}),
    (smartschool, {"format": "smartschool", "date": "2026-10-05"}),
    (ed_fi, {"format": "ed-fi"}),
]


async def test_a_file_of_100_mb_does_not_need_100_mb(attendance: Attendance) -> None:
    for file, how in FILES:
        attendance.forget_peak()
        before = attendance.memory("VmRSS")
        answer = await attendance.client.post(
            "/imports", params={"school": "123456", "enrol": "implicit", **how}, content=_sent(file())
        )
        assert answer.status_code == 200, answer.text
        assert answer.json()["accepted"] + answer.json()["unchanged"] >= 100
        assert attendance.memory("VmHWM") - before < MOST_GROWTH, how


async def _sent(parts: Iterator[str]) -> AsyncIterator[bytes]:
    for part in parts:
        yield part.encode()
