"""What is received is handled once in the database; what can't be handled is kept whole and stops nobody."""

import asyncio

import pytest
import sqlalchemy as sa
from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.admin.config_resource import ConfigResource, ConfigResourceType

from shared.domain.errors import Conflict
from shared.messaging.envelope import Envelope
from shared.messaging.errors import InvalidEvent
from shared.messaging.subscriptions import BatchSubscription
from shared.messaging.tables import outbox
from shared.testing.logs import captured_logs

from .harness import as_they_are
from .tally import TOPIC, Added, count, counting

BODY = b'{"key": "a", "amount": 1}'
HEADERS = Envelope(id="one", source="/test", type=Added.event_type, sequence=1).headers()


async def test_an_event_is_handled_and_told_on(harness):
    await harness.consumers()
    event_id = await harness.send_event("a")
    await harness.counted("a", 1)

    (answer,) = await harness.rows(sa.select(outbox))
    assert (answer.key, answer.causation_id, answer.correlation_id) == ("a", event_id, event_id)


async def test_a_duplicate_does_nothing(harness):
    await harness.consumers()
    for _ in range(3):
        await harness.send_event("a", event_id="same")
    await harness.send_event("last")
    await harness.send_event("a", event_id="same")
    await harness.send_event("a", event_id="other")
    await harness.counted("last", 1)
    await harness.counted("a", 2)

    assert await harness.dead_letters() == []


async def test_the_same_id_of_another_source_is_another_event(harness):
    await harness.consumers()
    await harness.send(BODY, HEADERS)
    await harness.send(BODY, Envelope(id="one", source="/other", type=Added.event_type, sequence=1).headers())

    await harness.counted("a", 2)


async def test_a_handler_that_fails_a_few_times_succeeds_at_last(harness):
    failures = 3

    async def stumble(uow, event):
        nonlocal failures
        await count(uow, event)
        if failures:
            failures -= 1
            raise RuntimeError

    await harness.consumers(counting(stumble))
    await harness.send_event("a")

    await harness.counted("a", 1)
    assert await harness.dead_letters() == []
    assert len(await harness.rows(sa.select(outbox))) == 1


async def test_a_handler_that_keeps_failing_parks_the_record_once_and_the_rest_goes_on(harness):
    async def refuse(uow, event):
        await count(uow, event)
        if event.data.key == "bad":
            raise RuntimeError("secret-value")

    await harness.consumers(counting(refuse))
    for key in ("good", "bad", "good", "bad"):
        await harness.send_event(key, event_id=f"{key}-{key == 'bad' or id(key)}")
    await harness.send_event("last")
    letters = await harness.parked(2)
    await harness.counted("last", 1)
    await harness.counted("good", 1)

    assert {letter.error for letter in letters} == {"RuntimeError"}
    assert len({(letter.partition, letter.offset) for letter in letters}) == 2
    assert await harness.total("bad") == 0


@pytest.mark.parametrize("error", [InvalidEvent("key", "expected another"), Conflict("no")], ids=["invalid", "domain"])
async def test_what_can_never_work_is_parked_at_once(harness, error):
    attempts = 0

    async def refuse(uow, event):
        nonlocal attempts
        attempts += 1
        raise error

    await harness.consumers(counting(refuse))
    await harness.send_event("a")

    (letter,) = await harness.parked(1)
    assert letter.error_type == type(error).__name__
    assert attempts == 1


@pytest.mark.parametrize(
    ("value", "headers", "field"),
    [
        (None, HEADERS, "data"),
        (b"", HEADERS, "data"),
        (b"{", HEADERS, "data"),
        (b"[]", HEADERS, "data"),
        (b'{"amount": 1}', HEADERS, "key"),
        (BODY, [("content-type", b"text/csv"), *HEADERS[:-1]], "content-type"),
        (BODY, [], "specversion"),
        (BODY, [("content-type", b"application/cloudevents-batch+json"), *HEADERS[:-1]], "content-type"),
        (BODY, [header for header in HEADERS if header[0] != "ce_sequence"], "sequence"),
        (BODY, [(name, b"one" if name == "ce_sequence" else value) for name, value in HEADERS], "sequence"),
        (BODY, [header for header in HEADERS if header[0] != "ce_id"], "id"),
        (BODY, [(name, None if name == "ce_id" else value) for name, value in HEADERS], "id"),
        (BODY, [(name, b"\xff" if name == "ce_type" else value) for name, value in HEADERS], "type"),
        (b'{"specversion": "1.0"}', [("content-type", b"application/cloudevents+json")], "id"),
        (b"\xff\xfe", HEADERS, "data"),
    ],
)
async def test_a_malformed_record_is_kept_whole_and_stops_nobody(harness, value, headers, field):
    await harness.consumers()
    await harness.send(value, headers, key=b"k")
    await harness.send(value, headers, key=b"k")
    await harness.send_event("last")
    await harness.counted("last", 1)

    letters = await harness.parked(2)
    assert [letter.error.split(":")[0] for letter in letters] == [field, field]
    assert [(letter.value, letter.key) for letter in letters] == [(value, b"k")] * 2
    assert [name for name, _ in letters[0].headers] == [name for name, _ in headers]


async def test_superfluous_unusable_headers_are_ignored(harness):
    await harness.consumers()
    await harness.send(BODY, [("trace", None), ("note", b"\xff\xfe"), *HEADERS])

    await harness.counted("a", 1)
    assert await harness.dead_letters() == []


