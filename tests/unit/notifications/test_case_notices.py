"""Who hears of a case, and who gets a correction."""

from notifications.domain.notice import Notice
from notifications.domain.vocabulary import Status
from notifications.subjects.case.domain.vocabulary import CaseTemplate, about_case
from notifications.testing.cases import escalation, escalation_withdrawal, merger, opening, withdrawal
from notifications.testing.factories import CASE
from notifications.testing.harness import Harness
from shared.domain.roles import Role


def test_an_opened_case_is_told_to_clb_and_youth_coach() -> None:
    harness = Harness()
    harness.arrive(opening(1))
    assert [(n.key.template, n.key.about, n.role) for n in harness.notices] == [
        (CaseTemplate.OPENED, about_case(CASE), Role.CLB),
        (CaseTemplate.OPENED, about_case(CASE), Role.YOUTH_COACH),
    ]


def test_a_reopened_case_is_told_again() -> None:
    harness = Harness()
    harness.arrive(opening(1))
    harness.send_all()
    harness.arrive(opening(5, reopened=True))
    assert [n.key.template for n in harness.notices if n.pending] == [CaseTemplate.REOPENED] * 2


def test_a_notice_that_nobody_got_is_cancelled_without_correction() -> None:
    harness = Harness()
    harness.arrive(opening(1))
    harness.arrive(withdrawal(3))
    assert [n.status for n in harness.notices] == [Status.CANCELLED] * 2


def test_who_was_told_gets_one_correction_with_the_withdrawals_story() -> None:
    harness = Harness()
    harness.arrive(opening(1))
    harness.send_all()
    harness.arrive(withdrawal(3))
    harness.arrive(withdrawal(3))
    corrections = [n for n in harness.notices if n.key.template is CaseTemplate.WITHDRAWN]
    assert [(n.contact_id, n.role) for n in corrections] == [("clb-1", Role.CLB), ("youth-coach-1", Role.YOUTH_COACH)]
    assert {n.origin.correlation_id for n in corrections} == {"withdrawal-3"}


def test_who_did_not_get_the_mail_gets_no_correction() -> None:
    harness = Harness()
    harness.arrive(opening(1))
    clb, coach = harness.notices
    for notice, result in ((clb, "refused"), (coach, "accepted")):
        harness.start(notice)
        harness.finish(notice, result=result)
    harness.arrive(withdrawal(3))
    assert [n.contact_id for n in harness.notices if n.corrects] == ["youth-coach-1"]


def test_a_correction_waits_for_the_end_of_the_attempt() -> None:
    harness = Harness()
    harness.arrive(opening(1))
    clb, _ = harness.notices
    harness.start(clb)
    harness.arrive(withdrawal(3))
    assert not any(n.corrects for n in harness.notices)
    harness.finish(clb, result="accepted")
    assert [n.corrects for n in harness.notices if n.corrects] == [(clb.id,)]


def test_an_attempt_without_answer_counts_as_told() -> None:
    harness = Harness()
    harness.arrive(opening(1))
    clb, coach = harness.notices
    harness.start(clb)
    harness.finish(clb, result="not-taken-without-answer")
    harness.arrive(withdrawal(3))
    assert (clb.status, coach.status) == (Status.CANCELLED, Status.CANCELLED)
    assert [n.corrects for n in harness.notices if n.corrects] == [(clb.id,)]


def test_the_same_contact_told_twice_gets_one_correction() -> None:
    harness = Harness()
    harness.arrive(opening(1))
    for notice in list(harness.notices):
        harness.start(notice, contact_id="coordinator-1")
        harness.finish(notice, result="accepted")
    harness.arrive(opening(5, reopened=True))
    for notice in [n for n in harness.notices if n.pending]:
        harness.start(notice, contact_id="coordinator-1")
        harness.finish(notice, result="accepted")
    harness.arrive(withdrawal(7))
    [correction] = [n for n in harness.notices if n.corrects]
    assert len(correction.corrects) == 4


