"""A dead letter that a person asks to have replayed goes through the service's own handling again."""

import asyncio

import sqlalchemy as sa

from shared.messaging import dead_letters
from shared.messaging.envelope import Envelope
from shared.messaging.errors import InvalidEvent
from shared.messaging.record import StoredRecord
from shared.messaging.replay import Replayer
from shared.messaging.tables import dead_letter

from .harness import QUICK
from .tally import TOPIC, Added, count, counting


async def test_a_replayed_dead_letter_is_handled_once(harness):
    broken = True

    async def handle(uow, event):
        if broken:
            raise ValueError
        await count(uow, event)

    consumers = await harness.consumers(counting(handle))
    await harness.send_event("a")
    await harness.parked(1)
    replayer = Replayer(harness.units, consumers.handlings())

    await _ask(harness, "replay")
    await replayer.run_once()
    (again,) = await harness.dead_letters()
    assert again.status == "parked"

    broken = False
    await _ask(harness, "replay")
    await replayer.run_once()
    await replayer.run_once()
    (done,) = await harness.dead_letters()
    assert done.status == "replayed"
    assert await harness.total("a") == 1


async def test_a_replay_beside_records_that_fail_for_now_takes_none_of_them_along(harness):
    reading, replayed = asyncio.Event(), asyncio.Event()
    failures = QUICK.attempts

    async def handle(uow, event):
        nonlocal failures
        if event.data.key != "kept":
            reading.set()
            await replayed.wait()
            if failures:
                failures -= 1
                raise ConnectionResetError
        await count(uow, event)

    await _keep(harness, TOPIC, 1)
    await _ask(harness, "replay")
    consumers = await harness.consumers(counting(handle))
    await harness.send_event("a")
    await reading.wait()
    await Replayer(harness.units, consumers.handlings()).run_once()
    replayed.set()

    await harness.counted("a", 1)
    assert await harness.total("kept") == 1


async def test_a_discarded_dead_letter_stays_so_when_its_record_comes_again(harness):
    await harness.consumers()
    await harness.send(b"{")
    await harness.parked(1)
    await _ask(harness, "discarded")
    consumers = await harness.consumers()
    await consumers.handlings()[TOPIC].handle([await _stored(harness)])

    (letter,) = await harness.dead_letters()
    assert letter.status == "discarded"


async def test_dead_letters_of_a_topic_that_nobody_reads_any_more_wait_and_hold_up_no_other(harness):
    await _keep(harness, "test.abandoned.v1", 60)
    await _keep(harness, TOPIC, 1)
    await _ask(harness, "replay")
    consumers = await harness.consumers()

    await Replayer(harness.units, consumers.handlings()).run_once()

    letters = await harness.dead_letters()
    assert {(letter.topic, letter.status) for letter in letters} == {
        ("test.abandoned.v1", "replay"),
        (TOPIC, "replayed"),
    }
    assert await harness.total("kept") == 1


async def test_open_are_the_dead_letters_that_are_parked_or_wait_for_their_replay(harness):
    await _keep(harness, TOPIC, 4)
    assert await _open(harness) == 4
    for offset, status in enumerate(("replay", "replayed", "discarded")):
        async with harness.engine.begin() as connection:
            this = dead_letter.c.offset == offset
            await connection.execute(sa.update(dead_letter).where(this).values(status=status))

    assert await _open(harness) == 2


async def _open(harness) -> int:
    async with harness.engine.connect() as connection:
        return await dead_letters.count_open(connection)


async def _keep(harness, topic: str, number: int) -> None:
    """Dead letters that would be handled well now."""
    event = Added(key="kept").model_dump_json().encode()
    async with harness.engine.begin() as connection:
        for offset in range(number):
            headers = Envelope(id=f"{topic}-{offset}", source="/test", type=Added.event_type, sequence=1).headers()
            record = StoredRecord(topic, 0, offset, 0, b"kept", event, headers)
            await dead_letters.park(connection, record, InvalidEvent("key", "was expected otherwise"))


async def _ask(harness, status: str) -> None:
    async with harness.engine.begin() as connection:
        await connection.execute(sa.update(dead_letter).values(status=status))


async def _stored(harness):
    from shared.messaging.dead_letters import _stored  # the record as it was kept

    (letter,) = await harness.dead_letters()
    return _stored(letter)
