"""Where that was agreed: a caseworker's cases that are new, due and overdue; the coordinator's that passed for long."""

from notifications.domain.agreements import Agreement
from notifications.domain.directory import Directory
from notifications.domain.preparation import Patience, Prepared, Ready, Void, Waits
from notifications.domain.telling import Urgency
from notifications.domain.vocabulary import NoticeAnswer, Reason, Status
from notifications.subjects.case.domain.facts import CaseFact
from notifications.subjects.case.domain.prepare import prepare
from notifications.subjects.case.domain.vocabulary import NEWS, WORK
from notifications.testing.cases import assignment, closing, merger, opening, term, withdrawal
from notifications.testing.factories import contact, knowledge
from notifications.testing.harness import Harness
from shared.domain.roles import Role

DIGEST, OVERDUE = Agreement.CASEWORKER_DIGEST, Agreement.OVERDUE
OVER_FOR_LONG = term(9, is_over=True, escalated_to=Role.COORDINATOR)


def arrived(*facts: CaseFact, agreed: tuple[Agreement, ...] = (DIGEST, OVERDUE)) -> Harness:
    harness = Harness(*agreed)
    for fact in facts:
        harness.arrive(fact)
    return harness


def waiting(harness: Harness) -> list[tuple[str, int, str]]:
    """What is to be done that is told with the next overview: of which version, to whom."""
    return [
        (str(n.key.template), n.key.occasion, n.key.slot)
        for n in harness.notices
        if n.pending and n.key.template in WORK
    ]


def test_whoever_gets_a_case_is_told_so_and_of_its_terms_from_then_on() -> None:
    harness = arrived(opening(1), assignment(2), term(4), term(4))
    assert waiting(harness) == [("case-assigned", 2, "caseworker-1"), ("case-due", 4, "caseworker-1")]
    harness.arrive(term(5, is_over=True))
    assert waiting(harness)[1:] == [("case-overdue", 5, "caseworker-1")]


def test_a_case_that_goes_to_another_is_the_others_and_terms_from_before_are_told_to_nobody() -> None:
    harness = arrived(opening(1), assignment(2), term(4), assignment(5, "caseworker-2"))
    assert waiting(harness) == [("case-assigned", 5, "caseworker-2")]
    harness.arrive(term(6, is_over=True))
    assert waiting(harness)[1:] == [("case-overdue", 6, "caseworker-2")]


def test_the_coordinator_is_told_of_a_term_that_passed_for_long_also_of_a_case_that_nobody_has() -> None:
    assert waiting(arrived(opening(1), OVER_FOR_LONG)) == [("case-long-overdue", 9, "coordinator")]
    both = arrived(opening(1), assignment(2), term(8, is_over=True), OVER_FOR_LONG)
    assert waiting(both)[1:] == [("case-overdue", 8, "caseworker-1"), ("case-long-overdue", 9, "coordinator")]
    again = arrived(opening(1), OVER_FOR_LONG, closing(10), opening(11, reopened=True))
    assert waiting(again) == []


def test_of_a_case_that_ended_nothing_is_to_be_done() -> None:
    for end in (closing(10), merger(10)):
        harness = arrived(opening(1), assignment(2), term(4), OVER_FOR_LONG, end)
        assert waiting(harness) == []
        assert {n.status for n in harness.notices if n.key.template in WORK} == {Status.CANCELLED}


def test_without_an_agreement_nobody_is_told() -> None:
    assert waiting(arrived(opening(1), assignment(2), term(4), OVER_FOR_LONG, agreed=())) == []


def prepared(harness: Harness, template: str, **known: object) -> Prepared:
    [to_send] = [n for n in harness.notices if n.key.template == template]
    return prepare(to_send, harness.case, knowledge(**known))  # type: ignore[arg-type]


def test_it_goes_with_the_overview_of_the_day_to_who_has_the_case_and_names_no_pupil() -> None:
    harness = arrived(opening(1), assignment(2), term(4), OVER_FOR_LONG)
    due = prepared(harness, "case-due")
    assert isinstance(due, Ready)
    assert (due.receiver.contact_id, due.telling.urgency) == ("caseworker-1", Urgency.IN_DIGEST)
    assert (set(due.shown), str(due.shown["due_on"])) == ({"reference", "school", "link", "due_on"}, "2026-10-19")
    long_over = prepared(harness, "case-long-overdue")
    assert isinstance(long_over, Ready)
    assert long_over.receiver.contact_id == "coordinator-1"


def test_who_is_no_caseworker_of_the_directory_is_told_nothing() -> None:
    """A case may be given to the ``sub`` of a token, or to a youth coach."""
    harness = arrived(opening(1), assignment(2, "somebody"))
    over = Patience(for_facts_over=True)
    assert prepared(harness, "case-assigned") == Waits("contact:somebody")
    assert prepared(harness, "case-assigned", patience=over) == Void(Reason.NO_CONTACT)
    coach = Directory([contact("somebody", Role.YOUTH_COACH)])
    assert prepared(harness, "case-assigned", known_directory=coach) == Void(Reason.NO_CONTACT)


def answered(harness: Harness, role: Role, answer: NoticeAnswer) -> None:
    """Whoever was told answers, after the mail was sent."""
    [told] = [n for n in harness.notices if n.key.template in NEWS and n.role is role]
    if told.pending:
        harness.start(told)
        harness.finish(told, result="accepted")
    told.acknowledge(told.sent_at or told.created_at, answer)
    harness.settle()


def test_an_answer_that_says_more_than_read_is_told_once_to_whoever_has_the_case() -> None:
    harness = arrived(opening(1), assignment(2))
    answered(harness, Role.CLB, NoticeAnswer.RECEIVED)
    assert waiting(harness) == [("case-assigned", 2, "caseworker-1")]
    answered(harness, Role.CLB, NoticeAnswer.TAKEN_UP)
    answered(harness, Role.CLB, NoticeAnswer.CLOSED)
    assert waiting(harness)[1:] == [("case-answered", 1, "clb:for:caseworker-1")]
    ready = prepared(harness, "case-answered")
    assert isinstance(ready, Ready)
    assert ready.receiver.contact_id == "caseworker-1"
    assert ready.shown["receiver"] is Role.CLB
    assert set(ready.shown) == {"reference", "school", "link", "receiver"}


def test_what_did_not_arrive_is_told_to_whoever_has_the_case_and_not_again_to_the_next() -> None:
    harness = arrived(opening(1), assignment(2))
    [to_coach] = [n for n in harness.notices if n.role is Role.YOUTH_COACH]
    harness.start(to_coach)
    harness.finish(to_coach, result="refused")
    assert waiting(harness)[1:] == [("case-undelivered", 1, "youth-coach:for:caseworker-1")]
    harness.arrive(assignment(5, "caseworker-2"))
    assert waiting(harness) == [("case-assigned", 5, "caseworker-2")]


def test_without_an_agreement_nobody_is_told_of_answers() -> None:
    harness = arrived(opening(1), assignment(2), agreed=())
    answered(harness, Role.CLB, NoticeAnswer.TAKEN_UP)
    assert waiting(harness) == []


def test_of_a_case_that_was_withdrawn_no_answer_is_told_any_more() -> None:
    harness = arrived(opening(1), assignment(2))
    answered(harness, Role.CLB, NoticeAnswer.TAKEN_UP)
    harness.arrive(withdrawal(3))
    assert waiting(harness) == []
