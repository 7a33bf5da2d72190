"""A school that told of every half day and then sent nothing about one is told of once, and again when it is heard."""

from datetime import date, datetime, time

import pytest

from attendance.pupils.domain.attendance import Provisional
from attendance.register.domain.mark import Mark
from attendance.register.domain.status import Status
from attendance.testing.factories import OTHER_SCHOOL, SCHOOL, YEAR, enrolment, mark, withdrawal
from shared.domain.flemish_calendar import flemish_calendar
from shared.domain.half_days import HalfDay
from shared.domain.school_calendar import Closure, SchoolCalendar
from shared.domain.school_year import SchoolYear
from shared.runtime.clock import BRUSSELS
from shared.testing.logs import captured_logs

from .harness import Harness

AM, PM = HalfDay.AM, HalfDay.PM
TUESDAY, WEDNESDAY, THURSDAY = date(2026, 9, 1), date(2026, 9, 2), date(2026, 9, 3)
FRIDAY, MONDAY = date(2026, 9, 4), date(2026, 9, 7)


def morning_of(day: date) -> datetime:
    return datetime.combine(day, time(8), BRUSSELS)


@pytest.fixture
async def school(harness: Harness) -> Harness:
    """Two pupils, present on Tuesday morning; it is Friday: what is of Wednesday or before is due."""
    await harness.enrol(enrolment(pupil="1"), enrolment(pupil="2"))
    await harness.record(present(TUESDAY, AM, "1"), present(TUESDAY, AM, "2"))
    harness.clock.set(morning_of(FRIDAY))
    return harness


def present(day: date, half_day: HalfDay, pupil: str = "1", school: str = SCHOOL) -> Mark:
    return mark(day, half_day, Status.PRESENT, pupil=pupil, school=school)


async def silent(harness: Harness) -> list[tuple[date, HalfDay]]:
    await harness.watch()
    return [half_day for silence in await harness.silences() for half_day in silence.half_days]


async def test_half_days_without_a_mark_are_a_silence(school: Harness) -> None:
    assert await silent(school) == [(TUESDAY, PM), (WEDNESDAY, AM)]
    [told] = await school.told("feed")
    assert (told.type, told.key) == ("feed-silent", SCHOOL)
    assert {name: told.data[name] for name in ("school", "school_year", "school_days", "silent_from")} == {
        "school": SCHOOL,
        "school_year": "2026-2027",
        "school_days": 2,
        "silent_from": "2026-09-01",
    }
    assert datetime.fromisoformat(told.data["last_recorded_at"]) == datetime(2026, 9, 1, 7, 0, tzinfo=BRUSSELS)


async def test_any_mark_of_a_half_day_is_heard(school: Harness) -> None:
    await school.record(present(TUESDAY, PM, "2"))
    await school.record(mark(WEDNESDAY, AM, Status.UNKNOWN, pupil="1"))
    assert await silent(school) == []
    assert await school.told("feed") == []


async def test_a_silence_that_goes_on_is_told_once(school: Harness) -> None:
    await silent(school)
    school.clock.set(morning_of(MONDAY))
    assert len(await silent(school)) == 4
    await silent(school)
    assert [event.type for event in await school.told("feed")] == ["feed-silent"]
    assert len(await school.silences()) == 1


async def test_marks_that_come_late_end_it(school: Harness) -> None:
    await silent(school)
    await school.record(mark(TUESDAY, PM, pupil="1"))
    assert await silent(school) == [(WEDNESDAY, AM)]
    await school.record(present(WEDNESDAY, AM))
    with captured_logs("attendance") as logs:
        assert await silent(school) == []
    told = await school.told("feed")
    assert [event.type for event in told] == ["feed-silent", "feed-heard"]
    assert told[0].data["silence_id"] == told[1].data["silence_id"]
    assert logs.line("attendance.feed_heard")["school"] == SCHOOL
    [ended] = await school.silences("ended")
    assert (ended.half_days, ended.ended_at) == ((), school.clock.now())


async def test_a_silence_after_a_gap_is_another_one(school: Harness) -> None:
    await school.record(present(WEDNESDAY, AM))
    await silent(school)
    school.clock.set(morning_of(MONDAY))
    assert await silent(school) == [(TUESDAY, PM), (THURSDAY, AM), (THURSDAY, PM)]
    assert [event.data["silent_from"] for event in await school.told("feed-silent")] == ["2026-09-01", "2026-09-03"]


async def test_a_half_day_of_which_there_is_nothing_to_report_is_no_silence(school: Harness) -> None:
    results = await school.confirm((TUESDAY, PM), (WEDNESDAY, AM), (WEDNESDAY, AM))
    assert [result.outcome for result in results] == ["accepted"] * 3
    assert [result.outcome for result in await school.confirm((TUESDAY, PM))] == ["unchanged"]
    assert await silent(school) == []


async def test_a_half_day_can_be_confirmed_afterwards(school: Harness) -> None:
    await silent(school)
    await school.confirm((TUESDAY, PM), (WEDNESDAY, AM))
    assert await silent(school) == []


async def test_what_is_confirmed_is_admitted_as_marks_are(school: Harness) -> None:
    half_days = [(date(2026, 9, 8), AM), (WEDNESDAY, PM), (date(2019, 9, 2), AM)]
    results = await school.confirm(*half_days)
    assert [(result.outcome, result.reason) for result in results] == [
        ("rejected", "date-after-today"),
        ("rejected", "outside-calendar"),
        ("rejected", "school-year-not-kept"),
    ]


