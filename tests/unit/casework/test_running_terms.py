"""Terms of states and of responding: counted in school days, and told stage by stage, each once."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from casework.domain.case import Case
from casework.domain.deadlines import Deadline, DeadlineKind
from casework.domain.events import CaseDue, CaseOverdue
from casework.domain.running_term import RunningTerm, TermStage
from casework.domain.states import Status
from casework.domain.terms import TermLengths, Terms
from casework.domain.timeline import Cause
from casework.testing.factories import BY_HAND, CASE_TYPES, NOW, forgetful, new_case, opened, reached
from shared.domain.flemish_calendar import flemish_calendar
from shared.domain.roles import Role

LENGTHS = TermLengths(
    respond_by={"truancy": 5, "bullying": 5},
    in_state={"truancy": {Status.ACTIVE: 10}, "bullying": {Status.ACTIVE: 10}},
    due_soon=2,
    escalate=5,
)
TERMS = Terms(LENGTHS, flemish_calendar)
SYSTEM = "casework"
TODAY = NOW.date()


def counted(case: Case, day: date = TODAY) -> Case:
    """As the unit of work does when it saves."""
    if case.has_to_count(LENGTHS):
        case.count_state(TERMS, day)
    return case


def active(**fields: object) -> Case:
    """A case that came to be active on Monday 23 November: ten school days end on Monday 7 December."""
    case = opened(level_of_education="lager", **fields)
    case.start(BY_HAND)
    counted(case)
    return forgetful(case)


def passed(case: Case, day: date, kind: DeadlineKind = DeadlineKind.STATE) -> None:
    case.day_passed(kind, Cause(datetime.combine(day, NOW.timetz()), SYSTEM))


def test_a_state_counts_its_term_once_and_anew_when_the_case_comes_back() -> None:
    case = active()
    assert case.state_by == date(2026, 12, 7)
    assert not case.has_to_count(LENGTHS)
    case.hold(date(2026, 12, 1), "reden", BY_HAND)
    counted(case)
    assert (case.state_by, case.running_terms, case.terms) == (None, (), case.terms)
    case.resume(BY_HAND)
    counted(case, date(2026, 12, 1))
    assert case.state_by == date(2026, 12, 15)


def test_each_stage_is_told_once_on_its_day() -> None:
    case = active()
    days = [(deadline.kind, deadline.last_day) for deadline in case.deadlines]
    assert days == [(DeadlineKind.STATE, date(2026, 12, 2))]  # near from Thursday, two school days before
    passed(case, date(2026, 12, 3))
    assert [deadline.last_day for deadline in case.deadlines] == [date(2026, 12, 7)]
    passed(case, date(2026, 12, 8))
    assert [deadline.last_day for deadline in case.deadlines] == [date(2026, 12, 14)]
    passed(case, date(2026, 12, 15))
    assert case.deadlines == ()
    passed(case, date(2026, 12, 16))
    assert [entry.kind for entry in case.entries] == ["term-due-soon", "term-overdue", "term-escalated"]
    due, overdue, escalated = case.events
    assert isinstance(due, CaseDue)
    assert isinstance(overdue, CaseOverdue)
    assert isinstance(escalated, CaseOverdue)
    assert (due.term, due.due_on) == ("active", date(2026, 12, 7))
    assert (overdue.escalated_to, escalated.escalated_to) == (None, Role.COORDINATOR)


def test_after_a_long_sleep_what_has_passed_is_told_and_not_that_it_is_near() -> None:
    case = active()
    passed(case, date(2027, 1, 11))
    assert [entry.kind for entry in case.entries] == ["term-overdue", "term-escalated"]


def test_the_term_to_respond_is_told_the_same_way() -> None:
    case = new_case(level_of_education="lager")
    case.open_by(reached(5), TERMS, BY_HAND)
    forgetful(case)
    assert [(item.kind, item.last_day) for item in case.deadlines] == [(DeadlineKind.RESPOND_BY, date(2026, 11, 25))]
    for day in (26, 30):
        passed(case, date(2026, 11, day), DeadlineKind.RESPOND_BY)
    passed(case, date(2026, 12, 1), DeadlineKind.RESPOND_BY)
    passed(case, date(2026, 12, 8), DeadlineKind.RESPOND_BY)
    assert [entry.kind for entry in case.entries] == ["term-due-soon", "response-overdue", "term-escalated"]
    case.start(BY_HAND)
    assert DeadlineKind.RESPOND_BY not in {deadline.kind for deadline in case.deadlines}


def test_a_case_of_before_has_its_day_to_respond_by() -> None:
    case = new_case(respond_by=date(2026, 11, 30))
    assert case.deadlines == (Deadline(case.case_id, DeadlineKind.RESPOND_BY, date(2026, 11, 30)),)
    passed(case, date(2026, 12, 1), DeadlineKind.RESPOND_BY)
    assert [entry.kind for entry in case.entries] == ["response-overdue"]
    assert case.deadlines == ()


def test_events_tell_nothing_of_the_terms_of_a_discreet_case() -> None:
    case = active(case_type=CASE_TYPES["bullying"])
    passed(case, date(2026, 12, 8))
    assert ([entry.kind for entry in case.entries], case.events) == (["term-overdue"], [])


def test_a_case_that_ended_has_no_term() -> None:
    case = active()
    case.close("other", "reden", BY_HAND)
    counted(case)
    assert (case.terms[1:], case.state_by, case.deadlines) == ((), None, ())


@pytest.mark.parametrize(
    ("soon", "stage", "day"),
    [
        (date(2026, 12, 3), TermStage.RUNNING, date(2026, 12, 2)),
        (None, TermStage.RUNNING, date(2026, 12, 7)),
        (date(2026, 12, 3), TermStage.SOON, date(2026, 12, 7)),
        (None, TermStage.OVERDUE, None),
        (None, TermStage.ESCALATED, None),
    ],
)
def test_the_day_on_which_a_term_comes_further(soon: date | None, stage: TermStage, day: date | None) -> None:
    assert RunningTerm("active", date(2026, 12, 7), soon, stage=stage).next_last_day == day


def test_a_short_term_is_never_near() -> None:
    assert TERMS.running("active", NOW.date(), 2).soon_on is None
    assert TERMS.running("active", NOW.date(), 3).soon_on == date(2026, 11, 24)
    alone = Terms(TermLengths(), flemish_calendar).running("active", NOW.date(), 3)
    assert (alone.soon_on, alone.escalate_after) == (None, None)


def test_nothing_is_reached_before_its_day() -> None:
    term = TERMS.running("active", NOW.date(), 10)
    assert term.soon_on is not None
    assert term.reached(term.soon_on - timedelta(days=1)) == ()
    assert term.reached(term.soon_on) == (TermStage.SOON,)
    assert replace(term, stage=TermStage.SOON).reached(term.due_on) == ()
