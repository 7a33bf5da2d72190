"""What is received is handled once in the database; what can't be handled is kept whole and stops nobody."""

import asyncio

import pytest
import sqlalchemy as sa
from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.admin.config_resource import ConfigResource, ConfigResourceType

from shared.domain.errors import Conflict
from shared.messaging.envelope import Envelope
from shared.messaging.errors import InvalidEvent
from shared.messaging.subscriptions import BatchSubscription, as_they_are
from shared.messaging.tables import outbox

from .tally import TOPIC, Added, count, counting

BODY = b'{"key": "a", "amount": 1}'
HEADERS = Envelope(id="one", source="/test", type=Added.event_type, sequence=1).headers()


async def test_an_event_is_handled_and_told_on(house):
    await house.consumers()
    event_id = await house.send_event("a")
    await house.counted("a", 1)

    (answer,) = await house.rows(sa.select(outbox))
    assert (answer.key, answer.causation_id, answer.correlation_id) == ("a", event_id, event_id)


async def test_a_duplicate_does_nothing(house):
    await house.consumers()
    for _ in range(3):
        await house.send_event("a", event_id="same")
    await house.send_event("last")
    await house.send_event("a", event_id="same")
    await house.send_event("a", event_id="other")
    await house.counted("last", 1)
    await house.counted("a", 2)

    assert await house.dead_letters() == []


async def test_the_same_id_of_another_source_is_another_event(house):
    await house.consumers()
    await house.send(BODY, HEADERS)
    await house.send(BODY, Envelope(id="one", source="/other", type=Added.event_type, sequence=1).headers())

    await house.counted("a", 2)


async def test_a_handler_that_fails_a_few_times_succeeds_at_last(house):
    failures = 3

    async def stumble(uow, event):
        nonlocal failures
        await count(uow, event)
        if failures:
            failures -= 1
            raise RuntimeError

    await house.consumers(counting(stumble))
    await house.send_event("a")

    await house.counted("a", 1)
    assert await house.dead_letters() == []
    assert len(await house.rows(sa.select(outbox))) == 1


async def test_a_handler_that_keeps_failing_parks_the_record_once_and_the_rest_goes_on(house):
    async def refuse(uow, event):
        await count(uow, event)
        if event.data.key == "bad":
            raise RuntimeError("secret-value")

    await house.consumers(counting(refuse))
    for key in ("good", "bad", "good", "bad"):
        await house.send_event(key, event_id=f"{key}-{key == 'bad' or id(key)}")
    await house.send_event("last")
    letters = await house.parked(2)
    await house.counted("last", 1)
    await house.counted("good", 1)

    assert {letter.error for letter in letters} == {"RuntimeError"}
    assert len({(letter.partition, letter.offset) for letter in letters}) == 2
    assert await house.total("bad") == 0


@pytest.mark.parametrize("error", [InvalidEvent("key", "expected another"), Conflict("no")], ids=["invalid", "domain"])
async def test_what_can_never_work_is_parked_at_once(house, error):
    attempts = 0

    async def refuse(uow, event):
        nonlocal attempts
        attempts += 1
        raise error

    await house.consumers(counting(refuse))
    await house.send_event("a")

    (letter,) = await house.parked(1)
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
async def test_a_malformed_record_is_kept_whole_and_stops_nobody(house, value, headers, field):
    await house.consumers()
    await house.send(value, headers, key=b"k")
    await house.send(value, headers, key=b"k")
    await house.send_event("last")
    await house.counted("last", 1)

    letters = await house.parked(2)
    assert [letter.error.split(":")[0] for letter in letters] == [field, field]
    assert [(letter.value, letter.key) for letter in letters] == [(value, b"k")] * 2
    assert [name for name, _ in letters[0].headers] == [name for name, _ in headers]


async def test_superfluous_unusable_headers_are_ignored(house):
    await house.consumers()
    await house.send(BODY, [("trace", None), ("note", b"\xff\xfe"), *HEADERS])

    await house.counted("a", 1)
    assert await house.dead_letters() == []


async def test_structured_mode_is_read_too(house):
    await house.consumers()
    event = b'{"specversion": "1.0", "id": "s", "source": "/x", "type": "%s", "sequence": "1", "data": {"key": "a"}}'
    headers = [("content-type", b"application/cloudevents+json; charset=utf-8")]
    await house.send(event % Added.event_type.encode(), headers)

    await house.counted("a", 1)