async def test_structured_mode_is_read_too(harness):
    await harness.consumers()
    event = b'{"specversion": "1.0", "id": "s", "source": "/x", "type": "%s", "sequence": "1", "data": {"key": "a"}}'
    headers = [("content-type", b"application/cloudevents+json; charset=utf-8")]
    await harness.send(event % Added.event_type.encode(), headers)

    await harness.counted("a", 1)


@pytest.mark.parametrize(("policy", "parked"), [("ignore", 0), ("dead-letter", 1)])
async def test_an_unknown_type_is_ignored_on_our_topics_and_parked_on_the_schools(harness, policy, parked):
    await harness.consumers(counting(unknown_types=policy))
    await harness.send(BODY, Envelope(id="x", source="/test", type="be.flankerend.unknown.v9").headers())
    await harness.send_event("last")
    await harness.counted("last", 1)

    assert len(await harness.parked(parked)) == parked


async def test_events_that_can_wait_are_handled_with_those_that_come_a_moment_later(harness):
    await harness.consumers(counting(can_wait=True))
    await harness.send_event("before")
    await harness.counted("before", 1)
    with captured_logs(level="INFO") as logs:
        for key in ("first", "second", "third"):
            await harness.send_event(key)
            await asyncio.sleep(0.1)
        await harness.counted("third", 1)

    assert [line["records"] for line in logs.lines("message.processed")] == [3, 3, 3]


async def test_a_tombstone_reaches_its_handler(harness):
    gone = []

    async def forget(uow, key):
        gone.append(key)

    await harness.consumers(counting(on_tombstone=forget))
    await harness.send(None, [], key=b"person-1")
    await harness.send_event("last")
    await harness.counted("last", 1)

    assert gone == ["person-1"]


async def test_an_empty_value_deletes_nothing_and_is_parked(harness):
    gone = []

    async def forget(uow, key):
        gone.append(key)

    await harness.consumers(counting(on_tombstone=forget))
    await harness.send(b"", [], key=b"person-1")

    [letter] = await harness.parked(1)
    assert (gone, letter.error) == ([], "data: expected a JSON object, got an empty value")


async def test_a_record_of_several_megabytes_is_handled_where_the_broker_lets_it_through(harness):
    await harness.consumers()
    body = Added(key="a", padding="x" * 900_000).model_dump_json().encode()
    await harness.send(body, HEADERS)

    await harness.counted("a", 1)


@pytest.mark.parametrize("compression", ["gzip", "snappy", "lz4", "zstd"])
async def test_records_are_read_however_they_are_compressed(harness, compression):
    await harness.send_event("before")
    await _compress(harness, compression)
    await harness.consumers(BatchSubscription(TOPIC, _count_keys, as_they_are))
    for number in range(20):
        await harness.send(BODY, key=f"k{number}".encode())

    for number in range(20):
        await harness.counted(f"k{number}", 1)
    await harness.counted("before", 1)


async def _compress(harness, compression: str) -> None:
    """Have the broker keep records that come from now on compressed in this way."""
    name = harness.settings.kafka_topic_prefix + TOPIC
    admin = AIOKafkaAdminClient(bootstrap_servers=harness.settings.kafka_bootstrap_servers)
    await admin.start()
    try:
        configs = {"compression.type": compression}
        await admin.alter_configs([ConfigResource(ConfigResourceType.TOPIC, name, configs)])
    finally:
        await admin.close()


async def _count_keys(uow, records):
    for record in records:
        await uow.tally.add(record.key.decode(), 1)


async def test_a_batch_is_one_transaction_and_the_record_to_blame_is_found_by_halving(harness):
    transactions = []

    async def count_all(uow, records):
        transactions.append(len(records))
        for record in records:
            await uow.tally.add(record.value.decode(), 1)
            if record.value == b"bad":
                raise ValueError("secret")

    for number in range(40):
        await harness.send(b"bad" if number == 17 else b"good", key=b"k")
    await harness.consumers(BatchSubscription(TOPIC, count_all, as_they_are, max_records=100))
    await harness.counted("good", 39)

    (letter,) = await harness.dead_letters()
    assert letter.value == b"bad"
    assert await harness.total("bad") == 0
    assert max(transactions) > 10


async def test_a_mark_of_a_list_is_parked_with_its_index_in_the_batchs_transaction(harness):
    async def handler(uow, records):
        for record in records:
            await uow.park(record, InvalidEvent("code", "is missing"), 3)
            await uow.tally.add("rest", 1)

    await harness.consumers(BatchSubscription(TOPIC, handler, as_they_are))
    await harness.send(b"list")
    await harness.counted("rest", 1)

    (letter,) = await harness.dead_letters()
    assert (letter.item, letter.error) == (3, "code: is missing")


async def test_a_graceful_stop_finishes_the_records_at_hand(harness):
    started = asyncio.Event()

    async def slowly(uow, event):
        started.set()
        await asyncio.sleep(0.05)
        await count(uow, event)

    for _ in range(20):
        await harness.send_event("a")
    consumers = await harness.consumers(counting(slowly))
    await started.wait()
    await consumers.stop()
    done = await harness.total("a")
    await asyncio.sleep(0.3)
    assert await harness.total("a") == done

    await harness.consumers()
    await harness.counted("a", 20)


async def test_after_a_restart_only_what_was_not_done_is_read(harness):
    first = await harness.consumers()
    await harness.send_event("a")
    await harness.counted("a", 1)
    await first.stop()
    await harness.send_event("b")
    second = await harness.consumers()
    await harness.counted("b", 1)
    reading = second.readings[TOPIC]

    assert reading.in_hand == 1
