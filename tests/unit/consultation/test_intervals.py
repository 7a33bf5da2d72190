"""Taking stretches of time together, apart and away from each other."""

from datetime import datetime, timedelta

import pytest

from consultation.domain.intervals import Interval, intersection, subtraction, union
from consultation.domain.local_time import BRUSSELS

START = datetime(2026, 11, 16, 8, tzinfo=BRUSSELS)


def stretch(start: int, end: int) -> Interval:
    """From `start` to `end` hours after 8 o'clock."""
    return Interval(START + timedelta(hours=start), START + timedelta(hours=end))


def test_an_interval_has_a_length():
    with pytest.raises(ValueError, match="ends after"):
        stretch(1, 1)


def test_an_interval_lies_between_moments_with_a_zone():
    with pytest.raises(ValueError, match="zone"):
        Interval(START, datetime(2026, 11, 16, 9))  # noqa: DTZ001  (what is refused)


def test_an_interval_over_the_end_of_summer_time_has_its_real_length():
    night = Interval(datetime(2026, 10, 25, 1, tzinfo=BRUSSELS), datetime(2026, 10, 25, 4, tzinfo=BRUSSELS))
    assert night.end - night.start == timedelta(hours=4)


def test_touching_and_overlapping_intervals_are_taken_together():
    assert union([stretch(3, 5), stretch(0, 1), stretch(1, 2), stretch(4, 6)]) == (stretch(0, 2), stretch(3, 6))


def test_an_interval_inside_another_adds_nothing():
    assert union([stretch(0, 5), stretch(1, 2)]) == (stretch(0, 5),)


def test_the_time_in_both():
    assert intersection([stretch(0, 3), stretch(4, 6)], [stretch(2, 5)]) == (stretch(2, 3), stretch(4, 5))


def test_intervals_that_only_touch_have_no_time_in_common():
    assert intersection([stretch(0, 1)], [stretch(1, 2)]) == ()


@pytest.mark.parametrize(
    ("taken", "left"),
    [
        (stretch(1, 2), (stretch(0, 1), stretch(2, 4))),
        (stretch(0, 2), (stretch(2, 4),)),
        (stretch(3, 9), (stretch(0, 3),)),
        (stretch(0, 4), ()),
        (stretch(4, 5), (stretch(0, 4),)),
    ],
)
def test_what_is_left_when_time_is_taken_away(taken: Interval, left: tuple[Interval, ...]):
    assert subtraction([stretch(0, 4)], [taken]) == left
