"""Half a day is half a day: how long an Ed-Fi event lasts, and what several events of one day come to together."""

import itertools
from collections.abc import Iterable
from dataclasses import replace

import pytest

from attendance.register.domain.status import Status
from attendance.school_files.domain.lines import FileLine
from shared.domain.half_days import HalfDay

from .test_reading_ed_fi import MAPPED, TUESDAY, WEDNESDAY, document, event, marked, read

ABSENT, EXCUSED, PARTIAL = "Unexcused Absence", "Excused Absence", "Partial"
TARDY, LEFT_EARLY, THERE = "Tardy", "Early departure", "In Attendance"
IN_THE_MORNING = {"days": "0.5", "arrival": "11:00:00"}
IN_THE_AFTERNOON = {"days": "0.5", "departure": "12:05:00"}
SOME_HALF = {"days": "0.5"}

Halves = dict[str, str]


def halves(lines: Iterable[FileLine]) -> Halves:
    """What the lines say of each half day; a half day that two lines differ on fails."""
    said: Halves = {}
    for _, half_day, status in marked(lines):
        assert said.setdefault(half_day.value, status.value) == status.value
    return said


def of_day(*events: str, minutes: int | None = None) -> tuple[Halves, list[bool]]:
    """What these events come to, and which of their lines are named."""
    lines = read(document(*events), replace(MAPPED, day_minutes=minutes))
    assert [line.refused for line in lines] == [None] * len(events)
    return halves(lines), [line.remark is not None for line in lines]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({}, {"AM": "problematic", "PM": "problematic"}),
        ({"days": "1"}, {"AM": "problematic", "PM": "problematic"}),
        ({"days": "1.00"}, {"AM": "problematic", "PM": "problematic"}),
        ({"days": "0"}, {}),
        ({"days": "0.00"}, {}),
        (IN_THE_MORNING, {"AM": "problematic"}),
        (IN_THE_AFTERNOON, {"PM": "problematic"}),
        ({"days": "0.99", "arrival": "11:00:00"}, {"AM": "problematic"}),
        ({"days": "0.5", "arrival": "11:00:00", "departure": "14:00:00"}, {"PM": "problematic"}),
        ({"days": "1", "arrival": "11:00:00"}, {"AM": "problematic", "PM": "problematic"}),
        ({"minutes": "0"}, {}),
    ],
)
def test_an_absence_is_as_long_as_its_duration_says(said: dict[str, str], expected: Halves) -> None:
    assert of_day(event(**said)) == (expected, [False])


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (SOME_HALF, {"AM": "unknown"}),
        ({"days": "0.75"}, {"AM": "unknown"}),
        ({"days": "0.33"}, {"AM": "unknown"}),
        ({"days": "0.49", "arrival": "09:00:00"}, {"AM": "unknown"}),
        ({"days": "0.49", "departure": "15:00:00"}, {"PM": "unknown"}),
        ({"minutes": "200"}, {"AM": "unknown", "PM": "unknown"}),
    ],
)
def test_what_cannot_be_told_is_unknown_and_its_line_named(said: dict[str, str], expected: Halves) -> None:
    assert of_day(event(**said)) == (expected, [True])


@pytest.mark.parametrize("category", [ABSENT, EXCUSED])
@pytest.mark.parametrize(
    ("days", "known"), [("0.5", True), ("0.75", True), ("1", True), ("0.49", False), ("0.01", False)]
)
def test_a_wednesday_has_its_one_half_day_from_a_half_on(category: str, days: str, known: bool) -> None:
    status = {ABSENT: "problematic", EXCUSED: "justified"}[category] if known else "unknown"
    assert of_day(event(WEDNESDAY, category, days=days)) == ({"AM": status}, [not known])


