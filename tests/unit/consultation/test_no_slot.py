"""Why there is no slot, and what would give one."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from consultation.domain.availability import Availability, AvailabilityException
from consultation.domain.booking import Booking
from consultation.domain.wanted import LONGEST_SEARCH, NoSlot, Wanted
from consultation.planning.no_slot import explain
from consultation.planning.planner import Planner
from consultation.planning.relaxing import Search, later
from consultation.testing.factories import (
    FRIDAY,
    MONDAY,
    NOW,
    TUESDAY,
    at,
    caseworker,
    diary,
    planner,
    school_time,
    slot,
    wanted,
    weekly,
)
from shared.domain.errors import InvalidField
from shared.domain.roles import Role

THIS_WEEK = wanted(hold_by=FRIDAY)


def why(people: Planner, asked: Wanted = THIS_WEEK, now=NOW) -> NoSlot:
    assert people.earliest(asked, now) is None
    return explain(Search.begun(people, asked, now))


def test_a_school_without_counsellor_needs_a_contact():
    assert why(planner(caseworker())) == NoSlot(("no-counsellor-for-school",), ("contacts",))


def test_each_missing_role_is_named():
    assert why(planner()).reasons == ("no-counsellor-for-school", "no-caseworker-for-school")


def test_a_contact_whose_validity_is_over_is_none():
    assert why(planner(diary("c", valid_until=NOW.date()), caseworker())).reasons == ("no-counsellor-for-school",)


def test_someone_who_is_away_until_the_last_day_needs_another_day_or_other_hours():
    away = Availability(exceptions=(AvailabilityException(MONDAY, FRIDAY, available=False),))
    people = planner(diary("c", availability=away), caseworker())
    assert why(people) == NoSlot(("counsellor-not-free",), ("availability", "hold_by"))


def test_someone_with_enough_meetings_a_day_could_take_more():
    busy = [slot(MONDAY + timedelta(days=n), "10:00") for n in range(60)]
    people = planner(diary("c", availability=Availability(max_meetings_per_day=1), busy=busy), caseworker())
    assert why(people) == NoSlot(("counsellor-not-free",), ("max_meetings_per_day",))


def test_people_who_are_free_at_different_times_only():
    people = planner(diary("c", availability=weekly("1 08:30-12:00")), caseworker(availability=weekly("2 08:30-12:00")))
    assert why(people) == NoSlot(("no-common-time",), ("availability",))


def test_everyone_fully_booked_needs_a_later_day():
    full = [slot(MONDAY + timedelta(days=n), "08:00", 600) for n in range(5)]
    people = planner(diary("c", busy=full), caseworker(busy=full))
    assert why(people) == NoSlot(("counsellor-not-free", "caseworker-not-free"), ("hold_by",))


def test_a_missing_and_a_busy_role_are_both_named():
    full = [slot(MONDAY + timedelta(days=n), "08:00", 600) for n in range(5)]
    assert why(planner(caseworker(busy=full))).reasons == ("no-counsellor-for-school", "caseworker-not-free")


def test_a_missing_role_is_the_only_reason_when_the_others_are_free():
    assert why(planner(diary("c"))).reasons == ("no-caseworker-for-school",)


def test_days_without_school():
    weekend = wanted(not_before=NOW.date() + timedelta(days=1), hold_by=NOW.date() + timedelta(days=2))
    assert why(planner(diary("c"), caseworker()), weekend) == NoSlot(("no-school-time",), ("hold_by",))


def test_a_last_day_that_is_past():
    now = at(MONDAY + timedelta(days=7), "09:00")
    assert why(planner(diary("c"), caseworker()), THIS_WEEK, now) == NoSlot(("hold-by-passed",), ("hold_by",))


def test_nothing_helps_in_a_school_without_hours():
    people = planner(diary("c"), caseworker(), time=school_time("7 08:30-12:00"))
    assert why(people) == NoSlot(("no-school-time",), ())


def test_a_later_day_is_tried_four_weeks_on_and_never_more_than_a_year():
    assert later(THIS_WEEK, NOW.date()).hold_by == FRIDAY + timedelta(days=28)
    assert later(THIS_WEEK, FRIDAY + timedelta(days=10)).hold_by == FRIDAY + timedelta(days=38)
    longest = wanted(hold_by=MONDAY + LONGEST_SEARCH)
    assert later(longest, NOW.date()).hold_by == MONDAY + LONGEST_SEARCH


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"required_roles": ()}, "required_roles"),
        ({"optional_roles": (Role.CASEWORKER,)}, "optional_roles"),
        ({"not_before": TUESDAY, "hold_by": MONDAY}, "hold_by"),
        ({"hold_by": MONDAY + timedelta(days=367)}, "hold_by"),
        ({"not_before": date.max, "hold_by": date.max}, "hold_by"),
    ],
)
def test_what_cannot_be_asked_is_refused(fields: dict[str, object], field: str):
    with pytest.raises(InvalidField) as caught:
        wanted(**fields)
    assert caught.value.field == field


def test_a_place_that_is_full_needs_another_place_or_a_later_day() -> None:
    taken = [Booking(UUID(int=n), slot(MONDAY + timedelta(days=n), "08:00", 600)) for n in range(5)]
    full = replace(planner(diary("c"), caseworker()), at_place=taken)
    assert why(full) == NoSlot(("place-taken",), ("place", "hold_by"))


def test_a_place_that_is_full_is_no_reason_where_nobody_is_free() -> None:
    away = Availability(exceptions=(AvailabilityException(MONDAY, FRIDAY, available=False),))
    taken = [Booking(UUID(int=n), slot(MONDAY + timedelta(days=n), "08:00", 600)) for n in range(5)]
    full = replace(planner(diary("c", availability=away), caseworker()), at_place=taken)
    assert "place-taken" not in why(full).reasons
