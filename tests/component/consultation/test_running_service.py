"""The running service on real Kafka: what casework tells in, meetings and contacts out."""

import asyncio
import json
from collections.abc import AsyncIterator
from itertools import combinations
from typing import Any
from uuid import UUID

import httpx
import pytest
import sqlalchemy as sa
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer
from tests.tokens import SECRET

from consultation.app import build
from consultation.settings import ConsultationSettings
from shared.contracts.casework_cases import (
    CaseClosed,
    CaseOpened,
    CaseWithdrawn,
    MeetingRequested,
    WithdrawalDropped,
    WithdrawalProposed,
)
from shared.messaging.parsing import Received
from shared.messaging.tables import dead_letter
from shared.runtime.health import State
from shared.service.service import Service
from shared.testing.clock import FixedClock
from shared.testing.logs import captured_logs

from .harness import Case, token

CASES, MEETINGS, DIRECTORY = "casework.cases.v1", "consultation.meetings.v1", "consultation.directory.v1"


class Chain:
    """Casework on one side of the service, a reader of its events on the other."""

    def __init__(self, service: Service, producer: AIOKafkaProducer, consumer: AIOKafkaConsumer, prefix: str) -> None:
        self.service = service
        self._producer = producer
        self._consumer = consumer
        self._prefix = prefix
        self.arrived: list[tuple[str, str, dict[str, str], dict[str, Any]]] = []

    async def tell(self, event: Received[Any], correlation_id: str = "story-1") -> None:
        envelope = event.envelope._replace(correlation_id=correlation_id)
        value = event.data.model_dump_json(by_alias=True).encode()
        key = str(event.data.case_id).encode()
        await self._producer.send_and_wait(self._prefix + CASES, value, key=key, headers=envelope.headers())

    async def about_meetings(self, number: int) -> list[tuple[str, dict[str, str], dict[str, Any]]]:
        """The first events about meetings: kind, headers and data."""
        await self._until(lambda: len(self._of(MEETINGS)) >= number)
        return [(kind, headers, data) for _, kind, headers, data in self._of(MEETINGS)]

    async def contacts(self, number: int) -> list[str]:
        await self._until(lambda: len(self._contact_ids()) >= number)
        return self._contact_ids()

    def _contact_ids(self) -> list[str]:
        """The contacts of the directory, in the order in which they were told; organisations are told there too."""
        return [data["contact_id"] for _, _, _, data in self._of(DIRECTORY) if "contact_id" in data]

    async def status(self, meeting_id: object, wanted: str) -> dict[str, Any]:
        """The meeting, once the service answers that it has this status."""
        url = f"http://127.0.0.1:{self.service.server.port}"
        async with httpx.AsyncClient(base_url=url, headers=token("coordinator")) as client, asyncio.timeout(30):
            while True:
                answer = (await client.get(f"/meetings/{meeting_id}")).json()
                if answer["status"] == wanted:
                    return answer
                await asyncio.sleep(0.05)

    def _of(self, topic: str) -> list[tuple[str, str, dict[str, str], dict[str, Any]]]:
        return [event for event in self.arrived if event[0] == topic]

    async def _until(self, enough: Any) -> None:
        async with asyncio.timeout(30):
            while not enough():
                record = await self._consumer.getone()
                headers = {name: value.decode() for name, value in record.headers}
                kind = headers["ce_type"].split(".")[-2]
                topic = record.topic.removeprefix(self._prefix)
                self.arrived.append((topic, kind, headers, json.loads(record.value)))


@pytest.fixture
async def chain(kafka: str, topic_prefix: str, create_database, clock: FixedClock) -> AsyncIterator[Chain]:
    settings = ConsultationSettings(
        database_url=await create_database("consultation"),
        kafka_bootstrap_servers=kafka,
        kafka_topic_prefix=topic_prefix,
        http_port=0,
        FLANKEREND_TOKEN_SECRET=SECRET,
        FLANKEREND_CONTACTS_FILE="default",
    )
    service = build(settings, clock)
    producer = AIOKafkaProducer(bootstrap_servers=kafka)
    consumer = AIOKafkaConsumer(bootstrap_servers=kafka, auto_offset_reset="earliest", metadata_max_age_ms=500)
    async with service.running():
        async with asyncio.timeout(30):
            while service.health.state is not State.READY:
                await asyncio.sleep(0.05)
        consumer.subscribe([topic_prefix + MEETINGS, topic_prefix + DIRECTORY])
        await producer.start()
        await consumer.start()
        yield Chain(service, producer, consumer, topic_prefix)
        await consumer.stop()
        await producer.stop()


