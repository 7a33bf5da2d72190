"""What an event costs: the statements it sends to the database."""

import pytest
import sqlalchemy as sa

from shared.contracts.casework_cases import (
    CaseOpened,
    CaseWithdrawn,
    MeetingRequested,
    WithdrawalDropped,
    WithdrawalProposed,
)
from shared.messaging.envelope import Envelope
from shared.messaging.record import StoredRecord

from .house import Case, House


@pytest.fixture
def cost(house: House):
    """``await cost(case, CaseOpened)``: how many statements that event took, handled as it is when it arrives."""
    sent: list[str] = []

    def note(_connection, _cursor, statement, *_):
        sent.append(statement)

    async def of(case: Case, kind) -> int:
        sent.clear()
        told = case.event(kind)
        envelope: Envelope = told.envelope
        value = told.data.model_dump_json(by_alias=True).encode()
        record = StoredRecord(kind.topic, 0, case.sequence, 0, str(case.case_id).encode(), value, envelope.headers())
        await house.service.consumers.readings[kind.topic].handling.handle([record])
        return len(sent)

    engine = house.service.engine.sync_engine
    sa.event.listen(engine, "before_cursor_execute", note)
    yield of
    sa.event.remove(engine, "before_cursor_execute", note)


async def test_an_event_about_a_case_takes_few_statements(house: House, cost):
    await house.staff()
    case = Case()
    assert await cost(case, CaseOpened) <= 4
    assert await cost(case, MeetingRequested) <= 16
    assert await cost(case, WithdrawalProposed) <= 8
    assert await cost(case, WithdrawalDropped) <= 8
    assert await cost(case, CaseWithdrawn) <= 9
