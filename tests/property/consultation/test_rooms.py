"""Whatever the rooms and their hours: the slot is the first with a free room, and the room the smallest that does."""

from datetime import date, datetime, time, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.property.lengths import examples

from consultation.domain.contact import Contact
from consultation.domain.intervals import Interval
from consultation.domain.local_time import BRUSSELS
from consultation.domain.planning_rules import PlanningRules
from consultation.domain.room import Room
from consultation.domain.wanted import Slot, Wanted
from consultation.planning.agenda import Agenda
from consultation.planning.diary import Diary
from consultation.planning.planner import Planner
from consultation.planning.venue import RoomDiary

from .test_planning import (
    LENGTH,
    SCHOOL_TIME,
    days,
    directories,
    everyone_can,
    in_weekly,
    is_school_time,
    moments,
    requests,
    weekly_hours,
)

BESIDE = 1


@st.composite
def rooms(draw: st.DrawFn) -> list[Room]:
    return [
        Room(
            room_id=f"room-{number}",
            name=f"Lokaal {number}",
            site="Stadhuis",
            seats=draw(st.integers(2, 5)),
            weekly=tuple(draw(st.lists(weekly_hours(), max_size=3))),
            valid_until=draw(st.none() | days),
        )
        for number in range(draw(st.integers(1, 3)))
    ]


def is_valid(room: Room, day: date) -> bool:
    return room.valid_until is None or day <= room.valid_until


def can_be_in(diary: RoomDiary, start: datetime, people: int) -> bool:
    time_of = Interval(start, start + LENGTH)
    room = diary.room
    is_open = not room.weekly or in_weekly(room.weekly, start)
    taken = any(other.overlaps(time_of) for other in diary.agenda)
    return is_valid(room, start.date()) and room.seats >= people + BESIDE and is_open and not taken


def coming(planner: Planner, wanted: Wanted, start: datetime) -> int:
    """How many people come at this time, each role looked at by itself."""
    by_id = {diary.contact.contact_id: diary for diary in planner.diaries}
    roles = [(role,) for role in wanted.optional_roles]
    alone = [
        Wanted(
            school=wanted.school,
            required_roles=role,
            optional_roles=(),
            not_before=wanted.not_before,
            hold_by=wanted.hold_by,
        )
        for role in roles
    ]
    return len(wanted.required_roles) + sum(everyone_can(one, list(planner.diaries), by_id, start) for one in alone)


def smallest(planner: Planner, wanted: Wanted, start: datetime) -> str | None:
    people = coming(planner, wanted, start)
    free = [diary.room for diary in planner.rooms if can_be_in(diary, start, people)]
    return min(((room.seats, room.room_id) for room in free), default=(0, None))[1]


def first_by_looking(planner: Planner, wanted: Wanted, after: datetime) -> tuple[datetime | None, str | None]:
    by_id = {diary.contact.contact_id: diary for diary in planner.diaries}
    for n in range((wanted.hold_by - wanted.not_before).days + 1):
        day = wanted.not_before + timedelta(days=n)
        has_rooms = any(is_valid(diary.room, day) for diary in planner.rooms)
        for tick in range(8 * 12, 16 * 12):
            start = datetime.combine(day, time(tick // 12, tick % 12 * 5), BRUSSELS)
            if start < after or not is_school_time(start):
                continue
            if not everyone_can(wanted, list(planner.diaries), by_id, start):
                continue
            room = smallest(planner, wanted, start) if has_rooms else None
            at_place = Interval(start, start + LENGTH)
            if room or (not has_rooms and not any(other.overlaps(at_place) for other in planner.place)):
                return start, room
    return None, None


def book(planner: Planner, slot: Slot) -> None:
    for person in slot.participants:
        (diary,) = (diary for diary in planner.diaries if diary.contact.contact_id == person.contact_id)
        diary.agenda.take(slot.time)
    agendas = {diary.room.room_id: diary.agenda for diary in planner.rooms}
    (agendas[slot.room.room_id] if slot.room else planner.place).take(slot.time)


@settings(deadline=None, max_examples=examples(40, 200))
@given(directories(), rooms(), st.lists(requests(), min_size=1, max_size=6), moments)
def test_the_slot_is_the_first_at_which_people_and_a_large_enough_room_are_free(
    contacts: list[Contact], of_place: list[Room], asked: list[Wanted], after: datetime
) -> None:
    planner = Planner(
        SCHOOL_TIME,
        [Diary(contact, Agenda()) for contact in contacts],
        place=Agenda(),
        rooms=[RoomDiary(room, Agenda()) for room in of_place],
        rules=PlanningRules(seats_beside=BESIDE),
    )
    for wanted in asked:
        slot = planner.earliest(wanted, after)
        planned = (slot.time.start, slot.room.room_id if slot.room else None) if slot else (None, None)
        assert planned == first_by_looking(planner, wanted, after)
        if slot:
            assert len(slot.participants) == coming(planner, wanted, slot.time.start.astimezone(BRUSSELS))
            book(planner, slot)
