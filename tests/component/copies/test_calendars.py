"""A service's copy of calendars: whole, the newest, and the Flemish calendar where a school has none."""

from dataclasses import dataclass, replace
from datetime import date

import pytest
import sqlalchemy as sa

from shared.contracts.attendance_calendars import CalendarChanged
from shared.copies.calendars import Calendars, calendar_table, on_calendar_changed
from shared.domain.flemish_calendar import flemish_calendar
from shared.domain.half_days import HalfDay
from shared.domain.school_calendar import Closure, ClosureKind, ExtraHalfDay, SchoolCalendar, Session
from shared.domain.school_year import SchoolYear
from shared.messaging.envelope import Envelope
from shared.messaging.parsing import Received

THIS_YEAR, NEXT_YEAR = SchoolYear(2026), SchoolYear(2027)
OWN = SchoolCalendar(
    school="125001",
    school_year=THIS_YEAR,
    base="own",
    sessions=(Session(date(2026, 8, 24), date(2027, 6, 30)),),
    closures=(
        Closure(date(2026, 10, 5), None, "Studiedag", kind=ClosureKind.STAFF_TRAINING),
        Closure(date(2026, 10, 6), HalfDay.PM, "Werken", site="2"),
    ),
    extra=(ExtraHalfDay(date(2026, 10, 7), HalfDay.PM, site="2"), ExtraHalfDay(date(2026, 10, 10), HalfDay.AM)),
    version=3,
)


@dataclass
class UnitOfWorkOf:
    """As far as the handler needs it."""

    calendars: Calendars


@pytest.fixture
async def calendars(connection) -> Calendars:
    metadata = sa.MetaData()
    calendar_table(metadata)
    await connection.run_sync(metadata.create_all)
    return Calendars(connection)


async def test_a_calendar_is_kept_whole(calendars):
    assert await calendars.save(OWN)

    assert (await calendars.of("125001"))(THIS_YEAR) == OWN


async def test_a_school_year_without_a_calendar_has_the_flemish_one(calendars):
    await calendars.save(OWN)

    assert (await calendars.of("125001"))(NEXT_YEAR) == flemish_calendar(NEXT_YEAR)
    assert (await calendars.of("654321"))(THIS_YEAR) == flemish_calendar(THIS_YEAR)


@pytest.mark.parametrize("order", [(1, 2, 3), (3, 2, 1), (2, 3, 1, 3, 2), (3, 3)])
async def test_the_newest_version_stays_whatever_the_order(calendars, order):
    for version in order:
        await calendars.save(replace(OWN, closures=OWN.closures[:version], version=version))

    assert (await calendars.of("125001"))(THIS_YEAR).version == 3


async def test_an_older_version_says_that_it_was_dropped(calendars):
    assert await calendars.save(OWN)
    assert not await calendars.save(OWN)
    assert not await calendars.save(replace(OWN, version=2))


async def test_around_some_days_are_their_school_years_and_the_next(calendars):
    kept = [
        replace(OWN, base="flanders", sessions=(), closures=(), extra=(), school_year=SchoolYear(year))
        for year in range(2024, 2029)
    ]
    for calendar in kept:
        await calendars.save(calendar)

    calendar_of = await calendars.around("125001", first=date(2026, 5, 1), last=date(2026, 10, 1))

    own = [year for year in range(2024, 2029) if calendar_of(SchoolYear(year)).school == "125001"]
    assert own == [2025, 2026, 2027]


async def test_calendars_of_schools_are_loaded_at_once_and_a_newer_one_is_seen(calendars):
    await calendars.save(OWN)

    await calendars.load(["125001", "654321"])

    assert (await calendars.of("125001"))(THIS_YEAR) == OWN
    assert (await calendars.around("654321", first=OWN.first_day, last=OWN.last_day))(THIS_YEAR).version == 0
    await calendars.save(replace(OWN, version=4))
    assert (await calendars.of("125001"))(THIS_YEAR).version == 4


async def test_an_event_brings_a_calendar_into_the_copy(calendars):
    data = CalendarChanged.model_validate(
        {
            "school": "125001",
            "school_year": "2026-2027",
            "version": 1,
            "base": "flanders",
            "sessions": [],
            "closures": [{"date": "2026-10-05", "half_day": None, "reason": "Studiedag"}],
            "extra": [],
        }
    )
    envelope = Envelope(id="e", source="/attendance", type=data.event_type, sequence=1)

    await on_calendar_changed(UnitOfWorkOf(calendars), Received(envelope, data))

    assert not (await calendars.of("125001"))(THIS_YEAR).is_school_day(date(2026, 10, 5))
