"""A session of a series: cases come and go, and it goes on whatever becomes of them."""

from dataclasses import replace
from datetime import timedelta

import pytest

from consultation.domain.audience import Audience
from consultation.domain.planning_rules import PlanningRules
from consultation.domain.room import Room
from consultation.domain.wanted import Participant, Slot
from consultation.meetings.domain import events
from consultation.meetings.domain.session_slot import next_session, session_at
from consultation.meetings.domain.standing import Standing
from consultation.meetings.domain.states import Status
from consultation.planning.agenda import Agenda
from consultation.planning.diary import Diary
from consultation.planning.venue import RoomDiary
from consultation.testing.factories import (
    NOW,
    OTHER_SCHOOL,
    SCHOOL,
    THURSDAY,
    TUESDAY,
    WEDNESDAY,
    a_session,
    agenda_item,
    at,
    case_id,
    caseworker,
    contact,
    diary,
    ids_of,
    planner,
    school_time,
    slot,
    start_of,
    wanted,
)
from shared.domain.errors import Conflict, InvalidField
from shared.domain.roles import Role

LATER = NOW + timedelta(hours=1)


def test_cases_that_come_and_go_are_told_in_one_event():
    session = a_session(agenda_item(1), agenda_item(2))
    changed = session.with_agenda([agenda_item(3), agenda_item(2)], LATER)
    (told,) = changed.events
    assert (told.came, told.left, told.meeting.case_ids) == ((case_id(3),), (case_id(1),), (case_id(3), case_id(2)))
    assert (changed.version, changed.ical_sequence) == (session.version + 1, session.ical_sequence)


def test_the_agenda_it_has_already_changes_nothing():
    session = a_session(agenda_item(1))
    assert session.with_agenda([agenda_item(1)], LATER) is session
    assert session.with_agenda([agenda_item(1, minutes=30)], LATER).events[0].came == ()


@pytest.mark.parametrize("standing", Standing)
def test_it_goes_on_whatever_becomes_of_its_cases(standing: Standing):
    session = a_session(agenda_item(1))
    assert session.follow(standing, LATER) is session


def test_the_last_case_that_leaves_does_not_call_it_off():
    session = a_session(agenda_item(1)).without_case(case_id(1), LATER)
    assert (session.status, session.case_ids, session.session.agenda) == (Status.SCHEDULED, (), ())
    assert [type(event) for event in session.events] == [events.MeetingAgendaChanged]


def test_a_session_that_is_past_keeps_its_agenda():
    session = a_session(agenda_item(1))
    assert session.without_case(case_id(1), at(WEDNESDAY, "09:00")) is session


def test_a_merged_case_is_on_the_agenda_once():
    session = a_session(agenda_item(1), agenda_item(2, minutes=30), agenda_item(3))
    merged = session.moved_along(case_id(3), case_id(1), LATER)
    assert (merged.case_ids, merged.session.case_ids) == ((case_id(1), case_id(2)),) * 2
    assert (merged.events, merged.session.time_taken) == ((), timedelta(minutes=45))


def test_the_agenda_is_told_once():
    told = a_session(agenda_item(1)).with_agenda_told(LATER)
    assert [type(event) for event in told.events] == [events.MeetingAgendaReady]
    assert told.with_agenda_told(LATER) is told


def test_the_session_that_was_called_off_still_says_which_cases_it_was_about():
    off = a_session(agenda_item(1)).cancel(None, LATER).with_cases_seen_to(LATER)
    assert (off.case_ids, off.session.agenda) == ((case_id(1),), ())


def test_cases_come_in_the_order_of_urgency_then_of_their_last_day():
    late = wanted(hold_by=THURSDAY)
    items = [agenda_item(1), agenda_item(2, wanted=late), agenda_item(3, rank=-1), agenda_item(4, asked_at=LATER)]
    assert [item.case_id.int for item in sorted(items, key=lambda item: item.turn)] == [3, 2, 1, 4]


