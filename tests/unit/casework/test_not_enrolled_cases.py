"""The case of a child that is not known to be enrolled."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import uuid4

import pytest

from casework.domain.case import Case
from casework.domain.events import (
    CaseClosed,
    CaseOpened,
    CaseReopened,
    GroundTold,
    WithdrawalDropped,
    WithdrawalProposed,
)
from casework.domain.states import Status
from casework.domain.terms import TermLengths, Terms
from casework.testing.factories import BY_HAND, CAUSE, NOT_ENROLLED, NOW, OTHER_PERSON, PERSON, TERMS, THIS_YEAR, opened
from casework.types.not_enrolled.gap import EnrolmentGap
from shared.domain.errors import IllegalTransition, InvalidField
from shared.domain.flemish_calendar import flemish_calendar


def gap(**given: Any) -> EnrolmentGap:
    said = {"ground_id": uuid4(), "person_id": PERSON, "school_year": THIS_YEAR, "since": date(2026, 10, 1)}
    return EnrolmentGap(**said | {"said": True} | given)


def found(of: EnrolmentGap) -> EnrolmentGap:
    return of.joined(replace(of, said=False, taken_back=True))


def new_case(**given: Any) -> Case:
    values: dict[str, Any] = {
        "case_id": uuid4(),
        "reference": "LP-2026-000001",
        "case_type": NOT_ENROLLED,
        "person_id": PERSON,
        "school": None,
        "pupil": None,
        "school_year": THIS_YEAR,
        "level_of_education": None,
        "opened_at": NOW,
        "respond_by": None,
    }
    return Case(**values | given)


def opened_by(one: EnrolmentGap, terms: Terms = TERMS) -> Case:
    return new_case().open_by(one, terms, CAUSE)


def happened(case: Case) -> list[type]:
    return [type(event) for event in case.events]


def test_it_opens_without_school_and_asks_for_no_meeting() -> None:
    one = gap()
    [event] = opened_by(one).events
    assert event == CaseOpened(
        case_id=event.case_id,
        reference="LP-2026-000001",
        case_type="not-enrolled",
        person_id=PERSON,
        school_year=THIS_YEAR,
        grounds=(GroundTold("enrolment-gap", one.ground_id, date(2026, 10, 1)),),
        signal_id=one.ground_id,
        opened_at=NOW,
        respond_by=None,
    )


def test_it_has_a_term_only_where_one_was_agreed() -> None:
    assert opened_by(gap()).deadlines == ()
    agreed = Terms(TermLengths(respond_by={"not-enrolled": 3}), flemish_calendar)
    case = opened_by(gap(), agreed)
    assert case.respond_by == date(2026, 11, 26)
    assert [deadline.last_day for deadline in case.deadlines] == [date(2026, 11, 26)]


def test_an_enrolment_that_is_found_proposes_the_withdrawal_and_a_new_gap_drops_it() -> None:
    one = gap()
    case = opened_by(one)
    case.start(BY_HAND)
    case.lose(found(one), CAUSE)
    assert case.status is Status.WITHDRAWAL_PROPOSED
    case.take(gap(), CAUSE)
    assert case.status is Status.ACTIVE
    assert happened(case) == [CaseOpened, WithdrawalProposed, WithdrawalDropped]
    reasons = [event.reason for event in case.events if isinstance(event, WithdrawalProposed | WithdrawalDropped)]
    assert reasons == ["enrolment-found", "enrolment-missing-again"]


def test_a_gap_whose_end_came_first_opens_a_case_that_is_to_be_withdrawn() -> None:
    assert opened_by(found(gap())).status is Status.WITHDRAWAL_PROPOSED


def test_a_kept_case_does_not_rest_on_the_gap_that_was_dealt_with() -> None:
    one = gap()
    case = opened_by(one)
    case.lose(found(one), CAUSE)
    case.resume(BY_HAND)
    assert (case.status, case.fallen) == (Status.NEW, False)


def test_a_gap_brings_an_ended_case_back() -> None:
    case = opened_by(gap())
    case.close("home-education", "verklaring", BY_HAND)
    case.reopen_by(gap(since=date(2026, 11, 2)), TERMS, CAUSE)
    assert (case.status, case.outcome) == (Status.ACTIVE, None)
    assert happened(case)[-1] is CaseReopened


@pytest.mark.parametrize("outcome", NOT_ENROLLED.outcomes)
def test_it_closes_with_each_answer_of_the_control(outcome: str) -> None:
    case = opened_by(gap())
    case.close(outcome, "reden", BY_HAND)
    closed = case.events[-1]
    assert isinstance(closed, CaseClosed)
    assert (case.status, closed.outcome) == (Status.CLOSED, outcome)


def test_the_answers_are_those_of_the_form_and_no_others() -> None:
    assert NOT_ENROLLED.outcomes == (
        "enrolled",
        "has-diploma",
        "home-education",
        "exempted",
        "otherwise-in-order",
        "not-in-order",
    )


def test_an_outcome_of_the_other_type_is_refused_with_those_there_are() -> None:
    with pytest.raises(InvalidField, match="enrolled, has-diploma, home-education"):
        opened_by(gap()).close("guided-by-clb", "reden", BY_HAND)
    with pytest.raises(InvalidField, match="attends-again, guided-by-clb"):
        opened(5).close("home-education", "reden", BY_HAND)
    with pytest.raises(InvalidField, match="not by hand"):
        opened_by(gap()).close("merged", "reden", BY_HAND)


def test_a_care_meeting_is_not_among_what_can_be_done() -> None:
    case = opened_by(gap())
    with pytest.raises(IllegalTransition) as refused:
        case.request_meeting(TERMS, BY_HAND)
    assert refused.value.allowed == ("assign", "assess", "start", "hold", "close")


def test_of_two_that_turn_out_to_be_one_child_the_other_goes_on_with_the_gaps() -> None:
    stays, ends = opened_by(gap()), opened_by(found(gap()))
    ends.merge_into(stays, CAUSE)
    assert (ends.status, ends.outcome, ends.merged_into, ends.grounds) == (
        Status.CLOSED,
        "merged",
        stays.case_id,
        {},
    )
    assert (stays.status, len(stays.grounds)) == (Status.NEW, 2)
    assert isinstance(ends.events[-1], CaseClosed)


def test_it_follows_the_child_to_another_persons_record() -> None:
    case = opened_by(gap())
    case.follow_pupil(OTHER_PERSON, BY_HAND)
    assert case.person_id == OTHER_PERSON


def test_known_gaps_are_in_order_of_their_reference_dates() -> None:
    later, earlier = gap(since=date(2026, 11, 2)), gap()
    case = opened_by(later)
    case.take(earlier, CAUSE)
    unknown = gap(said=False, taken_back=True)
    case.grounds[unknown.ground_id] = unknown
    assert case.known_grounds == (earlier, later)


def test_events_tell_what_the_case_rests_on_but_for_what_was_dealt_with() -> None:
    first, second = gap(), gap(since=date(2026, 11, 2))
    case = opened_by(first)
    case.lose(found(first), CAUSE)
    case.withdraw("ingeschreven", BY_HAND)
    case.reopen_by(second, TERMS, CAUSE)
    reopened = case.events[-1]
    assert isinstance(reopened, CaseReopened)
    assert reopened.grounds == (GroundTold("enrolment-gap", second.ground_id, date(2026, 11, 2)),)


def test_what_was_done_by_hand_is_a_ground_since_that_day() -> None:
    case = new_case().open_by_hand("melding", TERMS, BY_HAND)
    [opened] = case.events
    assert isinstance(opened, CaseOpened)
    assert opened.grounds == (GroundTold("hand", None, NOW.date()),)
