"""What comes on the agenda of the education policy, and in which order."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from consultation.bodies.domain.body import BodyDetails, BodyForm, BodyKind, PolicyBody
from consultation.bodies.domain.body_session import BodySession, People
from consultation.bodies.domain.findings import Finding, FindingCode
from consultation.bodies.domain.member import Member
from consultation.bodies.domain.states import SessionStatus
from consultation.domain.policy_terms import AgendaTerms
from consultation.overview.domain.agenda import AgendaCode, AgendaItem, in_order, of_action, of_body, of_question
from consultation.overview.domain.agenda_counts import CodeCount, counts_of
from consultation.policy.domain.action import ActionDetails, PolicyAction
from consultation.policy.domain.evaluation import Evaluation, Judgement, NotedBy
from consultation.policy.domain.question import CoordinatorQuestion, QuestionDetails
from consultation.policy.domain.states import ActionStatus
from shared.runtime.ids import new_id

TODAY = date(2026, 11, 13)
TERMS = AgendaTerms(mandate_ahead=timedelta(days=30), evaluate_after=timedelta(days=365))
AT = datetime(2026, 9, 1, tzinfo=UTC)


def body(*members: Member, until: date | None = None) -> PolicyBody:
    details = BodyDetails(
        kind=BodyKind.INTERNAL, form=BodyForm.INFORMAL, name="Overleg", since=date(2025, 9, 1), until=until
    )
    return PolicyBody(body_id=new_id(), details=details, members=members, created_at=AT, changed_at=AT)


def member(mandate_until: date | None) -> Member:
    mandate = "voorzitter" if mandate_until else None
    return Member(
        member_id=new_id(), contact_id="an", since=date(2025, 9, 1), mandate=mandate, mandate_until=mandate_until
    )


def session(day: date, status: SessionStatus, **fields: Any) -> BodySession:
    begin = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)
    return BodySession(
        session_id=new_id(),
        body_id=new_id(),
        starts_at=begin,
        ends_at=begin + timedelta(hours=2),
        place="Raadzaal",
        invited=People(),
        status=status,
        **fields,
    )


def codes(of: PolicyBody, *sessions: BodySession) -> list[tuple[AgendaCode, date | None]]:
    return [(item.code, item.day) for item in of_body(of, sessions, [], terms=TERMS, today=TODAY)]


def test_a_mandate_is_told_when_it_ends_within_the_days_agreed_on():
    ends = [None, date(2026, 11, 12), TODAY, date(2026, 12, 13), date(2026, 12, 14)]
    assert codes(body(*map(member, ends))) == [
        (AgendaCode.MANDATE_ENDING, TODAY),
        (AgendaCode.MANDATE_ENDING, date(2026, 12, 13)),
    ]


def test_minutes_wait_for_the_next_session():
    coming = session(date(2026, 12, 1), SessionStatus.PLANNED)
    held = session(date(2026, 10, 1), SessionStatus.HELD, minutes="Verslag")
    assert codes(body(), held, coming) == [(AgendaCode.MINUTES_TO_APPROVE, date(2026, 12, 1))]
    assert codes(body(), held) == []
    for minutes, approved in (("  ", None), ("Verslag", new_id())):
        other = session(date(2026, 10, 1), SessionStatus.HELD, minutes=minutes, approved_in=approved)
        assert codes(body(), other, coming) == []
    assert codes(body(), held, session(date(2026, 11, 1), SessionStatus.PLANNED)) == []


def test_of_a_body_that_ended_nothing_is_to_do():
    finding = Finding(code=FindingCode.NO_MINUTES)
    assert of_body(body(until=date(2026, 11, 1)), [], [finding], terms=TERMS, today=TODAY) == []


def test_what_is_late_comes_first_then_by_day_and_what_has_no_day_last():
    findings = [
        Finding(code=FindingCode.SESSIONS_TO_PLAN, school_year="2026-2027", sessions=1),
        Finding(code=FindingCode.ACTION_OVERDUE, day=date(2026, 11, 2)),
        Finding(code=FindingCode.NOT_NOTED, day=date(2026, 10, 2)),
    ]
    items = of_body(body(member(date(2026, 12, 1))), [], findings, terms=TERMS, today=TODAY)
    assert [(item.code, item.is_late) for item in in_order(items)] == [
        (AgendaCode.NOT_NOTED, True),
        (AgendaCode.ACTION_OVERDUE, True),
        (AgendaCode.MANDATE_ENDING, False),
        (AgendaCode.SESSIONS_TO_PLAN, False),
    ]


def test_every_finding_about_a_body_has_a_code_of_the_agenda():
    assert {code.value for code in FindingCode} <= {code.value for code in AgendaCode}
    assert AgendaItem(code=AgendaCode.NOT_NOTED, name="Overleg").is_late is False


def action(status: ActionStatus, *evaluated: date, **fields: Any) -> PolicyAction:
    details = ActionDetails(title="Taalbad", theme="language", since=date(2025, 10, 1), **fields)
    evaluations = [
        Evaluation(
            evaluation_id=new_id(),
            held_on=day,
            partners=("school-1",),
            judgement=Judgement.WORKS,
            noted_by=NotedBy.COORDINATOR,
            noted_at=AT,
        )
        for day in evaluated
    ]
    return PolicyAction(
        action_id=new_id(),
        objective_id=new_id(),
        details=details,
        status=status,
        evaluations=tuple(evaluations),
        created_at=AT,
        changed_at=AT,
    )


def about(of: PolicyAction) -> list[tuple[AgendaCode, date | None, bool]]:
    return [(item.code, item.day, item.is_late) for item in of_action(of, terms=TERMS, today=TODAY)]


def test_an_action_that_runs_is_evaluated_after_the_days_agreed_on():
    lacks = [(AgendaCode.ACTION_WITHOUT_INDICATOR, None, False)]
    runs, due = ActionStatus.RUNNING, AgendaCode.EVALUATION_DUE
    assert about(action(runs, owner="an")) == [*lacks, (due, date(2026, 10, 1), True)]
    assert about(action(runs, date(2025, 11, 13), owner="an")) == [*lacks, (due, TODAY, False)]
    assert about(action(runs, date(2025, 11, 14), owner="an")) == lacks


def test_an_action_that_is_done_is_evaluated_once():
    done, due = ActionStatus.DONE, AgendaCode.EVALUATION_DUE
    assert about(action(done, until=date(2026, 6, 30))) == [(due, date(2026, 6, 30), True)]
    assert about(action(done)) == [(due, date(2026, 9, 1), True)]
    assert about(action(done, date(2026, 6, 1))) == []


def test_an_action_to_come_lacks_its_owner_and_its_indicators_and_one_that_was_left_nothing():
    codes = [AgendaCode.ACTION_WITHOUT_OWNER, AgendaCode.ACTION_WITHOUT_INDICATOR]
    assert about(action(ActionStatus.PLANNED)) == [(code, None, False) for code in codes]
    assert about(action(ActionStatus.NOT_DONE)) == []


def test_a_question_waits_until_it_is_answered_and_is_late_after_its_last_day():
    question = CoordinatorQuestion(
        question_id=new_id(),
        details=QuestionDetails(text="Wie betaalt de bus?", theme="sports"),
        asked_by="an",
        asked_at=AT,
        asked_on=date(2026, 11, 2),
        due_on=date(2026, 11, 12),
    )
    item = of_question(question, TODAY)
    assert item is not None
    assert (item.code, item.name, item.day, item.is_late) == (
        AgendaCode.QUESTION_UNANSWERED,
        "sports",
        date(2026, 11, 12),
        True,
    )
    assert of_question(question.answered("De stad.", AT, TODAY), TODAY) is None


def test_what_the_agenda_comes_to_is_counted_by_code():
    items = [
        AgendaItem(code=AgendaCode.NOT_NOTED, name="A", is_late=True),
        AgendaItem(code=AgendaCode.MANDATE_ENDING, name="A"),
        AgendaItem(code=AgendaCode.MANDATE_ENDING, name="B"),
    ]
    assert counts_of(items) == (CodeCount(AgendaCode.NOT_NOTED, 1, 1), CodeCount(AgendaCode.MANDATE_ENDING, 2, 0))
    assert counts_of([]) == ()
