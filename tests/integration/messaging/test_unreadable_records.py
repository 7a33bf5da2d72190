"""Records of one partition can't be made out of what was fetched: those of the others are handled all the same."""

import pytest
from aiokafka.consumer.fetcher import FetchResult
from aiokafka.errors import CorruptRecordException
from aiokafka.partitioner import DefaultPartitioner

from shared.messaging.subscriptions import BatchSubscription

from .harness import as_they_are
from .tally import TOPIC

KEYS = [f"k{number}" for number in range(30)]
WRONG_CHECKSUM = CorruptRecordException()
NO_UTF8 = UnicodeDecodeError("utf-8", b"\xff", 0, 1, "")


@pytest.fixture
async def waiting(harness):
    """A harness with a record of each key; the keys of either partition."""
    for key in KEYS:
        await harness.send(b"-", key=key.encode())
    return [[key for key in KEYS if DefaultPartitioner()(key.encode(), [0, 1], [0, 1]) == number] for number in (0, 1)]


@pytest.mark.parametrize("error", [WRONG_CHECKSUM, pytest.param(NO_UTF8, marks=pytest.mark.soak)])
async def test_what_was_fetched_beside_records_that_cannot_be_read_is_not_passed_over(
    harness, waiting, monkeypatch, error
):
    get_all, failing = FetchResult.getall, {0, 1}

    def fail_once_after_others(result, max_records=None):
        """Fail with either partition once, when the other's records were given out."""
        number = result._topic_partition.partition
        if number in failing and len(failing) < 2:
            failing.clear()
            raise error
        failing.discard(number)
        return get_all(result, max_records)

    monkeypatch.setattr(FetchResult, "getall", fail_once_after_others)
    await harness.consumers(BatchSubscription(TOPIC, _store, as_they_are))
    for key in KEYS:
        await harness.counted(key, 1)
    assert not failing


@pytest.mark.parametrize("error", [WRONG_CHECKSUM, pytest.param(NO_UTF8, marks=pytest.mark.soak)])
async def test_records_that_cannot_be_read_hold_up_their_own_partition_alone(harness, waiting, monkeypatch, error):
    readable, unreadable = waiting
    get_all, mended = FetchResult.getall, False

    def fail_with_the_second(result, max_records=None):
        if result._topic_partition.partition == 1 and not mended:
            raise error
        return get_all(result, max_records)

    monkeypatch.setattr(FetchResult, "getall", fail_with_the_second)
    await harness.consumers(BatchSubscription(TOPIC, _store, as_they_are))
    for key in readable:
        await harness.counted(key, 1)
    mended = True
    for key in unreadable:
        await harness.counted(key, 1)


async def _store(uow, records):
    for record in records:
        await uow.tally.add(record.key.decode(), 1)