def test_it_is_for_all_schools_of_its_series():
    session = a_session(agenda_item(1, wanted=wanted(school=OTHER_SCHOOL)), other_schools=(OTHER_SCHOOL,))
    assert session.schools == (SCHOOL, OTHER_SCHOOL)
    assert (session.school_of(case_id(1)), session.school_of(case_id(2))) == (OTHER_SCHOOL, SCHOOL)
    assert session.is_visible_to(Audience(frozenset({OTHER_SCHOOL})))
    assert not session.is_visible_to(Audience(frozenset({"125009"}), "counsellor-9"))


class TestMoving:
    """The people of a session go along wherever it moves."""

    def planner(self, **busy: object):
        people = (diary("counsellor-1", busy=busy.get("counsellor", ())), caseworker("worker-1"))
        optional = diary("clb-1", Role.CLB, busy=busy.get("clb", ()))
        return planner(*people, optional, time=school_time(length=timedelta(minutes=60)))

    def session(self):
        session = a_session()
        people = (*session.slot.participants, Participant("clb-1", Role.CLB, False))
        return session.reschedule(Slot(session.slot.time, people), NOW)

    def test_to_a_time_a_person_chose(self):
        moved = session_at(self.planner(), self.session(), at(THURSDAY, "10:00"))
        assert (start_of(moved), moved.time.end - moved.time.start) == ("2026-11-19 10:00", timedelta(hours=1))
        assert ids_of(moved) == ["counsellor-1", "worker-1", "clb-1"]

    def test_who_may_be_missed_and_is_busy_stays_away(self):
        moved = session_at(self.planner(clb=[slot(THURSDAY, "10:30")]), self.session(), at(THURSDAY, "10:00"))
        assert ids_of(moved) == ["counsellor-1", "worker-1"]

    def test_not_where_somebody_required_is_busy(self):
        with pytest.raises(Conflict):
            session_at(self.planner(counsellor=[slot(THURSDAY, "10:30")]), self.session(), at(THURSDAY, "10:00"))

    def test_not_out_of_the_schools_hours(self):
        with pytest.raises(InvalidField):
            session_at(self.planner(), self.session(), at(WEDNESDAY, "14:00"))

    def test_to_the_next_time_at_which_everyone_required_can(self):
        busy = [slot(WEDNESDAY, "08:30", 200)]
        asked = wanted(not_before=WEDNESDAY, hold_by=THURSDAY)
        moved = next_session(self.planner(counsellor=busy), self.session(), asked, after=NOW)
        assert start_of(moved) == "2026-11-19 08:30"

    def test_nowhere_when_the_last_day_has_no_time_left(self):
        asked = wanted(not_before=TUESDAY, hold_by=TUESDAY)
        assert next_session(self.planner(), self.session(), asked, after=at(TUESDAY, "15:30")) is None

    def test_a_room_needs_no_seat_for_who_is_busy_and_one_for_everybody_who_comes(self):
        room = Room(room_id="small", name="Lokaal 1", site="Stadhuis", seats=2)
        busy = replace(self.planner(clb=[slot(THURSDAY, "10:30")]), rooms=[RoomDiary(room, Agenda())])
        moved = session_at(busy, self.session(), at(THURSDAY, "10:00"))
        assert (ids_of(moved), moved.room) == (["counsellor-1", "worker-1"], room.booked)
        with pytest.raises(Conflict):
            session_at(busy, self.session(), at(THURSDAY, "13:00"))

    def test_not_to_a_place_that_is_taken(self):
        taken = replace(self.planner(), place=Agenda([slot(THURSDAY, "10:30")]))
        with pytest.raises(Conflict):
            session_at(taken, self.session(), at(THURSDAY, "10:00"))

    def test_to_the_next_time_with_the_way_from_another_place(self):
        elsewhere = Agenda()
        elsewhere.take(slot(WEDNESDAY, "08:30", 60), "school")
        rules = PlanningRules(travel=timedelta(minutes=30))
        counsellor = Diary(contact("counsellor-1"), elsewhere)
        people = (counsellor, *self.planner().diaries[1:])
        travelling = replace(self.planner(), diaries=people, where="stadhuis", rules=rules)
        asked = wanted(not_before=WEDNESDAY, hold_by=THURSDAY)
        assert start_of(next_session(travelling, self.session(), asked, after=NOW)) == "2026-11-18 10:00"
