"""The running service on real Kafka: marks of schools in, signals out."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import datetime
from typing import Any

import httpx
import orjson
import pytest
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer
from sqlalchemy import text
from tests.tokens import SECRET, bearer

from attendance.app import build
from attendance.early_signals.domain.rule import EarlySignalRule
from attendance.early_signals.domain.signal import EarlySignalFilter
from attendance.settings import AttendanceSettings
from shared.domain.roles import Role
from shared.domain.school_year import SchoolYear
from shared.local.ports import LOCALHOST, free_port
from shared.messaging.envelope import Envelope
from shared.runtime.clock import BRUSSELS
from shared.runtime.health import State
from shared.service.service import Service
from shared.testing.clock import FixedClock
from shared.testing.logs import Logs, captured_logs

SCHOOL, PUPIL = "123456", "1234567"
RECORDED = "be.flankerend.school.attendance-recorded.v1"
ENROLLED = "be.flankerend.school.pupil-enrolled.v1"
DAYS = ["2026-10-05", "2026-10-06", "2026-10-08", "2026-10-09", "2026-10-12"]


def a_mark(day: str, code: str = "B", recorded_at: str = "2026-10-12T08:52:10+02:00") -> dict[str, Any]:
    return {
        "school": SCHOOL,
        "pupil": PUPIL,
        "date": day,
        "half_day": "AM",
        "code": code,
        "package": "smartschool",
        "recorded_at": recorded_at,
    }


AN_ENROLMENT = {
    "school": SCHOOL,
    "pupil": PUPIL,
    "valid_from": "2026-09-01",
    "class": "3A",
    "level": "secundair",
    "structure": "311",
    "person": {"given_name": "Noor", "family_name": "Voorbeeld", "birth_date": "2011-03-04", "insz": "11030499935"},
    "recorded_at": "2026-09-01T07:00:00+02:00",
}


class Chain:
    """A school's software on one side of the service, a reader of its events on the other."""

    def __init__(
        self, service: Service, settings: AttendanceSettings, producer: AIOKafkaProducer, consumer: AIOKafkaConsumer
    ) -> None:
        self.service = service
        self.settings = settings
        self._producer = producer
        self._consumer = consumer
        self._prefix = settings.kafka_topic_prefix

    async def send(self, topic: str, value: bytes | None, headers: list[tuple[str, bytes]]) -> None:
        key = f"{SCHOOL}:{PUPIL}".encode()
        await self._producer.send_and_wait(self._prefix + topic, value, key=key, headers=headers)

    async def event(self, topic: str, kind: str, data: Any, event_id: str, story: str | None = None) -> None:
        envelope = Envelope(event_id, "/school", kind, correlation_id=story)
        await self.send(topic, orjson.dumps(data), envelope.headers())

    async def structured(self, data: Any, event_id: str) -> None:
        event = {"specversion": "1.0", "id": event_id, "source": "/school", "type": RECORDED, "data": data}
        headers = [("content-type", b"application/cloudevents+json"), ("odd", b"\xff")]
        await self.send("school.attendance.v1", orjson.dumps(event), headers)

    async def next_signal(self) -> tuple[dict[str, str], dict[str, Any]]:
        async with asyncio.timeout(30):
            record = await self._consumer.getone()
        return {name: value.decode() for name, value in record.headers}, orjson.loads(record.value)

    async def rows(self, query: str) -> list[Any]:
        """The rows of a query, as soon as there are any."""
        async with asyncio.timeout(30):
            while True:
                async with self.service.engine.connect() as connection:
                    rows = list(await connection.execute(text(query)))
                if rows:
                    return rows
                await asyncio.sleep(0.05)

    async def dead_letters(self, number: int) -> list[tuple[int | None, str]]:
        async with asyncio.timeout(30):
            while True:
                async with self.service.engine.connect() as connection:
                    rows = await connection.execute(text("SELECT item, error FROM dead_letter ORDER BY id"))
                    found = [(row.item, row.error) for row in rows]
                if len(found) >= number:
                    return found
                await asyncio.sleep(0.1)


async def _ready(service: Service) -> None:
    async with asyncio.timeout(30):
        while service.health.state is not State.READY:
            await asyncio.sleep(0.05)


@pytest.fixture
async def chain(kafka: str, topic_prefix: str, create_database: Callable[..., Awaitable[str]]) -> AsyncIterator[Chain]:
    settings = AttendanceSettings(
        database_url=await create_database("attendance"),
        kafka_bootstrap_servers=kafka,
        kafka_topic_prefix=topic_prefix,
        http_port=0,
        FLANKEREND_TOKEN_SECRET=SECRET,
        FLANKEREND_FEED_SCAN_S=0.2,
        FLANKEREND_EARLY_SIGNAL_SCAN_S=0.1,
        FLANKEREND_WATCH_SCAN_S=0.1,
    )
    service = build(settings, FixedClock(datetime(2026, 11, 23, 9, 0, tzinfo=BRUSSELS)))
    producer = AIOKafkaProducer(bootstrap_servers=kafka)
    consumer = AIOKafkaConsumer(bootstrap_servers=kafka, auto_offset_reset="earliest", metadata_max_age_ms=500)
    async with service.running():
        await _ready(service)
        consumer.subscribe([topic_prefix + "attendance.signals.v1"])
        await producer.start()
        await consumer.start()
        yield Chain(service, settings, producer, consumer)
        await consumer.stop()
        await producer.stop()


