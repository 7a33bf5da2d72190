"""What an event costs: the statements it sends to the database."""

import pytest
import sqlalchemy as sa

from shared.contracts.casework_cases import (
    CaseEscalated,
    CaseOpened,
    CaseWithdrawn,
    MeetingRequested,
    WithdrawalDropped,
    WithdrawalProposed,
)
from shared.messaging.envelope import Envelope
from shared.messaging.record import StoredRecord

from .harness import Case, Harness


@pytest.fixture
def cost(harness: Harness):
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
        await harness.service.consumers.readings[kind.topic].handling.handle([record])
        return len(sent)

    engine = harness.service.engine.sync_engine
    sa.event.listen(engine, "before_cursor_execute", note)
    yield of
    sa.event.remove(engine, "before_cursor_execute", note)


async def test_an_event_about_a_case_takes_few_statements(harness: Harness, cost):
    await harness.staff()
    case = Case()
    assert await cost(case, CaseOpened) <= 4
    assert await cost(case, MeetingRequested) <= 16
    assert await cost(case, WithdrawalProposed) <= 8
    assert await cost(case, WithdrawalDropped) <= 8
    assert await cost(case, CaseWithdrawn) <= 9


async def test_an_escalation_within_a_school_year_notes_the_level_and_nothing_else(cost):
    case = Case()
    assert await cost(case, CaseEscalated) <= 3
    await cost(case, CaseOpened)
    assert await cost(case, CaseEscalated) <= 3
