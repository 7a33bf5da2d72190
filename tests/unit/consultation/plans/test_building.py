"""What the planner of a term is asked, from what is stored."""

from dataclasses import replace
from datetime import timedelta

import pytest

from consultation.domain.planning_rules import TermWeights
from consultation.domain.urgency import AgendaRules, EmptySession, Meets
from consultation.meetings.domain.meeting import Meeting
from consultation.meetings.domain.standing import Standing
from consultation.planning.term.problem import Booked, TermCase, Travel
from consultation.plans.domain.building import asked_of
from consultation.plans.domain.stored_term import StoredTerm
from consultation.plans.domain.term_asked import HOLD_BY_PASSED, NOTICE
from consultation.testing.factories import (
    FRIDAY,
    LENGTH,
    MONDAY,
    OTHER_SCHOOL,
    SCHOOL,
    STEP,
    THURSDAY,
    TUESDAY,
    WEDNESDAY,
    a_session,
    case_id,
    proposed,
    slot,
    wanted,
)

from .terms import LAST, SESSIONS, SITE, a_booking, a_series, booked_room, known, room, rules, stored


def waits(number: int = 1, **fields) -> Meeting:
    return proposed(case_ids=(case_id(number),), **fields)


def case_of(term: StoredTerm) -> TermCase:
    (case,) = asked_of(term).problem.cases
    return case


def sessions_of(term: StoredTerm) -> tuple[str, ...]:
    return case_of(term).sessions


def test_a_case_that_waits_has_the_sessions_of_its_terms_and_a_meeting_of_its_own():
    session, series = a_session(day=WEDNESDAY), a_series()
    meeting = waits(wanted=wanted(not_before=MONDAY - timedelta(days=3), hold_by=LAST + timedelta(days=3)))
    term = stored(booked=[session], series=[series], waiting=[meeting], cases=known(1))
    key, new = str(meeting.meeting_id), f"{series.series_id}/2026-11-17"
    assert case_of(term) == TermCase(
        key=key,
        not_before=MONDAY,
        hold_by=LAST,
        minutes=timedelta(minutes=20),
        sessions=(str(session.meeting_id), new),
        ad_hoc=key,
        in_rhythm=True,
    )
    asked = asked_of(term)
    assert [placed.key for placed in asked.problem.meetings] == [str(session.meeting_id), new, key]
    assert asked.meetings == {str(session.meeting_id): session, key: meeting}
    assert asked.sessions[new].on == TUESDAY
    assert asked.case_ids(key) == (case_id(1),)
    assert asked.out == {}


@pytest.mark.parametrize(
    ("session", "fields"),
    [
        (a_session(day=TUESDAY), {"not_before": WEDNESDAY}),
        (a_session(day=THURSDAY), {"hold_by": WEDNESDAY}),
        (a_session(), {"school": OTHER_SCHOOL}),
        (replace(a_session(), meeting_type="other"), {}),
    ],
    ids=["too early", "too late", "another school", "another kind"],
)
def test_a_case_does_not_come_to_a_session_that_does_not_suit_it(session: Meeting, fields):
    meeting = waits(wanted=wanted(**fields))
    case = case_of(stored(booked=[session], waiting=[meeting], cases=known(1)))
    assert (case.sessions, case.in_rhythm) == ((), False)


def test_a_case_comes_to_a_session_on_its_first_and_on_its_last_day():
    on_the_day = waits(wanted=wanted(not_before=TUESDAY, hold_by=TUESDAY))
    session = a_session(day=TUESDAY)
    assert sessions_of(stored(booked=[session], waiting=[on_the_day], cases=known(1))) == (str(session.meeting_id),)


@pytest.mark.parametrize(
    ("agreed", "case_ids", "cases"),
    [
        ([replace(SESSIONS, meets=Meets.AD_HOC)], (case_id(1),), known(1)),
        ([], (case_id(1),), known(1)),
        ([SESSIONS], (case_id(1),), {}),
        ([SESSIONS], (case_id(1), case_id(2)), {**known(1), **known(2)}),
        ([SESSIONS], (), {}),
    ],
    ids=["a meeting of its own", "nothing agreed on", "unknown case", "two cases", "no case"],
)
def test_what_was_not_agreed_to_wait_for_sessions_has_a_meeting_of_its_own_length(agreed, case_ids, cases):
    agendas = AgendaRules(urgencies=tuple(agreed), told_before=2, empty=EmptySession.KEEP)
    meeting = proposed(case_ids=case_ids)
    case = case_of(stored(booked=[a_session()], waiting=[meeting], cases=cases, agendas=agendas))
    assert (case.sessions, case.in_rhythm, case.minutes) == ((), False, LENGTH)


