"""What a use case is going to need is named by its subscription and loaded at once, before the handlers."""

import asyncio

import pytest
import sqlalchemy as sa
from sqlalchemy import event

from shared.messaging import keys
from shared.messaging.locks import lock
from shared.messaging.subscriptions import on
from shared.runtime.ids import new_id

from .harness import OrderPlaced, OrderSent, persons_of, record

FIRST, SECOND = sorted((new_id(), new_id()))


async def test_the_keys_of_an_event_are_loaded_sorted_and_once_before_its_handler(harness):
    handling = harness.handling(on(OrderPlaced, harness.remember, keys=persons_of))

    await handling.handle([record(OrderPlaced(person_id=SECOND, also_for=(FIRST, SECOND)))])

    assert harness.loaded == [[keys.person(FIRST), keys.person(SECOND)]]


async def test_each_event_type_has_keys_of_its_own(harness):
    handling = harness.handling(on(OrderPlaced, harness.remember, keys=persons_of), on(OrderSent, harness.remember))

    await handling.handle([record(OrderSent(person_id=SECOND))])
    await handling.handle([record(OrderPlaced(person_id=FIRST))])

    assert harness.loaded == [[keys.person(FIRST)]]


async def test_an_event_that_is_not_wanted_is_done_without_loading_or_handling(harness):
    handled = []

    async def remember(_, event):
        handled.append(event.data.person_id)

    keys_asked_of = []
    handling = harness.handling(
        on(
            OrderPlaced,
            remember,
            keys=lambda data: keys_asked_of.append(data.person_id) or persons_of(data),
            only=lambda data: data.person_id == FIRST,
        )
    )

    await handling.handle([record(OrderPlaced(person_id=SECOND)), record(OrderPlaced(person_id=FIRST))])

    assert handling.handled == 2
    assert keys_asked_of == handled == [FIRST]


async def test_where_no_event_is_wanted_the_database_is_left_alone(harness, logs):
    statements = []
    event.listen(
        harness.engine.sync_engine, "before_cursor_execute", lambda *arguments: statements.append(arguments[2])
    )
    handling = harness.handling(on(OrderPlaced, harness.remember, only=lambda data: data.person_id == FIRST))

    await handling.handle([record(OrderPlaced(person_id=SECOND)), record(OrderPlaced(person_id=SECOND))])

    assert handling.handled == 2
    assert statements == []
    assert not logs.lines("message.processed")
    line = logs.line("message.batch_processed")
    assert (line["outcome"], line["records"]) == ("ignored", 2)


async def test_of_a_duplicate_nothing_is_loaded(harness):
    loads = []
    handling = harness.handling(
        on(OrderPlaced, harness.remember, keys=lambda data: loads.append(data) or persons_of(data))
    )
    event = record(OrderPlaced(person_id=FIRST))

    await handling.handle([event, event])

    assert len(loads) == 1
    assert harness.loaded == [[keys.person(FIRST)]]


async def test_the_keys_of_a_tombstone_are_loaded_too(harness):
    handling = harness.handling(
        on_tombstone=harness.remember_tombstone, tombstone_keys=lambda key: (keys.contact(key),)
    )

    await handling.handle([record(None, key="c-1")])

    assert harness.loaded == [[keys.contact("c-1")]]


async def test_without_keys_not_one_statement_is_added(harness):
    statements = []
    event.listen(
        harness.engine.sync_engine, "before_cursor_execute", lambda *arguments: statements.append(arguments[2])
    )
    handling = harness.handling(on(OrderPlaced, harness.remember))

    await handling.handle([record(OrderPlaced(person_id=FIRST))])

    assert harness.loaded == []
    assert len(statements) == 1
    assert "inbox" in statements[0]


async def test_many_keys_are_locked_by_one_statement(harness):
    statements = []
    event.listen(
        harness.engine.sync_engine, "before_cursor_execute", lambda *arguments: statements.append(arguments[2])
    )
    handling = harness.handling(on(OrderPlaced, harness.remember, keys=persons_of))

    await handling.handle([record(OrderPlaced(person_id=FIRST, also_for=(SECOND, new_id(), new_id())))])

    assert len(statements) == 2


async def test_whoever_locks_a_name_makes_others_wait(harness):
    async with harness.engine.begin() as holding:
        await lock(holding, ["a", "b"])
        waiting = asyncio.create_task(_locked(harness.engine, "b"))
        free = asyncio.create_task(_locked(harness.engine, "c"))
        await asyncio.wait_for(free, 5)
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(asyncio.shield(waiting), 0.3)

    await asyncio.wait_for(waiting, 5)


async def test_locks_taken_in_any_order_never_deadlock(harness):
    async def hold(names: list[str]) -> None:
        async with harness.engine.begin() as connection:
            await lock(connection, names)
            await connection.execute(sa.text("SELECT pg_sleep(0.01)"))

    names = ["a", "b", "c", "d"]
    turns = [names[number % 4 :] + names[: number % 4] for number in range(20)]
    await asyncio.wait_for(asyncio.gather(*(hold(turn) for turn in turns)), 30)


async def _locked(engine, name: str) -> None:
    async with engine.begin() as connection:
        await lock(connection, [name])
