from datetime import datetime, timedelta

import pytest
from typer.testing import CliRunner

from shared.local.cli import app
from shared.local.clock import SetClock
from shared.local.errors import ClockGoesBackError
from shared.local.stack import Stack
from shared.runtime.clock import BRUSSELS

NINE = datetime(2026, 11, 20, 9, tzinfo=BRUSSELS)


@pytest.fixture
def clock(tmp_path, monkeypatch):
    monkeypatch.setenv("FLANKEREND_HOME", str(tmp_path))
    return SetClock(tmp_path / "clock.json")


def put_at(*arguments):
    return CliRunner().invoke(app, ["clock", "set", *arguments])


def is_at(clock, time):
    return timedelta() <= clock.now() - time < timedelta(minutes=1)


def test_the_clock_is_not_put_back_unless_that_is_asked_for(clock):
    clock.set(NINE)

    refused = put_at("2026-11-19T09:00")

    assert isinstance(refused.exception, ClockGoesBackError)
    assert "2026-11-20 09:00:0" in str(refused.exception)
    assert "2026-11-19 09:00:00" in str(refused.exception)
    assert "--force" in str(refused.exception)
    assert is_at(clock, NINE)
    assert put_at("2026-11-19T09:00", "--force").exit_code == 0
    assert is_at(clock, NINE - timedelta(days=1))


def test_a_later_time_needs_no_force(clock):
    clock.set(NINE)
    assert put_at("2026-11-20T09:30").exit_code == 0
    assert is_at(clock, NINE + timedelta(minutes=30))


def test_before_the_first_start_the_clock_is_put_anywhere(clock):
    assert put_at("2020-11-20T09:00").exit_code == 0
    assert is_at(clock, NINE.replace(year=2020))


def test_a_stack_that_ran_by_real_time_is_not_put_back_either(clock, tmp_path):
    (tmp_path / "secrets.json").touch()
    assert isinstance(put_at("2020-11-20T09:00").exception, ClockGoesBackError)
    assert not (tmp_path / "clock.json").exists()


@pytest.mark.parametrize(("time", "said"), [(NINE - timedelta(days=1), True), (NINE + timedelta(days=1), False)])
def test_a_start_that_puts_the_clock_back_says_so(clock, tmp_path, time, said):
    clock.set(NINE)
    told = []
    Stack(tmp_path, report=told.append)._set_clock(time)
    assert [text.startswith("the clock goes back from 2026-11-20 09:00:0") for text in told] == [True] * said
    assert is_at(clock, time)
