"""Which sessions of a term take cases, and when those can be that nobody fixed yet."""

from dataclasses import replace
from datetime import timedelta

import pytest

from consultation.domain.wanted import Slot
from consultation.meetings.domain.meeting import Meeting
from consultation.meetings.domain.states import Status
from consultation.planning.term.problem import TermBooking, TermMeeting
from consultation.plans.domain.asked_plan import AskedPlan
from consultation.plans.domain.stored_term import StoredTerm
from consultation.testing.factories import (
    FRIDAY,
    MONDAY,
    NOW,
    OTHER_SCHOOL,
    SCHOOL,
    TUESDAY,
    a_session,
    agenda_item,
    at,
    contact,
    slot,
    weekly,
)
from shared.domain.half_days import HalfDay
from shared.domain.roles import Role

from .terms import LAST, SITE, a_booking, a_series, booked_room, people, room, sessions, stored, taking, told

WEEK_LATER = TUESDAY + timedelta(days=7)


def times(term: StoredTerm) -> dict[str, tuple[object, ...]]:
    """When the new sessions can be, by their keys."""
    return {session.key: asked.times for session, asked in sessions(term).new()}


def only(term: StoredTerm) -> object:
    ((_, asked),) = sessions(term).new()
    return asked.times[0] if asked.times else None


def test_a_fixed_session_stays_and_takes_cases_for_the_time_that_is_left():
    session = a_session(agenda_item(1, minutes=15), agenda_item(2, minutes=10))
    time = slot(TUESDAY, "10:00", 60)
    assert sessions(stored()).fixed(session) == TermMeeting(
        key=str(session.meeting_id),
        seats=(),
        length=timedelta(hours=1),
        times=(time,),
        site=SITE,
        agenda=timedelta(minutes=35),
        stands=TermBooking(slot=Slot(time, ()), place=None),
        fixed=True,
    )


def test_a_session_at_an_odd_time_takes_whole_steps_and_no_case_more():
    odd = a_session(minutes=60)
    asked = sessions(stored()).fixed(replace(odd, slot=taking(TUESDAY, "10:02", 56)))
    assert asked
    assert asked.times == (slot(TUESDAY, "10:00", 60),)
    assert asked.length == timedelta(minutes=60)
    assert asked.agenda == timedelta(minutes=56)


@pytest.mark.parametrize(
    "session",
    [
        a_booking(),
        replace(a_session(), slot=None),
        told(a_session()),
        replace(a_session(), status=Status.UNDER_REVIEW),
        a_session(day=FRIDAY - timedelta(days=7)),
        a_session(agenda_item(1, minutes=60)),
        a_session(agenda_item(1, minutes=70)),
    ],
    ids=["single", "no time", "told", "under review", "past", "full", "too full"],
)
def test_no_case_comes_to_what_is_no_session_or_one_that_is_past_told_or_full(session: Meeting):
    assert sessions(stored()).fixed(session) is None


def test_a_session_of_a_cluster_takes_cases_when_one_of_its_schools_is_planned_for():
    term = stored(asked=AskedPlan(first=MONDAY, last=LAST, schools=frozenset({OTHER_SCHOOL})))
    assert sessions(term).fixed(a_session()) is None
    assert sessions(term).fixed(a_session(other_schools=(OTHER_SCHOOL,)))


def test_a_new_session_is_on_its_day_with_its_people_and_rooms():
    series = a_series()
    ((session, asked),) = sessions(stored(series=[series], rooms=[room("a")])).new()
    assert (session.series, session.on) == (series, TUESDAY)
    assert asked.key == f"{series.series_id}/2026-11-17"
    assert asked.times == (slot(TUESDAY, "10:00", 60),)
    assert asked.rooms == ("ROOM a", SITE)
    assert asked.length == asked.agenda == timedelta(hours=1)
    assert [(seat.role, seat.candidates) for seat in asked.seats] == [
        (Role.COUNSELLOR, ("counsellor-1",)),
        (Role.CASEWORKER, ("worker-1",)),
    ]


