"""Who hears of a case, and who gets a correction."""

from notifications.domain.about import About
from notifications.domain.vocabulary import Status, Template
from notifications.testing.factories import CASE, merger, opening, withdrawal
from notifications.testing.play import Play
from shared.domain.roles import Role


def test_an_opened_case_is_told_to_clb_and_youth_coach() -> None:
    play = Play()
    play.arrive(opening(1))
    assert [(n.key.template, n.key.about, n.role) for n in play.notices] == [
        (Template.CASE_OPENED, About.case(CASE), Role.CLB),
        (Template.CASE_OPENED, About.case(CASE), Role.YOUTH_COACH),
    ]


def test_a_reopened_case_is_told_again() -> None:
    play = Play()
    play.arrive(opening(1))
    play.send_all()
    play.arrive(opening(5, reopened=True))
    assert [n.key.template for n in play.notices if n.pending] == [Template.CASE_REOPENED] * 2


def test_a_notice_that_nobody_got_is_cancelled_without_correction() -> None:
    play = Play()
    play.arrive(opening(1))
    play.arrive(withdrawal(3))
    assert [n.status for n in play.notices] == [Status.CANCELLED] * 2


def test_who_was_told_gets_one_correction_with_the_withdrawals_story() -> None:
    play = Play()
    play.arrive(opening(1))
    play.send_all()
    play.arrive(withdrawal(3))
    play.arrive(withdrawal(3))
    corrections = [n for n in play.notices if n.key.template is Template.CASE_WITHDRAWN]
    assert [(n.contact_id, n.role) for n in corrections] == [("clb-1", Role.CLB), ("youth-coach-1", Role.YOUTH_COACH)]
    assert {n.origin.correlation_id for n in corrections} == {"withdrawal-3"}


def test_who_did_not_get_the_mail_gets_no_correction() -> None:
    play = Play()
    play.arrive(opening(1))
    clb, coach = play.notices
    for notice, result in ((clb, "refused"), (coach, "accepted")):
        play.start(notice)
        play.finish(notice, result=result)
    play.arrive(withdrawal(3))
    assert [n.contact_id for n in play.notices if n.corrects] == ["youth-coach-1"]


def test_a_correction_waits_for_the_end_of_the_attempt() -> None:
    play = Play()
    play.arrive(opening(1))
    clb, _ = play.notices
    play.start(clb)
    play.arrive(withdrawal(3))
    assert not any(n.corrects for n in play.notices)
    play.finish(clb, result="accepted")
    assert [n.corrects for n in play.notices if n.corrects] == [(clb.id,)]


def test_an_attempt_without_answer_counts_as_told() -> None:
    play = Play()
    play.arrive(opening(1))
    clb, coach = play.notices
    play.start(clb)
    play.finish(clb, result="not-taken-without-answer")
    play.arrive(withdrawal(3))
    assert (clb.status, coach.status) == (Status.CANCELLED, Status.CANCELLED)
    assert [n.corrects for n in play.notices if n.corrects] == [(clb.id,)]


def test_the_same_contact_told_twice_gets_one_correction() -> None:
    play = Play()
    play.arrive(opening(1))
    for notice in list(play.notices):
        play.start(notice, contact_id="coordinator-1")
        play.finish(notice, result="accepted")
    play.arrive(opening(5, reopened=True))
    for notice in [n for n in play.notices if n.pending]:
        play.start(notice, contact_id="coordinator-1")
        play.finish(notice, result="accepted")
    play.arrive(withdrawal(7))
    [correction] = [n for n in play.notices if n.corrects]
    assert len(correction.corrects) == 4


def test_a_merged_case_mails_nobody() -> None:
    play = Play()
    play.arrive(opening(1))
    clb, coach = play.notices
    play.start(clb)
    play.finish(clb, result="accepted")
    play.arrive(merger(2))
    assert coach.status is Status.CANCELLED
    assert len(play.notices) == 2


def test_a_withdrawal_that_arrives_first_leaves_nothing_to_tell() -> None:
    play = Play()
    play.arrive(withdrawal(3))
    play.arrive(opening(1))
    assert play.notices == []
