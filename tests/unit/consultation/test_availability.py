"""When a contact is there."""

from dataclasses import replace
from datetime import date, datetime, time

import pytest

from consultation.domain.availability import ALWAYS, Availability, AvailabilityException
from consultation.domain.busy import Busy
from consultation.domain.closures import Closure
from consultation.domain.intervals import Interval
from consultation.domain.local_time import BRUSSELS
from consultation.domain.weekly_hours import WeeklyHours
from consultation.testing.factories import MONDAY, TUESDAY, at, slot
from shared.domain.errors import InvalidField

MORNING = Interval(at(MONDAY, "08:30"), at(MONDAY, "12:00"))
AFTERNOON = Interval(at(MONDAY, "13:00"), at(MONDAY, "16:00"))
SCHOOL_DAY = (MORNING, AFTERNOON)
MONDAY_MORNINGS = (WeeklyHours(1, time(8, 30), time(12)),)


def away(from_: date | datetime, until: date | datetime) -> AvailabilityException:
    return AvailabilityException(from_, until, available=False)


def test_without_weekly_hours_a_contact_is_there_in_all_school_hours():
    assert ALWAYS.within(SCHOOL_DAY) == SCHOOL_DAY


def test_weekly_hours_limit_it():
    assert Availability(MONDAY_MORNINGS).within(SCHOOL_DAY) == (MORNING,)


def test_no_window_is_no_time():
    assert Availability(MONDAY_MORNINGS).within(()) == ()


def test_a_day_off_takes_the_whole_day():
    assert Availability(exceptions=(away(MONDAY, MONDAY),)).within(SCHOOL_DAY) == ()


def test_a_period_off_includes_its_last_day():
    exception = away(date(2026, 11, 9), MONDAY)
    assert Availability(exceptions=(exception,)).within(SCHOOL_DAY) == ()
    assert exception.interval.end == at(TUESDAY, "00:00")


def test_always_can_be_written_as_the_first_and_the_last_date_there_is():
    assert Availability(exceptions=(away(date.min, date.max),)).within(SCHOOL_DAY) == ()


def test_some_hours_off_leave_the_rest():
    dentist = away(at(MONDAY, "09:00"), at(MONDAY, "10:00"))
    assert Availability(exceptions=(dentist,)).within((MORNING,)) == (
        Interval(at(MONDAY, "08:30"), at(MONDAY, "09:00")),
        Interval(at(MONDAY, "10:00"), at(MONDAY, "12:00")),
    )


def test_an_extra_time_adds_to_the_week_inside_the_windows():
    extra = AvailabilityException(at(MONDAY, "15:00"), at(MONDAY, "18:00"), available=True)
    assert Availability(MONDAY_MORNINGS, (extra,)).within(SCHOOL_DAY) == (
        MORNING,
        Interval(at(MONDAY, "15:00"), at(MONDAY, "16:00")),
    )


def test_the_later_exception_has_the_last_word():
    back_for_a_day = AvailabilityException(MONDAY, MONDAY, available=True)
    leave = away(date(2026, 11, 9), date(2026, 11, 30))
    assert Availability(exceptions=(leave, back_for_a_day)).within(SCHOOL_DAY) == SCHOOL_DAY
    assert Availability(exceptions=(back_for_a_day, leave)).within(SCHOOL_DAY) == ()


@pytest.mark.parametrize(
    ("from_", "until", "field"),
    [
        (TUESDAY, MONDAY, "until"),
        (at(MONDAY, "09:00"), at(MONDAY, "09:00"), "until"),
        (MONDAY, at(TUESDAY, "09:00"), "until"),
        (datetime(2026, 11, 16, 9), at(TUESDAY, "09:00"), "from"),  # noqa: DTZ001  (what is refused)
    ],
)
def test_an_exception_that_is_none_is_refused(from_: date, until: date, field: str):
    with pytest.raises(InvalidField) as caught:
        away(from_, until)
    assert caught.value.field == field


def test_a_day_off_is_one_in_brussels_also_when_the_clock_changes():
    exception = away(date(2026, 10, 25), date(2026, 10, 25))
    assert exception.interval.end - exception.interval.start == datetime(2026, 10, 26, 1, tzinfo=BRUSSELS) - datetime(
        2026, 10, 25, tzinfo=BRUSSELS
    )


def test_a_negative_number_of_meetings_is_refused():
    with pytest.raises(InvalidField, match="max_meetings_per_day"):
        Availability(max_meetings_per_day=-1)


def test_hours_that_do_not_hold_that_day_leave_no_time():
    ended = replace(MONDAY_MORNINGS[0], valid_until=date(2026, 11, 9))
    assert Availability((ended,)).within(SCHOOL_DAY) == ()
    following = replace(MONDAY_MORNINGS[0], from_=time(13), until=time(16), valid_from=date(2026, 11, 10))
    assert Availability((ended, following)).within(SCHOOL_DAY) == (AFTERNOON,)


def test_nobody_is_there_while_their_organisation_is_closed():
    closed = Availability(closures=(Closure(date(2026, 11, 9), MONDAY),))
    assert closed.within(SCHOOL_DAY) == ()
    assert closed.within((slot(TUESDAY, "09:00"),)) == (slot(TUESDAY, "09:00"),)


def test_an_exception_opens_no_closed_organisation_and_no_busy_calendar():
    there = AvailabilityException(MONDAY, MONDAY, available=True)
    assert Availability(exceptions=(there,), closures=(Closure(MONDAY, MONDAY),)).within(SCHOOL_DAY) == ()
    assert Availability(exceptions=(there,), busy=Busy.of(SCHOOL_DAY)).within(SCHOOL_DAY) == ()


def test_busy_times_of_other_days_change_nothing():
    busy = Busy.of([slot(TUESDAY, "08:30"), slot(MONDAY, "09:00", 30)])
    assert Availability(busy=busy).within((MORNING,)) == (
        Interval(at(MONDAY, "08:30"), at(MONDAY, "09:00")),
        Interval(at(MONDAY, "09:30"), at(MONDAY, "12:00")),
    )


def test_who_says_hours_anew_does_not_open_what_is_closed_or_busy():
    before = Availability(closures=(Closure(MONDAY, MONDAY),), busy=Busy.of([MORNING]))
    said = Availability(MONDAY_MORNINGS).said_again(before)
    assert (said.weekly, said.closures, said.busy) == (MONDAY_MORNINGS, before.closures, before.busy)


def test_a_closure_ends_after_it_begins_and_may_be_as_long_as_calendars_go():
    with pytest.raises(InvalidField, match="until"):
        Closure(TUESDAY, MONDAY)
    assert Closure(date.min, date.max).interval.contains(MORNING)


def test_a_negative_number_of_minutes_is_refused():
    with pytest.raises(InvalidField, match="minutes_between_places"):
        Availability(minutes_between_places=-1)
