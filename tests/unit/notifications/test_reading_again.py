"""A ledger was imported, and the events come in again from the first: nobody is told anything that was told."""

import pytest

from notifications.domain.notice import NoticeKey
from notifications.domain.vocabulary import Status
from notifications.subjects.case.domain.vocabulary import CaseTemplate, about_case
from notifications.testing.cases import closing, escalation, escalation_withdrawal, level_fall, opening, raised
from notifications.testing.factories import CASE, MEETING
from notifications.testing.harness import Fact, Harness
from notifications.testing.meetings import CASEWORKER_ONE, CLB_ONE, answer, no_slot, planned
from shared.domain.roles import Role

A_CASE: list[Fact] = [opening(1), raised(2, 10), level_fall(3), escalation(4), escalation_withdrawal(5), closing(6)]
A_MEETING: list[Fact] = [
    no_slot(1),
    planned(2, day=15),
    answer(3, answered=False),
    planned(4, day=16),
    planned(5, day=17, participants=(CASEWORKER_ONE, CLB_ONE)),
]


def told_at_once(facts: list[Fact]) -> Harness:
    """All that was told while these facts arrived one after the other."""
    live = Harness()
    for fact in facts:
        live.arrive(fact)
        live.send_all()
    return live


@pytest.mark.parametrize("facts", [A_CASE, A_MEETING], ids=["case", "meeting"])
def test_what_was_told_is_not_told_when_it_arrives_again(facts: list[Fact]) -> None:
    live = told_at_once(facts)
    again = Harness()
    again.notices = list(live.notices)
    for fact in facts:
        again.arrive(fact)
        assert again.notices == live.notices
    assert {notice.status for notice in again.notices} == {Status.SENT}


@pytest.mark.parametrize("facts", [A_CASE, A_MEETING], ids=["case", "meeting"])
def test_what_is_told_after_all_has_arrived_again_is_what_would_have_been_told(facts: list[Fact]) -> None:
    *before, last = facts
    live, again = told_at_once(before), Harness()
    again.notices = list(live.notices)
    for fact in facts:
        again.arrive(fact)
    live.arrive(last)
    assert [notice.key for notice in again.notices] == [notice.key for notice in live.notices]


def test_a_notice_that_is_made_anew_has_the_id_it_had() -> None:
    key = NoticeKey(CaseTemplate.OPENED, about_case(CASE), 1, Role.CLB)
    same = NoticeKey("case-opened", about_case(CASE), 1, "clb")
    assert str(key.notice_id) == str(same.notice_id) == "a6a6a59f-72f3-5915-9b83-2f36d6e4ecb6"
    others = [
        NoticeKey(CaseTemplate.REOPENED, about_case(CASE), 1, Role.CLB),
        NoticeKey(CaseTemplate.OPENED, about_case(MEETING), 1, Role.CLB),
        NoticeKey(CaseTemplate.OPENED, about_case(CASE), 2, Role.CLB),
        NoticeKey(CaseTemplate.OPENED, about_case(CASE), 1, Role.YOUTH_COACH),
    ]
    assert len({key.notice_id, *(other.notice_id for other in others)}) == 5