@pytest.mark.parametrize(
    ("said", "expected", "named"),
    [
        ({"minutes": "420"}, {"AM": "problematic", "PM": "problematic"}, False),
        ({"minutes": "210", "arrival": "12:00:00"}, {"AM": "problematic"}, False),
        ({"minutes": "210"}, {"AM": "unknown"}, True),
        ({"minutes": "209", "departure": "12:00:00"}, {"PM": "unknown"}, True),
        ({"minutes": "1", "days": "1"}, {"AM": "problematic", "PM": "problematic"}, False),
        ({"minutes": "nonsense", "days": "0"}, {}, False),
    ],
)
def test_minutes_count_where_there_are_no_days_by_those_of_a_school_day(
    said: dict[str, str], expected: Halves, named: bool
) -> None:
    assert of_day(event(**said), minutes=420) == (expected, [named])


@pytest.mark.parametrize(
    ("reason", "status"), [("Absent unexcused", "problematic"), ("Absent excused", "justified"), ("", "unknown")]
)
def test_a_partial_absence_is_read_likewise_by_its_reason(reason: str, status: str) -> None:
    assert of_day(event(category=PARTIAL, reason=reason, **IN_THE_AFTERNOON)) == ({"PM": status}, [False])
    assert of_day(event(category=PARTIAL, reason=reason, **SOME_HALF)) == ({"AM": "unknown"}, [True])


@pytest.mark.parametrize("category", [TARDY, LEFT_EARLY])
@pytest.mark.parametrize("said", [{}, {"minutes": "5", "arrival": "09:05:00"}, {"days": "0.02"}, {"days": "0"}])
def test_lateness_is_late_however_short(category: str, said: dict[str, str]) -> None:
    assert of_day(event(category=category, **said)) == ({"AM": "late", "PM": "late"}, [False])


def test_who_was_there_for_half_a_day_was_there_for_the_other_half() -> None:
    assert of_day(event(category=THERE, **IN_THE_MORNING)) == ({"PM": "present"}, [False])
    both = (event(category=THERE, **IN_THE_AFTERNOON), event(category=ABSENT, **IN_THE_AFTERNOON))
    assert of_day(*both) == ({"AM": "present", "PM": "problematic"}, [False, False])


