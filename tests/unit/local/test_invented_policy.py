"""The days that the invented education policy names, and what is said of it."""

from datetime import date, datetime

import pytest

from shared.local.simulation.policy.days import Days
from shared.local.simulation.policy.telling import told
from shared.runtime.clock import BRUSSELS

DAYS = Days(datetime(2026, 11, 20, 9, tzinfo=BRUSSELS))


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("last 09-01", "2025-09-01T00:00:00+02:00"),
        ("this 06-30", "2027-06-30T00:00:00+02:00"),
        ("last thu 10-09 16:00", "2025-10-09T16:00:00+02:00"),
        ("this tue 10-28 10:00", "2026-11-10T10:00:00+01:00"),
    ],
    ids=["a day", "a day after New Year", "that day has lessons", "neither in the autumn holiday nor on a day off"],
)
def test_a_day_is_of_the_last_or_the_running_school_year(text: str, moment: str) -> None:
    assert DAYS.moment(text).isoformat() == moment


@pytest.mark.parametrize("text", ["next 09-01", "this 9-1", "this sat 09-01", ""])
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is no day"):
        DAYS.day(text)


def test_years_are_counted_from_the_last_or_the_running_school_year() -> None:
    assert [f"{DAYS.school_year(text)}" for text in ("last", "last+5", "this+1")] == [
        "2025-2026",
        "2030-2031",
        "2027-2028",
    ]
    assert DAYS.calendar_year(1) == 2026
    with pytest.raises(ValueError, match="is no school year"):
        DAYS.school_year("2026-2027")


def test_a_session_is_over_some_hours_after_its_begin() -> None:
    assert DAYS.is_past(datetime(2026, 11, 20, 4, tzinfo=BRUSSELS))
    assert not DAYS.is_past(datetime(2026, 11, 20, 8, tzinfo=BRUSSELS))


def test_days_among_fields_are_written_as_endpoints_take_them() -> None:
    assert DAYS.of({"from": "last 09-01", "name": "last 09-01"}, "from") == {"from": "2025-09-01", "name": "last 09-01"}
    assert DAYS.day("this 11-20") == date(2026, 11, 20)


def test_what_was_made_is_said_and_why_nothing_was() -> None:
    assert told({"bodies": 6}) == "education policy: 6 consultation bodies"
    assert "already" in told({"bodies": 0})
    assert "directory" in told(None)
