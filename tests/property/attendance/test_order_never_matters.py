"""Any permutation and repetition of the same inputs ends in the same counts and standing signals."""

import random
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from datetime import date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st
from sqlalchemy import text
from tests.component.attendance.register import YEAR, Register

from attendance.application.apply_enrolments import EnrolmentReport as Enrol
from attendance.domain.enrolment import EducationLevel, Enrolment, PersonData, Transferred, Withdrawal
from attendance.domain.mark import Mark
from attendance.domain.status import Status
from shared.domain.half_days import HalfDay
from shared.domain.school_calendar import Closure, SchoolCalendar
from shared.runtime.clock import BRUSSELS
from shared.runtime.database import create_engine
from shared.testing.logs import captured_logs

from . import model
from .model import ClosureReport, EnrolmentReport, MarkReport, Report, WithdrawalReport

START = datetime(2026, 9, 1, 7, 0, tzinfo=BRUSSELS)
SCHOOLS = ("123456", "654321")
DAYS = [date(2026, 9, day) for day in (1, 2, 3, 4, 5, 7)]
TABLES = (
    "signal, calendar, transferred_count, implicit_enrolment, withdrawal, enrolment, rejected_mark, mark_history, mark,"
    " pupil, person, outbox, outbox_sequence"
)

who = st.tuples(st.sampled_from(SCHOOLS), st.sampled_from(("1", "2")))
day = st.sampled_from(DAYS)
moment = st.integers(0, 3).map(lambda hours: START + timedelta(hours=hours))
marks = st.builds(
    MarkReport,
    who=who,
    day=day,
    half_day=st.sampled_from(("AM", "PM")),
    status=st.sampled_from(("problematic", "problematic", "problematic", "justified", "present", "unknown")),
    at=moment,
    id=st.just(""),
)
enrolments = st.builds(
    EnrolmentReport,
    who=who,
    first=st.sampled_from(DAYS[:3]),
    at=moment,
    id=st.just(""),
    insz=st.sampled_from((None, "x", "y")),
    born=st.sampled_from((None, date(2011, 3, 4), date(2008, 9, 4))),
    transferred=st.sampled_from((0, 0, 0, 1, 2)),
    site=st.sampled_from((None, "1", "2")),
)
withdrawals = st.builds(WithdrawalReport, who=who, last=st.one_of(st.none(), day), at=moment, id=st.just(""))
closures = st.builds(ClosureReport, school=st.sampled_from(SCHOOLS), day=day, site=st.sampled_from((None, "1")))


@st.composite
def stories(draw: st.DrawFn) -> list[Report]:
    """Reports of two schools with two pupils each; each has an id of its own, each school at most one calendar."""
    reports: list[Report] = [
        *draw(st.lists(marks, min_size=4, max_size=20)),
        *draw(st.lists(enrolments, min_size=1, max_size=6)),
        *draw(st.lists(withdrawals, max_size=3)),
    ]
    order = draw(st.permutations(range(len(reports))))
    named = [
        type(report)(**(vars(report) | {"id": f"{'aZ'[n % 2]}{n:03}"}))
        for n, report in zip(order, reports, strict=True)
    ]
    return [*named, *draw(st.lists(closures, max_size=2, unique_by=lambda closure: closure.school))]


@pytest.fixture
async def register(create_database: Callable[..., Awaitable[str]]) -> AsyncIterator[Register]:
    engine = create_engine(await create_database("attendance"))
    async with engine.begin() as connection:
        await connection.execute(text("UPDATE rule SET levels = :levels"), {"levels": list(model.LEVELS)})
    with captured_logs("attendance", level="WARNING"):
        yield Register(engine)
    await engine.dispose()


@pytest.mark.timeout(300)
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(story=stories(), seed=st.integers(0, 2**32), repeats=st.integers(0, 8))
async def test_every_order_ends_as_counted_by_hand(
    register: Register, story: list[Report], seed: int, repeats: int
) -> None:
    chance = random.Random(seed)
    async with register.engine.begin() as connection:
        await connection.execute(text(f"TRUNCATE {TABLES} CASCADE"))
    arriving = story + chance.choices(story, k=repeats)
    chance.shuffle(arriving)
    note(f"arriving: {arriving}")
    while arriving:
        size = chance.randint(1, 8)
        batch, arriving = arriving[:size], arriving[size:]
        await _report(register, batch)
    await _check_counts(register, model.counts(story))
    await _check_what_was_told(register)


async def _report(register: Register, batch: Sequence[Report]) -> None:
    """A batch holds one kind of thing, as a topic does."""
    await register.record(*(_mark(item) for item in batch if isinstance(item, MarkReport)))
    await register.enrol(*(_enrolment(item) for item in batch if isinstance(item, EnrolmentReport | WithdrawalReport)))
    for item in batch:
        if isinstance(item, ClosureReport):
            closure = Closure(item.day, None, "vrij", item.site)
            await register.set_calendar(SchoolCalendar(item.school, YEAR, closures=(closure,)))


def _mark(report: MarkReport) -> Mark:
    # A cause of its own: each mark is an event, not an item of one list.
    return Mark(
        *report.who, report.day, HalfDay(report.half_day), Status(report.status), report.at, report.id, _Cause()
    )


class _Cause:
    """An event's envelope, as far as anybody looks at it."""

    id = story = "event"
    traceparent = None


def _enrolment(report: EnrolmentReport | WithdrawalReport) -> Enrol:
    if isinstance(report, WithdrawalReport):
        return Enrol(*report.who, Withdrawal(report.last, report.at, report.id), _Cause())
    key = report.insz.encode() if report.insz else None
    transferred = Transferred(report.transferred, model.TRANSFERRED_UNTIL) if report.transferred else None
    person = PersonData(birth_date=report.born, insz_key=key)
    level = EducationLevel.SECUNDAIR
    change = Enrolment(
        report.first, level, report.at, report.id, person=person, transferred=transferred, site=report.site
    )
    return Enrol(*report.who, change, _Cause())


async def _check_counts(register: Register, expected: dict[model.Person, int]) -> None:
    found: dict[object, set[tuple[str, str]]] = {}
    for person, count in expected.items():
        for school, pupil in person:
            shown = await register.attendance(school, pupil)
            assert (shown.person_count, list(shown.levels_reached)) == (count, model.levels(count))
            found.setdefault(shown.person_id, set()).add((school, pupil))
    assert {frozenset(pupils) for pupils in found.values()} == set(expected)


async def _check_what_was_told(register: Register) -> None:
    """Whoever listened knows the same: every signal told once, every one that fell taken back once."""
    reached = Counter(event.data["signal_id"] for event in await register.told("level-reached"))
    withdrawn = Counter(event.data["signal_id"] for event in await register.told("level-withdrawn"))
    assert set(reached.values()) <= {1}
    assert set(withdrawn.values()) <= {1}
    standing = {str(signal.signal_id) for signal in await register.signals()}
    assert reached.keys() - withdrawn.keys() == standing
    assert withdrawn.keys() <= reached.keys()
