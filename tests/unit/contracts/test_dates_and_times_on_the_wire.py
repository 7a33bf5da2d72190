"""Dates are ISO 8601, times RFC 3339 with offset, and nothing else passes for one."""

import json
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from pydantic import TypeAdapter, ValidationError

from shared.contracts.moments import RFC_3339, IsoDate, Time

DATE: TypeAdapter[date] = TypeAdapter(IsoDate)
TIME: TypeAdapter[datetime] = TypeAdapter(Time)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-10-05T08:52:10+02:00", datetime(2026, 10, 5, 6, 52, 10, tzinfo=UTC)),
        ("2026-10-05T08:52:10Z", datetime(2026, 10, 5, 8, 52, 10, tzinfo=UTC)),
        ("2026-10-05t08:52:10z", datetime(2026, 10, 5, 8, 52, 10, tzinfo=UTC)),
        ("2026-10-05T08:52:10.5-00:00", datetime(2026, 10, 5, 8, 52, 10, 500_000, tzinfo=UTC)),
        ("2026-10-05T08:52:10.123456789+00:00", datetime(2026, 10, 5, 8, 52, 10, 123_456, tzinfo=UTC)),
    ],
)
def test_rfc_3339_times_are_read(text: str, moment: datetime) -> None:
    for read in (TIME.validate_json(json.dumps(text)), TIME.validate_python(text)):
        assert read == moment
        assert read.tzinfo is not None


@pytest.mark.parametrize(
    "value",
    [
        "2026-10-05T08:52:10",
        "2026-10-05T08:52+02:00",
        "2026-10-05 08:52:10+02:00",
        "2026-10-05_08:52:10Z",
        "2026-10-05T08:52:10+0200",
        "2026-10-05T08:52:10+25:00",
        "2026-10-05T25:00:00Z",
        "2026-02-30T08:52:10Z",
        "0001-01-01T00:00:00+02:00",
        "9999-12-31T23:59:59-02:00",
        "0000-01-01T00:00:00Z",
        " 2026-10-05T08:52:10Z",
        "2026-10-05T08:52:10Z\n",
        "٢٠٢٦-10-05T08:52:10Z",
        "1759622400",
        1759622400,
        1759622400.5,
        "2026-10-05",
        "",
        None,
        True,
    ],
)
def test_no_other_form_is_a_time(value: Any) -> None:
    for read, given_value in ((TIME.validate_json, json.dumps(value)), (TIME.validate_python, value)):
        with pytest.raises(ValidationError, match="RFC 3339 time with offset"):
            read(given_value)


def test_a_leap_second_is_refused_by_the_schema_as_by_the_reader() -> None:
    assert not says("2026-12-31T23:59:60Z")
    with pytest.raises(ValidationError, match="RFC 3339"):
        TIME.validate_python("2026-12-31T23:59:60Z")


def says(value: Any) -> bool:
    """Whether the schema's own words, without a checker of formats, let a value through."""
    return Draft202012Validator(TIME.json_schema()).is_valid(value)


@pytest.mark.parametrize("text", ["2026-10-05T08:52:10+02:00", "2026-10-05t08:52:10z", "2026-10-05T08:52:10.5-00:00"])
def test_the_schema_takes_what_is_read(text: str) -> None:
    assert says(text)


@pytest.mark.parametrize(
    "text",
    [
        "2026-10-05T08:52:10",
        "2026-10-05T08:52+02:00",
        "2026-10-05 08:52:10+02:00",
        "2026-10-05T08:52:10+0200",
        "2026-10-05T08:52:10+02",
        "2026-10-05T08:52:10+25:00",
        "2026-10-05T24:00:00Z",
        "2026-13-05T08:52:10Z",
        "2026-10-05T08:52:10Z.",
    ],
)
def test_the_schema_refuses_what_is_refused(text: str) -> None:
    assert not says(text)


# Days that no month has, year 0 and a day from either end of time are for a checker of formats, or for the reader.
@given(st.from_regex(RFC_3339, fullmatch=True))
def test_what_the_schema_takes_is_read_where_there_is_such_a_day(text: str) -> None:
    try:
        date.fromisoformat(text[:10])
    except ValueError:
        return
    if "0001-01-02" < text[:10] < "9999-12-30":
        assert TIME.validate_python(text).tzinfo is not None


def test_a_time_without_zone_is_refused_in_python_too() -> None:
    with pytest.raises(ValidationError, match="with offset"):
        TIME.validate_python(datetime(2026, 10, 5, 8))  # noqa: DTZ001  # what is tested
    local = datetime(2026, 10, 5, 8, tzinfo=ZoneInfo("Europe/Brussels"))
    assert TIME.dump_json(TIME.validate_python(local)) == b'"2026-10-05T08:00:00+02:00"'


@pytest.mark.parametrize(
    "value",
    ["2026-10-5", "20261005", "2026-10-05T00:00:00", "2026-02-29", "2026-10-05Z", "1759622400", 20261005, 0, "", None],
)
def test_no_other_form_is_a_date(value: Any) -> None:
    for read, given_value in ((DATE.validate_json, json.dumps(value)), (DATE.validate_python, value)):
        with pytest.raises(ValidationError, match="ISO 8601 date"):
            read(given_value)


def test_a_time_is_no_date_in_python() -> None:
    with pytest.raises(ValidationError, match="ISO 8601 date"):
        DATE.validate_python(datetime(2026, 10, 5, tzinfo=UTC))


@given(day=st.dates())
def test_every_date_is_read_back(day: date) -> None:
    assert DATE.validate_json(DATE.dump_json(day)) == day


OFFSETS = st.integers(-1439, 1439).map(lambda minutes: timezone(timedelta(minutes=minutes)))


@given(moment=st.datetimes(datetime(1, 1, 4), datetime(9999, 12, 28), timezones=OFFSETS))  # noqa: DTZ001  # bounds
def test_every_time_is_read_back_and_can_be_said_in_utc(moment: datetime) -> None:
    read = TIME.validate_json(TIME.dump_json(moment))
    assert read == moment
    assert read.astimezone(UTC) == moment