async def test_a_case_gets_its_meeting_and_the_meeting_follows_the_case(chain: Chain):
    case = Case()
    with captured_logs("consultation") as logs:
        await chain.tell(case.event(CaseOpened))
        await chain.tell(case.event(MeetingRequested))
        ((kind, headers, meeting),) = await chain.about_meetings(1)
        assert (kind, meeting["starts_at"]) == ("meeting-scheduled", "2026-11-17T08:30:00+01:00")
        assert (headers["ce_source"], headers["ce_sequence"], headers["ce_correlationid"]) == (
            "/consultation",
            "1",
            "story-1",
        )
        await chain.tell(case.event(WithdrawalProposed))
        await chain.status(meeting["meeting_id"], "under-review")
        await chain.tell(case.event(WithdrawalDropped))
        await chain.status(meeting["meeting_id"], "scheduled")
        await chain.tell(case.event(WithdrawalProposed))
        await chain.tell(case.event(CaseWithdrawn))
        told = await chain.about_meetings(5)
        assert [(kind, headers["ce_sequence"], data["ical_sequence"]) for kind, headers, data in told] == [
            ("meeting-scheduled", "1", 0),
            ("meeting-under-review", "2", 0),
            ("meeting-restored", "3", 0),
            ("meeting-under-review", "4", 0),
            ("meeting-cancelled", "5", 1),
        ]
        assert logs.line("meeting.scheduled")["correlation_id"] == "story-1"
        for secret in ("Vandersteen", "@dewilg.example", "p-1"):
            assert secret not in logs.text


async def test_the_same_event_again_plans_nothing_again(chain: Chain):
    case, other = Case(), Case()
    request = case.event(MeetingRequested)
    for event in (request, request, other.event(MeetingRequested), request):
        await chain.tell(event)
    await chain.tell(other.event(CaseClosed, outcome="attends-again"))
    events = await chain.about_meetings(3)
    assert sorted(kind for kind, _, _ in events) == ["meeting-cancelled", "meeting-scheduled", "meeting-scheduled"]


async def test_many_cases_of_one_school_are_planned_one_after_the_other(chain: Chain):
    cases = [Case() for _ in range(12)]
    for case in cases:
        await chain.tell(case.event(MeetingRequested))
    events = await chain.about_meetings(len(cases))
    assert {UUID(data["case_ids"][0]) for _, _, data in events} == {case.case_id for case in cases}
    booked = [
        (person["contact_id"], data["starts_at"], data["ends_at"])
        for _, _, data in events
        for person in data["participants"]
    ]
    for (one, starts, ends), (other, other_starts, other_ends) in combinations(booked, 2):
        assert one != other or ends <= other_starts or other_ends <= starts


async def test_the_directory_is_told_before_anything_is_planned(chain: Chain):
    contacts = await chain.contacts(17)
    assert contacts == sorted(contacts)
    assert {"counsellor-125001", "caseworker-1", "clb-1", "coach-1", "coordinator-1"} <= set(contacts)


async def test_an_impossible_request_goes_to_the_dead_letters_and_stops_nobody(chain: Chain):
    impossible, good = Case(), Case()
    await chain.tell(impossible.event(MeetingRequested, required_roles=[]))
    await chain.tell(good.event(MeetingRequested))
    ((_, _, meeting),) = await chain.about_meetings(1)
    assert meeting["case_ids"] == [str(good.case_id)]
    async with asyncio.timeout(30), chain.service.engine.connect() as connection:
        while not (found := (await connection.execute(sa.select(dead_letter.c.topic, dead_letter.c.error))).all()):
            await asyncio.sleep(0.05)
    assert [tuple(row) for row in found] == [(CASES, "required_roles: names nobody")]
