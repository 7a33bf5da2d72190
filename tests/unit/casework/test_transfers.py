"""A case goes on at another school: what it tells, and what becomes of its meeting and its hand-over."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from casework.domain.case import Case
from casework.domain.deadlines import Deadline, DeadlineKind
from casework.domain.events import CaseTransferred, MeetingRequested
from casework.domain.meeting import Meeting
from casework.domain.person import Enrolment, Pupil
from casework.domain.states import Status
from casework.domain.terms import Terms
from casework.domain.transfer import transfer
from casework.domain.vocabulary import MeetingStatus
from casework.testing.factories import BY_HAND, CASE_TYPES, CAUSE, LENGTHS, NOW, TERMS, new_case, opened, reached
from shared.domain.errors import IllegalTransition
from shared.domain.flemish_calendar import flemish_calendar

ELSEWHERE = Enrolment(Pupil("654321", "P-2"), "secundair", NOW.date(), None)
HANDED_OVER = Terms(replace(LENGTHS, hand_over=10), flemish_calendar)


def meeting_of(case: Case) -> Meeting:
    """The only meeting of the case, with a time that is still to come."""
    [asked] = case.meetings
    starts_at = NOW + timedelta(days=3)
    scheduled = replace(
        asked, status=MeetingStatus.SCHEDULED, sequence=1, starts_at=starts_at, ends_at=starts_at + timedelta(hours=1)
    )
    case.meetings = (scheduled,)
    return scheduled


def asked_for(case: Case) -> list[MeetingRequested]:
    return [event for event in case.events if isinstance(event, MeetingRequested)]


def test_a_transfer_is_told_with_both_schools_and_noted_with_its_reason() -> None:
    case = opened(5, level_of_education="lager")
    transfer(case, ELSEWHERE, TERMS, cause=BY_HAND, reason="verhuisd")
    [event] = case.events
    assert isinstance(event, CaseTransferred)
    assert (event.from_school, event.to_school, event.pupil) == ("123456", "654321", "P-2")
    [entry] = case.entries
    assert (entry.kind, entry.facts["from_school"], entry.facts["school"]) == ("case-transferred", "123456", "654321")
    assert entry.facts["reason"] == "verhuisd"


def test_no_event_tells_that_a_discreet_case_goes_on_elsewhere() -> None:
    case = new_case(case_type=CASE_TYPES["bullying"])
    transfer(case, ELSEWHERE, TERMS, cause=BY_HAND)
    assert (case.school, case.events) == ("654321", [])
    assert [entry.kind for entry in case.entries] == ["case-transferred"]


def test_a_meeting_that_stands_is_asked_for_anew_at_the_new_school() -> None:
    case = opened(5)
    former = meeting_of(case)
    transfer(case, ELSEWHERE, TERMS, cause=BY_HAND)
    [event] = asked_for(case)
    assert (event.school, event.replaces) == ("654321", former.meeting_id)
    assert [meeting.meeting_id for meeting in case.meetings] == [event.meeting_id]
    assert event.meeting_id != former.meeting_id


def test_a_meeting_that_is_past_stays_with_the_case_and_none_is_asked_for() -> None:
    case = opened(5)
    former = replace(meeting_of(case), starts_at=NOW - timedelta(hours=2), ends_at=NOW - timedelta(hours=1))
    case.meetings = (former,)
    transfer(case, ELSEWHERE, TERMS, cause=BY_HAND)
    assert (case.meetings, asked_for(case)) == ((former,), [])


def test_a_meeting_asked_for_in_the_same_moment_is_asked_for_once_at_the_new_school() -> None:
    case = new_case().open_by(reached(5), TERMS, CAUSE)
    [asked] = asked_for(case)
    transfer(case, ELSEWHERE, TERMS, cause=CAUSE)
    [event] = asked_for(case)
    assert (event.school, event.meeting_id, event.replaces) == ("654321", asked.meeting_id, None)


def test_the_register_that_a_case_was_in_first_is_kept_until_it_is_there_again() -> None:
    case = opened(5)
    first = case.register
    for pupil in (ELSEWHERE.pupil, Pupil("111111", "P-3")):
        transfer(case, replace(ELSEWHERE, pupil=pupil), TERMS, cause=BY_HAND)
    assert case.first_register == first
    assert first
    transfer(case, replace(ELSEWHERE, pupil=first), TERMS, cause=BY_HAND)
    assert (case.register, case.first_register) == (first, None)


def test_a_hand_over_has_a_last_day_that_is_noted_when_it_has_passed() -> None:
    case = opened(5, level_of_education="lager")
    transfer(case, ELSEWHERE, HANDED_OVER, cause=BY_HAND)
    last_day = date(2026, 12, 7)
    assert Deadline(case.case_id, DeadlineKind.HAND_OVER_BY, last_day) in case.deadlines
    case.day_passed(DeadlineKind.HAND_OVER_BY, CAUSE)
    assert case.entries[-1].kind == "hand-over-ended"
    assert DeadlineKind.HAND_OVER_BY not in {deadline.kind for deadline in case.deadlines}


def test_an_ended_case_has_no_hand_over_and_goes_nowhere() -> None:
    case = opened(5, level_of_education="lager")
    transfer(case, ELSEWHERE, HANDED_OVER, cause=BY_HAND)
    case.close("other", "reden", BY_HAND)
    assert case.deadlines == ()
    with pytest.raises(IllegalTransition):
        transfer(case, ELSEWHERE, TERMS, cause=BY_HAND)


def test_a_case_at_no_school_goes_nowhere() -> None:
    case = new_case(case_type=CASE_TYPES["not-enrolled"], school=None, pupil=None)
    with pytest.raises(IllegalTransition):
        transfer(case, ELSEWHERE, TERMS, cause=BY_HAND)
    assert case.status is Status.NEW
