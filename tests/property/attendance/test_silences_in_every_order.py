"""What schools tell in any order, with looks in between: silent is what a plain count finds."""

import random
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import pytest
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st
from tests.component.attendance.harness import Harness
from tests.property.lengths import examples

from attendance.feeds.domain.feed import FeedHalfDay
from attendance.register.domain.mark import Mark
from attendance.register.domain.status import Status
from attendance.testing.factories import YEAR, enrolment, withdrawal
from shared.domain.half_days import HalfDay
from shared.domain.school_calendar import Closure, SchoolCalendar
from shared.runtime.clock import BRUSSELS
from shared.runtime.database import create_engine
from shared.testing.logs import captured_logs

from .emptying import empty

AM, PM = HalfDay.AM, HalfDay.PM
SCHOOL = "123456"
PUPILS = ("1", "2", "3")
START = datetime(2026, 9, 1, 7, 0, tzinfo=BRUSSELS)
# From Tuesday to the Wednesday of the second week; it is Friday, so that all of it is due.
NOW = datetime(2026, 9, 11, 9, 0, tzinfo=BRUSSELS)
DAYS = tuple(date(2026, 9, day) for day in (1, 2, 3, 4, 7, 8, 9))
HALF_DAYS = tuple((day, half) for day in DAYS for half in ((AM,) if day.weekday() == 2 else (AM, PM)))


@dataclass(frozen=True)
class Told:
    """A mark, or without a pupil that there is nothing to report."""

    half_day: FeedHalfDay
    pupil: str | None
    status: Status = Status.PRESENT


@dataclass(frozen=True)
class Enrolled:
    """A pupil, from and until when."""

    pupil: str
    first: date
    last: date | None


@dataclass(frozen=True)
class Closed:
    """The school's calendar: a day without lessons."""

    day: date


told = st.builds(
    Told,
    half_day=st.sampled_from(HALF_DAYS),
    pupil=st.sampled_from((None, *PUPILS, *PUPILS)),
    status=st.sampled_from((Status.PRESENT, Status.PRESENT, Status.PROBLEMATIC, Status.UNKNOWN)),
)
closed = st.lists(st.builds(Closed, day=st.sampled_from(DAYS)), max_size=1)


@st.composite
def stories(draw: st.DrawFn) -> list[Told | Enrolled | Closed]:
    """What is told of a school of up to three pupils; of one pupil and half day one thing."""
    pupils = [
        Enrolled(pupil, draw(st.sampled_from(DAYS[:3])), draw(st.sampled_from((None, None, *DAYS[3:5]))))
        for pupil in PUPILS[: draw(st.integers(1, 3))]
    ]
    said = draw(st.lists(told, min_size=2, max_size=14, unique_by=lambda one: (one.half_day, one.pupil)))
    return [*pupils, *said, *draw(closed)]


@pytest.fixture
async def harness(create_database: Callable[..., Awaitable[str]]) -> AsyncIterator[Harness]:
    engine = create_engine(await create_database("attendance"))
    harness = Harness(engine)
    harness.clock.set(NOW)
    with captured_logs("attendance", level="WARNING"):
        yield harness
    await engine.dispose()


@pytest.mark.timeout(300)
@settings(
    max_examples=examples(10, 25),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(story=stories(), seed=st.integers(0, 2**32))
async def test_every_order_ends_in_the_same_silences(
    harness: Harness, story: list[Told | Enrolled | Closed], seed: int
) -> None:
    chance = random.Random(seed)
    await empty(harness.engine)
    arriving = story + chance.choices(story, k=3)
    chance.shuffle(arriving)
    note(f"arriving: {arriving}")
    for one in arriving:
        await _report(harness, one)
        if chance.random() < 0.3:
            await harness.watch()
    await harness.watch()
    silences = await harness.silences()
    assert {half_day for silence in silences for half_day in silence.half_days} == _silent(story)
    await _check_what_was_told(harness)


async def _report(harness: Harness, one: Told | Enrolled | Closed) -> None:
    match one:
        case Told(half_day, None):
            await harness.confirm(half_day)
        case Told(half_day, pupil, status):
            assert pupil is not None
            await harness.record(Mark(SCHOOL, pupil, *half_day, status, START, f"{pupil}-{half_day}"))
        case Enrolled(pupil, first, last):
            ended = [] if last is None else [withdrawal(last, pupil=pupil, event_id=f"left-{pupil}")]
            await harness.enrol(enrolment(first, pupil=pupil, event_id=f"came-{pupil}"), *ended)
        case Closed(day):
            await harness.set_calendar(SchoolCalendar(SCHOOL, YEAR, closures=(Closure(day, None, "vrij"),)))


async def _check_what_was_told(harness: Harness) -> None:
    """Each silence was told once, and each that is over ended once."""
    begun = [event.data["silence_id"] for event in await harness.told("feed-silent")]
    ended = [event.data["silence_id"] for event in await harness.told("feed-heard")]
    assert len(set(begun)) == len(begun)
    assert len(set(ended)) == len(ended)
    assert set(begun) - set(ended) == {str(silence.silence_id) for silence in await harness.silences()}


def _silent(story: Sequence[Told | Enrolled | Closed]) -> set[FeedHalfDay]:
    free = {one.day for one in story if isinstance(one, Closed)}
    open_ = [half_day for half_day in HALF_DAYS if half_day[0] not in free]
    said = [one for one in story if isinstance(one, Told)]
    since = next((half_day for half_day in open_ if _tells_all(half_day, said, story)), None)
    heard = {one.half_day for one in said}
    return {
        half_day
        for half_day in open_
        if since is not None and half_day > since and half_day not in heard and _enrolled(story, half_day[0])
    }


def _tells_all(half_day: FeedHalfDay, said: Iterable[Told], story: Iterable[Told | Enrolled | Closed]) -> bool:
    of_half_day = [one for one in said if one.half_day == half_day]
    enrolled = _enrolled(story, half_day[0])
    present = {one.pupil for one in of_half_day if one.status is Status.PRESENT} & enrolled
    return any(one.pupil is None for one in of_half_day) or (bool(present) and 2 * len(present) >= len(enrolled))


def _enrolled(story: Iterable[Told | Enrolled | Closed], day: date) -> set[str]:
    return {
        one.pupil
        for one in story
        if isinstance(one, Enrolled) and one.first <= day and (one.last is None or day <= one.last)
    }
