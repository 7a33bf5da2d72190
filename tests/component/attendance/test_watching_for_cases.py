"""What casework asks to watch is met or broken, by the marks that are stored and the days that pass."""

from datetime import date, datetime, time, timedelta
from itertools import permutations
from typing import Any
from uuid import UUID

import pytest

from attendance.mass_causes.domain.mass_cause import Answer
from attendance.register.domain.mark import Mark
from attendance.register.domain.status import Status
from attendance.testing.factories import MORNING, NOW, OTHER_SCHOOL, SCHOOL, YEAR, enrolment, mark, with_insz
from shared.contracts.watch_criterion import WatchCriterion
from shared.domain.flemish_calendar import flemish_calendar
from shared.domain.half_days import HalfDay
from shared.domain.school_calendar import Closure, SchoolCalendar
from shared.messaging.errors import InvalidEvent
from shared.runtime.clock import BRUSSELS
from shared.testing.logs import captured_logs

from .casework import CASE, NO_NEW, RATE, Casework
from .harness import Harness

AM, PM = HalfDay.AM, HalfDay.PM
ASKED_ON, TUESDAY, LAST = date(2026, 11, 23), date(2026, 11, 24), date(2026, 12, 6)
"""Asked on a Monday: the first whole school week ends on Sunday 6 December."""
IN_TIME, DUE = date(2026, 12, 7), date(2026, 12, 8)
"""Marks of the last week may still come on Monday; from Tuesday on the term is over."""
LATER = NOW + timedelta(days=60)


def morning_of(day: date) -> datetime:
    return datetime.combine(day, time(8), BRUSSELS)


def away(day: date = TUESDAY, half_day: HalfDay = AM, status: Status = Status.PROBLEMATIC, **of: Any) -> Mark:
    return mark(day, half_day, status, **{"pupil": "1", **of})


def sick_bed(day: date, school: str = SCHOOL) -> Mark:
    """A mark of another pupil: what was before at this school is known."""
    return mark(day, AM, Status.JUSTIFIED, pupil="2", school=school)


@pytest.fixture
async def casework(harness: Harness) -> Casework:
    """Two pupils at a school that sends only absences; of the first casework will ask."""
    await harness.enrol(enrolment(pupil="1", person=with_insz("noor")), enrolment(pupil="2"))
    return Casework(harness.units, harness.clock)


async def person_of(harness: Harness, pupil: str = "1", school: str = SCHOOL) -> UUID:
    person = (await harness.attendance(school, pupil)).person_id
    assert person is not None
    return person


async def answers(harness: Harness) -> list[tuple[str, str, str]]:
    return [
        (event.type, event.data["criterion"]["kind"], event.data["since"]) for event in await harness.told("watch-")
    ]


async def pass_to(harness: Harness, casework: Casework, day: date) -> None:
    harness.clock.set(morning_of(day))
    await casework.settle()


BROKEN = ("watch-broken", NO_NEW.kind, "2026-11-24")
MET = ("watch-met", NO_NEW.kind, "2026-12-06")


async def test_a_problematic_half_day_breaks_in_the_story_of_its_mark(harness: Harness, casework: Casework) -> None:
    person = await person_of(harness)
    await casework.ask(person)
    harness.clock.set(morning_of(TUESDAY))
    with captured_logs("attendance") as logs:
        await harness.record(away(event_id="the-mark"))
    [told] = await harness.told("watch-")
    assert (told.type, told.key, told.correlation_id) == ("watch-broken", str(person), "the-mark")
    assert told.data == {
        "case_id": str(CASE),
        "person_id": str(person),
        "criterion": {"kind": NO_NEW.kind, "school_weeks": 1},
        "since": "2026-11-24",
        "asked_on": "2026-11-23",
    }
    line = logs.line("attendance.watch_broken")
    assert (line["case_id"], line["outcome"]) == (str(CASE), NO_NEW.kind)


async def test_half_days_before_it_was_asked_and_of_others_break_nothing(harness: Harness, casework: Casework) -> None:
    await casework.ask(await person_of(harness))
    harness.clock.set(morning_of(TUESDAY))
    await harness.record(away(ASKED_ON), away(pupil="2"), away(status=Status.JUSTIFIED))
    await casework.settle()
    assert await answers(harness) == []


async def test_met_once_the_term_is_over_and_its_marks_are_there(harness: Harness, casework: Casework) -> None:
    await casework.ask(await person_of(harness))
    harness.clock.set(morning_of(IN_TIME))
    await harness.record(sick_bed(IN_TIME))
    await casework.settle()
    assert await answers(harness) == []
    harness.clock.set(morning_of(DUE))
    await casework.settle(waiting=True)
    assert await answers(harness) == []
    for _ in range(2):
        await casework.settle()
    assert await answers(harness) == [MET]