@pytest.mark.parametrize("standing", [Standing.WITHDRAWAL_PROPOSED, Standing.ENDED])
def test_a_case_that_may_not_go_on_is_not_planned(standing: Standing):
    asked = asked_of(stored(waiting=[waits()], cases=known(1, standing)))
    assert (asked.problem.cases, asked.meetings, asked.out) == ((), {}, {})


def test_a_case_that_is_for_after_the_term_is_left_for_another_plan():
    later = LAST + timedelta(days=1)
    asked = asked_of(stored(waiting=[waits(wanted=wanted(not_before=later, hold_by=later))]))
    assert (asked.problem.cases, asked.meetings, asked.out) == ((), {}, {})
    assert case_of(stored(waiting=[waits(wanted=wanted(not_before=LAST, hold_by=later))])).hold_by == LAST


def test_a_case_whose_last_day_is_past_is_named_and_not_planned():
    before = MONDAY - timedelta(days=1)
    meeting = waits(wanted=wanted(not_before=before, hold_by=before))
    asked = asked_of(stored(waiting=[meeting]))
    key = str(meeting.meeting_id)
    assert asked.out == {key: (HOLD_BY_PASSED,)}
    assert (asked.meetings, asked.problem.cases) == ({key: meeting}, ())


def test_notice_is_why_a_case_is_not_seen_that_would_have_a_time_without():
    soon, closed = waits(wanted=wanted(hold_by=MONDAY)), waits(2, wanted=wanted(not_before=SATURDAY, hold_by=SATURDAY))
    later = waits(3, wanted=wanted(hold_by=TUESDAY))
    asked = asked_of(stored(rules=rules(notice=2), waiting=[soon, closed, later]))
    assert asked.why(str(later.meeting_id), ("caseworker-not-free",)) == ("caseworker-not-free",)
    assert asked.why(str(soon.meeting_id), ("no-common-time",)) == (NOTICE,)
    assert asked.why(str(closed.meeting_id), ("no-school-time",)) == ("no-school-time",)


SATURDAY = FRIDAY + timedelta(days=1)


def test_a_meeting_that_has_a_time_can_move_and_takes_nobody_from_the_others():
    moving, staying = a_booking(MONDAY, "09:00", 60), a_booking(THURSDAY, "13:00", wanted=wanted().naming(()))
    by_hand = replace(staying, holds_place=False)
    asked = asked_of(stored(booked=[moving, by_hand]))
    key = str(moving.meeting_id)
    (case,) = asked.problem.cases
    assert (case.key, case.minutes, case.sessions, case.in_rhythm) == (key, timedelta(hours=1), (), False)
    assert asked.meetings == {key: moving}
    assert {person.contact_id: person.booked for person in asked.problem.people} == {
        "counsellor-1": (Booked(slot(THURSDAY, "13:00"), SITE),),
        "worker-1": (Booked(slot(THURSDAY, "13:00"), SITE),),
    }


def test_the_rooms_of_all_meetings_to_place_are_asked_for_once():
    term = stored(rooms=[room("b"), room("a")], waiting=[waits(), waits(2, place="Elders")])
    asked = asked_of(term)
    assert [place.place for place in asked.problem.rooms] == ["ROOM a", "ROOM b", "elders", SITE]
    assert asked.rooms == {"ROOM a": booked_room("a"), "ROOM b": booked_room("b")}


def test_what_was_agreed_on_for_planning_is_handed_on():
    weights = TermWeights(trip=7)
    problem = asked_of(stored(rules=rules(travel=timedelta(minutes=25), term_weights=weights))).problem
    assert (problem.travel, problem.weights, problem.step) == (Travel(minutes=25), weights, STEP)
    assert (problem.people, problem.rooms, problem.meetings, problem.cases) == ((), (), (), ())


def test_a_new_session_without_a_time_takes_no_cases():
    series = a_series(at="14:30", school=SCHOOL)
    term = stored(series=[series], waiting=[waits()], cases=known(1))
    assert sessions_of(term) == ()
    assert list(asked_of(term).sessions) == [f"{series.series_id}/2026-11-17"]
