"""The yearly control from end to end: the municipality's list in attendance, real Kafka, a case in casework."""

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime
from typing import Any

import httpx
import pytest
from tests.component.attendance.api.children import JEF, NOOR, bring, listed
from tests.conftest import CreateDatabase
from tests.tokens import SECRET, bearer

from attendance.app import build as build_attendance
from attendance.settings import AttendanceSettings
from casework.app import build as build_casework
from casework.settings import CaseworkSettings
from shared.runtime.clock import BRUSSELS
from shared.service.service import Service
from shared.testing.clock import FixedClock

from .harness import Harness


@pytest.fixture
async def harness(kafka: str, create_database: CreateDatabase, topic_prefix: str) -> AsyncIterator[Harness]:
    clock = FixedClock(datetime(2026, 11, 23, 9, 0, tzinfo=BRUSSELS))

    async def settings(name: str) -> dict[str, Any]:
        return {
            "database_url": await create_database(name),
            "kafka_bootstrap_servers": kafka,
            "kafka_topic_prefix": topic_prefix,
            "http_port": 0,
            "token_secret": SECRET,
        }

    attendance = build_attendance(AttendanceSettings(**await settings("attendance")), clock)
    casework = build_casework(CaseworkSettings(**await settings("casework")), clock)
    async with attendance.running(), casework.running(), _client(attendance) as one, _client(casework) as other:
        await _ready(one)
        await _ready(other)
        yield Harness(one, other)


def _client(service: Service) -> httpx.AsyncClient:
    headers = bearer("coordinator", contact="co-1")
    return httpx.AsyncClient(base_url=f"http://127.0.0.1:{service.server.port}", headers=headers)


async def _ready(client: httpx.AsyncClient) -> None:
    async with asyncio.timeout(60):
        while (await client.get("/health/ready")).status_code != 200:
            await asyncio.sleep(0.1)


async def test_a_child_that_is_not_enrolled_becomes_a_case_until_it_is(harness: Harness) -> None:
    await harness.enrol(JEF.enrolled(pupil="77"))
    assert (await bring(harness.attendance, listed(NOOR, JEF))).json()["not_enrolled"] == 1
    case = await harness.only_case(status="new", given_name="Noor")
    assert (case["reference"], case["school"]) == ("LP-2026-000001", None)

    await harness.enrol(NOOR.enrolled())
    case = await harness.only_case(status="withdrawal-proposed")
    assert case["enrolment_gaps"][0]["status"] == "found"

    left = {"school": "123456", "pupil": "1234567", "valid_until": "2026-09-15"}
    await harness.enrol(left | {"recorded_at": "2026-11-20T07:00:00+01:00"})
    case = await harness.only_case(status="new")
    assert [gap["status"] for gap in case["enrolment_gaps"]] == ["found", "missing"]


async def test_the_enrolment_of_a_pupil_that_turns_out_to_be_the_child_withdraws_it_too(
    harness: Harness,
) -> None:
    """The pupil came without INSZ; when it is corrected, two persons are one and the case is of the one that stays."""
    await harness.enrol(NOOR.enrolled(insz=None))
    await bring(harness.attendance, listed(NOOR))
    before = await harness.only_case(status="new")
    await harness.enrol(NOOR.enrolled(recorded_at="2026-11-20T07:00:00+01:00"))
    after = await harness.only_case(status="withdrawal-proposed")
    assert after["person_id"] == before["person_id"]
