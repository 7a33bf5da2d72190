"""What an event costs: the statements it sends to the database. Thousands of persons arrive on a first of September."""

from collections.abc import Awaitable, Callable, Iterator
from uuid import uuid4

import pytest
import sqlalchemy as sa

from shared.contracts.consultation_meetings import MeetingScheduled
from shared.contracts.contract import Contract
from shared.contracts.notifications_deliveries import NotificationSent

from .harness import OTHER_SCHOOL, SCHOOL, Harness, level_reached, level_withdrawn, meeting, notice, person

Cost = Callable[..., Awaitable[int]]


@pytest.fixture
def statements(harness: Harness) -> Iterator[list[str]]:
    """What the service sends to its database."""
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        sent.append(statement)

    engine = harness.service.engine.sync_engine
    sa.event.listen(engine, "before_cursor_execute", note)
    yield sent
    sa.event.remove(engine, "before_cursor_execute", note)


@pytest.fixture
def cost(harness: Harness, statements: list[str]) -> Cost:
    """``await cost(event, sequence=1)``: how many statements that event took."""

    async def of(event: Contract, key: object, sequence: int = 1) -> int:
        statements.clear()
        await harness.receive(event, str(key), sequence=sequence)
        return len(statements)

    return of


async def test_a_person_takes_a_handful_of_statements(cost: Cost) -> None:
    someone = uuid4()
    assert await cost(person(someone, (SCHOOL, "P-1")), someone) <= 6
    assert await cost(person(someone, (SCHOOL, "P-1"), (OTHER_SCHOOL, "P-2")), someone, 2) <= 6
    assert await cost(person(someone, (SCHOOL, "P-1")), someone, 2) <= 3


async def test_a_person_with_a_case_takes_no_more(harness: Harness, cost: Cost) -> None:
    signal = level_reached()
    await harness.receive(person(signal.person_id, (SCHOOL, "P-1")), str(signal.person_id))
    await harness.receive(signal, str(signal.person_id))
    assert await cost(person(signal.person_id, (SCHOOL, "P-1")), signal.person_id, 2) <= 6


async def test_a_level_costs_the_same_however_many_there_were(cost: Cost) -> None:
    signal = level_reached()
    assert await cost(signal, signal.person_id) <= 17
    for sequence, level in enumerate((10, 15, 30), 2):
        assert await cost(level_reached(level, person_id=signal.person_id), signal.person_id, sequence) <= 13
    assert await cost(level_withdrawn(signal), signal.person_id, 5) <= 13


async def test_what_others_tell_takes_a_few_statements(harness: Harness, cost: Cost) -> None:
    signal, meeting_id = level_reached(), uuid4()
    await harness.receive(signal, str(signal.person_id))
    case = await harness.only_case()
    assert await cost(meeting(MeetingScheduled, meeting_id, case["case_id"]), meeting_id) <= 4
    assert await cost(notice(NotificationSent, "case", case["case_id"], "clb", "case-opened"), "notice") <= 2
    assert await cost(notice(NotificationSent, "meeting", meeting_id, "clb", "meeting-invitation"), "notice") <= 2