def test_a_merged_case_mails_nobody() -> None:
    harness = Harness()
    harness.arrive(opening(1))
    clb, coach = harness.notices
    harness.start(clb)
    harness.finish(clb, result="accepted")
    harness.arrive(merger(2))
    assert coach.status is Status.CANCELLED
    assert len(harness.notices) == 2


def test_a_withdrawal_that_arrives_first_leaves_nothing_to_tell() -> None:
    harness = Harness()
    harness.arrive(withdrawal(3))
    harness.arrive(opening(1))
    assert harness.notices == []


def told_of_both_years() -> Harness:
    """A case that was opened last year, and that a level of this year escalated; everybody was told."""
    harness = Harness()
    for fact in (opening(1), escalation(4)):
        harness.arrive(fact)
        harness.send_all()
    return harness


def corrections(harness: Harness) -> list[tuple[str, str | None, int]]:
    """Each correction: what it says, to whom, and how many notices it takes back."""
    return [(n.key.template, n.contact_id, len(n.corrects)) for n in harness.notices if n.corrects]


def test_a_level_of_a_newer_school_year_is_told_to_the_clb_alone() -> None:
    harness = told_of_both_years()
    told: list[Notice] = [n for n in harness.mails if n.key.template is CaseTemplate.ESCALATED]
    assert [(n.key.occasion, n.role) for n in told] == [(4, Role.CLB)]
    assert told[0].origin.correlation_id == "escalation-4"


def test_a_newer_years_level_that_falls_while_the_case_stays_is_corrected_alone() -> None:
    harness = told_of_both_years()
    for _ in range(2):
        harness.arrive(escalation_withdrawal(6))
    assert corrections(harness) == [(CaseTemplate.LEVEL_WITHDRAWN, "clb-1", 1)]
    assert harness.notices[-1].origin.correlation_id == "escalation-withdrawal-6"


def test_a_case_that_stands_no_more_takes_everything_back_at_once() -> None:
    harness = told_of_both_years()
    harness.arrive(withdrawal(8))
    assert corrections(harness) == [
        (CaseTemplate.WITHDRAWN, "clb-1", 2),
        (CaseTemplate.WITHDRAWN, "youth-coach-1", 1),
    ]


def test_what_was_corrected_of_a_year_is_not_corrected_again_with_the_case() -> None:
    harness = told_of_both_years()
    harness.arrive(escalation_withdrawal(6))
    harness.send_all()
    harness.arrive(withdrawal(8))
    assert corrections(harness) == [
        (CaseTemplate.LEVEL_WITHDRAWN, "clb-1", 1),
        (CaseTemplate.WITHDRAWN, "clb-1", 1),
        (CaseTemplate.WITHDRAWN, "youth-coach-1", 1),
    ]


def test_a_year_whose_fall_arrives_first_is_told_to_nobody() -> None:
    harness = Harness()
    for fact in (escalation_withdrawal(6), escalation(4), opening(1)):
        harness.arrive(fact)
    assert {n.key.template for n in harness.notices} == {CaseTemplate.OPENED}


def test_a_year_that_is_reached_again_is_told_again() -> None:
    harness = told_of_both_years()
    for fact in (escalation_withdrawal(6), escalation(7)):
        harness.arrive(fact)
        harness.send_all()
    assert [n.key.occasion for n in harness.mails if n.key.template is CaseTemplate.ESCALATED] == [4, 7]
    assert corrections(harness) == [(CaseTemplate.LEVEL_WITHDRAWN, "clb-1", 1)]


def test_each_school_year_that_falls_has_a_correction_of_its_own() -> None:
    harness = told_of_both_years()
    harness.arrive(escalation(7, 2027))
    harness.send_all()
    harness.arrive(escalation_withdrawal(9, 2027))
    harness.arrive(escalation_withdrawal(10, 2026))
    assert [n.key.occasion for n in harness.notices if n.corrects] == [7, 4]
