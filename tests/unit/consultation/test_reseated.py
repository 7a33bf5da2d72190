"""Other people at the table at the time that a meeting has: who keeps the seat, and when it has to move."""

from dataclasses import replace

from consultation.domain.room import Room
from consultation.domain.wanted import Participant, Slot
from consultation.meetings.domain.meeting import Meeting
from consultation.meetings.domain.reseated import reseated
from consultation.planning.agenda import Agenda
from consultation.planning.planner import Planner
from consultation.planning.venue import RoomDiary
from consultation.testing.factories import (
    MONDAY,
    NOW,
    caseworker,
    diary,
    ids_of,
    planner,
    proposed,
    school_time,
    slot,
    wanted,
)
from shared.domain.roles import Role

TIME = slot(MONDAY, "09:00")
BUSY = [slot(MONDAY, "09:30")]
SEATED = (
    Participant("counsellor-2", Role.COUNSELLOR, True),
    Participant("worker", Role.CASEWORKER, True),
    Participant("clb-1", Role.CLB, False),
)
PEOPLE = (diary("counsellor-1"), diary("counsellor-2"), caseworker(), diary("clb-1", Role.CLB))
COACH = Participant("coach-1", Role.YOUTH_COACH, False)


def meeting(**fields: object) -> Meeting:
    return proposed(**fields).schedule(Slot(TIME, SEATED), NOW)


def coach(**fields: object):
    return diary("coach-1", Role.YOUTH_COACH, **fields)


def test_who_is_not_named_keeps_the_seat_though_somebody_else_would_be_chosen():
    changed = reseated(planner(*PEOPLE, coach()), meeting(), wanted().naming((COACH,)))
    assert (ids_of(changed), changed.time) == (["counsellor-2", "worker", "clb-1", "coach-1"], TIME)


def test_who_is_named_and_required_sits_before_who_may_be_missed_and_takes_the_seat_of_the_role():
    named = Participant("counsellor-1", Role.COUNSELLOR, True)
    changed = reseated(planner(*PEOPLE), meeting(), wanted().naming((named,)))
    assert ids_of(changed) == ["worker", "counsellor-1", "clb-1"]


def test_who_is_named_and_may_be_missed_stays_away_when_busy():
    changed = reseated(planner(*PEOPLE, coach(busy=BUSY)), meeting(), wanted().naming((COACH,)))
    assert ids_of(changed) == ["counsellor-2", "worker", "clb-1"]


def test_somebody_required_by_name_who_is_busy_asks_for_another_time():
    named = wanted().naming((replace(COACH, required=True),))
    assert reseated(planner(*PEOPLE, coach(busy=BUSY)), meeting(), named) is None


def test_a_seat_that_was_taken_by_name_is_looked_for_again():
    before = wanted().naming((SEATED[0],))
    changed = reseated(planner(*PEOPLE), meeting(wanted=before), before.naming(()))
    assert sorted(ids_of(changed)) == ["clb-1", "counsellor-1", "worker"]


def test_a_meeting_without_a_time_has_nobody_at_its_table():
    assert reseated(planner(*PEOPLE), proposed(), wanted()) is None


def test_one_more_person_takes_the_meeting_to_a_larger_room_if_there_is_a_free_one():
    small, hall = (Room(room_id=name, name=name, site="Stadhuis", seats=n) for name, n in (("small", 3), ("hall", 9)))
    in_small = proposed().schedule(Slot(TIME, SEATED, small.booked), NOW)
    asked = wanted().naming((COACH,))

    def moved(*rooms: RoomDiary) -> Slot | None:
        return reseated(Planner(school_time(), (*PEOPLE, coach()), rooms=rooms), in_small, asked)

    free = RoomDiary(small, Agenda())
    assert moved(free, RoomDiary(hall, Agenda())).room == hall.booked
    assert moved(free, RoomDiary(hall, Agenda(BUSY))) is None
    assert moved(free, RoomDiary(replace(small, seats=4, room_id="other"), Agenda())).room.room_id == "other"