async def test_marks_of_a_school_reach_a_level_and_a_correction_takes_it_away(chain: Chain) -> None:
    with captured_logs("attendance") as logs:
        for number, day in enumerate(DAYS):
            await chain.event("school.attendance.v1", RECORDED, a_mark(day), f"mark-{number}", story=f"story-{number}")
        await chain.event("school.enrolment.v1", ENROLLED, AN_ENROLMENT, "enrolment")
        headers, reached = await chain.next_signal()
        assert headers["ce_type"] == "be.flankerend.attendance.level-reached.v1"
        assert headers["ce_source"] == "/attendance"
        assert headers["ce_sequence"] == "1"
        assert headers["ce_correlationid"] in ("story-4", "enrolment")
        assert (reached["level"], reached["reached_on"]) == (5, DAYS[4])

        certificate = {"marks": [a_mark(DAYS[0], " z ", "2026-10-20T09:00:00+02:00")]}
        await chain.structured(certificate, "certificate")
        headers, withdrawn = await chain.next_signal()
        assert headers["ce_correlationid"] == "certificate"
        assert (withdrawn["signal_id"], withdrawn["count"]) == (reached["signal_id"], 4)
    _assert_milestones(logs, reached)


def _assert_milestones(logs: Logs, reached: dict[str, Any]) -> None:
    line = logs.line("attendance.level_reached")
    assert line["aggregate_id"] == reached["person_id"]
    assert line["reached_level"] == 5
    line = logs.line("attendance.level_withdrawn")
    assert line["correlation_id"] == "certificate"
    batches = logs.lines("attendance.marks_recorded")
    assert sum(line["accepted"] + line["pending"] for line in batches) == 6


async def test_early_signals_follow_the_set_clock(chain: Chain) -> None:
    numbers = {"window_half_days": 10, "baseline_half_days": 20, "points": 30}
    rule = EarlySignalRule("attendance-drop", 1, SchoolYear(2026), numbers, "lokale afspraak")
    async with chain.service.units() as uow:
        await uow.early_signals.add_rule(rule, chain.service.clock.now())
    await chain.event("school.enrolment.v1", ENROLLED, AN_ENROLMENT, "enrolment")
    marks = [a_mark(day) | {"half_day": half} for day in DAYS[2:4] for half in ("AM", "PM")]
    await chain.event("school.attendance.v1", RECORDED, {"marks": marks}, "marks")
    headers, dropped = await chain.next_signal()
    assert (headers["ce_type"], dropped["kind"]) == (
        "be.flankerend.attendance.attendance-dropped.v1",
        "attendance-drop",
    )
    assert (dropped["period_until"], dropped["rate"], dropped["usual_rate"]) == (DAYS[3], 0.6, 1.0)

    assert await _early_signals_standing(chain, 1)
    assert isinstance(chain.service.clock, FixedClock)
    chain.service.clock.set(datetime(2027, 9, 1, 9, 0, tzinfo=BRUSSELS))
    assert await _early_signals_standing(chain, 0)


async def _early_signals_standing(chain: Chain, number: int) -> bool:
    async with asyncio.timeout(30):
        while True:
            async with chain.service.units() as uow:
                found = await uow.early_signals.list(EarlySignalFilter(status="standing"), None, 10)
            if len(found) == number:
                return True
            await asyncio.sleep(0.1)


async def test_what_is_no_mark_is_a_dead_letter_and_stops_nobody(chain: Chain) -> None:
    await chain.event("school.enrolment.v1", ENROLLED, AN_ENROLMENT, "enrolment")
    wrong = a_mark(DAYS[1]) | {"half_day": "noon"}
    await chain.event("school.attendance.v1", RECORDED, {"marks": [a_mark(DAYS[0]), wrong, a_mark(DAYS[2])]}, "list")
    await chain.send("school.attendance.v1", b"not JSON", [])
    await chain.send("school.attendance.v1", None, [])
    await chain.event("school.attendance.v1", "be.flankerend.school.something-else.v1", {}, "other")
    await chain.event(
        "school.attendance.v1", RECORDED, {"marks": [a_mark(day) for day in (DAYS[1], *DAYS[3:])]}, "rest"
    )
    _, reached = await chain.next_signal()
    assert len(reached["half_days"]) == 5
    letters = await chain.dead_letters(4)
    assert letters[0] == (1, letters[0][1])
    assert letters[0][1].startswith("half_day: ")
    assert [item for item, _ in letters[1:]] == [None, None, None]