@pytest.mark.parametrize(
    ("events", "expected", "named"),
    [
        pytest.param(
            [event(**IN_THE_MORNING), event(category=TARDY)],
            {"AM": "problematic", "PM": "late"},
            [False, False],
            id="an absence wins over lateness on its half day",
        ),
        pytest.param(
            [event(), event(category=LEFT_EARLY)],
            {"AM": "problematic", "PM": "problematic"},
            [False, False],
            id="a day's absence wins over lateness",
        ),
        pytest.param(
            [event(**SOME_HALF), event(category=TARDY)],
            {"AM": "unknown", "PM": "late"},
            [True, True],
            id="some half day absent and late on the other",
        ),
        pytest.param(
            [event(), event(category=THERE)],
            {"AM": "unknown", "PM": "unknown"},
            [True, True],
            id="absent and there",
        ),
        pytest.param(
            [event(**IN_THE_MORNING), event(category=THERE)],
            {"AM": "unknown", "PM": "present"},
            [True, True],
            id="absent in the morning and there all day",
        ),
        pytest.param(
            [event(), event(category=EXCUSED)],
            {"AM": "unknown", "PM": "unknown"},
            [True, True],
            id="absent with and without an excuse",
        ),
        pytest.param(
            [event(**IN_THE_MORNING), event(category=EXCUSED, **IN_THE_AFTERNOON)],
            {"AM": "problematic", "PM": "justified"},
            [False, False],
            id="one half each",
        ),
        pytest.param(
            [event(**SOME_HALF), event(category=EXCUSED, **SOME_HALF)],
            {"AM": "unknown", "PM": "unknown"},
            [True, True],
            id="some half each",
        ),
        pytest.param(
            [event(**SOME_HALF), event(category=EXCUSED, **IN_THE_MORNING)],
            {"AM": "justified", "PM": "unknown"},
            [True, False],
            id="some half beside a known one",
        ),
        pytest.param(
            [event(**SOME_HALF), event(category=THERE, **IN_THE_AFTERNOON), event(category=TARDY, **IN_THE_AFTERNOON)],
            {"AM": "present", "PM": "unknown"},
            [True, False, True],
            id="some half where the pupil was late rather than there",
        ),
        pytest.param(
            [event(category=THERE), event(category=TARDY)],
            {"AM": "late", "PM": "late"},
            [False, False],
            id="late is there",
        ),
        pytest.param(
            [event(category=EXCUSED), event(category=PARTIAL, reason="Absent excused", minutes="10")],
            {"AM": "justified", "PM": "justified"},
            [False, True],
            id="a part of an absence of the same kind",
        ),
        pytest.param(
            [event(), event(category="Went fishing")],
            {"AM": "unknown", "PM": "unknown"},
            [True, True],
            id="nobody knows what the other one says",
        ),
        pytest.param([event(**SOME_HALF)] * 2, {"AM": "unknown"}, [True, True], id="the same event twice"),
        pytest.param(
            [event(days="0"), event(category=THERE)],
            {"AM": "present", "PM": "present"},
            [False, False],
            id="no absence at all",
        ),
        pytest.param(
            [event(WEDNESDAY, **SOME_HALF), event(WEDNESDAY, category=TARDY)],
            {"AM": "problematic"},
            [False, False],
            id="on a wednesday there is only one half day to be absent on",
        ),
        pytest.param(
            [event(days="0.2"), event(category=TARDY), event(category=THERE)],
            {"AM": "unknown", "PM": "late"},
            [True, True, True],
            id="three events",
        ),
    ],
)
def test_events_of_one_day_come_to_the_same_in_any_order(
    events: list[str], expected: Halves, named: list[bool]
) -> None:
    for order in itertools.permutations(range(len(events))):
        found = of_day(*(events[place] for place in order))
        assert found == (expected, [named[place] for place in order])


def test_events_of_other_pupils_and_days_do_not_touch_each_other() -> None:
    lines = read(document(event(), event(pupil="7", category=TARDY), event("2021-10-07", category=EXCUSED)))
    assert [{mark.status for mark in line.marks} for line in lines] == [
        {Status.PROBLEMATIC},
        {Status.LATE},
        {Status.JUSTIFIED},
    ]


def test_two_identifiers_of_one_school_are_one_school() -> None:
    both = replace(MAPPED, schools={"255901001": "123456", "255901044": "123456"})
    lines = read(document(event(), event(school="255901044", category=THERE)), both)
    assert halves(lines) == {"AM": "unknown", "PM": "unknown"}


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"days": "half"}, "EventDuration: "),
        ({"days": "-1"}, "EventDuration: "),
        ({"days": "0,5"}, "EventDuration: "),
        ({"days": "NaN"}, "EventDuration: "),
        ({"days": "1e99"}, "EventDuration: "),
        ({"days": "9" * 900}, "EventDuration: "),
        ({"minutes": "12.5"}, "SchoolAttendanceDuration: "),
        ({"minutes": "-5"}, "SchoolAttendanceDuration: "),
    ],
)
def test_a_malformed_duration_is_refused_with_its_field_and_does_not_touch_the_other_event(
    said: dict[str, str], field: str
) -> None:
    first, second = read(document(event(**said), event(category=THERE)))
    assert str(first.refused).startswith(field)
    assert len(str(first.refused)) < 200
    assert [mark.status for mark in second.marks] == [Status.PRESENT] * 2


def test_three_halves_without_times_are_no_absence() -> None:
    days = ("2021-10-05", "2021-10-07", "2021-10-08")
    statuses = [each[1:] for each in marked(read(document(*(event(day, **SOME_HALF) for day in days))))]
    assert statuses == [(HalfDay.AM, Status.UNKNOWN)] * 3
    assert TUESDAY in days
