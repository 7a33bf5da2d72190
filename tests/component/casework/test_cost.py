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

CASES_OF_OTHERS = """
    INSERT INTO case_record (
        case_id, reference, case_type, person_id, school, pupil, school_year, opened_at, status, version
    )
    SELECT md5(n::text)::uuid, 'SP-2026-' || n, 'truancy', md5(n::text)::uuid, '123456', 'Q-' || n, '2026-2027', now(),
        'new', 1
    FROM generate_series(1, 5000) AS n;
    INSERT INTO ground
    SELECT md5(n::text)::uuid, 'level', md5(n::text)::uuid, md5(n::text)::uuid, '2026-2027', '2026-10-08', '123456',
        'Q-' || n, 'secundair', true, false, false, '{}'
    FROM generate_series(1, 5000) AS n;
    ANALYZE case_record;
    ANALYZE ground
"""
READ_FROM_END_TO_END = "SELECT seq_tup_read FROM pg_stat_xact_user_tables WHERE relname = 'ground'"


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


async def test_a_person_costs_the_same_however_many_cases_others_have(harness: Harness) -> None:
    async with harness.service.engine.begin() as connection:
        for statement in CASES_OF_OTHERS.split(";"):
            await connection.exec_driver_sql(statement)
    someone = uuid4()
    await harness.receive(person(someone, (SCHOOL, "P-1")), str(someone))
    async with harness.service.units() as uow:
        assert await uow.grounds.strayed(someone) == []
        assert await uow.connection.scalar(sa.text(READ_FROM_END_TO_END)) == 0


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


async def test_a_page_of_cases_takes_a_statement_beside_its_own_however_many_there_are(
    harness: Harness, statements: list[str]
) -> None:
    for number in range(3):
        signal = level_reached(pupil=f"P-{number}")
        await harness.receive(person(signal.person_id, (SCHOOL, f"P-{number}")), str(signal.person_id))
        await harness.receive(signal, str(signal.person_id))
    await harness.http.get("/cases")  # the first request of a caller notes the caller
    for path, most in (("/cases", 2), ("/worklist", 3)):  # whose work it is, says a statement more
        statements.clear()
        assert len((await harness.http.get(path)).json()["items"]) == 3
        assert len(statements) <= most, path
