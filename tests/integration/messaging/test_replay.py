"""A dead letter that a person asks to have replayed goes through the service's own handling again."""

import sqlalchemy as sa

from shared.messaging.replay import Replayer
from shared.messaging.tables import dead_letter

from .tally import TOPIC, count, counting


async def test_a_replayed_dead_letter_is_handled_once(house):
    broken = True

    async def handle(uow, event):
        if broken:
            raise ValueError
        await count(uow, event)

    consumers = await house.consumers(counting(handle))
    await house.send_event("a")
    await house.parked(1)
    replayer = Replayer(house.units, {TOPIC: consumers.readings[TOPIC].handling})

    await _ask(house, "replay")
    await replayer.run_once()
    (again,) = await house.dead_letters()
    assert again.status == "parked"

    broken = False
    await _ask(house, "replay")
    await replayer.run_once()
    await replayer.run_once()
    (done,) = await house.dead_letters()
    assert done.status == "replayed"
    assert await house.total("a") == 1


async def test_a_discarded_dead_letter_stays_so_when_its_record_comes_again(house):
    await house.consumers()
    await house.send(b"{")
    await house.parked(1)
    await _ask(house, "discarded")
    consumers = await house.consumers()
    await consumers.readings[TOPIC].handling.handle([await _stored(house)])

    (letter,) = await house.dead_letters()
    assert letter.status == "discarded"


async def _ask(house, status: str) -> None:
    async with house.engine.begin() as connection:
        await connection.execute(sa.update(dead_letter).values(status=status))


async def _stored(house):
    from shared.messaging.dead_letters import _stored  # the record as it was kept

    (letter,) = await house.dead_letters()
    return _stored(letter)
