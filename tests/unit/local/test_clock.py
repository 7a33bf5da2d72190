from datetime import datetime, timedelta

import pytest

from shared.local.clock import SetClock, parse_step, parse_time
from shared.runtime.clock import BRUSSELS, FileClock

NOVEMBER = datetime(2026, 11, 20, 9, tzinfo=BRUSSELS)
JULY = datetime(2027, 7, 1, 9, tzinfo=BRUSSELS)


def _close(one: datetime, other: datetime) -> bool:
    return abs(one - other) < timedelta(seconds=5)


@pytest.mark.parametrize(
    ("text", "step"),
    [
        ("3d", timedelta(days=3)),
        ("2h", timedelta(hours=2)),
        ("90m", timedelta(minutes=90)),
        ("1d12h", timedelta(hours=36)),
    ],
)
def test_a_step_is_days_hours_and_minutes(text, step):
    assert parse_step(text) == step


@pytest.mark.parametrize("text", ["", "3", "3x", "-3d", "d", "3d2"])
def test_anything_else_is_no_step(text):
    with pytest.raises(ValueError, match="3d, 2h, 90m"):
        parse_step(text)


@pytest.mark.parametrize("text", ["36501d", "999999999d", "36500d1m", "99999999999999d"])
def test_a_step_beyond_what_a_clock_can_show_is_refused(text):
    with pytest.raises(ValueError, match="step"):
        parse_step(text)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-11-20T09:00", "2026-11-20T08:00:00+00:00"),
        ("2026-07-01T09:00", "2026-07-01T07:00:00+00:00"),
        ("2026-11-20", "2026-11-19T23:00:00+00:00"),
        ("2026-11-20T09:00+00:00", "2026-11-20T09:00:00+00:00"),
        ("2026-11-20T09:00Z", "2026-11-20T09:00:00+00:00"),
    ],
)
def test_a_time_is_in_brussels_unless_it_says_otherwise(text, moment):
    assert parse_time(text) == datetime.fromisoformat(moment)


@pytest.mark.parametrize("moment", [NOVEMBER, JULY])
def test_services_see_the_set_time_in_winter_and_in_summer(tmp_path, moment):
    services_clock = FileClock(tmp_path / "clock.json")

    SetClock(tmp_path / "clock.json").set(moment)

    assert _close(services_clock.now(), moment)


def test_a_running_clock_moves_when_it_is_advanced(tmp_path):
    services_clock, clock = FileClock(tmp_path / "clock.json"), SetClock(tmp_path / "clock.json")
    clock.set(NOVEMBER)
    before = services_clock.now()

    clock.advance(timedelta(days=3))

    assert _close(services_clock.now(), before + timedelta(days=3))


def test_without_a_file_the_time_is_real_and_can_be_advanced_from_there(tmp_path):
    clock = SetClock(tmp_path / "clock.json")

    clock.advance(timedelta(hours=2))

    assert _close(clock.now(), datetime.now(BRUSSELS) + timedelta(hours=2))
