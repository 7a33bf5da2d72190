from datetime import datetime, timedelta

import pytest
from typer.testing import CliRunner

from shared.local.cli import app
from shared.local.clock import SetClock
from shared.local.errors import ClockGoesBackError, PartFailedError
from shared.local.secret_file import Secrets
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


@pytest.fixture
def broken_start(tmp_path, monkeypatch):
    """``await broken_start(time)``: what a start with that time says; it gets no further than the clock."""

    async def stop(_stack):
        raise PartFailedError

    monkeypatch.setattr(Stack, "_start", stop)

    async def start(time):
        told = []
        with pytest.raises(PartFailedError):
            await Stack(tmp_path, now=time, ports="free", report=told.append).__aenter__()
        return told

    return start


@pytest.mark.parametrize(("time", "said"), [(NINE - timedelta(days=1), True), (NINE + timedelta(days=1), False)])
async def test_a_start_that_puts_the_clock_back_says_so(clock, broken_start, time, said):
    clock.set(NINE)
    told = await broken_start(time)
    assert [text.startswith("the clock goes back from 2026-11-20 09:00:0") for text in told] == [True] * said
    assert is_at(clock, time)


@pytest.mark.parametrize("used", [True, False])
async def test_a_start_behind_real_time_says_so_where_a_stack_ran_by_it(broken_start, tmp_path, used):
    if used:
        Secrets.of(tmp_path / "secrets.json")
    told = await broken_start(NINE.replace(year=2020))
    assert [text.startswith("the clock goes back") for text in told] == [True] * used
