"""Marks, enrolments and calendars in any order and repetition hold the same half days: those a plain count finds."""

import random
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st
from tests.component.attendance.harness import Harness
from tests.property.lengths import examples

from attendance.register.domain.enrolment import EducationLevel, Enrolment, Withdrawal
from attendance.register.domain.enrolment_report import EnrolmentReport
from attendance.register.domain.mark import Mark
from attendance.register.domain.status import Status
from attendance.testing.factories import YEAR
from shared.domain.half_days import HalfDay
from shared.domain.school_calendar import Closure, SchoolCalendar
from shared.runtime.clock import BRUSSELS
from shared.runtime.database import create_engine
from shared.testing.logs import captured_logs

from .emptying import empty, set_levels

START = datetime(2026, 9, 1, 7, 0, tzinfo=BRUSSELS)
SCHOOL = "123456"
PUPILS = ("1", "2", "3", "4", "5")
DAYS = (date(2026, 9, 1), date(2026, 9, 3))
SMALLEST, SHARE, LEVELS = 2, Decimal("0.75"), (1, 2)


@dataclass(frozen=True)
class Said:
    """One report: a mark, an enrolment in a class, or the last day at school."""

    pupil: str
    day: date
    at: int
    what: Status | str | None


marks = st.builds(
    Said,
    pupil=st.sampled_from(PUPILS),
    day=st.sampled_from(DAYS),
    at=st.integers(0, 3),
    what=st.sampled_from((Status.PROBLEMATIC,) * 5 + (Status.PRESENT, Status.JUSTIFIED)),
)
enrolments = st.builds(
    Said, pupil=st.sampled_from(PUPILS), day=st.sampled_from(DAYS), at=st.integers(0, 3), what=st.sampled_from("AABBC")
)
withdrawals = st.builds(Said, pupil=st.sampled_from(PUPILS), day=st.just(DAYS[0]), at=st.integers(0, 3), what=st.none())


@st.composite
def stories(draw: st.DrawFn) -> list[Said]:
    """Five pupils in up to three classes, most of them absent; no two reports of one thing are of one moment."""
    everybody = [Said(pupil, DAYS[0], 4 + number, draw(st.sampled_from("AAB"))) for number, pupil in enumerate(PUPILS)]
    absent = [Said(pupil, draw(st.sampled_from(DAYS)), 4, Status.PROBLEMATIC) for pupil in PUPILS]
    said = [*everybody[: draw(st.integers(3, 5))], *absent, *draw(st.lists(marks, max_size=8))]
    said += [*draw(st.lists(enrolments, max_size=3)), *draw(st.lists(withdrawals, max_size=2))]
    return list({(one.pupil, one.day, one.at, _kind(one)): one for one in said}.values())


def _kind(said: Said) -> str:
    return "mark" if isinstance(said.what, Status) else "enrolment" if said.what else "withdrawal"


@pytest.fixture
async def harness(create_database: Callable[..., Awaitable[str]]) -> AsyncIterator[Harness]:
    engine = create_engine(await create_database("attendance"))
    await set_levels(engine, LEVELS)
    harness = Harness(engine)
    harness.hold_groups(SMALLEST, str(SHARE))
    with captured_logs("attendance", level="WARNING"):
        yield harness
    await engine.dispose()