def test_a_session_that_is_fixed_already_is_not_new():
    series = a_series(first_on=TUESDAY - timedelta(days=7)), a_series(10)
    fixed = {series[0].series_id: frozenset(), series[1].series_id: frozenset({at(TUESDAY, "10:00")})}
    assert times(stored(series=series, fixed_for=fixed)) == {
        f"{series[0].series_id}/2026-11-24": (slot(WEEK_LATER, "10:00", 60),)
    }


def test_a_session_waits_a_week_for_a_day_on_which_all_its_schools_have_lessons():
    def closed_on_tuesday(day):
        return () if day == TUESDAY else (HalfDay.AM, HalfDay.PM)

    half_days = {SCHOOL: lambda _: (HalfDay.AM,), OTHER_SCHOOL: closed_on_tuesday}
    cluster = a_series(other_schools=(OTHER_SCHOOL,), required_roles=(Role.CASEWORKER,))
    assert only(stored(series=[cluster], half_days=half_days)) == slot(WEEK_LATER, "10:00", 60)
    assert only(stored(series=[a_series()], half_days=half_days)) == slot(TUESDAY, "10:00", 60)


def test_a_session_has_no_time_outside_the_hours_or_past_the_end_of_the_term():
    assert only(stored(series=[a_series(at="14:30")])) is None
    begun = stored(series=[a_series()], now=at(TUESDAY, "10:00"), asked=AskedPlan(first=MONDAY, last=FRIDAY))
    assert only(begun) is None
    last_day = stored(series=[a_series()], asked=AskedPlan(first=MONDAY, last=TUESDAY))
    assert only(last_day) == slot(TUESDAY, "10:00", 60)


def test_a_session_whose_time_has_begun_is_in_the_week_after():
    assert only(stored(series=[a_series()], now=at(TUESDAY, "10:00"))) == slot(WEEK_LATER, "10:00", 60)
    assert only(stored(series=[a_series()], now=at(TUESDAY, "09:59"))) == slot(TUESDAY, "10:00", 60)


@pytest.mark.parametrize(
    "meeting",
    [a_booking(place="Elders"), a_booking(slot=taking(TUESDAY, "10:45", participants=()))],
    ids=["people are taken", "the place is taken"],
)
def test_a_session_goes_to_the_week_after_where_its_people_or_place_are_taken(meeting: Meeting):
    assert only(stored(series=[a_series()], booked=[meeting])) == slot(WEEK_LATER, "10:00", 60)


def test_a_session_goes_to_the_week_after_when_its_rooms_are_taken():
    in_room = a_booking(slot=taking(TUESDAY, "10:00", participants=(), room=booked_room("a")))
    assert only(stored(series=[a_series()], rooms=[room("a")], booked=[in_room])) == slot(WEEK_LATER, "10:00", 60)


def test_a_deputy_or_a_second_person_keeps_a_session_on_its_day():
    deputies = [contact("counsellor-2", deputy_of="counsellor-1"), contact("worker-2", Role.CASEWORKER)]
    term = stored(series=[a_series()], contacts=[*people(), *deputies], booked=[a_booking(place="Elders")])
    assert only(term) == slot(TUESDAY, "10:00", 60)


def test_nobody_waits_for_who_is_optional():
    coach = contact("coach-1", Role.YOUTH_COACH, weekly("2 09:00-12:00 2026-11-24.."))
    series = a_series(optional_roles=(Role.YOUTH_COACH,))
    assert only(stored(series=[series], contacts=[*people(), coach])) == slot(TUESDAY, "10:00", 60)


def test_a_session_is_asked_for_on_its_day_when_no_week_is_better():
    nobody = [contact("counsellor-1", availability=weekly("1 09:00-12:00")), contact("worker-1", Role.CASEWORKER)]
    assert only(stored(series=[a_series()], contacts=nobody, now=NOW)) == slot(TUESDAY, "10:00", 60)
