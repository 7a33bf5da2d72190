"""Rows may be kept back and written together; whoever reads sees them all the same."""

import gc
import weakref

import pytest
import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import IntegrityError

from shared.messaging.tables import inbox
from shared.runtime.batching import BatchingConnection, Rows

INSERT = insert(inbox)
COUNT = sa.select(sa.func.count()).select_from(inbox)


def row(event_id: str) -> dict[str, str]:
    return {"consumer": "shop", "source": "/test", "event_id": event_id}


@pytest.fixture
async def connection(engine):
    async with engine.begin() as over:
        yield BatchingConnection(over)


async def test_rows_are_written_together_before_somebody_reads(engine, connection):
    statements = []
    event.listen(engine.sync_engine, "before_cursor_execute", lambda *arguments: statements.append(arguments[2]))
    rows = Rows(connection, INSERT)
    rows.add(row("1"), row("2"))
    rows.add(row("3"))

    assert (await connection.read(COUNT)).scalar_one() == 0
    assert await connection.scalar(COUNT) == 3
    assert await connection.scalar(COUNT) == 3
    assert sum("INSERT" in statement for statement in statements) == 1


@pytest.mark.parametrize("reading", ["execute", "scalar", "scalars"])
async def test_every_way_of_reading_sees_them(connection, reading):
    Rows(connection, INSERT).add(row("1"))

    answer = await getattr(connection, reading)(COUNT)

    assert (answer if reading == "scalar" else next(iter(answer))) in (1, (1,))


async def test_what_is_kept_back_first_is_written_first(connection):
    written = []

    async def write(name):
        written.append(name)
        await connection.execute(sa.text("SELECT 1"))

    connection.keeps_back(lambda: write("first"))
    connection.keeps_back(lambda: write("second"))
    await connection.write()

    assert written == ["first", "second"]


async def test_a_savepoint_undoes_only_what_was_kept_back_inside(connection):
    rows = Rows(connection, INSERT)
    rows.add(row("before"))

    with pytest.raises(IntegrityError):
        async with connection.savepoint():
            rows.add(row("inside"), row("before"))

    assert list(await connection.scalars(sa.select(inbox.c.event_id))) == ["before"]


async def test_a_savepoint_of_the_plain_kind_is_refused(connection):
    with pytest.raises(RuntimeError, match="savepoint"):
        connection.begin_nested()


async def test_a_unit_of_work_writes_before_it_commits_and_never_after_an_error(harness):
    async with harness.units() as uow:
        Rows(uow.connection, INSERT).add(row("kept"))
    with pytest.raises(ValueError, match="no"):
        async with harness.units() as uow:
            Rows(uow.connection, INSERT).add(row("lost"))
            raise ValueError("no")
    async with harness.units.reading() as uow:
        assert list(await uow.connection.scalars(sa.select(inbox.c.event_id))) == ["kept"]


async def test_what_a_transaction_read_goes_with_it_and_not_with_the_next_garbage_collection(harness):
    gc.disable()
    try:
        async with harness.units() as uow:
            rows = Rows(uow.connection, INSERT)
            rows.add(row("1"))
            uow.after_commit(uow.note)
        gone = [weakref.ref(uow), weakref.ref(rows), weakref.ref(uow.connection)]
        del uow, rows
        assert [there() for there in gone] == [None] * 3
    finally:
        gc.enable()