async def test_a_wrong_check_digit_is_a_dead_letter(chain: Chain) -> None:
    person = AN_ENROLMENT["person"] | {"insz": "11030499934"}  # type: ignore[operator]
    await chain.event("school.enrolment.v1", ENROLLED, AN_ENROLMENT | {"person": person}, "wrong")
    [(item, error)] = await chain.dead_letters(1)
    assert (item, error.split(":")[0]) == (None, "person.insz")
    assert "11030499934" not in error


async def test_a_school_that_falls_silent_is_told_of_until_it_says_that_there_is_nothing_to_report(
    chain: Chain,
) -> None:
    nothing = {"marks": [], "school": SCHOOL, "date": "2026-11-19", "half_day": "AM"}
    await chain.event("school.enrolment.v1", ENROLLED, AN_ENROLMENT, "enrolment")
    await chain.event("school.attendance.v1", RECORDED, nothing, "thursday-am")
    headers, silent = await chain.next_signal()
    assert headers["ce_type"] == "be.flankerend.attendance.feed-silent.v1"
    assert (silent["school"], silent["school_days"], silent["silent_from"]) == (SCHOOL, 1, "2026-11-19")

    await chain.event("school.attendance.v1", RECORDED, {"marks": []}, "nothing")
    await chain.event("school.attendance.v1", RECORDED, nothing | {"half_day": "PM"}, "thursday-pm")
    headers, heard = await chain.next_signal()
    assert headers["ce_type"] == "be.flankerend.attendance.feed-heard.v1"
    assert heard["silence_id"] == silent["silence_id"]
    [(_, error)] = await chain.dead_letters(1)
    assert error.startswith("marks: ")


async def test_a_process_that_leaves_events_to_others_answers_without_a_broker_and_what_it_tells_is_sent(
    chain: Chain,
) -> None:
    apart = {"handle_events": False, "kafka_bootstrap_servers": f"{LOCALHOST}:{free_port()}"}
    with captured_logs("attendance") as logs:
        answering = build(chain.settings.model_copy(update=apart), chain.service.clock)
        async with answering.running(), _asked(answering) as client:
            await _ready(answering)
            assert (await client.get("/health/ready")).json()["checks"].keys() == {"database"}

            await chain.event("school.enrolment.v1", ENROLLED, AN_ENROLMENT, "enrolment")
            async with asyncio.timeout(30):
                while (await client.get(f"/pupils/{SCHOOL}/{PUPIL}/attendance")).status_code == 404:
                    await asyncio.sleep(0.05)
            recorded = await client.post("/attendance-records", json=[a_mark(day) for day in DAYS])
            assert {result["status"] for result in recorded.json()["results"]} == {"accepted"}
            _, reached = await chain.next_signal()
            assert reached["reached_on"] == DAYS[4]
    assert [line["handles_events"] for line in logs.lines("service.ready")] == [False]
    [*_, heartbeat] = [line for line in logs.lines("service.heartbeat") if "consumer_lag" not in line]
    assert heartbeat["dead_letters"] == 0


def _asked(service: Service) -> httpx.AsyncClient:
    return httpx.AsyncClient(
        base_url=f"http://{LOCALHOST}:{service.server.port}",
        headers=bearer(Role.SCHOOL, sub="test-school", school=SCHOOL),
    )


async def test_what_casework_asks_to_watch_is_broken_by_a_mark(chain: Chain) -> None:
    await chain.event("school.enrolment.v1", ENROLLED, AN_ENROLMENT, "enrolment")
    [person] = await chain.rows("SELECT person_id FROM person")
    criterion = {"kind": "no-new-problematic-half-day", "school_weeks": 2}
    case = "01a0c2de-5d00-7000-8000-000000000003"
    asked = {"case_id": case, "person_id": str(person[0]), "criteria": [criterion], "asked_on": "2026-10-05"}
    envelope = Envelope("asked", "/casework", "be.flankerend.casework.watch-asked.v1", sequence=2)
    await chain.send("casework.cases.v1", orjson.dumps(asked), envelope.headers())
    await chain.rows("SELECT case_id FROM watch")
    await chain.event("school.attendance.v1", RECORDED, {"marks": [a_mark(day) for day in DAYS[:2]]}, "marks")
    headers, broken = await chain.next_signal()
    assert (headers["ce_type"], headers["ce_causationid"]) == ("be.flankerend.attendance.watch-broken.v1", "marks")
    assert broken == {
        "case_id": case,
        "person_id": str(person[0]),
        "criterion": criterion,
        "since": "2026-10-06",
        "asked_on": "2026-10-05",
    }
