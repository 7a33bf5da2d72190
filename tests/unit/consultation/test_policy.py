"""Objectives and actions of the education policy: what they can be, what becomes of them, and what is kept."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from consultation.policy.domain.action import ActionDetails, PolicyAction
from consultation.policy.domain.budget import BudgetYear, CoFinancing
from consultation.policy.domain.evaluation import Evaluation, Judgement, NotedBy
from consultation.policy.domain.indicator import EnteredValue, Indicator, IndicatorSource, Measure, SourceKind, Target
from consultation.policy.domain.objective import Agreement, Objective, ObjectiveDetails, Stance
from consultation.policy.domain.queries import QuestionQuery
from consultation.policy.domain.question import CoordinatorQuestion, QuestionDetails
from consultation.policy.domain.states import ActionStatus, ActionStep, ObjectiveStatus, ObjectiveStep
from consultation.testing.factories import NOW
from shared.domain.errors import Conflict, IllegalTransition, InvalidField, NotFound

ID, OTHER, SINCE, YEAR = UUID(int=1), UUID(int=2), date(2026, 10, 1), "2026-2027"
ENTERED = IndicatorSource(kind=SourceKind.ENTERED)


def details(**fields: Any) -> ObjectiveDetails:
    plain = {"title": "Rust", "for_the_learner": "Rust na school.", "first_year": YEAR, "last_year": "2031-2032"}
    return ObjectiveDetails(**{**plain, **fields})


def objective(**fields: Any) -> Objective:
    return Objective(objective_id=ID, details=details(**fields), created_at=NOW, changed_at=NOW)


def of_action(**fields: Any) -> ActionDetails:
    return ActionDetails(**{"title": "Huiswerkklas", "theme": "homework", "since": SINCE, **fields})


def action(**fields: Any) -> PolicyAction:
    made = PolicyAction(action_id=ID, objective_id=OTHER, details=of_action(**fields), created_at=NOW, changed_at=NOW)
    return made.planned()


def indicator(number: int = 1, **fields: Any) -> Indicator:
    plain = {"name": f"Leerlingen {number}", "unit": "leerlingen", "source": ENTERED}
    return Indicator(indicator_id=UUID(int=number), **{**plain, **fields})


def entered(value: str, year: str = YEAR, minutes: int = 0) -> EnteredValue:
    at = NOW + timedelta(minutes=minutes)
    return EnteredValue(school_year=year, value=Decimal(value), source="Telling", dated=SINCE, entered_at=at)


def evaluation(day: date = SINCE, *partners: str) -> Evaluation:
    return Evaluation(
        evaluation_id=ID,
        held_on=day,
        partners=partners or ("school-1",),
        judgement=Judgement.WORKS,
        noted_by=NotedBy.COORDINATOR,
        noted_at=NOW,
    )


@pytest.mark.parametrize(
    ("make", "wrong"),
    [
        (lambda: details(title=""), "title"),
        (lambda: details(for_the_learner="\n"), "for_the_learner"),
        (lambda: details(last_year="2025-2026"), "until"),
        (lambda: details(last_year="2056-2057"), "until"),
        (lambda: details(first_year="2026"), "school_year"),
        (lambda: details(stances=(Stance("a"), Stance("a"))), "support"),
        (lambda: details(stances=tuple(Stance(str(number)) for number in range(501))), "support"),
        (lambda: Stance("not an id"), "organisation_id"),
        (lambda: Stance("a", supports=False), "reason"),
        (lambda: Agreement(body_id=ID, agreed_on=SINCE, decision_id=OTHER), "session_id"),
        (lambda: of_action(until=SINCE - timedelta(days=1)), "until"),
        (lambda: of_action(owner="nobody at all"), "owner"),
        (lambda: of_action(partners=("a b",)), "partners"),
        (lambda: of_action(budget=(BudgetYear(2026, Decimal(1)),) * 2), "budget"),
        (lambda: BudgetYear(1999, Decimal(1)), "year"),
        (lambda: BudgetYear(2026, Decimal(-1)), "amount"),
        (lambda: BudgetYear(2026, Decimal(1), (CoFinancing("Stad", Decimal(0)),) * 2), "co_financing"),
        (lambda: BudgetYear(2026, Decimal(1), (CoFinancing("Stad", Decimal("1.01")),)), "co_financing"),
        (lambda: indicator(targets=(Target(YEAR, Decimal(1)),) * 2), "targets"),
        (lambda: Target("2026-2028", Decimal(1)), "school_year"),
        (lambda: IndicatorSource(kind=SourceKind.FIGURE, service="casework"), "figure"),
        (lambda: IndicatorSource(kind=SourceKind.ACTIVITIES), "measure"),
        (lambda: IndicatorSource(kind=SourceKind.ENTERED, measure=Measure.HOURS), "measure"),
        (lambda: IndicatorSource(kind=SourceKind.ENTERED, group="secundair"), "group"),
        (lambda: IndicatorSource(kind=SourceKind.ENTERED, offers=(ID,)), "offers"),
        (lambda: replace(evaluation(), partners=()), "partners"),
    ],
)
def test_what_nothing_of_the_policy_can_be_is_named_by_its_field(make, wrong):
    with pytest.raises(InvalidField) as refused:
        make()
    assert refused.value.field == wrong


def test_an_objective_tells_who_supports_it_and_who_does_not():
    stances = (Stance("school-1"), Stance("clb-a", supports=False, reason="Liever op school."))
    assert details(stances=stances).supporters == ("school-1",)
    assert details(stances=stances).dissenters == stances[1:]


def test_a_dropped_objective_is_agreed_on_anew_and_an_ended_one_is_not():
    agreement = Agreement(body_id=ID, agreed_on=SINCE)
    agreed = objective().agreed(agreement, NOW)
    assert (agreed.status, agreed.version, agreed.agreed(agreement, NOW)) == (ObjectiveStatus.AGREED, 2, agreed)
    ended = agreed.ended(ObjectiveStep.END, "Bereikt.", NOW)
    assert ended.is_over
    assert (ended.resumed(NOW).status, ended.resumed(NOW).agreement) == (ObjectiveStatus.AGREED, agreement)
    dropped = agreed.ended(ObjectiveStep.DROP, "Geen geld.", NOW)
    assert (dropped.resumed(NOW).status, dropped.resumed(NOW).agreement) == (ObjectiveStatus.PROPOSED, None)
    with pytest.raises(InvalidField, match="why"):
        agreed.ended(ObjectiveStep.END, " ", NOW)
    with pytest.raises(IllegalTransition) as refused:
        dropped.changed(NOW, title="Anders")
    assert refused.value.allowed == ("resume",)


def test_an_objective_that_does_not_differ_has_no_new_version():
    assert objective().changed(NOW, title="Rust") == objective()
    assert objective().changed(NOW, title="Meer rust").version == 2


def test_an_action_runs_is_done_and_is_taken_up_again():
    running = action().stepped(ActionStep.START, NOW)
    done = running.stepped(ActionStep.FINISH, NOW)
    assert (running.status, done.status) == (ActionStatus.RUNNING, ActionStatus.DONE)
    assert done.stepped(ActionStep.RESUME, NOW).status is ActionStatus.RUNNING
    left = running.left("Geen begeleiders.", NOW)
    assert (left.status, left.not_done_why) == (ActionStatus.NOT_DONE, "Geen begeleiders.")
    again = left.stepped(ActionStep.RESUME, NOW)
    assert (again.status, again.not_done_why) == (ActionStatus.PLANNED, "")
    with pytest.raises(IllegalTransition):
        done.left("Te laat.", NOW)
    with pytest.raises(InvalidField, match="why"):
        running.left("", NOW)


def test_others_are_told_of_what_changed_and_not_of_what_did_not():
    assert action().changed(NOW, title="Huiswerkklas") == action()
    assert len(action().changed(NOW, title="Avondklas").events) == 2
    assert len(action().measured_by(indicator(), NOW).events) == 1


def test_partners_and_years_of_a_budget_are_each_there_once_and_in_order():
    years = (BudgetYear(2027, Decimal(2)), BudgetYear(2026, Decimal(1), (CoFinancing("Stad", Decimal("0.50")),)))
    ordered = of_action(partners=("b", "a", "b"), budget=years)
    assert ordered.partners == ("a", "b")
    assert [(row.year, row.paid_by_others) for row in ordered.budget] == [(2026, Decimal("0.50")), (2027, Decimal(0))]


def test_a_number_that_is_put_right_stays_beside_the_one_that_holds():
    measured = action().measured_by(indicator(), NOW)
    values = [entered("21"), entered("30", "2025-2026", 1), entered("23", minutes=2)]
    for value in values:
        measured = measured.entered(UUID(int=1), value)
    kept = measured.indicator(UUID(int=1))
    assert [(row.value, row.replaced_at) for row in kept.values] == [
        (Decimal(21), values[2].entered_at),
        (Decimal(30), None),
        (Decimal(23), None),
    ]
    assert [row.value for row in kept.holding] == [Decimal(30), Decimal(23)]
    with pytest.raises(Conflict):
        measured.without_indicator(UUID(int=1), NOW)
    with pytest.raises(NotFound):
        measured.entered(OTHER, entered("1"))


def test_numbers_that_come_from_elsewhere_are_not_entered():
    counted = IndicatorSource(kind=SourceKind.ACTIVITIES, measure=Measure.PARTICIPANTS)
    measured = action().measured_by(indicator(source=counted), NOW)
    with pytest.raises(Conflict):
        measured.entered(UUID(int=1), entered("3"))
    assert measured.without_indicator(UUID(int=1), NOW).indicators == ()


def test_no_two_indicators_of_an_action_have_one_name():
    two = action().measured_by(indicator(1), NOW).measured_by(indicator(2), NOW)
    with pytest.raises(Conflict):
        two.measured_by(indicator(3, name="Leerlingen 2"), NOW)
    with pytest.raises(Conflict):
        two.with_indicator(UUID(int=1), {"name": "Leerlingen 2"}, NOW)
    assert two.with_indicator(UUID(int=1), {"unit": "leerlingen"}, NOW) == two
    targets = (Target("2027-2028", Decimal(2)), Target(YEAR, Decimal(1)))
    changed = two.with_indicator(UUID(int=1), {"targets": targets}, NOW)
    assert [target.school_year for target in changed.indicators[0].targets] == [YEAR, "2027-2028"]


def test_an_action_that_has_not_begun_is_not_evaluated():
    with pytest.raises(IllegalTransition):
        action().evaluated(evaluation())
    running = action().stepped(ActionStep.START, NOW).evaluated(evaluation(date(2026, 12, 1)))
    assert [row.held_on for row in running.evaluated(evaluation()).evaluations] == [SINCE, date(2026, 12, 1)]
    assert evaluation(SINCE, "b", "a", "b").partners == ("a", "b")


def question() -> CoordinatorQuestion:
    return CoordinatorQuestion(
        question_id=ID,
        details=QuestionDetails(text="Wie zorgt voor vervoer?"),
        asked_by="clb-1",
        asked_at=NOW,
        asked_on=SINCE,
        due_on=SINCE + timedelta(days=14),
    )


def test_a_question_is_late_the_day_after_its_last_day():
    due = question().due_on
    assert [question().is_late(due), question().is_late(due + timedelta(days=1))] == [False, True]
    in_time, late = question().answered("Ja.", NOW, due), question().answered("Ja.", NOW, due + timedelta(days=1))
    assert [in_time.is_late(due + timedelta(days=9)), late.is_late(due)] == [False, True]
    assert not question().closed(NOW).is_late(due + timedelta(days=9))


def test_an_answer_that_is_put_right_keeps_the_day_of_the_first():
    answered = question().answered("Ja.", NOW, SINCE)
    right = answered.answered("Nee.", NOW + timedelta(days=3), SINCE + timedelta(days=3))
    assert (right.answer, right.answered_on, right.version) == ("Nee.", SINCE, 3)
    assert right.answered("Nee.", NOW, SINCE) == right
    with pytest.raises(IllegalTransition):
        right.closed(NOW).answered("Toch.", NOW, SINCE)
    for wrong in (lambda: question().answered(" ", NOW, SINCE), lambda: QuestionDetails(text="\n")):
        with pytest.raises(InvalidField):
            wrong()


def test_a_question_for_an_organisation_is_the_organisations_and_not_that_of_who_wrote_it():
    of_clb = replace(question(), organisation_id="clb-a")
    for asked, own, of_organisation in (
        (QuestionQuery(), True, True),
        (QuestionQuery(asked_by="clb-1"), True, False),
        (QuestionQuery(asked_by="clb-2", organisations=("clb-a",)), False, True),
    ):
        assert (asked.fits(question()), asked.fits(of_clb)) == (own, of_organisation)
