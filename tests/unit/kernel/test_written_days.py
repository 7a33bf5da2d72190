"""Dates and half days as they stand in files of Dutch-speaking people and of their converters."""

from datetime import UTC, date, datetime

import pytest

from shared.domain.half_days import HalfDay
from shared.domain.written_days import (
    MonthFirstError,
    ShiftedDayError,
    read_birth_date,
    read_day,
    read_half_day,
    read_time,
)

MONDAY = date(2026, 10, 5)


@pytest.mark.parametrize(
    "text",
    [
        "2026-10-05",
        "20261005",
        "05/10/2026",
        "5/10/2026",
        "05-10-2026",
        "5.10.2026",
        "2026-10-05T00:00:00",
        "2026-10-05 00:00:00.000",
        "2026-10-05T23:59:59",
        "5/10/2026 0:00",
        "05-10-2026 08:52:10",
    ],
)
def test_a_day_is_read_with_the_year_or_the_day_first_and_a_time_left_out(text: str) -> None:
    assert read_day(text) == MONDAY


@pytest.mark.parametrize(
    "text",
    [
        "2026-10-05T02:00:00+02:00",
        "2026-10-05T02:00:00+0200",
        "2026-10-05T00:00:00+02:00",
        "2026-10-04T22:00:00Z",
        "2026-10-04T22:00:00.000Z",
        "2026-10-05T00:00:00Z",
        "2026-10-04T20:00:00-04:00",
        "2026-10-05T00:00:00+03:00",
    ],
)
def test_a_time_with_an_offset_is_the_day_in_brussels_and_a_midnight_the_day_as_written(text: str) -> None:
    assert read_day(text) == MONDAY


def test_the_offset_of_brussels_is_that_of_the_day() -> None:
    assert read_day("2026-01-04T23:00:00Z") == date(2026, 1, 5)
    assert read_day("2026-01-04T22:00:00Z") == date(2026, 1, 4)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "5/10/26",
        "5/10-2026",
        "10/25/26",
        "31/02/2026",
        "13/13/2026",
        "2026-02-30",
        "2026-1-5",
        "46300",
        "12/31/0000",
        "5/10/2026 12:00:00 AM",
        "2026-10-05T25:00:00",
        "2026-10-05T00:00:00+99:00",
        "0001-01-01T10:00:00+14:00",
        "٥/10/2026",
    ],
)
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(ValueError) as refused:
        read_day(text)
    assert not isinstance(refused.value, MonthFirstError)


@pytest.mark.parametrize("text", ["10/25/2026", "10-25-2026", "1/13/2026 8:00", "02/29/2028"])
def test_a_day_that_can_only_have_the_month_first_is_told_apart(text: str) -> None:
    for read in (read_day, read_birth_date, read_time):
        with pytest.raises(MonthFirstError) as refused:
            read(text)
        assert text not in str(refused.value)


@pytest.mark.parametrize("text", ["2026-10-04 22:00:00", "4/10/2026 22:00", "2026-01-04T23:00:00", "20090630 22:00"])
def test_midnight_in_brussels_as_the_time_in_utc_is_told_apart(text: str) -> None:
    for read in (read_day, read_birth_date):
        with pytest.raises(ShiftedDayError) as refused:
            read(text)
        assert text not in str(refused.value)


@pytest.mark.parametrize("text", ["2026-10-05 23:00", "2026-01-05 22:00", "2026-10-05 21:59:59", "2026-10-05 22:00:01"])
def test_another_time_of_the_evening_is_of_its_day(text: str) -> None:
    assert read_day(text) == date.fromisoformat(text[:10])


@pytest.mark.parametrize(
    ("text", "day", "completed"),
    [
        ("00/03/2011", date(2011, 3, 1), True),
        ("2011-03-00", date(2011, 3, 1), True),
        ("00/00/2011", date(2011, 1, 1), True),
        ("15/00/2011", date(2011, 1, 1), True),
        ("20110300", date(2011, 3, 1), True),
        ("15/03/2011", date(2011, 3, 15), False),
    ],
)
def test_of_a_birth_date_the_month_that_is_known_is_kept(text: str, day: date, completed: bool) -> None:
    assert read_birth_date(text) == (day, completed)


@pytest.mark.parametrize(
    "text", ["2026-10-05T08:52:10+02:00", "2026-10-05T06:52:10Z", "2026-10-05T08:52:10", "5/10/2026 8:52:10"]
)
def test_a_time_without_an_offset_is_that_of_brussels(text: str) -> None:
    assert read_time(text) == datetime(2026, 10, 5, 6, 52, 10, tzinfo=UTC)


def test_a_day_alone_is_no_time() -> None:
    with pytest.raises(ValueError, match="Should be a time"):
        read_time("2026-10-05")


@pytest.mark.parametrize("text", ["AM", "am", "vm", "VM", "voormiddag", "Voormiddag"])
def test_a_morning_has_its_english_and_dutch_names_in_either_case(text: str) -> None:
    assert read_half_day(text) is HalfDay.AM


@pytest.mark.parametrize("text", ["PM", "pm", "nm", "NM", "namiddag", "NAMIDDAG"])
def test_an_afternoon_has_its_english_and_dutch_names_in_either_case(text: str) -> None:
    assert read_half_day(text) is HalfDay.PM


def test_another_word_is_no_half_day() -> None:
    assert read_half_day("noon") is None
