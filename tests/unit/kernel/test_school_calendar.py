from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.domain.errors import InvalidField
from shared.domain.flemish_calendar import flemish_calendar
from shared.domain.half_days import WHOLE_DAY, HalfDay
from shared.domain.school_calendar import Closure, ExtraHalfDay, SchoolCalendar, Session
from shared.domain.school_year import SchoolYear

unhurried = settings(deadline=None)

YEAR = SchoolYear(2026)
MONDAY, WEDNESDAY, SATURDAY = date(2026, 10, 5), date(2026, 10, 7), date(2026, 10, 10)

days_of_the_year = st.dates(YEAR.first_day, YEAR.last_day)
half_days = st.sampled_from(HalfDay)


def flanders(*, closures: tuple[Closure, ...] = (), extra: tuple[ExtraHalfDay, ...] = ()) -> SchoolCalendar:
    return SchoolCalendar(school="123456", school_year=YEAR, closures=closures, extra=extra, version=1)


def own(*sessions: tuple[date, date]) -> SchoolCalendar:
    return SchoolCalendar(
        school="123456", school_year=YEAR, base="own", sessions=tuple(Session(*each) for each in sessions), version=1
    )


calendars = st.builds(
    flanders,
    closures=st.lists(
        st.builds(Closure, days_of_the_year, st.none() | half_days, st.just("studiedag")), max_size=5
    ).map(tuple),
    extra=st.lists(st.builds(ExtraHalfDay, days_of_the_year, half_days), max_size=5).map(tuple),
)


def test_a_weekday_has_two_half_days_and_a_wednesday_one() -> None:
    assert flanders().half_days_on(MONDAY) == (HalfDay.AM, HalfDay.PM)
    assert flanders().half_days_on(WEDNESDAY) == (HalfDay.AM,)
    assert flanders().half_days_on(SATURDAY) == ()


def test_a_closure_takes_the_whole_day() -> None:
    calendar = flanders(closures=(Closure(MONDAY, None, "facultatieve verlofdag"),))
    assert not calendar.is_school_day(MONDAY)


def test_a_half_closure_takes_that_half_only() -> None:
    calendar = flanders(closures=(Closure(MONDAY, HalfDay.PM, "studiedag"),))
    assert calendar.contains(MONDAY, HalfDay.AM)
    assert not calendar.contains(MONDAY, HalfDay.PM)


def test_an_extra_half_day_comes_on_top() -> None:
    extra = (ExtraHalfDay(WEDNESDAY, HalfDay.PM), ExtraHalfDay(SATURDAY, HalfDay.AM))
    calendar = flanders(extra=extra)
    assert calendar.half_days_on(WEDNESDAY) == (HalfDay.AM, HalfDay.PM)
    assert calendar.half_days_on(SATURDAY) == (HalfDay.AM,)


def test_a_closure_has_the_last_word_over_an_extra_half_day() -> None:
    calendar = flanders(
        closures=(Closure(SATURDAY, None, "geen opendeurdag"),), extra=(ExtraHalfDay(SATURDAY, HalfDay.AM),)
    )
    assert not calendar.is_school_day(SATURDAY)


def test_an_own_calendar_has_lessons_inside_its_sessions_only() -> None:
    calendar = own((date(2026, 8, 24), date(2026, 12, 18)), (date(2027, 1, 4), date(2027, 5, 28)))
    assert calendar.is_school_day(date(2026, 8, 24))
    assert calendar.is_school_day(date(2026, 11, 4)), "no Flemish holiday in an own calendar"
    assert not calendar.is_school_day(date(2026, 12, 21))
    assert calendar.half_days_on(date(2027, 1, 6)) == (HalfDay.AM,)
    assert not calendar.is_school_day(date(2027, 5, 29))
    assert (calendar.first_day, calendar.last_day) == (date(2026, 8, 24), date(2027, 5, 28))


def test_an_own_calendar_without_sessions_is_empty() -> None:
    assert list(own().half_days_until(YEAR.last_day)) == []


def test_half_days_until_a_day_include_that_day_and_begin_where_asked() -> None:
    assert list(flanders().half_days_until(date(2026, 9, 3), date(2026, 9, 2))) == [
        (date(2026, 9, 2), HalfDay.AM),
        (date(2026, 9, 3), HalfDay.AM),
        (date(2026, 9, 3), HalfDay.PM),
    ]


