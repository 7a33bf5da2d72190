"""From which day to which day a person is of compulsory age."""

from datetime import date

import pytest

from attendance.register.domain.compulsory_age import compulsory_period
from attendance.register.domain.period import Period


@pytest.mark.parametrize(
    ("born", "first"),
    [
        # The year of the fifth birthday, from 1 September 2020 on.
        (date(2021, 12, 31), date(2026, 9, 1)),
        (date(2015, 1, 1), date(2020, 9, 1)),
        # Before that law: the year of the sixth birthday.
        (date(2014, 5, 5), date(2020, 9, 1)),
        (date(2013, 5, 5), date(2019, 9, 1)),
    ],
)
def test_r19_it_starts_on_1_september_of_the_year_of_the_fifth_birthday(born: date, first: date) -> None:
    assert compulsory_period(born).first == first


@pytest.mark.parametrize(
    ("born", "last"),
    [
        (date(2009, 1, 1), date(2026, 12, 31)),  # before 30 June: up to the 18th birthday
        (date(2009, 6, 30), date(2027, 6, 29)),
        (date(2009, 7, 1), date(2027, 6, 30)),  # after 30 June: up to 30 June of that year
        (date(2008, 12, 31), date(2026, 6, 30)),
        (date(2008, 2, 29), date(2026, 2, 28)),
    ],
)
def test_r20_it_ends_with_the_eighteenth_birthday_or_on_30_june_before_it(born: date, last: date) -> None:
    assert compulsory_period(born).last == last


def test_without_a_birth_date_it_always_holds() -> None:
    assert compulsory_period(None) == Period(None, None)
    assert date(1900, 1, 1) in compulsory_period(None)


def test_who_is_born_at_the_end_of_time_is_never_of_age() -> None:
    assert compulsory_period(date.max) == Period(date.max, date.max)
    assert compulsory_period(date(9981, 1, 1)).last == date(9998, 12, 31)


@pytest.mark.parametrize(
    ("registered_on", "first"),
    [
        (date(2026, 9, 2), date(2026, 11, 1)),
        (date(2026, 10, 1), date(2026, 11, 30)),
        (date(2017, 7, 3), date(2017, 9, 1)),  # the 60th day comes before the age does
        (date(2017, 7, 4), date(2017, 9, 2)),
    ],
)
def test_r21_for_who_comes_from_abroad_it_starts_on_the_60th_day_after_registration(
    registered_on: date, first: date
) -> None:
    assert compulsory_period(date(2011, 3, 4), registered_on) == Period(first, date(2029, 3, 3))


def test_r21_who_is_registered_too_late_is_never_of_age() -> None:
    assert compulsory_period(date(2009, 3, 4), date(2027, 1, 3)) == Period(date.max, date.max)
    assert compulsory_period(date(2009, 3, 4), date(2027, 1, 2)) == Period(date(2027, 3, 3), date(2027, 3, 3))
    assert compulsory_period(None, date(2026, 9, 2)) == Period(date(2026, 11, 1), None)
    assert compulsory_period(None, date.max) == Period(date.max, None)
