"""Where the municipality agreed so, the youth coach hears of a case once a meeting was held or a consent recorded."""

import pytest

from notifications.domain.agreements import Agreement
from notifications.domain.vocabulary import Status
from notifications.testing.cases import closing, consent, held, opening, raised, transfer, withdrawal
from notifications.testing.harness import Harness

MEETING, CONSENT = Agreement.COACH_AFTER_MEETING, Agreement.COACH_AFTER_CONSENT


def going(agreement: Agreement, *facts: object) -> Harness:
    harness = Harness(agreement)
    for fact in facts:
        harness.arrive(fact)  # type: ignore[arg-type]
        harness.send_all()
    return harness


def of_coach(harness: Harness) -> list[tuple[str, int]]:
    """What the coach was told, with the version of the case it tells of, in the order it went."""
    return [(str(n.key.template), n.key.occasion) for n in harness.mails if n.key.slot == "youth-coach"]


@pytest.mark.parametrize(("agreement", "moment"), [(MEETING, held(3)), (CONSENT, consent(4))])
def test_the_coach_is_told_of_the_opening_at_that_moment_and_of_all_that_comes_after(
    agreement: Agreement, moment: object
) -> None:
    harness = going(agreement, opening(1), raised(3))
    assert of_coach(harness) == []
    for fact in (moment, raised(5, 15), closing(6)):
        harness.arrive(fact)  # type: ignore[arg-type]
        harness.send_all()
    assert of_coach(harness) == [("case-opened", 1), ("case-escalated", 5), ("case-closed", 6)]


@pytest.mark.parametrize("agreement", [MEETING, CONSENT])
def test_a_coach_who_was_told_nothing_is_not_corrected_and_one_who_was_is_corrected_once(agreement: Agreement) -> None:
    assert of_coach(going(agreement, opening(1), withdrawal(2))) == []
    moment = held(1) if agreement is MEETING else consent(2)
    told = going(agreement, opening(1), moment, withdrawal(3), withdrawal(3))
    assert of_coach(told) == [("case-opened", 1), ("case-withdrawn", 1)]


def test_a_case_that_is_opened_again_waits_for_a_meeting_of_its_own() -> None:
    harness = going(MEETING, opening(1), held(1), closing(2), opening(4, reopened=True))
    assert of_coach(harness) == [("case-opened", 1), ("case-closed", 2)]
    harness.arrive(held(4))
    harness.send_all()
    assert of_coach(harness)[2:] == [("case-reopened", 4)]


def test_a_meeting_that_came_in_before_its_case_counts() -> None:
    told = going(MEETING, held(0), opening(1), closing(2), opening(4, reopened=True))
    assert of_coach(told) == [("case-opened", 1), ("case-closed", 2)]


@pytest.mark.parametrize("agreement", [MEETING, CONSENT])
def test_of_a_case_that_was_closed_before_that_moment_the_coach_hears_nothing(agreement: Agreement) -> None:
    moment = held(2) if agreement is MEETING else consent(3)
    assert of_coach(going(agreement, opening(1), closing(2), moment)) == []


def test_after_a_transfer_the_coach_of_the_new_school_is_told_without_another_meeting() -> None:
    assert of_coach(going(MEETING, opening(1), held(1), transfer(3)))[1:] == [("case-transferred", 3)]
    assert of_coach(going(MEETING, opening(1), transfer(3), held(3))) == [("case-transferred", 3)]


def test_once_the_consent_has_ended_the_coach_hears_nothing_new_until_there_is_another() -> None:
    harness = going(CONSENT, opening(1), consent(2), consent(3, holds=False), raised(4))
    assert of_coach(harness) == [("case-opened", 1)]
    for fact in (consent(5), raised(6, 15)):
        harness.arrive(fact)
        harness.send_all()
    assert of_coach(harness) == [("case-opened", 1), ("case-escalated", 6)]


def test_what_waits_to_be_sent_when_the_consent_ends_is_not_sent() -> None:
    harness = Harness(CONSENT)
    for fact in (opening(1), consent(2), consent(3, holds=False)):
        harness.arrive(fact)
    assert [n.status for n in harness.notices if n.key.slot == "youth-coach"] == [Status.CANCELLED]


def test_without_an_agreement_the_coach_is_told_at_the_opening() -> None:
    harness = Harness()
    harness.arrive(opening(1))
    harness.send_all()
    assert of_coach(harness) == [("case-opened", 1)]
