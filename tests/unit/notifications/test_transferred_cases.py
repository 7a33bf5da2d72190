"""Who is told that a case goes on at another school, and who is told nothing more."""

import pytest

from notifications.domain.vocabulary import Status
from notifications.testing.cases import escalation, escalation_withdrawal, opening, transfer, withdrawal
from notifications.testing.harness import Harness


@pytest.fixture
def harness() -> Harness:
    return Harness()


def mails(harness: Harness) -> list[tuple[str, str]]:
    return [(mail.key.template, mail.key.slot) for mail in harness.mails]


def test_the_new_schools_people_are_told_as_of_an_opening(harness: Harness) -> None:
    harness.arrive(opening(1))
    harness.send_all()
    harness.arrive(transfer(2))
    harness.send_all()
    assert mails(harness)[2:] == [("case-transferred", "clb"), ("case-transferred", "youth-coach")]
    harness.arrive(transfer(2))
    assert len(harness.notices) == 4


def test_what_the_old_school_was_not_told_yet_it_is_not_told_any_more(harness: Harness) -> None:
    harness.arrive(opening(1))
    harness.arrive(transfer(2))
    assert [notice.status for notice in harness.notices[:2]] == [Status.CANCELLED] * 2
    harness.send_all()
    assert mails(harness) == [("case-transferred", "clb"), ("case-transferred", "youth-coach")]


def test_nor_where_the_opening_arrives_last(harness: Harness) -> None:
    harness.arrive(transfer(2))
    harness.arrive(opening(1))
    harness.send_all()
    assert mails(harness) == [("case-transferred", "clb"), ("case-transferred", "youth-coach")]


def test_whoever_was_told_is_corrected_once_of_what_they_were_told(harness: Harness) -> None:
    harness.arrive(opening(1))
    for pending, contact_id in zip(list(harness.notices), ("clb-1", "coach-1"), strict=True):
        harness.start(pending, contact_id)
        harness.finish(pending, result="accepted")
    harness.arrive(transfer(2))
    for pending, contact_id in zip(harness.notices[2:], ("clb-2", "coach-1"), strict=True):
        harness.start(pending, contact_id)
        harness.finish(pending, result="accepted")
    harness.arrive(withdrawal(3))
    harness.send_all()
    corrections = {
        (notice.contact_id, notice.key.occasion): len(notice.corrects)
        for notice in harness.notices
        if notice.key.template == "case-withdrawn"
    }
    assert corrections == {("clb-1", 1): 1, ("clb-2", 2): 1, ("coach-1", 2): 2}


def test_back_at_the_first_school_its_people_are_told_again(harness: Harness) -> None:
    for fact in (opening(1), transfer(2), transfer(3, school="123456")):
        harness.arrive(fact)
        harness.send_all()
    assert [template for template, slot in mails(harness) if slot == "clb"] == [
        "case-opened",
        "case-transferred",
        "case-transferred",
    ]


def test_a_level_that_falls_later_takes_back_what_told_of_it_and_not_the_transfer(harness: Harness) -> None:
    for fact in (opening(1), escalation(2, 2027), transfer(3, 2027)):
        harness.arrive(fact)
        harness.send_all()
    harness.arrive(escalation_withdrawal(5, 2027))
    harness.send_all()
    [fallen] = [notice for notice in harness.notices if notice.key.template == "level-withdrawn"]
    assert (fallen.key.slot, fallen.key.occasion) == ("clb", 2)
