"""What is to follow a transaction follows it once it is committed, and never otherwise."""

import pytest
import sqlalchemy as sa

from shared.messaging.envelope import Envelope
from shared.messaging.tables import outbox
from shared.runtime import context
from shared.runtime.context import MessageContext
from shared.runtime.ids import new_id

from .harness import Order, OrderPlaced, OrderSent

PERSON = new_id()


async def test_callbacks_run_after_the_commit_in_order(harness):
    seen = []

    async with harness.units() as uow:
        uow.add(OrderPlaced(person_id=PERSON))
        uow.after_commit(lambda: seen.append(("first", harness.woken)))
        uow.after_commit(lambda: seen.append(("second", harness.woken)))
        assert seen == []

    assert seen == [("first", 1), ("second", 1)]


async def test_after_a_rollback_no_callback_runs(harness, logs):
    seen = []

    with pytest.raises(RuntimeError):
        async with harness.units() as uow:
            uow.after_commit(lambda: seen.append("called"))
            uow.log("order.noted")
            uow.add(OrderSent(person_id=PERSON))
            raise RuntimeError

    assert seen == []
    assert logs.lines() == []


async def test_a_commit_that_fails_runs_no_callback(harness):
    seen = []

    with pytest.raises(sa.exc.IntegrityError):
        async with harness.units() as uow:
            uow.after_commit(lambda: seen.append("called"))
            await uow.connection.execute(sa.text("CREATE TABLE a (id int PRIMARY KEY)"))
            await uow.connection.execute(sa.text("CREATE TABLE b (id int REFERENCES a DEFERRABLE INITIALLY DEFERRED)"))
            await uow.connection.execute(sa.text("INSERT INTO b VALUES (1)"))

    assert seen == []


async def test_a_unit_of_work_that_is_used_again_forgets_the_callbacks_of_the_first_time(harness):
    seen = []
    uow = harness.units()
    async with uow:
        uow.after_commit(lambda: seen.append("called"))
    async with uow:
        pass

    assert seen == ["called"]


async def test_an_error_of_a_callback_reaches_the_caller_and_the_change_stays(harness):
    def fail() -> None:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        async with harness.units() as uow:
            uow.add(OrderPlaced(person_id=PERSON))
            uow.after_commit(fail)

    async with harness.engine.connect() as connection:
        assert await connection.scalar(sa.select(sa.func.count()).select_from(outbox)) == 1


async def test_a_line_is_logged_in_the_story_in_which_it_was_asked_for(harness, logs):
    async with harness.units() as uow:
        with context.bound(MessageContext(correlation_id="story")):
            uow.log("order.noted", count=3)

    line = logs.line("order.noted")
    assert line["correlation_id"] == "story"
    assert line["count"] == 3


async def test_milestones_among_the_events_are_logged_with_their_fields(harness, logs):
    async with harness.units() as uow:
        uow.add(OrderPlaced(person_id=PERSON), OrderSent(person_id=PERSON))
        assert logs.lines() == []

    (line,) = logs.lines()
    assert line["event"] == "order.sent"
    assert line["person_id"] == str(PERSON)


async def test_a_milestone_is_told_in_the_story_of_the_event_that_caused_it(harness, logs):
    cause = Envelope(id="cause", source="/school", type="t", correlation_id="story-of-the-cause")

    with context.bound(MessageContext(correlation_id="story-of-the-batch")):
        async with harness.units() as uow:
            uow.add(OrderSent(person_id=PERSON), caused_by=cause)
            uow.log("batch.noted")

    assert [(line["event"], line["correlation_id"]) for line in logs.lines()] == [
        ("order.sent", "story-of-the-cause"),
        ("batch.noted", "story-of-the-batch"),
    ]


async def test_the_events_of_an_aggregate_are_taken_once(harness, logs):
    order = Order(PERSON)
    order.send()

    async with harness.units() as uow:
        uow.take(order)
        uow.take(order)

    assert order.events == []
    assert len(logs.lines("order.sent")) == 1
    async with harness.engine.connect() as connection:
        assert await connection.scalar(sa.select(sa.func.count()).select_from(outbox)) == 1