async def test_a_school_that_sent_nothing_since_is_waited_for(harness: Harness, casework: Casework) -> None:
    await casework.ask(await person_of(harness))
    harness.clock.set(morning_of(DUE))
    await harness.record(sick_bed(date(2026, 12, 3)))
    await casework.settle()
    assert await answers(harness) == []
    friday = date(2026, 12, 4)
    await harness.confirm((friday, AM))
    await casework.settle()
    assert await answers(harness) == []
    await harness.confirm((friday, PM))
    await casework.settle()
    assert await answers(harness) == [MET]


async def test_where_a_school_tells_of_every_half_day_a_silence_is_waited_for(
    harness: Harness, casework: Casework
) -> None:
    await casework.ask(await person_of(harness))
    harness.clock.set(morning_of(DUE))
    half_days = list(flemish_calendar(YEAR).half_days_until(IN_TIME, TUESDAY))
    silent = half_days.pop(8)
    await harness.record(
        *(mark(*half_day, Status.PRESENT, pupil=pupil) for half_day in half_days for pupil in ("1", "2"))
    )
    await casework.settle()
    assert await answers(harness) == []
    await harness.confirm(silent)
    await casework.settle()
    assert await answers(harness) == [MET]


@pytest.mark.parametrize(("resolved", "answer"), [(Status.PROBLEMATIC, BROKEN), (Status.JUSTIFIED, MET)])
async def test_what_is_unknown_is_waited_for(
    harness: Harness, casework: Casework, resolved: Status, answer: tuple[str, str, str]
) -> None:
    await casework.ask(await person_of(harness))
    harness.clock.set(morning_of(DUE))
    await harness.record(away(status=Status.UNKNOWN), sick_bed(IN_TIME))
    await casework.settle()
    assert await answers(harness) == []
    await harness.record(away(status=resolved, recorded_at=NOW))
    await casework.settle()
    assert await answers(harness) == [answer]


async def test_a_late_mark_breaks_what_was_met_and_a_correction_takes_nothing_back(
    harness: Harness, casework: Casework
) -> None:
    await casework.ask(await person_of(harness))
    harness.clock.set(morning_of(DUE))
    await harness.record(sick_bed(IN_TIME))
    await casework.settle()
    await harness.record(away())
    await harness.record(away(status=Status.JUSTIFIED, recorded_at=NOW))
    await casework.settle()
    await harness.record(away(recorded_at=LATER - timedelta(days=55)))
    await casework.settle()
    assert await answers(harness) == [MET, BROKEN]


async def test_a_rate_breaks_when_it_is_out_of_reach(harness: Harness, casework: Casework) -> None:
    await casework.ask(await person_of(harness), RATE)
    harness.clock.set(morning_of(date(2026, 11, 30)))
    half_days = list(flemish_calendar(YEAR).half_days_until(LAST, TUESDAY))
    assert len(half_days) == 16
    await harness.record(*(away(*half_day, Status.JUSTIFIED) for half_day in half_days[:3]))
    await casework.settle()
    assert await answers(harness) == []
    await harness.record(away(*half_days[3], Status.JUSTIFIED))
    await casework.settle()
    assert await answers(harness) == [("watch-broken", "rate-above", half_days[3][0].isoformat())]


async def test_met_when_all_criteria_are(harness: Harness, casework: Casework) -> None:
    await casework.ask(await person_of(harness), RATE, WatchCriterion(kind=NO_NEW.kind, school_weeks=2))
    harness.clock.set(morning_of(DUE))
    await harness.record(sick_bed(DUE))
    await casework.settle()
    assert await answers(harness) == []
    harness.clock.set(morning_of(date(2026, 12, 15)))
    await harness.record(sick_bed(date(2026, 12, 14)))
    await casework.settle()
    assert await answers(harness) == [("watch-met", NO_NEW.kind, "2026-12-13")]


async def test_a_newer_watch_replaces_and_begins_anew(harness: Harness, casework: Casework) -> None:
    person = await person_of(harness)
    await casework.ask(person)
    harness.clock.set(morning_of(DUE))
    await harness.record(away())
    await casework.ask(person, version=3, asked_on=IN_TIME)
    await casework.settle()
    await harness.record(away(DUE))
    assert await answers(harness) == [BROKEN, ("watch-broken", NO_NEW.kind, "2026-12-08")]


@pytest.mark.parametrize("order", list(permutations(range(3))))
async def test_of_events_in_any_order_the_newest_holds(
    harness: Harness, casework: Casework, order: tuple[int, int, int]
) -> None:
    person = await person_of(harness)
    for number in order:
        for _ in range(2):
            if number == 1:
                await casework.end(person, version=2)
            else:
                asked_on = ASKED_ON if number == 0 else TUESDAY
                await casework.ask(person, version=number + 1, asked_on=asked_on)
    [row] = await harness.rows("SELECT version, asked_on FROM watch")
    assert tuple(row) == (3, TUESDAY)


