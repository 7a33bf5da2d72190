"""Events that came together are handled in one transaction, each once, in order, and none at another's expense."""

import pytest
import sqlalchemy as sa
from sqlalchemy import event

from shared.domain.errors import Conflict
from shared.messaging.event_handling import EventHandling
from shared.messaging.retries import Retries
from shared.messaging.subscriptions import Subscription, on
from shared.messaging.tables import dead_letter, inbox, outbox
from shared.runtime.ids import new_id

from .harness import TOPIC, OrderPlaced, OrderSent, persons_of, record

PERSONS = [new_id() for _ in range(20)]
BAD = PERSONS[13]


@pytest.fixture
def statements(harness):
    """The statements sent to the database."""
    sent = []
    event.listen(harness.engine.sync_engine, "before_cursor_execute", lambda *arguments: sent.append(arguments[2]))
    return sent


@pytest.fixture
def sending(harness):
    """A handling that sends what is ordered, and cannot send to one of the persons."""

    async def send(uow, received):
        uow.add(OrderSent(person_id=received.data.person_id))
        if received.data.person_id == BAD:
            raise Conflict("nobody lives there")

    return harness.handling(on(OrderPlaced, send, keys=persons_of))


async def test_more_events_take_no_more_statements(harness, statements, sending):
    await sending.handle([record(OrderPlaced(person_id=PERSONS[0]))])
    of_one = len(statements)
    await sending.handle([record(OrderPlaced(person_id=person)) for person in PERSONS[:10]])

    assert len(statements) == 2 * of_one


async def test_they_are_handled_in_their_order(harness, sending):
    await sending.handle([record(OrderPlaced(person_id=person)) for person in PERSONS[:10]])

    assert await _sent(harness) == PERSONS[:10]


async def test_each_belongs_to_its_own_story(harness, logs, sending):
    events = [record(OrderPlaced(person_id=person)) for person in PERSONS[:3]]
    ids = [dict(sent.headers)["ce_id"].decode() for sent in events]

    await sending.handle(events)

    async with harness.engine.connect() as connection:
        rows = await connection.execute(sa.select(outbox).order_by(outbox.c.position))
        assert [(row.causation_id, row.correlation_id) for row in rows] == [(one, one) for one in ids]
    assert [line["correlation_id"] for line in logs.lines("order.sent")] == ids
    lines = logs.lines("message.processed")
    assert [(line["event_id"], line["correlation_id"]) for line in lines] == [(one, one) for one in ids]
    assert {line["records"] for line in lines} == {3}


async def test_the_event_to_blame_is_parked_alone_and_the_others_are_handled_once(harness, logs, sending):
    await sending.handle([record(OrderPlaced(person_id=person)) for person in PERSONS])

    assert sending.handled == len(PERSONS)
    assert await _sent(harness) == [person for person in PERSONS if person != BAD]
    assert await _count(harness, dead_letter) == 1
    assert await _count(harness, inbox) == len(PERSONS) - 1
    assert [line["outcome"] for line in logs.lines("message.processed")].count("parked") == 1


async def test_an_unexpected_error_of_one_costs_the_others_no_second_try(harness, logs):
    tried = []

    async def stumble(uow, received):
        tried.append(received.data.person_id)
        if received.data.person_id == BAD:
            raise RuntimeError("secret-value")

    subscription = Subscription(TOPIC, (on(OrderPlaced, stumble),))
    handling = EventHandling(subscription, harness.units, consumer="shop", retries=Retries(3, first_pause_s=0.0))
    await handling.handle([record(OrderPlaced(person_id=person)) for person in PERSONS[12:14]])

    assert tried == [PERSONS[12], BAD, PERSONS[12], BAD, BAD, BAD]
    (failure,) = logs.lines("message.failed")
    assert failure["attempt"] == 3
    assert await _count(harness, dead_letter) == 1


async def test_what_is_no_event_is_parked_without_a_second_try_of_the_others(harness, statements, sending):
    good = [record(OrderPlaced(person_id=person)) for person in PERSONS[:4]]
    wrong = record(OrderPlaced(person_id=PERSONS[4]))
    object.__setattr__(wrong, "value", b"[]")

    await sending.handle([*good[:2], wrong, *good[2:]])

    assert sending.handled == 5
    assert await _sent(harness) == PERSONS[:4]
    assert await _count(harness, dead_letter) == 1
    assert sum("INTO inbox" in statement for statement in statements) == 2


async def test_an_event_that_came_twice_is_handled_once(harness, logs, sending):
    twice = record(OrderPlaced(person_id=PERSONS[0]))

    await sending.handle([twice, record(OrderPlaced(person_id=PERSONS[1])), twice])
    await sending.handle([twice])

    assert await _sent(harness) == PERSONS[:2]
    outcomes = [line["outcome"] for line in logs.lines("message.processed")]
    assert outcomes == ["processed", "processed", "duplicate", "duplicate"]


async def test_events_of_no_interest_begin_no_transaction(harness, statements):
    await harness.handling().handle([record(OrderPlaced(person_id=person)) for person in PERSONS])

    assert statements == []


async def _sent(harness):
    async with harness.engine.connect() as connection:
        rows = await connection.execute(sa.select(outbox.c.data).order_by(outbox.c.position))
        return [OrderSent.model_validate_json(data).person_id for (data,) in rows]


async def _count(harness, table):
    async with harness.engine.connect() as connection:
        return await connection.scalar(sa.select(sa.func.count()).select_from(table))
