"""Local free days: how many a school takes, and how many it may take."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest

from attendance.register.domain.enrolment import EducationLevel
from attendance.register.domain.local_free_days import Excess, SchoolKind, excesses, kind_of
from shared.domain.half_days import HalfDay
from shared.domain.school_calendar import Closure, ClosureKind, SchoolCalendar
from shared.domain.school_year import SchoolYear

PRIMARY, SECONDARY, SPECIAL = SchoolKind.PRIMARY, SchoolKind.SECONDARY, SchoolKind.SPECIAL_SECONDARY
HOLIDAY, TRAINING = ClosureKind.OPTIONAL_HOLIDAY, ClosureKind.STAFF_TRAINING


def days_of(start: int, number: int) -> list[date]:
    """That many Thursdays with lessons."""
    flemish = SchoolCalendar(None, SchoolYear(start))
    days = (flemish.first_day + timedelta(days=n) for n in range(300))
    return [day for day in days if day.weekday() == 3 and flemish.is_school_day(day)][:number]


def closed(start: int, days: Sequence[date], *more: Closure, kind: ClosureKind | None = None) -> SchoolCalendar:
    closures = (*(Closure(day, None, "vrij", kind=kind) for day in days), *more)
    return SchoolCalendar("123456", SchoolYear(start), closures=closures)


def half_days(calendar: SchoolCalendar) -> int:
    return len(list(calendar.half_days_until(calendar.last_day)))


@pytest.mark.parametrize(("start", "number"), [(2024, 319), (2025, 323), (2026, 325), (2027, 322)])
def test_r35_half_days_of_a_secondary_school_after_its_local_closures(start: int, number: int) -> None:
    calendar = closed(start, days_of(start, 2))
    assert half_days(calendar) == number
    assert excesses(calendar, {SECONDARY}) == []


@pytest.mark.parametrize(("start", "number"), [(2024, 315), (2025, 319), (2026, 321), (2027, 318)])
def test_r35_half_days_of_a_primary_school_after_its_local_closures(start: int, number: int) -> None:
    last_day = SchoolCalendar(None, SchoolYear(start)).last_day
    last_half_day = SchoolCalendar(None, SchoolYear(start)).half_days_on(last_day)[-1]
    *whole, half = days_of(start, 4)
    calendar = closed(
        start, whole, Closure(half, HalfDay.PM, "studiedag"), Closure(last_day, last_half_day, "laatste schooldag")
    )
    assert half_days(calendar) == number
    assert excesses(calendar, {PRIMARY}) == []


@pytest.mark.parametrize(("kind", "allowed"), [(SECONDARY, 4), (SPECIAL, 6), (PRIMARY, 7)])
def test_r36_local_free_days_beyond_the_allowance_are_named(kind: SchoolKind, allowed: int) -> None:
    within = closed(2026, days_of(2026, allowed // 2))
    assert excesses(within, {kind}) == []
    beyond = closed(2026, days_of(2026, allowed // 2 + 1))
    assert excesses(beyond, {kind}) == [Excess(None, None, 2 * (allowed // 2 + 1), allowed)]


@pytest.mark.parametrize(
    ("kind", "holidays", "training"), [(SECONDARY, 2, 2), (SPECIAL, 4, 2), (PRIMARY, 4, 3)], ids=str
)
def test_r36_each_use_of_free_days_has_its_own_allowance(kind: SchoolKind, holidays: int, training: int) -> None:
    three = days_of(2026, 3)
    assert Excess(None, HOLIDAY, 6, holidays) in excesses(closed(2026, three, kind=HOLIDAY), {kind})
    assert Excess(None, TRAINING, 6, training) in excesses(closed(2026, three, kind=TRAINING), {kind})
    used = closed(2026, three[:1], Closure(three[1], None, "studiedag", kind=TRAINING), kind=HOLIDAY)
    assert excesses(used, {kind}) == []


def test_r36_only_half_days_with_lessons_count() -> None:
    wednesday, sunday, autumn = date(2026, 9, 9), date(2026, 9, 13), date(2026, 11, 3)
    calendar = closed(2026, [*days_of(2026, 1), wednesday, sunday, autumn], Closure(wednesday, HalfDay.AM, "vrij"))
    assert excesses(calendar, {SECONDARY}) == []
    assert excesses(closed(2026, [*days_of(2026, 2), wednesday]), {SECONDARY}) == [Excess(None, None, 5, 4)]


def test_r36_a_site_is_named_when_it_takes_more_than_the_school() -> None:
    one, two, three, *_ = days_of(2026, 3)
    calendar = closed(2026, [one, two], Closure(three, None, "vrij", site="west"), Closure(two, None, "vrij", site="o"))
    assert excesses(calendar, {SECONDARY}) == [Excess("west", None, 6, 4)]


def test_r36_a_school_of_several_kinds_may_take_what_either_may() -> None:
    assert excesses(closed(2026, days_of(2026, 3)), {SECONDARY, SPECIAL}) == []


def test_nothing_is_too_much_at_a_school_of_which_nothing_is_known() -> None:
    assert excesses(closed(2026, days_of(2026, 30)), ()) == []


@pytest.mark.parametrize(
    ("level", "structure", "kind"),
    [
        (EducationLevel.KLEUTER, "111", PRIMARY),
        (EducationLevel.LAGER, "221", PRIMARY),
        (EducationLevel.SECUNDAIR, "311", SECONDARY),
        (EducationLevel.SECUNDAIR, None, SECONDARY),
        (EducationLevel.SECUNDAIR, "321", SPECIAL),
    ],
)
def test_the_kind_of_a_school_follows_from_what_its_pupils_are_enrolled_in(
    level: EducationLevel, structure: str | None, kind: SchoolKind
) -> None:
    assert kind_of(level, structure) is kind
