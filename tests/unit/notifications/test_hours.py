"""In which hours a notice goes that can wait."""

from datetime import date, datetime, time

import pytest

from notifications.domain.hours import Hours
from shared.runtime.clock import BRUSSELS

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