async def test_what_is_ended_is_forgotten(harness: Harness, casework: Casework) -> None:
    person = await person_of(harness)
    await casework.ask(person)
    await casework.end(person, version=2)
    harness.clock.set(morning_of(TUESDAY))
    await harness.record(away())
    await casework.settle()
    assert await answers(harness) == []
    assert await harness.rows("SELECT person_id, asked_on, criteria FROM watch") == [(None, None, None)]
    harness.clock.advance(timedelta(days=401))
    await casework.settle()
    assert await harness.rows("SELECT 1 FROM watch") == []


async def test_a_watch_follows_persons_that_are_merged(harness: Harness, casework: Casework) -> None:
    """Asked of a person that goes on as another, before that and after it."""
    await harness.enrol(enrolment(school=OTHER_SCHOOL, pupil="77"))
    there = await person_of(harness, "77", OTHER_SCHOOL)
    await casework.ask(there)
    known_later = with_insz("noor")
    await harness.enrol(enrolment(school=OTHER_SCHOOL, pupil="77", person=known_later, recorded_at=NOW))
    here = await person_of(harness)
    assert here == await person_of(harness, "77", OTHER_SCHOOL) != there
    await casework.ask(there, case=UUID(int=2))
    harness.clock.set(morning_of(TUESDAY))
    await harness.record(away())
    told = await harness.told("watch-broken")
    assert {(event.data["case_id"], event.key) for event in told} == {
        (str(CASE), str(here)),
        (str(UUID(int=2)), str(here)),
    }


async def test_who_parted_from_the_person_breaks_nothing(harness: Harness, casework: Casework) -> None:
    other = {"school": OTHER_SCHOOL, "pupil": "77"}
    await harness.enrol(enrolment(**other, person=with_insz("noor")))
    await casework.ask(await person_of(harness))
    await harness.enrol(enrolment(**other, person=with_insz("somebody"), recorded_at=NOW))
    harness.clock.set(morning_of(TUESDAY))
    await harness.record(away(**other))
    await casework.settle()
    assert await answers(harness) == []


async def test_a_person_who_is_not_known_is_not_watched(harness: Harness, casework: Casework) -> None:
    with captured_logs("attendance") as logs:
        await casework.ask(UUID(int=99))
    assert logs.line("attendance.watch_asked")["outcome"] == "unknown-person"
    assert await harness.rows("SELECT 1 FROM watch") == []


async def test_a_person_who_is_erased_takes_watches_and_cases_along(harness: Harness, casework: Casework) -> None:
    person = await person_of(harness)
    await casework.ask(person)
    await casework.open(person, at=MORNING)
    async with harness.engine.begin() as connection:
        await connection.exec_driver_sql(f"UPDATE pupil SET person_id = NULL WHERE person_id = '{person}'")
        await connection.exec_driver_sql(f"DELETE FROM person WHERE person_id = '{person}'")
    await casework.ask(person, version=2)
    await casework.open(person, at=MORNING, version=3)
    assert await harness.rows("SELECT case_id FROM watch UNION ALL SELECT case_id FROM case_days") == []


async def test_a_week_that_the_school_closes_makes_the_term_longer(harness: Harness, casework: Casework) -> None:
    await casework.ask(await person_of(harness))
    week = [date(2026, 11, 30) + timedelta(days=days) for days in range(5)]
    closures = tuple(Closure(day, None, "werken") for day in week)
    await harness.set_calendar(SchoolCalendar(SCHOOL, YEAR, closures=closures))
    harness.clock.set(morning_of(date(2026, 12, 15)))
    await harness.record(sick_bed(date(2026, 12, 14)))
    await casework.settle()
    assert await answers(harness) == [("watch-met", NO_NEW.kind, "2026-12-13")]


async def test_what_a_question_holds_breaks_only_when_it_counts_after_all(harness: Harness, casework: Casework) -> None:
    harness.hold_groups(2)
    await casework.ask(await person_of(harness))
    harness.clock.set(morning_of(TUESDAY))
    await harness.record(away(), away(pupil="2"))
    await casework.settle()
    assert await answers(harness) == []
    for question in await harness.questions():
        await harness.answer(question.question_id, Answer.COUNTS)
    assert await answers(harness) == [BROKEN]


@pytest.mark.parametrize(
    ("criterion", "field"),
    [
        (WatchCriterion(kind="good-behaviour", school_weeks=1), "criteria.1.kind"),
        (WatchCriterion(kind="rate-above", school_weeks=1), "criteria.1.rate"),
    ],
)
async def test_a_criterion_that_nobody_can_judge_is_refused_by_its_field(
    harness: Harness, casework: Casework, criterion: WatchCriterion, field: str
) -> None:
    with pytest.raises(InvalidEvent) as error:
        await casework.ask(await person_of(harness), NO_NEW, criterion)
    assert error.value.field == field


async def test_a_day_outside_every_calendar_is_refused(harness: Harness, casework: Casework) -> None:
    with pytest.raises(InvalidEvent, match="asked_on"):
        await casework.ask(await person_of(harness), asked_on=date(1, 1, 1))
