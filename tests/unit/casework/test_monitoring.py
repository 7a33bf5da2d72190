"""A case that is followed from a distance: what is asked of attendance, and what its answers do."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from casework.domain.case import Case
from casework.domain.events import CaseClosed, WatchAsked, WatchEnded
from casework.domain.person import Enrolment, Pupil
from casework.domain.states import Action, Status
from casework.domain.timeline import EntryKind
from casework.domain.transfer import transfer
from casework.domain.watch import Criterion, CriterionKind, Watch, WatchAnswer
from casework.testing.factories import (
    BY_HAND,
    CASE_TYPES,
    CAUSE,
    NOW,
    OTHER_PERSON,
    PERSON,
    TERMS,
    fallen,
    forgetful,
    new_case,
    opened,
    reached,
    standing,
)
from casework.types.truancy.case import TruancyCase
from shared.domain.errors import IllegalTransition, InvalidField

from .sentences import sentence

TODAY = NOW.date()
NO_NEW = Criterion(CriterionKind.NO_NEW_PROBLEMATIC, 4)
RATE = Criterion(CriterionKind.RATE_ABOVE, 6, 0.9)
MET = WatchAnswer(False, NO_NEW.kind, TODAY + timedelta(days=30), TODAY)
BROKEN = WatchAnswer(True, NO_NEW.kind, TODAY + timedelta(days=3), TODAY)


def monitored(*levels: int) -> TruancyCase:
    """A truancy case that is followed from a distance."""
    case = opened(*levels, level_of_education="lager")
    case.start(BY_HAND)
    case.monitor([NO_NEW, RATE], BY_HAND)
    return forgetful(case)


def kinds(case: Case) -> list[str]:
    return [entry.kind for entry in case.entries]


def told(case: Case) -> list[str]:
    return [type(event).__name__ for event in case.events]


def test_attendance_is_asked_to_watch_the_person() -> None:
    case = opened(level_of_education="lager")
    case.start(BY_HAND)
    forgetful(case)
    case.monitor([NO_NEW, RATE], BY_HAND)
    assert case.status is Status.MONITORING
    [asked] = case.events
    assert isinstance(asked, WatchAsked)
    assert (asked.person_id, asked.criteria, asked.asked_on) == (PERSON, (NO_NEW, RATE), TODAY)
    [entry] = case.entries
    assert sentence(entry) == (
        "Op afstand gevolgd gedurende 6 schoolweken: geen nieuwe problematische halve dag, genoeg aanwezig, "
        "meer dan 90 % aanwezig."
    )


def test_a_watch_without_a_rate_says_no_rate() -> None:
    case = opened(level_of_education="lager")
    case.start(BY_HAND)
    case.monitor([NO_NEW], BY_HAND)
    assert sentence(case.entries[-1]) == (
        "Op afstand gevolgd gedurende 4 schoolweken: geen nieuwe problematische halve dag."
    )


@pytest.mark.parametrize(
    ("criteria", "field"),
    [
        ([], "criteria"),
        ([NO_NEW] * 11, "criteria"),
        ([NO_NEW, replace(NO_NEW, school_weeks=0)], "criteria.1.school_weeks"),
        ([replace(NO_NEW, school_weeks=101)], "criteria.0.school_weeks"),
        ([replace(RATE, rate=None)], "criteria.0.rate"),
        ([replace(RATE, rate=1.0)], "criteria.0.rate"),
        ([replace(RATE, rate=-0.1)], "criteria.0.rate"),
        ([replace(NO_NEW, rate=0.5)], "criteria.0.rate"),
    ],
)
def test_criteria_that_nobody_can_judge_are_refused(criteria: list[Criterion], field: str) -> None:
    case = opened(level_of_education="lager")
    case.start(BY_HAND)
    forgetful(case)
    with pytest.raises(InvalidField) as refused:
        case.monitor(criteria, BY_HAND)
    assert refused.value.field == field
    assert (case.status, case.watch, case.events, case.entries) == (Status.ACTIVE, None, [], [])


def test_pupils_alone_are_followed_and_no_case_that_nobody_may_be_told_of() -> None:
    can = {case_type.name for case_type in CASE_TYPES if Action.MONITOR not in case_type.without}
    assert can == {"truancy", "toddler-participation", "dropout-risk"}
    case = new_case(case_type=CASE_TYPES["not-enrolled"], status=Status.ACTIVE)
    with pytest.raises(IllegalTransition):
        case.monitor([NO_NEW], BY_HAND)


def test_a_watch_that_was_met_proposes_the_closure_once() -> None:
    case = monitored()
    assert case.hear(MET, CAUSE)
    assert not case.hear(MET, CAUSE)
    assert (case.status, case.closure_proposed_since, kinds(case)) == (Status.MONITORING, TODAY, ["watch-met"])
    assert case.events == []
    assert sentence(case.entries[0]) == (
        "Alles wat gevolgd werd, ging goed tot en met 23/12/2026. Afsluiting voorgesteld."
    )


def test_a_watch_that_was_broken_brings_the_case_back_to_work() -> None:
    case = monitored()
    case.hear(MET, CAUSE)
    forgetful(case)
    assert case.hear(BROKEN, CAUSE)
    assert (case.status, case.watch, case.closure_proposed_since) == (Status.ACTIVE, None, None)
    assert case.events == []  # attendance knows: it told
    assert sentence(case.entries[0]) == "Opvolging gaat verder: een problematische halve dag op 26/11/2026."
    assert not case.hear(BROKEN, CAUSE)
    assert not case.hear(MET, CAUSE)


@pytest.mark.parametrize(
    ("answer", "is_heard"),
    [
        (replace(BROKEN, asked_on=TODAY - timedelta(days=1)), False),
        (replace(MET, asked_on=TODAY - timedelta(days=1)), False),
        (replace(BROKEN, asked_on=None), True),
        (replace(BROKEN, asked_on=None, since=TODAY), False),
    ],
)
def test_an_answer_of_an_older_watch_changes_nothing(answer: WatchAnswer, is_heard: bool) -> None:
    case = monitored()
    assert case.hear(answer, CAUSE) is is_heard
    assert bool(case.entries) is is_heard


@pytest.mark.parametrize("level", [5, 10])
def test_a_level_brings_the_case_back_to_work(level: int) -> None:
    case = monitored(5)
    case.take(reached(level), CAUSE)
    assert (case.status, case.watch) == (Status.ACTIVE, None)
    assert told(case)[-1] == "WatchEnded"
    assert kinds(case)[-1] == EntryKind.REACTIVATED
    assert sentence(case.entries[-1]) == "Opvolging gaat verder: er kwam iets nieuws bij."


def test_a_level_that_fell_already_brings_nothing_back() -> None:
    case = monitored(10)
    case.take(fallen(reached(5)), CAUSE)
    assert case.watch
    assert EntryKind.REACTIVATED not in kinds(case)


def test_resumed_by_hand_nothing_is_watched_any_more() -> None:
    case = monitored()
    case.hear(MET, CAUSE)
    forgetful(case)
    case.resume(BY_HAND)
    assert (case.status, case.watch, case.closure_proposed_since) == (Status.ACTIVE, None, None)
    assert told(case) == ["WatchEnded"]
    assert kinds(case) == [EntryKind.RESUMED]


def test_an_end_ends_the_watch() -> None:
    case = monitored()
    case.close("other", "reden", BY_HAND)
    assert (case.status, case.watch) == (Status.CLOSED, None)
    assert told(case) == ["WatchEnded", "CaseClosed"]


def test_on_hold_the_watch_goes_on() -> None:
    case = monitored()
    case.hold(TODAY, "reden", BY_HAND)
    assert case.watch
    case.resume(BY_HAND)
    assert (case.status, told(case)) == (Status.MONITORING, [])


def test_broken_on_hold_work_goes_on_once_the_hold_is_over() -> None:
    case = monitored()
    case.hold(TODAY, "reden", BY_HAND)
    case.hear(BROKEN, CAUSE)
    assert case.status is Status.ON_HOLD
    case.resume(BY_HAND)
    assert case.status is Status.ACTIVE


def test_broken_while_its_withdrawal_is_proposed_work_goes_on_once_that_is_dropped() -> None:
    case = monitored(5)
    case.lose(fallen(standing(case, 5)), CAUSE)
    assert (case.status, bool(case.watch)) == (Status.WITHDRAWAL_PROPOSED, True)
    case.hear(BROKEN, CAUSE)
    assert case.status is Status.WITHDRAWAL_PROPOSED
    case.resume(BY_HAND)
    assert case.status is Status.ACTIVE


def test_a_transfer_leaves_the_watch() -> None:
    case = monitored()
    transfer(case, Enrolment(Pupil("654321", "P-2"), "lager", TODAY, None), TERMS, cause=CAUSE)
    assert case.watch
    assert told(case) == ["CaseTransferred"]


def test_a_case_that_goes_to_another_person_asks_anew_of_that_person() -> None:
    case = monitored()
    case.hear(MET, CAUSE)
    forgetful(case)
    later = replace(CAUSE, at=NOW + timedelta(days=2))
    case.follow_pupil(OTHER_PERSON, later, parted=True)
    [asked] = case.events
    assert isinstance(asked, WatchAsked)
    assert (asked.person_id, asked.asked_on) == (OTHER_PERSON, TODAY + timedelta(days=2))
    assert (case.watch, case.closure_proposed_since) == (Watch(date(2026, 11, 25), (NO_NEW, RATE)), None)


@pytest.mark.parametrize("fields", [{"parted": False}, {"parted": True}])
def test_attendance_follows_a_person_that_became_another(fields: dict[str, Any]) -> None:
    case = opened() if fields["parted"] else monitored()  # nothing is watched of the first
    case.follow_pupil(OTHER_PERSON, CAUSE, **fields)
    assert told(case) == []


def test_a_case_that_ends_in_another_ends_its_watch_and_brings_the_other_back_to_work() -> None:
    ends, stays = opened(5, level_of_education="lager"), monitored(5)
    ends.merge_into(stays, CAUSE)
    assert (stays.status, stays.watch) == (Status.ACTIVE, None)
    assert "WatchEnded" in told(stays)
    ends, stays = monitored(5), opened(5, level_of_education="lager")
    ends.merge_into(stays, CAUSE)
    assert [type(event) for event in ends.events] == [WatchEnded, CaseClosed]
    assert stays.watch is None


def test_of_two_that_are_followed_the_other_goes_on_so() -> None:
    ends, stays = monitored(5), monitored(5)
    ends.merge_into(stays, CAUSE)
    assert (stays.status, bool(stays.watch)) == (Status.MONITORING, True)