@pytest.mark.timeout(300)
@settings(
    max_examples=examples(12, 40),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(story=stories(), seed=st.integers(0, 2**32), closes=st.booleans())
async def test_every_order_holds_the_same_half_days(
    harness: Harness, story: list[Said], seed: int, closes: bool
) -> None:
    chance = random.Random(seed)
    await empty(harness.engine)
    arriving: list[Said | SchoolCalendar] = [*story, *chance.choices(story, k=3)]
    if closes:
        arriving.append(SchoolCalendar(SCHOOL, YEAR, closures=(Closure(DAYS[1], None, "vrij"),)))
    chance.shuffle(arriving)
    note(f"arriving: {arriving}")
    while arriving:
        size = chance.randint(1, 6)
        batch, arriving = arriving[:size], arriving[size:]
        await _report(harness, batch)
    problematic = _problematic(story, DAYS[:1] if closes else DAYS)
    held = _held(story, problematic)
    assert await _held_now(harness) == held
    await _check_levels(harness, story, problematic - held)


async def _report(harness: Harness, batch: Sequence[Said | SchoolCalendar]) -> None:
    said = [one for one in batch if isinstance(one, Said)]
    await harness.record(*(_mark(one, one.what) for one in said if isinstance(one.what, Status)))
    await harness.enrol(*(_enrolment(one) for one in said if not isinstance(one.what, Status)))
    for one in batch:
        if isinstance(one, SchoolCalendar):
            await harness.set_calendar(one)


def _mark(said: Said, status: Status) -> Mark:
    return Mark(SCHOOL, said.pupil, said.day, HalfDay.AM, status, START + timedelta(hours=said.at), "event")


def _enrolment(said: Said) -> EnrolmentReport:
    at = START + timedelta(hours=said.at)
    if said.what is None:
        return EnrolmentReport(SCHOOL, said.pupil, Withdrawal(said.day, at, "event"))
    return EnrolmentReport(
        SCHOOL, said.pupil, Enrolment(said.day, EducationLevel.SECUNDAIR, at, "event", class_name=said.what)
    )


async def _held_now(harness: Harness) -> set[tuple[str, date]]:
    return {
        (row.pupil, row.date) for row in await harness.rows("SELECT * FROM held_half_day JOIN pupil USING (pupil_id)")
    }


async def _check_levels(harness: Harness, story: Iterable[Said], counted: set[tuple[str, date]]) -> None:
    for pupil in {one.pupil for one in story if _kind(one) == "enrolment"}:
        shown = await harness.attendance(SCHOOL, pupil)
        number = sum(who == pupil for who, _ in counted)
        assert (shown.person_count, list(shown.levels_reached)) == (
            number,
            [level for level in LEVELS if number >= level],
        )


def _classes(story: Iterable[Said], day: date) -> dict[str, str]:
    """By hand: the class of each pupil on that day. The last day at school is always the first day there is."""
    classes = {}
    for pupil in PUPILS:
        own = [one for one in story if one.pupil == pupil]
        enrolled = {one.day: one for one in sorted(own, key=lambda one: one.at) if _kind(one) == "enrolment"}
        started = [first for first in enrolled if first <= day]
        left = any(_kind(one) == "withdrawal" for one in own) and DAYS[0] in enrolled
        if started and not (left and max(started) == DAYS[0] and day > DAYS[0]):
            classes[pupil] = str(enrolled[max(started)].what)
    return classes


def _problematic(story: Iterable[Said], days: Sequence[date]) -> set[tuple[str, date]]:
    newest = {(one.pupil, one.day): one for one in sorted(story, key=lambda one: one.at) if _kind(one) == "mark"}
    return {
        (pupil, day)
        for (pupil, day), one in newest.items()
        if one.what is Status.PROBLEMATIC and day in days and pupil in _classes(story, day)
    }


def _held(story: Iterable[Said], problematic: set[tuple[str, date]]) -> set[tuple[str, date]]:
    held = set()
    for day in DAYS:
        classes = _classes(story, day)
        absent = {pupil for pupil, when in problematic if when == day}
        whole = {name for name in classes.values() if _is_whole(classes, name, absent)}
        groups = set(classes.values())
        if len(groups) > 1 and whole == groups and len(classes) >= SMALLEST:
            held |= {(pupil, day) for pupil in absent}
        else:
            large = {name for name in whole if list(classes.values()).count(name) >= SMALLEST}
            held |= {(pupil, day) for pupil in absent if classes[pupil] in large}
    return held


def _is_whole(classes: Mapping[str, str], name: str, absent: set[str]) -> bool:
    members = [pupil for pupil, of in classes.items() if of == name]
    return len(absent & set(members)) >= SHARE * len(members)
