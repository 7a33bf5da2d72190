"""Where the meetings of a term can be: which rooms, how many seats, and when they are free."""

import pytest

from consultation.domain.intervals import Interval
from consultation.domain.local_time import midnight
from consultation.domain.wanted import Slot
from consultation.domain.weekly_hours import parse_weekly
from consultation.plans.domain.asked_plan import AskedPlan
from consultation.plans.domain.places_of_term import PlacesOfTerm
from consultation.plans.domain.stored_term import StoredTerm
from consultation.testing.factories import MONDAY, THURSDAY, TUESDAY, WEDNESDAY, a_slot, at, proposed, slot

from .terms import PLACE, SITE, a_booking, booked_room, room, rules, stored, taking

MON_TO_TUE = AskedPlan(first=MONDAY, last=TUESDAY)


def free(term: StoredTerm, key: str) -> tuple[Interval, ...]:
    (place,) = PlacesOfTerm(term).term_rooms([key], term.booked)
    return place.free


def test_the_smallest_room_of_the_place_comes_first_and_the_place_itself_last():
    places = PlacesOfTerm(stored(rooms=[room("b", 4), room("hall", 20), room("a", 4)]))
    assert places.keys(" zorg lokaal") == ("zorg lokaal",)
    assert places.keys(PLACE.upper()) == ("ROOM a", "ROOM b", "ROOM hall", SITE)
    assert places.keys(None) == ()
    assert places.booked_rooms["ROOM hall"] == booked_room("hall")


def test_a_meeting_is_in_its_room_or_else_at_its_place():
    places = PlacesOfTerm(stored())
    assert places.key_of(a_slot(), PLACE) == SITE
    assert places.key_of(taking(MONDAY, "09:00", room=booked_room("a")), PLACE) == "ROOM a"


def test_a_room_has_seats_for_who_comes_beside_the_participants():
    places = PlacesOfTerm(stored(rooms=[room("a", 5)], rules=rules(seats_beside=2)))
    assert places.has_seats("ROOM a", 3)
    assert not places.has_seats("ROOM a", 4)
    assert places.has_seats(SITE, 40)


@pytest.mark.parametrize(("day", "has_room", "expected"), [(TUESDAY, False, True), (TUESDAY, True, False)])
def test_a_meeting_does_without_a_room_on_a_day_on_which_its_place_has_rooms(day, has_room, expected):
    meeting = a_booking(slot=taking(day, "10:00", room=booked_room("a") if has_room else None))
    assert PlacesOfTerm(stored(rooms=[room("a")])).does_without(meeting) is expected


def test_a_meeting_needs_no_room_before_its_place_has_rooms():
    places = PlacesOfTerm(stored(rooms=[room("a", valid_from=WEDNESDAY)]))
    assert not places.does_without(a_booking(TUESDAY))
    assert places.does_without(a_booking(WEDNESDAY))
    assert not places.does_without(a_booking(WEDNESDAY, place=None))


def test_a_place_is_taken_by_a_meeting_that_holds_it():
    places = PlacesOfTerm(stored(booked=[a_booking(), a_booking(THURSDAY, holds_place=False)]))
    assert not places.is_free_at(PLACE, slot(TUESDAY, "10:30"), people=2)
    assert places.is_free_at(PLACE, slot(TUESDAY, "10:45"), people=2)
    assert places.is_free_at(PLACE, slot(THURSDAY, "10:00"), people=2)
    assert places.is_free_at("Elders", slot(TUESDAY, "10:30"), people=2)


def test_a_place_with_rooms_is_taken_when_the_rooms_that_are_large_enough_are():
    in_hall = a_booking(slot=taking(TUESDAY, "10:00", room=booked_room("hall")))
    places = PlacesOfTerm(stored(rooms=[room("a", 2), room("hall", 9)], booked=[in_hall]))
    assert places.is_free_at(PLACE, slot(TUESDAY, "10:00"), people=2)
    assert not places.is_free_at(PLACE, slot(TUESDAY, "10:00"), people=3)
    assert places.is_free_at(PLACE, slot(TUESDAY, "11:00"), people=3)


def test_a_room_is_free_in_its_hours_beside_the_meetings_that_stay_in_it():
    stays = a_booking(MONDAY, "09:00", slot=taking(MONDAY, "09:00", 60, room=booked_room("a")))
    weekly = parse_weekly("1 08:00-12:00; 2 08:00-12:00")
    term = stored(asked=MON_TO_TUE, rooms=[room("a", weekly=weekly, valid_until=MONDAY)], booked=[stays])
    assert free(term, "ROOM a") == (slot(MONDAY, "08:00", 60), slot(MONDAY, "10:00", 120))


def test_meetings_are_at_a_place_itself_on_the_days_on_which_it_has_no_room():
    holding, cancelled = a_booking(MONDAY, "09:00", 60), a_booking(MONDAY, "13:00", holds_place=False)
    term = stored(asked=MON_TO_TUE, rooms=[room("a", valid_from=TUESDAY)], booked=[holding, cancelled, proposed()])
    until_nine = Interval(midnight(MONDAY), at(MONDAY, "09:00"))
    assert free(term, SITE) == (until_nine, Interval(at(MONDAY, "10:00"), midnight(TUESDAY)))
    assert free(term, "elders") == (Interval(midnight(MONDAY), midnight(WEDNESDAY)),)


def test_a_room_has_the_seats_that_are_left_for_participants_and_a_place_has_no_limit():
    term = stored(rooms=[room("a", 5), room("nook", 1)], rules=rules(seats_beside=2))
    rooms = list(PlacesOfTerm(term).term_rooms(["ROOM a", "ROOM nook", SITE], []))
    assert [(place.place, place.site, place.seats) for place in rooms] == [
        ("ROOM a", SITE, 3),
        ("ROOM nook", SITE, 0),
        (SITE, SITE, None),
    ]


def test_a_meeting_that_holds_neither_room_nor_place_takes_nothing():
    term = stored(asked=MON_TO_TUE, booked=[a_booking(MONDAY, holds_place=False)])
    assert free(term, SITE) == (Interval(midnight(MONDAY), midnight(WEDNESDAY)),)
    nowhere = a_booking(MONDAY, place=None, slot=Slot(slot(MONDAY, "10:00"), ()))
    assert free(stored(asked=MON_TO_TUE, booked=[nowhere]), SITE) == (Interval(midnight(MONDAY), midnight(WEDNESDAY)),)