def test_an_extra_half_day_in_summer_is_among_the_half_days() -> None:
    summer = ExtraHalfDay(date(2027, 8, 30), HalfDay.AM)
    assert list(flanders(extra=(summer,)).half_days_until(YEAR.last_day))[-1] == (summer.date, summer.half_day)


@pytest.mark.parametrize(
    ("field", "build"),
    [
        ("closures.0.date", lambda: flanders(closures=(Closure(date(2027, 9, 1), None, "te laat"),))),
        ("extra.0.date", lambda: flanders(extra=(ExtraHalfDay(date(2026, 8, 31), HalfDay.AM),))),
        ("sessions.0.from", lambda: own((date(2026, 6, 30), date(2026, 9, 30)))),
        ("sessions.0.until", lambda: own((date(2026, 9, 1), date(2027, 9, 1)))),
        ("sessions.0.until", lambda: own((date(2026, 9, 2), date(2026, 9, 1)))),
        (
            "sessions",
            lambda: SchoolCalendar("123456", YEAR, sessions=(Session(YEAR.first_day, YEAR.last_day),)),
        ),
    ],
)
def test_refuses_what_cannot_be_a_calendar_of_that_year(field: str, build: object) -> None:
    assert callable(build)
    with pytest.raises(InvalidField) as refused:
        build()
    assert refused.value.field == field


@unhurried
@given(calendars)
def test_the_iterator_says_what_each_day_says(calendar: SchoolCalendar) -> None:
    days = [YEAR.first_day + timedelta(days=offset) for offset in range(365)]
    by_day = [(day, half_day) for day in days for half_day in calendar.half_days_on(day)]
    assert list(calendar.half_days_until(YEAR.last_day)) == by_day


@unhurried
@given(calendars, days_of_the_year, half_days)
def test_one_more_closure_never_adds_a_half_day(calendar: SchoolCalendar, day: date, half_day: HalfDay) -> None:
    closed = flanders(closures=(*calendar.closures, Closure(day, half_day, "dicht")), extra=calendar.extra)
    before, after = (set(each.half_days_until(YEAR.last_day)) for each in (calendar, closed))
    assert after == before - {(day, half_day)}


@unhurried
@given(days_of_the_year)
def test_a_calendar_without_changes_is_the_flemish_one(day: date) -> None:
    assert flanders().half_days_on(day) == flemish_calendar(YEAR).half_days_on(day)


def test_a_site_has_its_own_closures_and_extra_half_days_and_the_schools() -> None:
    monday, wednesday = date(2026, 9, 7), date(2026, 9, 9)
    calendar = flanders(
        closures=(Closure(monday, None, "vrij", site="1"), Closure(monday, HalfDay.PM, "oudercontact")),
        extra=(ExtraHalfDay(wednesday, HalfDay.PM, site="2"),),
    )
    assert [calendar.half_days_on(monday, site) for site in ("1", "2", None)] == [(), (HalfDay.AM,), (HalfDay.AM,)]
    assert [calendar.contains(wednesday, HalfDay.PM, site) for site in ("1", "2", None)] == [False, True, False]


def test_a_closure_of_one_site_does_not_close_the_school() -> None:
    monday = date(2026, 9, 7)
    calendar = flanders(closures=(Closure(monday, None, "vrij", site="1"),))
    assert calendar.half_days_on(monday) == WHOLE_DAY
    assert calendar.is_school_day(monday)
    assert calendar.special_days_of_sites == {monday: {"1"}}


def test_a_half_day_is_somewhere_when_one_site_has_it() -> None:
    monday, saturday = date(2026, 9, 7), date(2026, 9, 5)
    calendar = flanders(
        closures=(Closure(monday, HalfDay.AM, "vrij"), Closure(monday, HalfDay.PM, "vrij", site="1")),
        extra=(ExtraHalfDay(saturday, HalfDay.AM, site="1"),),
    )
    assert calendar.half_days_anywhere_on(monday) == (HalfDay.PM,)
    assert calendar.half_days_anywhere_on(saturday) == (HalfDay.AM,)
    assert calendar.half_days_on(saturday) == ()
