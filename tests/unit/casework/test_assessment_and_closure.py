"""What a case's type asks before work begins and before the case ends."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest

from casework.domain import events
from casework.domain.case import Case
from casework.domain.case_type import CaseType
from casework.domain.states import Action, Status
from casework.domain.timeline import Cause, EntryKind
from casework.domain.vocabulary import CLOSED, OpenedBy, RequiredField
from casework.testing.factories import (
    BY_HAND,
    CAUSE,
    NOW,
    TERMS,
    TRUANCY,
    fallen,
    forgetful,
    new_case,
    opened,
    standing,
)
from shared.domain.errors import Conflict, IllegalTransition, InvalidField

from .sentences import sentence

COORDINATOR = Cause(NOW, "co-1")
CHECKS = {"parents-contacted": True, "clb-informed": False}


def of_type(**given: Any) -> Case:
    """A new case of a type like truancy, but for this."""
    return forgetful(new_case(case_type=replace(TRUANCY, **given)).open_by_hand("reden", TERMS, BY_HAND))


def asked(**given: Any) -> Case:
    """A case whose closure cw-1 asked for."""
    case = of_type(approval=True, **given)
    case.close("moved", "verhuisd", BY_HAND, causes=["friends"])
    return case


class TestAssessment:
    def test_what_was_found_is_kept_and_noted(self) -> None:
        case = opened(5)
        case.assess(CHECKS, ["friends", "transport"], BY_HAND)
        assert (case.status, case.checks, case.causes) == (Status.ASSESSMENT, CHECKS, ("friends", "transport"))
        [entry] = case.entries
        assert entry.facts == {"yes": ["parents-contacted"], "no": ["clb-informed"], "causes": ["friends", "transport"]}
        assert sentence(entry) == (
            "Dossier bekeken. Ja: De school sprak met de ouders. Nee: De school meldde het aan het CLB."
            " Oorzaken: vrienden, vervoer."
        )
        assert case.events == []

    def test_answers_join_those_there_are_until_work_begins(self) -> None:
        case = opened(5)
        case.assess(CHECKS, ["friends"], BY_HAND)
        case.assess({"clb-informed": True}, None, BY_HAND)
        assert case.checks == {"parents-contacted": True, "clb-informed": True}
        assert case.causes == ("friends",)
        case.assess({}, [], BY_HAND)
        assert case.causes == ()
        case.start(BY_HAND)
        with pytest.raises(IllegalTransition) as refused:
            case.assess({}, None, BY_HAND)
        assert "assess" not in refused.value.allowed

    @pytest.mark.parametrize(
        ("checks", "causes", "field"), [({"luck": True}, None, "checks"), ({}, ["luck"], "causes"), ({}, [], None)]
    )
    def test_what_the_type_does_not_have_is_refused(
        self, checks: dict[str, bool], causes: list[str] | None, field: str | None
    ) -> None:
        case = opened(5)
        if field is None:
            case.assess(checks, causes, BY_HAND)
            return
        with pytest.raises(InvalidField) as refused:
            case.assess(checks, causes, BY_HAND)
        assert (refused.value.field, "luck" in str(refused.value), case.status) == (field, False, Status.NEW)

    def test_a_type_may_require_every_answer_and_a_cause(self) -> None:
        case = of_type(assessment_requires=frozenset({RequiredField.CHECKS, RequiredField.CAUSES}))
        every = dict.fromkeys(TRUANCY.checks, True)
        for checks, causes, field in ((CHECKS, ["friends"], "checks"), (every, None, "causes")):
            with pytest.raises(InvalidField) as refused:
                case.assess(checks, causes, BY_HAND)
            assert refused.value.field == field
        case.assess(every, ["friends"], BY_HAND)
        case.assess({}, None, BY_HAND)
        assert case.status is Status.ASSESSMENT

    def test_a_case_that_takes_over_another_takes_over_what_was_found(self) -> None:
        case, other = opened(5), opened(5)
        case.assess({"parents-contacted": True}, ["friends"], BY_HAND)
        other.assess({"parents-contacted": False, "clb-informed": True}, ["transport"], BY_HAND)
        other.merge_into(case, CAUSE)
        assert case.checks == {"parents-contacted": True, "clb-informed": True}
        assert case.causes == ("friends", "transport")


class TestClosure:
    def test_open_tasks_keep_a_case_open(self) -> None:
        case, tasks = opened(5), [uuid4(), uuid4()]
        with pytest.raises(Conflict, match="2 open tasks") as refused:
            case.close("other", "reden", BY_HAND, open_tasks=tasks)
        assert (refused.value.ids, case.status) == ({"count": 2, "tasks": tasks}, Status.NEW)
        assert case.entries == []

    def test_causes_are_kept_where_they_are_given(self) -> None:
        case = opened(5)
        case.assess({}, ["friends"], BY_HAND)
        case.close("other", "reden", BY_HAND, causes=["transport", "transport"])
        assert case.causes == ("transport",)
        assert sentence(case.entries[-1]) == "Dossier afgesloten: andere. Oorzaken: vervoer. Reden: reden"

    @pytest.mark.parametrize(
        ("required", "given", "field"),
        [
            ({RequiredField.REASON}, {"reason": None}, "reason"),
            ({RequiredField.CAUSES}, {"reason": None}, "causes"),
            ({RequiredField.CAUSES}, {"reason": None, "causes": []}, "causes"),
            ({RequiredField.CHECKS}, {"reason": None}, "outcome"),
            ({RequiredField.CAUSES}, {"reason": None, "causes": ["luck"]}, "causes"),
            ({RequiredField.CAUSES}, {"reason": None, "causes": ["friends"]}, None),
            (set(), {"reason": None}, None),
        ],
    )
    def test_a_type_says_what_is_required(
        self, required: set[RequiredField], given: dict[str, Any], field: str | None
    ) -> None:
        case = of_type(closure_requires=frozenset(required))
        arguments = dict(given)
        reason = arguments.pop("reason")
        if field is None:
            case.close("other", reason, BY_HAND, **arguments)
            assert sentence(case.entries[-1]).startswith("Dossier afgesloten: andere.")
            return
        with pytest.raises(InvalidField) as refused:
            case.close("other", reason, BY_HAND, **arguments)
        assert (refused.value.field, case.status) == (field, Status.NEW)

    def test_a_withdrawal_says_how_many_tasks_it_drops(self) -> None:
        case = opened(5)
        case.lose(fallen(standing(case, 5)), CAUSE)
        case.withdraw("attest", BY_HAND, dropped_tasks=2)
        assert sentence(case.entries[-1]) == "Dossier ingetrokken. Taken die vervallen: 2. Reden: attest"


class TestApproval:
    def test_closing_asks_and_nothing_is_told(self) -> None:
        case = asked()
        assert (case.status, case.outcome, case.events) == (Status.NEW, None, [])
        assert case.closure
        assert (case.closure.asked_by, case.closure.asked_at, case.closure.outcome) == ("cw-1", NOW, "moved")
        assert sentence(case.entries[-1]) == "Afsluiting gevraagd: verhuisd. Oorzaken: vrienden. Reden: verhuisd"

    def test_another_person_closes_it_as_it_was_asked(self) -> None:
        case = asked()
        case.approve(True, "akkoord", COORDINATOR)
        assert (case.status, case.outcome, case.causes, case.closure) == (Status.CLOSED, "moved", ("friends",), None)
        assert [entry.kind for entry in case.entries[-2:]] == [EntryKind.CLOSURE_APPROVED, EntryKind.CASE_CLOSED]
        [told] = case.events
        assert isinstance(told, events.CaseClosed)
        assert told.outcome == "moved"

    def test_or_refuses_and_it_can_be_asked_again(self) -> None:
        case = asked()
        case.approve(False, "nog niet", COORDINATOR)
        assert (case.status, case.closure) == (Status.NEW, None)
        assert sentence(case.entries[-1]) == "Afsluiting niet goedgekeurd. Reden: nog niet"
        case.close("other", "reden", BY_HAND)
        assert case.closure

    def test_not_who_asked(self) -> None:
        case = asked()
        with pytest.raises(Conflict):
            case.approve(True, "akkoord", BY_HAND)
        assert case.status is Status.NEW

    def test_only_what_was_asked_is_approved_and_it_is_asked_once(self) -> None:
        case = of_type(approval=True)
        with pytest.raises(IllegalTransition) as refused:
            case.approve(True, "akkoord", COORDINATOR)
        assert ("close" in refused.value.allowed, "approve" in refused.value.allowed) == (True, False)
        case = asked()
        with pytest.raises(IllegalTransition) as refused:
            case.close("other", "reden", BY_HAND)
        assert ("close" in refused.value.allowed, "approve" in refused.value.allowed) == (False, True)

    def test_tasks_that_came_meanwhile_keep_it_open(self) -> None:
        case = asked()
        with pytest.raises(Conflict, match="1 open task"):
            case.approve(True, "akkoord", COORDINATOR, open_tasks=[uuid4()])
        case.approve(False, "eerst de taak", COORDINATOR, open_tasks=[uuid4()])
        assert case.is_open

    def test_a_case_that_ends_otherwise_no_longer_asks(self) -> None:
        case, other = asked(), opened(5)
        case.merge_into(other, CAUSE)
        assert (case.closure, case.status) == (None, Status.CLOSED)

    def test_a_type_that_no_longer_asks_for_approval_closes_at_once(self) -> None:
        case = asked()
        case.case_type = TRUANCY
        assert Action.CLOSE not in case.without
        case.close("other", "reden", BY_HAND)
        assert (case.status, case.closure) == (Status.CLOSED, None)


@pytest.mark.parametrize(
    ("act", "why"),
    [
        (lambda: opened(5).withdraw("reden", BY_HAND), "withdraw is not possible in state new"),
        (lambda: opened(5).approve(True, "reden", BY_HAND), "approve is not possible in state new: no case of type "),
        (lambda: of_type(approval=True).approve(True, "-", BY_HAND), "in state new: no closure was asked"),
        (lambda: asked().close("other", "reden", BY_HAND), "state new: its closure was asked, and waits for an answer"),
    ],
)
def test_a_refusal_says_what_stands_in_the_way(act: Callable[[], None], why: str) -> None:
    with pytest.raises(IllegalTransition, match=why):
        act()


def test_a_discreet_type_tells_that_there_is_a_case_and_nothing_else() -> None:
    discreet: CaseType = replace(
        TRUANCY, discreet=True, meeting=None, opened_by=frozenset({OpenedBy.HAND}), closure_requires=frozenset()
    )
    case = Case(**{name: getattr(new_case(), name) for name in _FIELDS} | {"case_type": discreet})
    case.open_by_hand("reden", TERMS, BY_HAND)
    with pytest.raises(InvalidField, match="reason: is not taken"):
        case.close("moved", "reden", BY_HAND)
    case.close("moved", None, BY_HAND)
    began, ended = case.events
    assert isinstance(began, events.CaseOpened)
    assert (began.school, began.pupil, began.grounds, began.signal_id, began.respond_by) == (None, None, (), None, None)
    assert isinstance(ended, events.CaseClosed)
    assert ended.outcome == CLOSED


_FIELDS = ("case_id", "reference", "person_id", "school", "pupil", "school_year", "level_of_education", "opened_at")
