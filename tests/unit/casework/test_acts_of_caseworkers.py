"""What people do to a case, beyond the transitions themselves."""

from dataclasses import replace
from datetime import date

import pytest

from casework.domain import events
from casework.domain.case import Case
from casework.domain.deadlines import Deadline, DeadlineKind
from casework.domain.events import CaseOverdue
from casework.domain.reference import reference
from casework.domain.states import Status
from casework.domain.timeline import Cause, EntryKind
from casework.domain.vocabulary import ReasonCode
from casework.testing.factories import (
    BY_HAND,
    CAUSE,
    NOW,
    TERMS,
    TRUANCY,
    at,
    fallen,
    forgetful,
    opened,
    reached,
    standing,
)
from casework.words.nl import half_days_in_dutch
from shared.domain.errors import Conflict, InvalidField
from shared.domain.school_year import SchoolYear

from .sentences import sentence

DECEMBER = date(2026, 12, 1)


def status_of(case: Case) -> Status:
    return case.status


def test_assigning_tells_who() -> None:
    case = opened(5)
    case.assign("cw-2", BY_HAND)
    assert case.assignee == "cw-2"
    assert case.events == [events.CaseAssigned(case.case_id, case.reference, case.case_type.name, assignee="cw-2")]
    assert case.entries[0].by == "cw-1"


def test_a_case_on_hold_remembers_where_it_came_from_however_often_the_day_moves() -> None:
    case = opened(5)
    case.hold(DECEMBER, "wacht op school", BY_HAND)
    case.hold(date(2026, 12, 8), "nog een week", BY_HAND)
    assert case.hold_until == date(2026, 12, 8)
    case.resume(BY_HAND)
    assert case.status is Status.NEW
    assert case.deadlines[0].kind is DeadlineKind.RESPOND_BY
    assert case.events == []


@pytest.mark.parametrize("until", [date(2026, 11, 22), date.max])
def test_a_day_that_has_passed_and_the_last_of_all_are_no_days_to_hold_until(until: date) -> None:
    case = opened(5)
    with pytest.raises(InvalidField) as refused:
        case.hold(until, "reden", BY_HAND)
    assert refused.value.field == "until"
    assert case.status is Status.NEW


def test_closing_tells_the_outcome_and_keeps_the_words_in_the_timeline() -> None:
    case = opened(5)
    case.close("guided-by-clb", "woorden", BY_HAND)
    [told] = case.events
    assert isinstance(told, events.CaseClosed)
    assert (told.outcome, told.reason, told.merged_into) == (
        "guided-by-clb",
        ReasonCode.CLOSED_BY_CASEWORKER,
        None,
    )
    assert sentence(case.entries[0]) == "Dossier afgesloten: in begeleiding bij het CLB. Reden: woorden"


def test_only_the_register_can_say_that_a_case_went_on_in_another() -> None:
    case = opened(5)
    with pytest.raises(InvalidField) as refused:
        case.close("merged", "reden", BY_HAND)
    assert refused.value.field == "outcome"
    assert case.status is Status.NEW


def test_deadlines_follow_the_state() -> None:
    case = opened(5)
    respond = Deadline(case.case_id, DeadlineKind.RESPOND_BY, case.respond_by)
    assert list(case.deadlines) == [respond]
    case.hold(DECEMBER, "reden", BY_HAND)
    hold = Deadline(case.case_id, DeadlineKind.HOLD_UNTIL, DECEMBER)
    assert list(case.deadlines) == [hold]
    case.lose(fallen(standing(case, 5)), CAUSE)
    assert list(case.deadlines) == [hold]
    case.close("other", "reden", BY_HAND)
    assert list(case.deadlines) == []


def test_a_term_that_passes_is_noted_and_changes_nothing() -> None:
    case = forgetful(opened(5))
    case.day_passed(DeadlineKind.RESPOND_BY, replace(BY_HAND, at=at(10 * 24 * 60)))
    assert [item.kind for item in case.entries] == [EntryKind.RESPONSE_OVERDUE]
    assert case.status is Status.NEW
    assert [type(event) for event in case.events] == [CaseOverdue]


SYSTEM = Cause(NOW, "casework")


def test_a_hold_whose_day_passes_ends_by_itself_in_the_state_before() -> None:
    case = opened(5)
    case.start(BY_HAND)
    case.hold(DECEMBER, "reden", BY_HAND)
    forgetful(case).day_passed(DeadlineKind.HOLD_UNTIL, SYSTEM)
    assert (case.status, case.held_from, case.hold_until) == (Status.ACTIVE, None, None)
    [entry] = case.entries
    assert (entry.kind, entry.by, "door het systeem" in sentence(entry)) == (EntryKind.RESUMED, "casework", True)
    assert case.events == []
    assert case.deadlines == ()


@pytest.mark.parametrize("back", ["by a level", "by a caseworker"])
def test_a_hold_that_ends_while_the_withdrawal_is_proposed_is_not_come_back_to(back: str) -> None:
    case = opened(5)
    case.hold(DECEMBER, "reden", BY_HAND)
    case.lose(fallen(standing(case, 5)), CAUSE)
    forgetful(case).day_passed(DeadlineKind.HOLD_UNTIL, SYSTEM)
    assert status_of(case) is Status.WITHDRAWAL_PROPOSED
    assert [item.kind for item in case.entries] == [EntryKind.HOLD_ENDED]
    if back == "by a level":
        case.take(reached(5), CAUSE)
    else:
        case.resume(BY_HAND)
    assert (status_of(case), case.held_from, case.hold_until) == (Status.NEW, None, None)


def test_a_reference_has_the_year_the_school_year_starts_in() -> None:
    assert reference(TRUANCY, SchoolYear(2026), 123) == "SP-2026-000123"


def test_one_half_day_is_singular() -> None:
    assert half_days_in_dutch(1) == "1 problematische halve dag"
    assert half_days_in_dutch(5) == "5 problematische halve dagen"


def test_who_can_be_no_contact_gets_the_case_and_nobody_else_is_told() -> None:
    case = opened(5)
    case.assign("auth0|cw-2", BY_HAND)
    assert case.assignee == "auth0|cw-2"
    assert case.events == []


def test_a_case_with_a_meeting_to_come_asks_for_no_other_and_says_which_it_has() -> None:
    case = opened(5, level_of_education="secundair")
    [asked] = case.meetings
    with pytest.raises(Conflict) as caught:
        case.request_meeting(TERMS, BY_HAND)
    assert caught.value.ids == {"meeting_id": asked.meeting_id}
