"""A time that a person chose for a meeting: when it is refused, and why."""

from datetime import datetime, timedelta
from uuid import uuid4

import pytest

from consultation.domain.booking import Booking
from consultation.domain.intervals import Interval
from consultation.domain.room import Room
from consultation.domain.wanted import BookedRoom, Participant, Slot
from consultation.meetings.domain.chosen_time import require_start, slot_at
from consultation.planning.agenda import Agenda
from consultation.planning.planner import Planner
from consultation.planning.venue import RoomDiary
from consultation.testing.factories import (
    MONDAY,
    NOW,
    STEP,
    a_slot,
    at,
    caseworker,
    diary,
    planner,
    proposed,
    school_time,
    slot,
    wanted,
)
from shared.domain.errors import Conflict, InvalidField
from shared.domain.roles import Role

NINE = at(MONDAY, "09:00")


@pytest.mark.parametrize(
    ("starts_at", "reason"),
    [
        (NOW, "is in the past"),
        (NOW + timedelta(days=367), "is more than a year ahead"),
        (at(MONDAY, "09:02"), "is not on a whole 5 minutes, such as 10:00"),
    ],
)
def test_a_time_that_no_meeting_begins_at_is_refused(starts_at: datetime, reason: str):
    with pytest.raises(InvalidField, match=reason):
        require_start(starts_at, now=NOW, step=STEP)


def test_a_time_between_now_and_a_year_ahead_on_a_step_is_fine():
    require_start(NINE, now=NOW, step=STEP)


def test_the_meeting_is_at_the_time_that_was_chosen():
    planned = slot_at(planner(diary("counsellor-1"), caseworker()), proposed(), NINE)
    assert planned.time == slot(MONDAY, "09:00")
    assert [participant.contact_id for participant in planned.participants] == ["counsellor-1", "worker"]


def test_a_time_that_is_not_the_schools_is_refused():
    with pytest.raises(InvalidField, match="school's hours"):
        slot_at(planner(diary("counsellor-1"), caseworker()), proposed(), at(MONDAY, "12:30"))


def test_a_time_at_which_someone_required_is_away_is_a_conflict():
    busy = [a_slot(MONDAY, "09:00").time]
    with pytest.raises(Conflict, match="someone who is required"):
        slot_at(planner(diary("counsellor-1", busy=busy), caseworker()), proposed(), NINE)


@pytest.mark.parametrize(("taken", "conflict"), [("of_cases", "a case of this"), ("at_place", "at this place")])
def test_a_time_at_which_the_case_or_the_place_has_another_meeting_is_a_conflict_that_names_it(
    taken: str, conflict: str
):
    other, later = Booking(uuid4(), slot(MONDAY, "09:30")), Booking(uuid4(), slot(MONDAY, "11:00"))
    people = (diary("counsellor-1"), caseworker())
    with pytest.raises(Conflict, match=conflict) as caught:
        slot_at(Planner(school_time(), people, **{taken: [later, other]}), proposed(), NINE)
    assert caught.value.ids == {"meeting_id": other.meeting_id}


class TestRooms:
    """The place has rooms, so its own agenda says nothing."""

    def at_nine(self, *taken: Interval, named: tuple[Participant, ...] = ()) -> Slot:
        room = Room(room_id="small", name="Lokaal 1", site="Stadhuis", seats=2)
        people = (diary("counsellor-1"), caseworker(), diary("coach-1", Role.YOUTH_COACH))
        at_place = [Booking(uuid4(), slot(MONDAY, "09:00"))]
        asked = wanted(optional_roles=()).naming(named)
        there = Planner(school_time(), people, at_place=at_place, rooms=[RoomDiary(room, Agenda(taken))])
        return slot_at(there, proposed(wanted=asked), NINE)

    def test_a_free_room_with_a_seat_for_everyone_required_is_taken(self):
        assert self.at_nine().room == BookedRoom("small", "Stadhuis, Lokaal 1")

    def test_a_room_that_is_taken_or_too_small_for_those_named_as_well_is_a_conflict_about_the_room(self):
        with pytest.raises(Conflict, match="no room"):
            self.at_nine(slot(MONDAY, "09:30"))
        with pytest.raises(Conflict, match="no room"):
            self.at_nine(named=(Participant("coach-1", Role.YOUTH_COACH, True),))
