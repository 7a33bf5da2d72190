"""The time of a meeting: the earliest at which everyone required is free."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID

import pytest

from consultation.domain.availability import Availability, AvailabilityException
from consultation.domain.booking import Booking
from consultation.domain.local_time import BRUSSELS
from consultation.testing.factories import (
    FRIDAY,
    MONDAY,
    NOW,
    OTHER_SCHOOL,
    SCHOOL,
    THURSDAY,
    TUESDAY,
    WEDNESDAY,
    at,
    caseworker,
    diary,
    ids_of,
    planner,
    school_time,
    slot,
    start_of,
    wanted,
    weekly,
)
from shared.domain.roles import Role
from shared.domain.school_calendar import Closure, SchoolCalendar
from shared.domain.school_year import SchoolYear


def test_people_without_weekly_hours_meet_as_soon_as_school_begins():
    planned = planner(diary("c"), caseworker()).earliest(wanted(), NOW)
    assert start_of(planned) == "2026-11-16 08:30"
    assert ids_of(planned) == ["c", "worker"]


def test_a_meeting_takes_three_quarters_of_an_hour():
    planned = planner(diary("c"), caseworker()).earliest(wanted(), NOW)
    assert planned.time == slot(MONDAY, "08:30", 45)


def test_nobody_is_booked_twice():
    busy = [slot(MONDAY, "08:30"), slot(MONDAY, "09:15")]
    assert start_of(planner(diary("c", busy=busy), caseworker()).earliest(wanted(), NOW)) == "2026-11-16 10:00"


def test_a_gap_that_is_too_short_is_passed_over():
    busy = [slot(MONDAY, "08:30"), slot(MONDAY, "09:45")]
    assert start_of(planner(diary("c"), caseworker(busy=busy)).earliest(wanted(), NOW)) == "2026-11-16 10:30"


def test_everyone_required_is_free():
    counsellor = diary("c", availability=weekly("2 08:30-12:00; 4 13:00-16:00"))
    worker = caseworker(availability=weekly("1 08:30-12:00; 2 11:30-12:00; 4 13:30-16:00"))
    assert start_of(planner(counsellor, worker).earliest(wanted(), NOW)) == "2026-11-19 13:30"


def test_weekly_hours_outside_the_school_hours_do_not_count():
    counsellor = diary("c", availability=weekly("3 12:00-18:00; 5 15:00-18:00"))
    assert start_of(planner(counsellor, caseworker()).earliest(wanted(), NOW)) == "2026-11-20 15:00"


def test_a_contact_without_time_on_the_first_day_makes_it_later():
    away = Availability(exceptions=(AvailabilityException(MONDAY, TUESDAY, available=False),))
    assert start_of(planner(diary("c", availability=away), caseworker()).earliest(wanted(), NOW)) == "2026-11-18 08:30"


def test_a_day_with_enough_meetings_is_passed_over():
    once_a_day = Availability(max_meetings_per_day=1)
    counsellor = diary("c", busy=[slot(MONDAY, "14:00")], availability=once_a_day)
    assert start_of(planner(counsellor, caseworker()).earliest(wanted(), NOW)) == "2026-11-17 08:30"


@pytest.mark.parametrize(
    ("validity", "start"),
    [
        ({"valid_from": THURSDAY}, "2026-11-19 08:30"),
        ({"valid_until": date(2026, 11, 15)}, None),
        ({"valid_until": MONDAY}, "2026-11-16 08:30"),
    ],
)
def test_a_contact_meets_while_valid(validity: dict[str, date], start: str | None):
    assert start_of(planner(diary("c", **validity), caseworker()).earliest(wanted(), NOW)) == start


def test_a_contact_of_another_school_does_not_come():
    assert planner(diary("c", schools=(OTHER_SCHOOL,)), caseworker()).earliest(wanted(), NOW) is None


def test_not_before_is_the_first_day_and_hold_by_the_last():
    people = planner(diary("c"), caseworker())
    assert start_of(people.earliest(wanted(not_before=FRIDAY), NOW)) == "2026-11-20 08:30"
    on_friday = planner(diary("c", availability=weekly("5 15:15-16:00")), caseworker())
    assert start_of(on_friday.earliest(wanted(hold_by=FRIDAY), NOW)) == "2026-11-20 15:15"
    assert on_friday.earliest(wanted(hold_by=THURSDAY), NOW) is None


def test_a_meeting_is_never_in_the_past():
    people = planner(diary("c"), caseworker())
    assert start_of(people.earliest(wanted(), at(MONDAY, "10:02"))) == "2026-11-16 10:05"
    assert start_of(people.earliest(wanted(), at(MONDAY, "11:20"))) == "2026-11-16 13:00"
    assert start_of(people.earliest(wanted(), at(TUESDAY, "16:30"))) == "2026-11-18 08:30"
    assert people.earliest(wanted(), at(date(2026, 12, 1), "08:00")) is None


def test_a_wednesday_afternoon_has_no_school():
    full = [slot(WEDNESDAY, "08:30", 210)]
    on_wednesday = wanted(not_before=WEDNESDAY)
    assert start_of(planner(diary("c", busy=full), caseworker()).earliest(on_wednesday, NOW)) == "2026-11-19 08:30"


def test_holidays_and_local_days_off_are_passed_over():
    calendar = SchoolCalendar(
        SCHOOL, SchoolYear(2026), closures=(Closure(date(2026, 11, 9), None, "facultatieve verlofdag"),)
    )
    people = planner(diary("c"), caseworker(), time=school_time(calendar_of=lambda _: calendar))
    over_the_autumn_break = wanted(not_before=date(2026, 10, 31))
    october = datetime(2026, 10, 30, 12, tzinfo=BRUSSELS)
    assert start_of(people.earliest(over_the_autumn_break, october)) == "2026-11-10 08:30"


@pytest.mark.parametrize(("monday", "utc_hour"), [(date(2026, 10, 19), 6), (date(2026, 10, 26), 7)])
def test_half_past_eight_is_that_of_the_clock_before_and_after_summer_time(monday: date, utc_hour: int):
    asked = wanted(not_before=monday, hold_by=monday + timedelta(days=4))
    planned = planner(diary("c"), caseworker()).earliest(asked, datetime(2026, 10, 1, tzinfo=BRUSSELS))
    assert start_of(planned) == f"{monday} 08:30"
    assert planned.time.start.hour == utc_hour


def test_an_optional_one_takes_part_when_free_and_never_makes_it_later():
    free_clb = diary("clb", Role.CLB, availability=weekly("1 08:30-12:00"))
    busy_coach = diary("coach", Role.YOUTH_COACH, busy=[slot(MONDAY, "08:30")])
    planned = planner(diary("c"), caseworker(), free_clb, busy_coach).earliest(wanted(), NOW)
    assert ids_of(planned) == ["c", "worker", "clb"]
    assert [person.required for person in planned.participants] == [True, True, False]
    assert start_of(planned) == "2026-11-16 08:30"


def test_only_the_roles_asked_for_take_part():
    planned = planner(diary("c"), caseworker(), diary("clb", Role.CLB)).earliest(wanted(optional_roles=()), NOW)
    assert ids_of(planned) == ["c", "worker"]


def test_a_chosen_time_is_planned_whatever_the_terms():
    people = planner(diary("c"), caseworker())
    assert start_of(people.at(wanted(not_before=FRIDAY), at(TUESDAY, "09:00"))) == "2026-11-17 09:00"


@pytest.mark.parametrize("clock", ["08:00", "09:00", "11:30"])
def test_a_chosen_time_at_which_someone_cannot_gives_nothing(clock: str):
    people = planner(diary("c", busy=[slot(MONDAY, "09:15")]), caseworker())
    assert people.at(wanted(), at(MONDAY, clock)) is None


def test_a_slot_still_fits_while_everybody_can_and_the_place_is_free() -> None:
    people = planner(diary("c"), caseworker())
    planned = people.earliest(wanted(), NOW)
    assert planned is not None
    assert people.still_fits(planned)
    assert not replace(people, at_place=[Booking(UUID(int=1), planned.time)]).still_fits(planned)
    assert not planner(diary("c", busy=[planned.time]), caseworker()).still_fits(planned)
    assert not planner(diary("c")).still_fits(planned)
