"""What takes away a contact's hours in a week."""

from datetime import date, datetime, time, timedelta

from consultation.directory.domain.own_week import Away, TakenAway, own_week
from consultation.domain.availability import Availability, AvailabilityException
from consultation.domain.busy import Busy
from consultation.domain.closures import Closure
from consultation.domain.intervals import Interval
from consultation.domain.local_time import BRUSSELS
from consultation.domain.school_time import SchoolTime
from consultation.domain.weekly_hours import WeeklyHours
from shared.domain.half_days import HalfDay

MONDAY = date(2026, 11, 16)
HOURS = tuple(WeeklyHours(day, time(8, 30), time(16)) for day in range(1, 6))
BOTH = (HalfDay.AM, HalfDay.PM)


def at(day: int, begin: str, end: str) -> Interval:
    bounds = (time.fromisoformat(begin), time.fromisoformat(end))
    return Interval(*(datetime.combine(MONDAY + timedelta(days=day), bound, BRUSSELS) for bound in bounds))


def school(*closed: date) -> SchoolTime:
    return SchoolTime(
        hours=HOURS,
        length=timedelta(minutes=45),
        step=timedelta(minutes=15),
        half_days_on=lambda day: () if day in closed else BOTH,
    )


def test_each_thing_takes_its_time_away_once():
    availability = Availability(
        weekly=(WeeklyHours(1, time(8, 30), time(12)), WeeklyHours(2, time(8, 30), time(12))),
        exceptions=(
            AvailabilityException(at(0, "08:00", "09:00").start, at(0, "08:00", "09:00").end, False),
            AvailabilityException(date(2026, 11, 19), date(2026, 11, 19), True),
        ),
        closures=(Closure(date(2026, 11, 19), date(2026, 11, 19)),),
        busy=Busy.of([at(0, "08:00", "09:30"), at(0, "11:00", "14:00")]),
    )
    days = own_week(availability, MONDAY, hours=HOURS, schools={"123456": school(MONDAY + timedelta(days=1))})
    assert [(day.free, list(day.taken)) for day in days] == [
        (
            (at(0, "09:30", "11:00"),),
            [
                TakenAway(at(0, "08:30", "09:00"), Away.EXCEPTION),
                TakenAway(at(0, "09:00", "09:30"), Away.BUSY),
                TakenAway(at(0, "11:00", "12:00"), Away.BUSY),
            ],
        ),
        ((), [TakenAway(at(1, "08:30", "12:00"), Away.NO_LESSONS)]),
        ((), []),
        ((), [TakenAway(at(3, "08:30", "16:00"), Away.CLOSED)]),
        ((), []),
    ]


def test_of_several_schools_those_without_lessons_are_named():
    schools = {"123456": school(MONDAY), "234567": school(), "345678": school(MONDAY)}
    monday = own_week(Availability(), MONDAY, hours=HOURS, schools=schools)[0]
    assert monday.free == (at(0, "08:30", "16:00"),)
    assert monday.taken == [TakenAway(at(0, "08:30", "16:00"), Away.NO_LESSONS, ("123456", "345678"))]