async def test_a_school_that_sends_absences_only_is_not_taken_to_be_silent(harness: Harness) -> None:
    await harness.enrol(enrolment(pupil="1"), enrolment(pupil="2"), enrolment(pupil="3"))
    await harness.record(mark(TUESDAY, AM, pupil="1"), present(TUESDAY, AM, "2"))
    assert await silent(harness) == []


async def test_a_school_that_once_says_nothing_to_report_is_listened_to_from_then_on(harness: Harness) -> None:
    await harness.enrol(enrolment(pupil="1"))
    await harness.record(mark(TUESDAY, AM, pupil="1"))
    await harness.confirm((WEDNESDAY, AM))
    harness.clock.set(morning_of(MONDAY))
    assert await silent(harness) == [(THURSDAY, AM), (THURSDAY, PM)]
    await harness.confirm((TUESDAY, PM))
    assert await silent(harness) == [(THURSDAY, AM), (THURSDAY, PM)]


async def test_what_shows_later_that_a_school_told_everything_counts_from_that_half_day(school: Harness) -> None:
    await school.record(present(date(2026, 9, 4), AM, "1"), present(date(2026, 9, 4), AM, "2"))
    school.clock.set(morning_of(date(2026, 9, 9)))
    assert (TUESDAY, PM) in await silent(school)


async def test_half_days_on_which_nobody_is_enrolled_or_lessons_are_given_are_not_expected(school: Harness) -> None:
    await silent(school)
    await school.set_calendar(SchoolCalendar(SCHOOL, YEAR, closures=(Closure(TUESDAY, PM, "vrij"),)))
    assert await silent(school) == [(WEDNESDAY, AM)]
    await school.enrol(withdrawal(TUESDAY, pupil="1"), withdrawal(TUESDAY, pupil="2"))
    assert await silent(school) == []
    assert [event.type for event in await school.told("feed")] == ["feed-silent", "feed-heard"]


async def test_an_open_silence_of_last_school_year_ends_too(school: Harness) -> None:
    await silent(school)
    school.clock.set(datetime(2027, 10, 1, 8, tzinfo=BRUSSELS))
    last_year = await silent(school)
    assert last_year[:2] == [(TUESDAY, PM), (WEDNESDAY, AM)]
    await school.record(*(present(*half_day) for half_day in last_year))
    assert await silent(school) == []


async def test_the_last_day_of_a_school_year_is_due_in_the_next_one(school: Harness) -> None:
    await every_half_day_until(school, date(2027, 6, 29))
    school.clock.set(morning_of(date(2027, 9, 1)))
    assert await silent(school) == []
    school.clock.set(morning_of(date(2027, 9, 2)))
    assert await silent(school) == [(date(2027, 6, 30), AM)]
    await school.confirm((date(2027, 6, 30), AM))
    assert await silent(school) == []


async def test_a_school_that_closes_for_good_keeps_nobody_from_listening_to_the_others(school: Harness) -> None:
    await school.enrol(enrolment(pupil="9", school=OTHER_SCHOOL))
    await school.confirm((TUESDAY, AM), school=OTHER_SCHOOL)
    await every_half_day_until(school, date(2027, 6, 29))
    for year in (SchoolYear(2027), SchoolYear(2028), SchoolYear(2029)):
        await school.set_calendar(SchoolCalendar(SCHOOL, year, base="own"))
    school.clock.set(morning_of(date(2027, 7, 1)))
    await school.watch()
    assert {silence.school for silence in await school.silences()} == {OTHER_SCHOOL}


async def every_half_day_until(school: Harness, last: date) -> None:
    """The school says of every half day of the school year up to this day that there is nothing to report."""
    school.clock.set(morning_of(last))
    await school.confirm(*flemish_calendar(YEAR).half_days_until(last))


async def test_each_school_is_listened_to_by_itself(school: Harness) -> None:
    await school.enrol(enrolment(pupil="9", school=OTHER_SCHOOL))
    for half_day in ((TUESDAY, AM), (TUESDAY, PM), (WEDNESDAY, AM)):
        await school.record(present(*half_day, "9", OTHER_SCHOOL))
    await silent(school)
    assert {silence.school for silence in await school.silences()} == {SCHOOL}


async def test_counts_are_provisional_while_the_school_is_silent(school: Harness) -> None:
    await school.enrol(enrolment(THURSDAY, pupil="3"))
    await silent(school)
    shown = await school.attendance(pupil="1")
    assert (shown.provisional, shown.provisional_because) == (True, (Provisional.FEED_SILENT,))
    assert (await school.attendance(pupil="3")).provisional is False
    assert (await school.attendance(pupil="1", year=SchoolYear(2025))).provisional is False
    await school.confirm((TUESDAY, PM), (WEDNESDAY, AM))
    await silent(school)
    assert (await school.attendance(pupil="1")).provisional is False


async def test_nothing_is_concluded_while_marks_wait_to_be_read(school: Harness) -> None:
    await school.watch(waiting=True)
    assert await school.silences(None) == []


async def test_two_processes_that_listen_at_once_tell_it_once(school: Harness) -> None:
    async with school.units() as one, school.units() as other:
        assert await one.feeds.take(SCHOOL)
        assert not await other.feeds.take(SCHOOL)
        await school.watch()
    assert await school.silences(None) == []
