"""Busy times are kept as numbers, and found again by any window."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from consultation.domain.busy import Busy
from consultation.domain.intervals import Interval, union

START = datetime(2026, 11, 16, tzinfo=UTC)


@st.composite
def intervals(draw: st.DrawFn, *, unit: timedelta = timedelta(minutes=1)) -> Interval:
    start = START + draw(st.integers(0, 500)) * unit
    return Interval(start, start + draw(st.integers(1, 200)) * unit)


@given(st.lists(intervals()))
def test_whole_minutes_come_back_as_they_were(times: list[Interval]) -> None:
    assert Busy.of(times).times == union(times)


@given(st.lists(intervals(unit=timedelta(seconds=7))))
def test_any_time_is_covered_by_less_than_a_minute_more_on_each_side(times: list[Interval]) -> None:
    busy = Busy.of(times).times
    for time in times:
        (around,) = [interval for interval in busy if interval.contains(time)]
        assert around.start.second == around.end.second == 0
    total = sum((interval.end - interval.start for interval in busy), timedelta())
    exact = sum((interval.end - interval.start for interval in union(times)), timedelta())
    assert total - exact < timedelta(minutes=2) * max(1, len(union(times)))


@given(st.lists(intervals()), intervals(unit=timedelta(seconds=11)))
def test_a_window_finds_what_overlaps_it(times: list[Interval], window: Interval) -> None:
    busy = Busy.of(times)
    assert busy.during(window) == tuple(time for time in busy.times if time.overlaps(window))
