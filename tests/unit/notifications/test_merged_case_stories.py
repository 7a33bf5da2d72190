"""A case that went on in another one shares what becomes of that one, until it is opened again."""

from datetime import timedelta

from notifications.subjects.case.domain.story import CaseStory
from notifications.testing.cases import case, escalation, escalation_withdrawal, merger, opening, withdrawal
from notifications.testing.factories import NOW
from shared.runtime.ids import new_id

OTHER = new_id()
HOUR = timedelta(hours=1)


def other(*minutes_after_the_merger: int) -> CaseStory:
    """The case it went on in, withdrawn at these moments."""
    moments = [NOW + timedelta(minutes=minutes) for minutes in minutes_after_the_merger]
    return CaseStory(OTHER, endings=tuple(withdrawal(number, at) for number, at in enumerate(moments, start=2)))


def test_withdrawing_the_other_case_withdraws_what_was_told_before_the_merger() -> None:
    story = case(opening(1), merger(3, OTHER)).going_on_in(other(5))
    withdrawn = story.withdrawal_after(1)
    assert withdrawn is not None
    assert withdrawn.origin.correlation_id == "withdrawal-2"
    assert story.withdrawal_after(3) is None


def test_a_withdrawal_before_the_merger_says_nothing_of_this_case() -> None:
    assert case(opening(1), merger(3, OTHER)).going_on_in(other(-5)).withdrawal_after(1) is None


def test_after_the_persons_parted_the_other_case_says_nothing_of_this_one() -> None:
    parted = case(opening(1), merger(3, OTHER), opening(4, reopened=True, at=NOW + HOUR))
    assert parted.going_on_in(other(61)).withdrawal_after(1) is None
    assert parted.going_on_in(other(59)).withdrawal_after(1) is not None


def test_a_case_that_it_did_not_go_on_in_says_nothing_of_it() -> None:
    assert case(opening(1), merger(3, new_id())).going_on_in(other(5)).withdrawal_after(1) is None


def in_the_other(year: int) -> CaseStory:
    """The case it went on in, of which no level of this school year holds any more, an hour after the merger."""
    return CaseStory(OTHER, escalation_withdrawals=(escalation_withdrawal(6, year, at=NOW + HOUR),))


def test_a_school_year_that_falls_in_the_other_case_takes_back_what_was_told_of_it_here() -> None:
    merged = (opening(1), escalation(2, 2027), merger(3, OTHER))
    story = case(*merged).going_on_in(in_the_other(2027))
    assert story.level_withdrawal_after(2) is not None
    assert story.taken_back_by(1) is None
    assert case(*merged).going_on_in(in_the_other(2028)).level_withdrawal_after(2) is None
    parted = case(*merged, opening(4, reopened=True, at=NOW + HOUR / 2)).going_on_in(in_the_other(2027))
    assert parted.level_withdrawal_after(2) is None


def test_a_school_year_that_falls_in_the_other_case_takes_back_a_case_that_was_opened_for_it() -> None:
    merged = case(opening(1), merger(3, OTHER))
    assert merged.going_on_in(in_the_other(2026)).taken_back_by(1) is not None
    assert merged.going_on_in(in_the_other(2027)).taken_back_by(1) is None
    assert case(opening(1)).going_on_in(in_the_other(2026)).taken_back_by(1) is None


def test_a_version_that_has_not_arrived_is_taken_back_by_nothing_but_the_case() -> None:
    fallen = case(opening(1), escalation_withdrawal(6))
    assert fallen.taken_back_by(4) is None
    assert case(opening(1), withdrawal(8)).taken_back_by(4) is not None
