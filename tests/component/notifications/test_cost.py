"""What an event costs: the statements it sends to the database. Thousands of persons arrive on a first of September."""

from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
import sqlalchemy as sa

from shared.contracts.contract import Contract
from shared.messaging.envelope import Envelope
from shared.messaging.record import StoredRecord
from shared.runtime.ids import new_id

from .events import case_closed, case_escalated, case_opened, contact, meeting_scheduled, person
from .harness import Harness, key_of

Cost = Callable[[Contract], Awaitable[int]]


@pytest.fixture
async def cost(set_up: Callable[..., Harness]) -> AsyncIterator[Cost]:
    """``await cost(event)``: how many statements an event takes, handled as it is when it arrives."""
    service = set_up().service
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        sent.append(statement)

    async def of(event: Contract) -> int:
        sent.clear()
        key = key_of(event)
        envelope = Envelope(id=str(new_id()), source="/tests", type=event.event_type, subject=key, sequence=1)
        value = event.model_dump_json(by_alias=True).encode()
        record = StoredRecord(event.topic, 0, 0, 0, key.encode(), value, envelope.headers())
        await service.consumers.readings[event.topic].handling.handle([record])
        return len(sent)

    engine = service.engine.sync_engine
    sa.event.listen(engine, "before_cursor_execute", note)
    yield of
    await service.engine.dispose()


async def test_an_event_takes_few_statements(cost: Cost) -> None:
    assert await cost(contact("clb-1")) <= 4
    assert await cost(person()) <= 3
    assert await cost(case_opened()) <= 7
    assert await cost(meeting_scheduled()) <= 6


async def test_an_event_of_a_case_that_nobody_is_told_of_only_notes_that_it_came(cost: Cost) -> None:
    assert await cost(case_escalated(new_school_year=False, by_merger=True)) == 1


async def test_a_closed_case_and_a_higher_level_cost_no_more_than_an_opening(cost: Cost) -> None:
    assert await cost(case_escalated(new_school_year=False)) <= 7
    assert await cost(case_closed()) <= 7
