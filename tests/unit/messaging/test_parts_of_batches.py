"""Records are taken in parts by their weight: one record may hold one mark or a list of 500."""

from shared.messaging.record import StoredRecord, parted
from shared.messaging.subscriptions import a_few_at_a_time


def _records(*weights: int) -> list[StoredRecord]:
    return [
        StoredRecord(topic="t", partition=0, offset=offset, timestamp=0, key=None, value=b"x" * weight)
        for offset, weight in enumerate(weights)
    ]


def _weights(parts: list[list[StoredRecord]]) -> list[list[int]]:
    return [[len(record.value or b"") for record in part] for part in parts]


def test_a_part_weighs_no_more_than_it_may_and_the_order_stays() -> None:
    parts = [list(part) for part in parted(_records(3, 3, 4, 1, 9), most_bytes=10)]
    assert _weights(parts) == [[3, 3, 4], [1, 9]]


def test_a_record_that_is_too_heavy_is_a_part_by_itself() -> None:
    parts = [list(part) for part in parted(_records(2, 30, 2), most_bytes=10)]
    assert _weights(parts) == [[2], [30], [2]]


async def test_others_have_their_turn_after_a_few_long_lists_as_after_many_single_marks() -> None:
    single, lists = _records(*[160] * 600), _records(*[4_000] * 24)
    turns = [[few async for few in a_few_at_a_time(records)] for records in (single, lists)]
    assert len(turns[0]) == len(turns[1]) == 3
