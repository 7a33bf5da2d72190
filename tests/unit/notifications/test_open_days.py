"""On which days a receiver is there."""

from datetime import date

import pytest

from notifications.domain.open_days import ClosedDays, open_days
from shared.domain.flemish_calendar import flemish_calendar
from shared.domain.school_calendar import Closure, SchoolCalendar, Session
from shared.domain.school_year import SchoolYear

MONDAY, AUTUMN_BREAK, SUNDAY = date(2026, 10, 12), date(2026, 11, 4), date(2026, 10, 11)
CLOSED = SchoolCalendar("123456", SchoolYear(2026), closures=(Closure(MONDAY, None, "studiedag"),))
EARLY = SchoolCalendar("654321", SchoolYear(2026), "own", sessions=(Session(date(2026, 8, 24), date(2027, 6, 30)),))


def by_year(calendar: SchoolCalendar) -> object:
    return lambda year: calendar if year == calendar.school_year else flemish_calendar(year)


CALENDARS = {"123456": by_year(CLOSED), "654321": by_year(EARLY)}


@pytest.mark.parametrize(
    ("schools", "day", "there"),
    [
        ((), MONDAY, True),
        ((), AUTUMN_BREAK, False),
        ((), SUNDAY, False),
        (("111111",), MONDAY, True),
        (("123456",), MONDAY, False),
        (("123456", "111111"), MONDAY, True),
        (("123456", "654321"), AUTUMN_BREAK, True),
        (("654321",), date(2026, 8, 24), True),
        (("123456",), date(2026, 8, 24), False),
    ],
)
def test_a_receiver_is_there_when_one_of_the_schools_has_lessons(
    schools: tuple[str, ...], day: date, there: bool
) -> None:
    assert open_days(schools, CALENDARS)(day) is there  # type: ignore[arg-type]


def test_nobody_is_there_on_closing_days() -> None:
    closed = ClosedDays.parse("2026-10-12/2026-10-13, 2026-10-16")
    days = [date(2026, 10, day) for day in range(12, 17)]
    assert [open_days((), {}, closed)(day) for day in days] == [False, False, True, True, False]


@pytest.mark.parametrize("text", ["", "2026-10", "2026-10-13/2026-10-12", "2026-02-30", "2026-10-12,", "morgen"])
def test_what_is_no_list_of_days_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # the settings say in words what is expected
        ClosedDays.parse(text)