@pytest.mark.parametrize(("policy", "parked"), [("ignore", 0), ("dead-letter", 1)])
async def test_an_unknown_type_is_ignored_on_our_topics_and_parked_on_the_schools(house, policy, parked):
    await house.consumers(counting(unknown_types=policy))
    await house.send(BODY, Envelope(id="x", source="/test", type="be.flankerend.unknown.v9").headers())
    await house.send_event("last")
    await house.counted("last", 1)

    assert len(await house.parked(parked)) == parked


async def test_a_tombstone_reaches_its_handler(house):
    gone = []

    async def forget(uow, key):
        gone.append(key)

    await house.consumers(counting(on_tombstone=forget))
    await house.send(None, [], key=b"person-1")
    await house.send_event("last")
    await house.counted("last", 1)

    assert gone == ["person-1"]


async def test_an_empty_value_deletes_nothing_and_is_parked(house):
    gone = []

    async def forget(uow, key):
        gone.append(key)

    await house.consumers(counting(on_tombstone=forget))
    await house.send(b"", [], key=b"person-1")

    [letter] = await house.parked(1)
    assert (gone, letter.error) == ([], "data: expected a JSON object, got an empty value")


async def test_a_record_of_several_megabytes_is_handled_where_the_broker_lets_it_through(house):
    await house.consumers()
    body = Added(key="a", padding="x" * 900_000).model_dump_json().encode()
    await house.send(body, HEADERS)

    await house.counted("a", 1)


@pytest.mark.parametrize("compression", ["gzip", "snappy", "lz4", "zstd"])
async def test_records_are_read_however_they_are_compressed(house, compression):
    await house.send_event("before")
    await _compress(house, compression)
    await house.consumers(BatchSubscription(TOPIC, _count_keys, as_they_are))
    for number in range(20):
        await house.send(BODY, key=f"k{number}".encode())

    for number in range(20):
        await house.counted(f"k{number}", 1)
    await house.counted("before", 1)


async def _compress(house, compression: str) -> None:
    """Have the broker keep records that come from now on compressed in this way."""
    name = house.settings.kafka_topic_prefix + TOPIC
    admin = AIOKafkaAdminClient(bootstrap_servers=house.settings.kafka_bootstrap_servers)
    await admin.start()
    try:
        configs = {"compression.type": compression}
        await admin.alter_configs([ConfigResource(ConfigResourceType.TOPIC, name, configs)])
    finally:
        await admin.close()


async def _count_keys(uow, records):
    for record in records:
        await uow.tally.add(record.key.decode(), 1)


async def test_a_batch_is_one_transaction_and_the_record_to_blame_is_found_by_halving(house):
    transactions = []

    async def count_all(uow, records):
        transactions.append(len(records))
        for record in records:
            await uow.tally.add(record.value.decode(), 1)
            if record.value == b"bad":
                raise ValueError("secret")

    for number in range(40):
        await house.send(b"bad" if number == 17 else b"good", key=b"k")
    await house.consumers(BatchSubscription(TOPIC, count_all, as_they_are, max_records=100))
    await house.counted("good", 39)

    (letter,) = await house.dead_letters()
    assert letter.value == b"bad"
    assert await house.total("bad") == 0
    assert max(transactions) > 10


async def test_a_mark_of_a_list_is_parked_with_its_index_in_the_batchs_transaction(house):
    async def handler(uow, records):
        for record in records:
            await uow.park(record, InvalidEvent("code", "is missing"), 3)
            await uow.tally.add("rest", 1)

    await house.consumers(BatchSubscription(TOPIC, handler, as_they_are))
    await house.send(b"list")
    await house.counted("rest", 1)

    (letter,) = await house.dead_letters()
    assert (letter.item, letter.error) == (3, "code: is missing")


async def test_a_graceful_stop_finishes_the_records_at_hand(house):
    started = asyncio.Event()

    async def slowly(uow, event):
        started.set()
        await asyncio.sleep(0.05)
        await count(uow, event)

    for _ in range(20):
        await house.send_event("a")
    consumers = await house.consumers(counting(slowly))
    await started.wait()
    await consumers.stop()
    done = await house.total("a")
    await asyncio.sleep(0.3)
    assert await house.total("a") == done

    await house.consumers()
    await house.counted("a", 20)


async def test_after_a_restart_only_what_was_not_done_is_read(house):
    first = await house.consumers()
    await house.send_event("a")
    await house.counted("a", 1)
    await first.stop()
    await house.send_event("b")
    second = await house.consumers()
    await house.counted("b", 1)
    reading = second.readings[TOPIC]

    assert reading.in_hand == 1
