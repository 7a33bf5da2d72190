"""One mark: its id, whether it is admitted, and which of several is the newest."""

from datetime import date, datetime, timedelta
from itertools import permutations

import pytest

from attendance.register.domain.mark import Admission, FinalRejection, Mark, admission_at, newest_per_half_day
from attendance.register.domain.school_days import SchoolDays
from attendance.register.domain.status import Status
from shared.domain.half_days import HalfDay
from shared.domain.school_calendar import ExtraHalfDay, SchoolCalendar
from shared.domain.school_year import SchoolYear
from shared.runtime.clock import BRUSSELS

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=BRUSSELS)
DAY = date(2026, 10, 5)


def mark(**of: object) -> Mark:
    fields = {"date": DAY, "half_day": HalfDay.AM, "status": Status.PROBLEMATIC, "recorded_at": NOW, "event_id": "e"}
    return Mark(school="123456", pupil="1", **(fields | of))  # type: ignore[arg-type]


LAST_YEAR_NOT_KEPT = SchoolCalendar("123456", SchoolYear(2020), extra=(ExtraHalfDay(date(2021, 8, 30), HalfDay.AM),))


def test_a_summer_day_in_the_calendar_of_a_year_not_kept_is_rejected() -> None:
    found = admission_at(NOW, 5, SchoolDays([LAST_YEAR_NOT_KEPT]))(mark(date=date(2021, 8, 30)))
    assert found == Admission(FinalRejection.YEAR_NOT_KEPT, None)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, Admission(None, 2026)),
        ({"date": date(2026, 10, 4)}, Admission(None, None)),
        ({"date": date(2026, 11, 24)}, Admission(FinalRejection.AFTER_TODAY, None)),
        ({"recorded_at": NOW + timedelta(minutes=5)}, Admission(None, 2026)),
        ({"recorded_at": NOW + timedelta(minutes=5, microseconds=1)}, Admission(FinalRejection.RECORDED_AHEAD, None)),
        ({"date": date(2021, 9, 1)}, Admission(None, 2021)),
        ({"date": date(2021, 6, 30)}, Admission(FinalRejection.YEAR_NOT_KEPT, None)),
        # In summer a calendar that arrives later could still take the day into the first kept school year.
        ({"date": date(2021, 8, 30)}, Admission(None, None)),
        ({"date": date(2020, 8, 30)}, Admission(FinalRejection.YEAR_NOT_KEPT, None)),
        ({"date": date.min}, Admission(FinalRejection.YEAR_NOT_KEPT, None)),
        ({"date": date.max}, Admission(FinalRejection.AFTER_TODAY, None)),
    ],
)
def test_admission(changes: dict[str, object], expected: Admission) -> None:
    assert admission_at(NOW, 5, SchoolDays())(mark(**changes)) == expected


def test_a_mark_without_an_event_is_named_by_its_own_fields() -> None:
    plain = mark(event_id=None)
    assert plain.own_id == mark(event_id=None).own_id
    assert plain.own_id == mark(event_id=None, recorded_at=NOW.astimezone(None)).own_id, "the same moment elsewhere"
    others = [
        mark(event_id=None, **change)
        for change in (
            {"status": Status.JUSTIFIED},
            {"half_day": HalfDay.PM},
            {"date": date(2026, 10, 6)},
            {"recorded_at": NOW + timedelta(seconds=1)},
        )
    ]
    assert len({plain.own_id, *(other.own_id for other in others)}) == 5
    assert mark().own_id == "e"


def winner(*marks: Mark) -> Mark:
    [index] = newest_per_half_day(marks, range(len(marks))).values()
    return marks[index]


def test_the_newest_recorded_wins_then_the_greater_id_by_code_point() -> None:
    marks = (
        mark(recorded_at=NOW - timedelta(hours=1), event_id="z", cause=object()),
        mark(event_id="Z", cause=object()),
        mark(event_id="a", status=Status.LATE, cause=object()),
    )
    for order in permutations(marks):
        assert winner(*order) is marks[2]


def test_inside_one_list_the_later_of_equals_wins() -> None:
    one_list = object()
    first, second = mark(cause=one_list), mark(cause=one_list, status=Status.PRESENT)
    assert winner(first, second) is second
    assert winner(second, first) is first
    earlier = mark(cause=one_list, status=Status.LATE, recorded_at=NOW - timedelta(hours=1))
    assert winner(first, earlier) is first
    assert winner(earlier, first) is first


def test_marks_without_an_event_are_one_list() -> None:
    first, second = mark(event_id=None), mark(event_id=None, status=Status.PRESENT)
    assert winner(first, second) is second
    assert winner(second, first) is first


def test_different_half_days_do_not_compete() -> None:
    marks = (mark(), mark(half_day=HalfDay.PM), mark(date=date(2026, 10, 6)))
    assert sorted(newest_per_half_day(marks, range(3)).values()) == [0, 1, 2]
    assert newest_per_half_day(marks, [2]) == {("123456", "1", date(2026, 10, 6), HalfDay.AM): 2}
