"""Any order, repetition and division into batches of the same reports ends in the same counts and standing levels.

A machine reports whatever comes to mind, in any order; after every transaction the register has to be what the model
makes of all reports so far, and the model knows no order. So every way to the same reports ends the same. What was
told on the way depends on the way, as it has to; the promise for it is checked at every step: a level is told when it
holds and no standing signal says so yet, a signal is taken back when it holds no more, both once, and at once.
"""

import asyncio
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, note, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule, run_state_machine_as_test
from tests.component.attendance.harness import Harness
from tests.conftest import CreateDatabase
from tests.property.lengths import examples, steps, time_limit

from shared.domain.school_year import SchoolYear
from shared.runtime.database import create_engine
from shared.testing.logs import captured_logs

from .emptying import empty, set_levels
from .model import LEVELS, YEARS, Person, Table, levels
from .reports import (
    CalendarReport,
    Enrolling,
    MarkList,
    Report,
    Who,
    calendars,
    enrolling,
    mark_lists,
    named,
)
from .telling import tell_calendar, tell_enrolments, tell_marks


class Attendance(RuleBasedStateMachine):
    """Reports to a register and compares it with the table on which all reports lie."""

    def __init__(self, run: asyncio.Runner, harness: Harness) -> None:
        super().__init__()
        self._run = run
        self._register = harness
        self._reported: list[Report] = []
        self._standing: dict[str, tuple[Who, int, int]] = {}
        self._heard = 0

    @initialize(
        lists=st.lists(mark_lists, min_size=4, max_size=8),
        reports=st.lists(enrolling, min_size=4, max_size=8),
        marks_first=st.booleans(),
    )
    def begin(self, lists: list[MarkList], reports: list[Enrolling], marks_first: bool) -> None:
        """Enough to begin with for something to count."""
        self._run.run(empty(self._register.engine))
        if marks_first:
            self.marks_come(lists)
        self.enrolments_change(reports)
        if not marks_first:
            self.marks_come(lists)

    @rule(lists=st.lists(mark_lists, min_size=2, max_size=5))
    def marks_come(self, lists: list[MarkList]) -> None:
        self._tell_marks([self._new(one) for one in lists])

    @rule(reports=st.lists(enrolling, min_size=1, max_size=3))
    def enrolments_change(self, reports: list[Enrolling]) -> None:
        self._tell_enrolments([self._new(report) for report in reports])

    @rule(report=calendars)
    def a_calendar_is_set(self, report: CalendarReport) -> None:
        self._new(report)
        self._run.run(tell_calendar(self._register, report))
        self._compare()

    @precondition(lambda self: any(isinstance(one, MarkList) for one in self._reported))
    @rule(data=st.data())
    def marks_come_again(self, data: st.DataObject) -> None:
        earlier = [one for one in self._reported if isinstance(one, MarkList)]
        self._tell_marks(data.draw(st.lists(st.sampled_from(earlier), min_size=1, max_size=4)))

    @precondition(lambda self: any(isinstance(one, Enrolling) for one in self._reported))
    @rule(data=st.data())
    def enrolments_come_again(self, data: st.DataObject) -> None:
        earlier = [one for one in self._reported if isinstance(one, Enrolling)]
        self._tell_enrolments(data.draw(st.lists(st.sampled_from(earlier), min_size=1, max_size=3)))

    def teardown(self) -> None:
        """Everything comes once more, the last first: nothing changes and nobody is told anything."""
        told = self._heard
        lists = [one for one in reversed(self._reported) if isinstance(one, MarkList)]
        changes = [one for one in reversed(self._reported) if isinstance(one, Enrolling)]
        self._tell_marks(lists)
        self._tell_enrolments(changes)
        assert self._heard == told

    def _new(self, report: Any) -> Any:
        self._reported.append(named(report, len(self._reported)))
        return self._reported[-1]

    def _tell_marks(self, lists: Sequence[MarkList]) -> None:
        self._run.run(tell_marks(self._register, lists))
        self._compare()

    def _tell_enrolments(self, reports: Sequence[Enrolling]) -> None:
        self._run.run(tell_enrolments(self._register, reports))
        self._compare()

    def _compare(self) -> None:
        table = Table(self._reported)
        self._run.run(self._compare_counts(table))
        self._run.run(self._compare_what_was_told(table))

    async def _compare_counts(self, table: Table) -> None:
        persons = {who: person for person in table.persons() for who in person}
        found: dict[object, set[Who]] = {}
        for who in table.pupils():
            for year in YEARS:
                shown = await self._register.attendance(*who, SchoolYear(year))
                expected, person = table.register(who, year), persons.get(who)
                note(f"{who} in {year}: {shown}")
                assert {str(status): count for status, count in shown.counts.items() if count} == expected.counts
                assert {(mark.date, mark.half_day) for mark in shown.pending} == expected.pending
                assert {(mark.date, mark.half_day) for mark in shown.rejected} == expected.rejected
                assert shown.person_count == (table.count(person, year) if person else 0)
                assert list(shown.levels_reached) == levels(shown.person_count)
                found.setdefault(shown.person_id, set()).add(who)
        nobody = found.pop(None, set())
        assert {frozenset(pupils) for pupils in found.values()} == set(table.persons())
        assert nobody == table.pupils() - persons.keys()

    async def _compare_what_was_told(self, table: Table) -> None:
        persons = {who: person for person in table.persons() for who in person}
        told = await self._register.told("level-")
        already = {(persons[who], year, level) for who, year, level in self._standing.values()}
        for event in told[self._heard :]:
            self._hear(event.type, event.data, persons, already, table)
        self._heard = len(told)

        standing = {(persons[who], year, level) for who, year, level in self._standing.values()}
        assert standing == {
            (person, year, level)
            for person in table.persons()
            for year in YEARS
            for level in levels(table.count(person, year))
        }
        assert {str(signal.signal_id) for signal in await self._register.signals()} == self._standing.keys()

    def _hear(
        self, kind: str, data: Any, persons: dict[Who, Person], already: set[tuple[Person, int, int]], table: Table
    ) -> None:
        who, year, level = (data["school"], data["pupil"]), int(data["school_year"][:4]), data["level"]
        holds = table.count(persons[who], year) >= level
        if kind == "level-reached":
            assert holds
            assert (persons[who], year, level) not in already, "a standing signal says so"
            assert data["signal_id"] not in self._standing, "told twice"
            assert table.place(persons[who], date.fromisoformat(data["reached_on"])) == who
            days = {(half["date"], half["half_day"]) for half in data["half_days"]}
            assert days == {(day.isoformat(), half) for day, half in table.problematic(persons[who], year)}
            self._standing[data["signal_id"]] = (who, year, level)
        else:
            assert not holds
            assert self._standing.pop(data["signal_id"]) == (who, year, level), "one correction of what was told"


@contextmanager
def _register(url: str) -> Iterator[tuple[asyncio.Runner, Harness]]:
    with asyncio.Runner() as run, captured_logs("attendance", level="WARNING"):
        engine = create_engine(url)
        run.run(set_levels(engine, LEVELS))
        yield run, Harness(engine)
        run.run(engine.dispose())


@pytest.fixture
async def database(create_database: CreateDatabase) -> str:
    return await create_database("attendance")


@pytest.mark.timeout(time_limit(600))  # a failing example is made small first
def test_every_order_ends_as_counted_by_hand(database: str) -> None:
    with _register(database) as (run, harness):
        run_state_machine_as_test(
            lambda: Attendance(run, harness),
            settings=settings(
                max_examples=examples(8, 15),
                stateful_step_count=steps(10),
                deadline=None,
                suppress_health_check=list(HealthCheck),
            ),
        )
