"""In which hours a notice goes that can wait."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from notifications.domain.hours import Hours
from shared.runtime.clock import BRUSSELS


def at(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=BRUSSELS)


OFFICE = Hours.parse("08:30-16:00")


def test_hours_begin_and_end_as_they_are_written() -> None:
    assert (OFFICE.opens, OFFICE.closes) == (time(8, 30), time(16))


@pytest.mark.parametrize("text", ["", "08:30", "16:00-08:30", "09:00-09:00", "8-16 uur", "08:30-16:00-17:00"])
def test_what_is_no_pair_of_hours_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # the settings say in words what is expected
        Hours.parse(text)


@pytest.mark.parametrize(
    ("day", "hour", "goes"),
    [
        (12, time(8, 29), False),
        (12, time(8, 30), True),
        (12, time(15, 59), True),
        (12, time(16), False),
        (11, time(10), False),
    ],
    ids=["before", "at the beginning", "just before the end", "at the end", "on a Sunday"],
)
def test_it_goes_within_the_hours_of_a_school_day(day: int, hour: time, *, goes: bool) -> None:
    moment = datetime.combine(date(2026, 10, day), hour, BRUSSELS)
    assert OFFICE.include(moment) is goes


def test_in_the_holidays_it_waits() -> None:
    assert not OFFICE.include(datetime(2026, 11, 4, 10, tzinfo=BRUSSELS))


@pytest.mark.parametrize(
    ("moment", "opening"),
    [
        (at(2026, 10, 12, 7), at(2026, 10, 12, 8, 30)),
        (at(2026, 10, 12, 17), at(2026, 10, 13, 8, 30)),
        (at(2026, 10, 16, 17), at(2026, 10, 19, 8, 30)),
        (at(2026, 10, 30, 17), at(2026, 11, 9, 8, 30)),
        (at(2027, 6, 30, 17), at(2027, 9, 1, 8, 30)),
    ],
    ids=["today", "tomorrow", "after the weekend", "after a holiday", "after the summer"],
)
def test_it_waits_until_the_next_opening(moment: datetime, opening: datetime) -> None:
    assert OFFICE.next_opening(moment) == opening


@pytest.mark.parametrize(
    ("day", "hours"), [(at(2026, 10, 23), 64.5), (at(2026, 10, 16), 63.5), (at(2027, 3, 26), 62.5)]
)
def test_an_hour_is_by_the_clock_on_the_wall_when_clocks_change(day: datetime, hours: float) -> None:
    """From a Friday evening to a Monday morning; clocks go back on 25 October 2026, and forward on 28 March 2027."""
    closed = day.replace(hour=17)
    opening = OFFICE.next_opening(closed, lambda date_: date_.isoweekday() == 1)
    assert (opening.time(), opening.weekday()) == (time(8, 30), 0)
    assert opening.astimezone(UTC) - closed.astimezone(UTC) == timedelta(hours=hours)


def test_a_receiver_who_is_never_there_is_told_the_next_day() -> None:
    moment = datetime(2026, 10, 12, 17, tzinfo=BRUSSELS)
    assert OFFICE.next_opening(moment, lambda _: False) == datetime(2026, 10, 13, 8, 30, tzinfo=BRUSSELS)
