"""The running service: real Kafka in, real Kafka out, real HTTP."""

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import uuid4

import httpx
import pytest
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer
from tests.conftest import CreateDatabase
from tests.tokens import SECRET

from casework.app import build
from casework.settings import CaseworkSettings
from shared.contracts import attendance_signals, casework_cases
from shared.contracts.contract import Contract
from shared.messaging.envelope import Envelope
from shared.runtime.clock import BRUSSELS
from shared.service.service import Service
from shared.testing.clock import FixedClock
from shared.testing.logs import Logs

from .harness import CASEWORKER, level_reached, level_withdrawn


@dataclass
class Line:
    """The service with a producer before it and a consumer behind it."""

    service: Service
    producer: AIOKafkaProducer
    consumer: AIOKafkaConsumer
    http: httpx.AsyncClient
    prefix: str
    received: list[tuple[dict[str, str], dict[str, Any]]] = field(default_factory=list)

    async def send(self, data: Contract, key: str, sequence: int, event_id: str | None = None) -> str:
        envelope = Envelope(
            id=event_id or str(uuid4()),
            source="/attendance",
            type=data.event_type,
            subject=key,
            time=datetime(2026, 11, 23, 9, 0, tzinfo=BRUSSELS),
            sequence=sequence,
            correlation_id="story-1",
        )
        value, headers = data.model_dump_json().encode(), envelope.headers()
        await self.producer.send_and_wait(self.prefix + data.topic, value, key.encode(), headers=headers)
        return envelope.id

    async def receive(self, count: int) -> list[str]:
        """The types of what came out, once there are this many."""
        async with asyncio.timeout(30):
            while len(self.received) < count:
                record = await self.consumer.getone()
                headers = {name: value.decode() for name, value in record.headers}
                self.received.append((headers, json.loads(record.value)))
        return [headers["ce_type"].removeprefix("be.flankerend.casework.") for headers, _ in self.received]


@pytest.fixture
async def line(kafka: str, create_database: CreateDatabase, topic_prefix: str, logs: Logs) -> AsyncIterator[Line]:
    settings = CaseworkSettings.model_validate(
        {
            "database_url": await create_database("casework"),
            "kafka_bootstrap_servers": kafka,
            "kafka_topic_prefix": topic_prefix,
            "http_port": 0,
            "FLANKEREND_TOKEN_SECRET": SECRET,
        }
    )
    service = build(settings, FixedClock(datetime(2026, 11, 23, 9, 0, tzinfo=BRUSSELS)))
    producer = AIOKafkaProducer(bootstrap_servers=kafka)
    async with service.running():
        address = f"http://127.0.0.1:{service.server.port}"
        async with httpx.AsyncClient(base_url=address, headers=CASEWORKER) as http:
            await _ready(http)
            consumer = AIOKafkaConsumer(
                topic_prefix + casework_cases.TOPIC, bootstrap_servers=kafka, auto_offset_reset="earliest"
            )
            await producer.start()
            await consumer.start()
            yield Line(service, producer, consumer, http, topic_prefix)
            await consumer.stop()
            await producer.stop()


async def _ready(http: httpx.AsyncClient) -> None:
    async with asyncio.timeout(30):
        while (await http.get("/health/ready")).status_code != 200:
            await asyncio.sleep(0.05)


async def test_the_chain_from_level_to_confirmed_withdrawal(line: Line) -> None:
    signal = level_reached()
    key = str(signal.person_id)
    event_id = await line.send(signal, key, 1)
    await line.send(signal, key, 1, event_id)
    assert await line.receive(2) == ["case-opened.v1", "meeting-requested.v1"]
    headers, opened = line.received[0]
    assert headers["ce_source"] == "/casework"
    assert headers["ce_subject"] == opened["case_id"]
    assert (headers["ce_correlationid"], headers["ce_causationid"], headers["ce_sequence"]) == (
        "story-1",
        event_id,
        "1",
    )
    await line.send(level_withdrawn(signal), key, 2)
    assert (await line.receive(3))[2:] == ["withdrawal-proposed.v1"]
    url = f"/cases/{opened['case_id']}"
    assert (await line.http.get(url)).json()["status"] == "withdrawal-proposed"
    answer = await line.http.post(f"{url}/withdraw", json={"reason": "attest"}, headers={"X-Correlation-Id": "mine"})
    assert (answer.status_code, answer.headers["X-Correlation-Id"]) == (200, "mine")
    assert (await line.receive(4))[3:] == ["case-withdrawn.v1"]
    assert line.received[3][0]["ce_correlationid"] == "mine"
    await line.send(level_reached(5, person_id=signal.person_id), key, 3)
    assert (await line.receive(6))[4:] == ["case-reopened.v1", "meeting-requested.v1"]
    assert [int(headers["ce_sequence"]) for headers, _ in line.received] == [1, 2, 3, 4, 5, 6]
    assert len((await line.http.get("/cases")).json()["items"]) == 1


async def test_other_signals_are_passed_over_and_broken_ones_stop_nobody(line: Line) -> None:
    topic = line.prefix + attendance_signals.TOPIC
    await line.producer.send_and_wait(topic, b"{", b"broken", partition=0)
    silent = attendance_signals.FeedSilent(
        school="123456",
        school_year="2026-2027",
        last_recorded_at=None,
        school_days=3,
        concluded_at=datetime(2026, 11, 23, 9, 0, tzinfo=BRUSSELS),
    )
    await line.send(silent, "123456", 1)
    signal = level_reached()
    await line.send(signal, str(signal.person_id), 1)
    assert (await line.receive(1))[:1] == ["case-opened.v1"]
