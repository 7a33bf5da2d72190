"""Referrals: what can become of each, and who is asked before whom."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.domain.case import Case
from casework.domain.events import ReferralAnswered, ReferralAsked
from casework.domain.referral import Asked, DeclineReason, Referral, ReferralReason
from casework.domain.referral_states import (
    OF_CLB,
    STANDING,
    STEP_OF,
    TRANSITIONS,
    ClbAnswer,
    Receiver,
    ReferralStatus,
    ReferralStep,
    after,
    allowed,
    endpoint_of,
    possible,
    steps_of,
)
from casework.domain.states import Status
from casework.testing.factories import BY_HAND, CASE_TYPES, NOW, PERSON, THIS_YEAR, new_case
from casework.words.nl import REFERRAL_WORDS, WORDS, Dutch
from shared.domain.errors import Conflict, IllegalTransition, InvalidField

OF_CONTACT = {Receiver.CLB: "clb-1", Receiver.COUNSELLOR: "c-1", Receiver.YOUTH_COACH: "coach-1"}


def asking(to: Receiver, **fields: Any) -> Asked:
    who = {"contact": OF_CONTACT[to]} if to in OF_CONTACT else {"name": "Stad"}
    return Asked(to, ReferralReason.GUIDANCE, **(who | fields))


def asked(to: Receiver, *others: Referral, case: Case | None = None) -> Referral:
    return Referral.ask(uuid4(), case or new_case(), asking(to), others=others, cause=BY_HAND)


def taken_up() -> Referral:
    referral = asked(Receiver.CLB)
    referral.take(new_case(), ReferralStep.TAKE_UP, BY_HAND)
    return referral


def discreet() -> Case:
    return Case(
        case_id=UUID(int=9),
        reference="AP-2026-000001",
        case_type=CASE_TYPES["bullying"],
        person_id=PERSON,
        school="123456",
        pupil="P-1",
        school_year=THIS_YEAR,
        level_of_education="secundair",
        opened_at=NOW,
    )


@given(st.sampled_from(Receiver), st.lists(st.sampled_from(ReferralStep), max_size=6))
def test_only_what_the_table_has_can_become_of_a_referral(to: Receiver, steps: list[ReferralStep]) -> None:
    case = new_case()
    referral = asked(to, *([taken_up()] if to is Receiver.NAFT else []))
    done = 1
    for step in steps:
        before = referral.status
        reason = DeclineReason.NO_PLACE if step is ReferralStep.DECLINE else None
        if step in possible(before, to):
            referral.take(case, step, BY_HAND, reason=reason)
            done += 1
            assert referral.status is TRANSITIONS[before, step]
        else:
            with pytest.raises(IllegalTransition) as refused:
                referral.take(case, step, BY_HAND, reason=reason)
            assert referral.status is before
            assert refused.value.allowed == allowed(before, to)
    assert referral.version == len(referral.entries) == len(referral.events) == done
    assert referral.stands == (referral.status in STANDING) == bool(referral.steps)


def test_a_clb_answers_by_four_words_and_others_accept_or_decline() -> None:
    assert {TRANSITIONS[source, step] for source, step in TRANSITIONS if step in OF_CLB} == {
        ReferralStatus(answer) for answer in ClbAnswer
    }
    assert set(STEP_OF) == set(ClbAnswer)
    assert allowed(ReferralStatus.ASKED, Receiver.CLB) == ("answer", "withdraw")
    assert allowed(ReferralStatus.TAKEN_UP, Receiver.CLB) == ("answer", "withdraw")
    for to in set(Receiver) - {Receiver.CLB}:
        assert allowed(ReferralStatus.ASKED, to) == ("accept", "decline", "withdraw")
        assert allowed(ReferralStatus.ACCEPTED, to) == ("withdraw", "complete")
        assert not steps_of(to) & OF_CLB


@pytest.mark.parametrize("status", sorted(set(ReferralStatus) - STANDING))
def test_an_end_is_an_end(status: ReferralStatus) -> None:
    for to in Receiver:
        for step in ReferralStep:
            with pytest.raises(IllegalTransition) as refused:
                after(status, step, to)
            assert (refused.value.action, refused.value.allowed) == (endpoint_of(step), ())


def test_a_naft_is_asked_through_a_clb_that_took_the_case_up() -> None:
    with pytest.raises(Conflict, match="through the CLB") as refused:
        asked(Receiver.NAFT, asked(Receiver.CLB))
    assert refused.value.ids == {"missing": "clb-taken-up"}
    assert asked(Receiver.NAFT, taken_up()).receiver == "Stad"
    ended = taken_up()
    ended.take(new_case(), ReferralStep.CLOSE, BY_HAND)
    with pytest.raises(Conflict, match="through the CLB"):
        asked(Receiver.NAFT, ended)


def test_one_receiver_is_asked_once_at_a_time() -> None:
    first = asked(Receiver.CLB)
    with pytest.raises(Conflict, match="already"):
        asked(Receiver.CLB, first)
    assert asked(Receiver.COUNSELLOR, first).stands
    first.take(new_case(), ReferralStep.WITHDRAW, BY_HAND)
    assert asked(Receiver.CLB, first).stands


def test_a_case_that_has_ended_is_not_referred() -> None:
    with pytest.raises(IllegalTransition) as refused:
        asked(Receiver.CLB, case=new_case(status=Status.CLOSED))
    assert refused.value.allowed == ("reopen",)


@pytest.mark.parametrize(
    ("to", "fields", "field"),
    [
        (Receiver.CLB, {"contact": None}, "contact"),
        (Receiver.CLB, {"name": "Stad"}, "name"),
        (Receiver.MUNICIPALITY, {"name": None}, "name"),
        (Receiver.MUNICIPALITY, {"contact": "c-1"}, "contact"),
    ],
)
def test_a_receiver_has_a_contact_or_a_name(to: Receiver, fields: dict[str, Any], field: str) -> None:
    with pytest.raises(InvalidField) as refused:
        Referral.ask(uuid4(), new_case(), asking(to, **fields), others=(), cause=BY_HAND)
    assert refused.value.field == field


def test_who_declines_says_why_and_nobody_else_does() -> None:
    referral, case = asked(Receiver.YOUTH_COACH), new_case()
    with pytest.raises(InvalidField):
        referral.take(case, ReferralStep.DECLINE, BY_HAND)
    referral = asked(Receiver.YOUTH_COACH)
    with pytest.raises(InvalidField):
        referral.take(case, ReferralStep.ACCEPT, BY_HAND, reason=DeclineReason.NO_PLACE)


def test_events_tell_who_is_asked_and_the_answer_and_nothing_of_a_discreet_type() -> None:
    referral = taken_up()
    told, answered = referral.events
    assert isinstance(told, ReferralAsked)
    assert isinstance(answered, ReferralAnswered)
    assert (told.to, told.contact_id, answered.answer) == ("clb", "clb-1", "taken-up")
    quiet = asked(Receiver.YOUTH_COACH, case=discreet())
    quiet.take(discreet(), ReferralStep.ACCEPT, BY_HAND)
    assert (quiet.events, len(quiet.entries)) == ([], 2)


def test_the_timeline_says_who_was_asked_for_what_and_the_answer() -> None:
    dutch = Dutch(WORDS, REFERRAL_WORDS)
    referral = asked(Receiver.MUNICIPALITY)
    referral.take(new_case(), ReferralStep.DECLINE, BY_HAND, reason=DeclineReason.NO_PLACE)
    assert [dutch.sentence(entry) for entry in referral.entries] == [
        "Doorverwezen naar een andere gemeente (Stad): begeleiding.",
        "Doorverwijzing naar een andere gemeente (Stad): niet aanvaard. Er is geen plaats.",
    ]
    for name, words in (
        ("receiver", Receiver),
        ("referral_reason", ReferralReason),
        ("decline_reason", DeclineReason),
        ("referral_status", ReferralStatus),
    ):
        assert all(dutch.word(name, word) != word for word in words)
