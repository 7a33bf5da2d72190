"""Rules of any form come to the same from the same marks, whatever the order, whenever made, and as a trial says."""

import random
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st
from sqlalchemy import text
from tests.component.attendance.harness import Harness
from tests.property.lengths import examples

from attendance.register.domain.mark import Mark
from attendance.register.domain.status import Status
from attendance.rules.application.change_rule import RuleProposal
from attendance.rules.domain.form import AfterReaching, HoursPerHalfDay, Unit, Window, WindowKind
from attendance.rules.domain.rule import RuleMode
from attendance.testing.factories import SCHOOL, YEAR, enrolment
from shared.domain.half_days import HalfDay
from shared.runtime.clock import BRUSSELS
from shared.runtime.database import create_engine
from shared.testing.logs import captured_logs

START = datetime(2026, 9, 1, 7, 0, tzinfo=BRUSSELS)
DAYS = [date(2026, 9, 1) + timedelta(days=n) for n in (0, 1, 2, 6, 7, 8, 13, 20, 27)]
TABLES = "shadow_signal, signal, mark_history, mark"
PLAIN = {"statuses": frozenset({Status.PROBLEMATIC}), "codes": frozenset(), "unit": Unit.HALF_DAYS, "window": Window()}
HOURS = {"unit": Unit.HOURS, "hours": HoursPerHalfDay(Decimal("2.5"), Decimal(2))}
TWO_WEEKS = Window(WindowKind.SCHOOL_WEEKS, 2)
RULES: dict[str, tuple[RuleMode, dict[str, Any]]] = {
    "hours-restarting": (RuleMode.ACTIVE, {**HOURS, "window": TWO_WEEKS, "after": AfterReaching.RESTARTS}),
    "never-twice": (RuleMode.ACTIVE, {"window": TWO_WEEKS, "after": AfterReaching.NEVER_TWICE}),
    "in-a-row": (RuleMode.ACTIVE, {"window": Window(WindowKind.CONSECUTIVE)}),
    "whole-days": (RuleMode.ACTIVE, {"unit": Unit.DAYS}),
    "share": (RuleMode.ACTIVE, {"unit": Unit.PERCENT, "window": TWO_WEEKS}),
    "late-too": (RuleMode.SHADOW, {"statuses": frozenset({Status.PROBLEMATIC, Status.LATE}), "window": TWO_WEEKS}),
}

marks = st.lists(
    st.tuples(
        st.sampled_from(DAYS),
        st.sampled_from(list(HalfDay)),
        st.sampled_from((Status.PROBLEMATIC, Status.PROBLEMATIC, Status.PROBLEMATIC, Status.LATE, Status.PRESENT)),
        st.integers(0, 3),
    ),
    min_size=6,
    max_size=30,
)


@pytest.fixture
async def harness(create_database: Callable[..., Awaitable[str]]) -> AsyncIterator[Harness]:
    engine = create_engine(await create_database("attendance"))
    found = Harness(engine)
    with captured_logs("attendance", level="WARNING"):
        await found.enrol(enrolment(pupil="in-parts"), enrolment(pupil="at-once"))
        yield found
    await engine.dispose()


@pytest.mark.timeout(300)
@settings(
    max_examples=examples(10, 25),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(story=marks, seed=st.integers(0, 2**32), made_after=st.integers(0, 3))
async def test_every_order_ends_with_the_same_signals(
    harness: Harness, story: list[tuple[date, HalfDay, Status, int]], seed: int, made_after: int
) -> None:
    async with harness.engine.begin() as connection:
        await connection.execute(text(f"TRUNCATE {TABLES}"))
        await connection.execute(text("DELETE FROM rule WHERE pack IS NULL"))
    chance = random.Random(seed)
    numbered = list(enumerate(story))
    arriving = numbered + chance.choices(numbered, k=4)
    chance.shuffle(arriving)
    note(f"arriving: {arriving}")
    for batch in range(4):
        if batch == made_after:
            await _make_rules(harness)
        await harness.record(*(_mark("in-parts", *each) for each in arriving[batch::4]))
    await harness.record(*(_mark("at-once", *each) for each in numbered))
    for table in ("signal", "shadow_signal"):
        assert await _standing(harness, table, "in-parts") == await _standing(harness, table, "at-once")
    for name, (mode, _) in RULES.items():
        assert await _tried(harness, name) == await _standing_by(harness, name, mode)


async def _make_rules(harness: Harness) -> None:
    for name, (mode, form) in RULES.items():
        async with harness.units() as uow:
            proposal = RuleProposal((2, 5), YEAR, "?", mode, {**PLAIN, **form})
            await harness.use_cases.change_rule(uow, name, proposal)


async def _tried(harness: Harness, name: str) -> list[tuple[UUID, int]]:
    """Who would be signalled at which level, as a trial of the rule says."""
    async with harness.units() as uow:
        found = await harness.use_cases.simulate_rule(uow, name, RuleProposal((2, 5), YEAR, "?"), school_year=YEAR)
    return sorted((each.person_id, each.level) for each in found.signals)


async def _standing_by(harness: Harness, name: str, mode: RuleMode) -> list[tuple[UUID, int]]:
    table = "shadow_signal" if mode is RuleMode.SHADOW else "signal"
    rows = await harness.rows(f"SELECT person_id, level FROM {table} WHERE rule = '{name}' AND withdrawn_at IS NULL")
    return sorted((row.person_id, row.level) for row in rows)


def _mark(pupil: str, number: int, said: tuple[date, HalfDay, Status, int]) -> Mark:
    day, half_day, status, hour = said
    cause = type("Event", (), {"id": "event", "story": "event", "traceparent": None})()
    return Mark(SCHOOL, pupil, day, half_day, status, START + timedelta(hours=hour), f"{number:03}", cause)


async def _standing(harness: Harness, table: str, pupil: str) -> Sequence[Any]:
    """What stands of this pupil by rules of other forms; a level of a whole year keeps the day first told."""
    return await harness.rows(f"""
        SELECT rule, level, CASE WHEN rule = 'whole-days' THEN NULL ELSE reached_on END
        FROM {table} WHERE pupil = '{pupil}' AND withdrawn_at IS NULL AND rule <> 'problematic-half-days'
        ORDER BY rule, level, reached_on
    """)
