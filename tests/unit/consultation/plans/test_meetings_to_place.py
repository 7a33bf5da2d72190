"""When the meetings of single cases can be in a term, and which of those that have a time can move."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from consultation.domain.intervals import Interval
from consultation.domain.wanted import Participant
from consultation.meetings.domain.states import Status
from consultation.planning.term.problem import Seat, TermBooking, TermMeeting
from consultation.plans.domain.asked_plan import AskedPlan
from consultation.testing.factories import (
    FRIDAY,
    LENGTH,
    MONDAY,
    NOW,
    OTHER_SCHOOL,
    TUESDAY,
    WEDNESDAY,
    a_session,
    at,
    contact,
    proposed,
    slot,
    wanted,
)
from shared.domain.roles import Role

from .terms import COUNSELLOR, SITE, WORKER, a_booking, booked_room, people, placing, room, rules, stored, taking

SEATS = (
    Seat(role=Role.COUNSELLOR, candidates=("counsellor-1",)),
    Seat(role=Role.CASEWORKER, candidates=("worker-1",)),
)
ON_MONDAY = (slot(MONDAY, "08:30", 240), slot(MONDAY, "12:30", 150))


def on(first, last=None, **fields: Any):
    return proposed(wanted=wanted(not_before=first, hold_by=last or first), **fields)


def test_a_meeting_that_waits_can_be_in_the_half_days_of_its_terms():
    meeting = on(TUESDAY, WEDNESDAY)
    assert placing(stored()).waiting(meeting) == TermMeeting(
        key=str(meeting.meeting_id),
        seats=SEATS,
        length=LENGTH,
        # There are no lessons on Wednesday afternoon.
        times=(slot(TUESDAY, "08:30", 240), slot(TUESDAY, "12:30", 150), slot(WEDNESDAY, "08:30", 240)),
        rooms=(SITE,),
    )


def test_the_term_bounds_when_a_meeting_can_be():
    term = stored(asked=AskedPlan(first=MONDAY, last=MONDAY))
    wide = on(MONDAY - timedelta(days=7), MONDAY + timedelta(days=7))
    assert placing(term).waiting(wide).times == ON_MONDAY


def test_people_get_notice_in_school_days():
    # Told on Friday, two school days on is Tuesday.
    term = stored(rules=rules(notice=2))
    assert placing(term).waiting(on(MONDAY, TUESDAY)).times == (
        slot(TUESDAY, "08:30", 240),
        slot(TUESDAY, "12:30", 150),
    )
    assert placing(term).waiting(on(MONDAY)).times == ()


def test_nothing_is_planned_in_the_past_of_a_day():
    term = stored(now=at(MONDAY, "11:00"))
    assert placing(term).waiting(on(MONDAY)).times == (slot(MONDAY, "11:00", 90), ON_MONDAY[1])


def test_the_meetings_of_one_case_are_not_at_one_time():
    waits = on(MONDAY)
    other = a_booking(MONDAY, "09:00", case_ids=waits.case_ids)
    apart = a_booking(MONDAY, "10:00")
    times = placing(stored(booked=[other, apart])).waiting(waits).times
    assert times == (slot(MONDAY, "08:30", 30), slot(MONDAY, "09:45", 165), ON_MONDAY[1])


def test_a_meeting_that_has_a_time_stands_there_and_is_not_in_its_own_way():
    meeting = a_booking(MONDAY, "09:00", 60, wanted=wanted(not_before=MONDAY, hold_by=MONDAY))
    assert placing(stored(booked=[meeting])).standing(meeting) == TermMeeting(
        key=str(meeting.meeting_id),
        seats=SEATS,
        length=timedelta(hours=1),
        times=ON_MONDAY,
        rooms=(SITE,),
        stands=TermBooking(slot=taking(MONDAY, "09:00", 60), place=SITE),
        invited=True,
    )


def test_a_meeting_in_a_room_stands_in_that_room():
    meeting = a_booking(slot=taking(TUESDAY, "10:00", room=booked_room("a")), holds_place=False)
    asked = placing(stored(rooms=[room("a")], booked=[meeting])).standing(meeting)
    assert asked
    assert asked.stands == TermBooking(slot=taking(TUESDAY, "10:00"), place="ROOM a")
    assert asked.rooms == ("ROOM a", SITE)


OPTIONAL_WORKER = replace(WORKER, required=False)
BY_HAND = {
    "without a time": a_booking(slot=None),
    "under review": a_booking(status=Status.UNDER_REVIEW),
    "a session": a_session(),
    "at no place": a_booking(holds_place=False),
    "off the steps": a_booking(TUESDAY, "10:02"),
    "outside the hours": a_booking(TUESDAY, "14:30"),
    "across midday": a_booking(TUESDAY, "12:00"),
    "outside its terms": a_booking(WEDNESDAY, wanted=wanted(hold_by=TUESDAY)),
    "without a required role": a_booking(slot=taking(TUESDAY, "10:00", participants=(COUNSELLOR,))),
    "with somebody else": a_booking(
        slot=taking(TUESDAY, "10:00", participants=(COUNSELLOR, Participant("guest", Role.CASEWORKER, True)))
    ),
    "with two of a role": a_booking(
        slot=taking(TUESDAY, "10:00", participants=(COUNSELLOR, WORKER, Participant("worker-1", Role.CASEWORKER, True)))
    ),
    "not required after all": a_booking(slot=taking(TUESDAY, "10:00", participants=(COUNSELLOR, OPTIONAL_WORKER))),
    "by name": a_booking(wanted=wanted().naming((COUNSELLOR, WORKER))),
    "in a room of another place": a_booking(slot=taking(TUESDAY, "10:00", room=booked_room("elsewhere"))),
}


@pytest.mark.parametrize("why", BY_HAND)
def test_what_people_chose_otherwise_stays_as_it_is(why: str):
    meeting = BY_HAND[why]
    assert placing(stored(booked=[meeting])).standing(meeting) is None


def test_a_meeting_of_a_school_that_is_not_planned_for_stays():
    meeting = a_booking()
    term = stored(asked=AskedPlan(first=MONDAY, last=FRIDAY, schools=frozenset({OTHER_SCHOOL})), booked=[meeting])
    assert placing(term).standing(meeting) is None
    assert placing(replace(term, asked=AskedPlan(first=MONDAY, last=FRIDAY))).standing(meeting)


def test_a_meeting_that_begins_before_people_could_be_given_notice_stays():
    soon, later = a_booking(MONDAY), a_booking(TUESDAY)
    meetings = placing(stored(rules=rules(notice=2), booked=[soon, later]))
    assert meetings.standing(soon) is None
    assert meetings.standing(later)


def test_a_meeting_stays_that_does_without_a_room_or_has_a_room_that_is_too_small():
    without = a_booking()
    assert placing(stored(rooms=[room("a")], booked=[without])).standing(without) is None
    crammed = a_booking(slot=taking(TUESDAY, "10:00", room=booked_room("a")))
    assert placing(stored(rooms=[room("a", 1)], booked=[crammed])).standing(crammed) is None
    assert placing(stored(rooms=[room("a", 2)], booked=[crammed])).standing(crammed)


def test_a_meeting_stays_in_a_room_that_has_no_seat_for_who_could_join_it():
    meeting = a_booking(slot=taking(TUESDAY, "10:00", room=booked_room("a")))
    contacts = [*people(), contact("clb-1", Role.CLB)]
    assert placing(stored(rooms=[room("a", 2)], contacts=contacts, booked=[meeting])).standing(meeting) is None
    assert placing(stored(rooms=[room("a", 3)], contacts=contacts, booked=[meeting])).standing(meeting)


def test_an_optional_seat_may_be_empty_at_a_meeting_that_moves():
    meeting = a_booking()
    term = stored(contacts=[*people(), contact("clb-1", Role.CLB)], booked=[meeting])
    asked = placing(term).standing(meeting)
    assert asked
    assert [seat.role for seat in asked.seats] == [Role.COUNSELLOR, Role.CASEWORKER, Role.CLB]


def test_a_meeting_has_no_times_once_its_days_are_past():
    meetings = placing(stored(now=at(FRIDAY, "16:00"), first=FRIDAY))
    assert meetings.times(on(MONDAY, THURSDAY_BEFORE), NOW) == ()
    assert meetings.times(on(FRIDAY), at(FRIDAY, "14:00")) == (Interval(at(FRIDAY, "14:00"), at(FRIDAY, "15:00")),)


THURSDAY_BEFORE = FRIDAY - timedelta(days=1)
