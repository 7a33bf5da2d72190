"""Where that was agreed a school's counsellor is told what became of a case: the status, and nothing else."""

from notifications.domain.agreements import Agreement
from notifications.domain.preparation import Ready
from notifications.domain.vocabulary import Status
from notifications.subjects.case.domain.facts import CaseFact
from notifications.subjects.case.domain.prepare import prepare
from notifications.subjects.case.domain.status import status_at
from notifications.subjects.case.domain.vocabulary import CaseTemplate
from notifications.testing.cases import case, closing, merger, opening, raised, transfer, withdrawal
from notifications.testing.factories import knowledge
from notifications.testing.harness import Harness


def going(*facts: CaseFact) -> Harness:
    harness = Harness(Agreement.SCHOOL_STATUS)
    for fact in facts:
        harness.arrive(fact)
        harness.send_all()
    return harness


def to_school(harness: Harness) -> list[tuple[str, int]]:
    """The words that the counsellor read, and how many earlier notices each took back."""
    told = [n for n in harness.mails if n.key.template == CaseTemplate.STATUS]
    return [(str(status_at(harness.case, n.key.occasion)), len(n.corrects)) for n in told]


def test_each_change_of_status_is_told_once() -> None:
    harness = going(opening(1), raised(2), closing(3), closing(3), opening(5, reopened=True))
    assert to_school(harness) == [("opened", 0), ("closed", 0), ("reopened", 0)]


def test_a_withdrawal_takes_back_what_was_told_and_is_told_to_nobody_else() -> None:
    assert to_school(going(opening(1), withdrawal(2), withdrawal(2))) == [("opened", 0), ("withdrawn", 1)]
    unheard = Harness(Agreement.SCHOOL_STATUS)
    for fact in (opening(1), withdrawal(2)):
        unheard.arrive(fact)
    assert {n.status for n in unheard.notices} == {Status.CANCELLED}


def test_after_another_withdrawal_only_what_was_told_since_is_taken_back() -> None:
    harness = going(opening(1), withdrawal(2), opening(4, reopened=True), withdrawal(6))
    assert to_school(harness) == [("opened", 0), ("withdrawn", 1), ("reopened", 0), ("withdrawn", 1)]


def test_what_was_told_is_taken_back_also_once_the_agreement_has_ended() -> None:
    harness = going(opening(1))
    harness.agreed = frozenset()
    harness.arrive(withdrawal(2))
    harness.send_all()
    assert to_school(harness) == [("opened", 0), ("withdrawn", 1)]


def test_what_is_on_its_way_is_waited_for() -> None:
    harness = Harness(Agreement.SCHOOL_STATUS)
    harness.arrive(opening(1))
    [on_its_way] = [n for n in harness.notices if n.key.template == CaseTemplate.STATUS]
    harness.start(on_its_way)
    harness.arrive(withdrawal(2))
    assert len([n for n in harness.notices if n.key.template == CaseTemplate.STATUS]) == 1
    harness.finish(on_its_way, result="accepted")
    harness.send_all()
    assert to_school(harness) == [("opened", 0), ("withdrawn", 1)]


def test_a_case_that_went_on_in_another_or_of_a_younger_pupil_is_not_told() -> None:
    """A primary school's care coordinator is told of the opening itself."""
    assert to_school(going(opening(1), merger(2))) == [("opened", 0)]
    assert to_school(going(opening(1, level_of_education="lager"), closing(2))) == []


def test_after_a_transfer_the_new_school_is_told_that_there_is_a_case() -> None:
    assert to_school(going(opening(1), transfer(3))) == [("opened", 0), ("opened", 0)]


def test_out_of_the_box_no_school_is_told() -> None:
    harness = Harness()
    harness.arrive(opening(1))
    assert all(n.key.template != CaseTemplate.STATUS for n in harness.notices)
    assert status_at(case(opening(1)), 9) is None


def test_the_mail_has_the_reference_the_school_and_the_status() -> None:
    harness = Harness(Agreement.SCHOOL_STATUS)
    harness.arrive(opening(1))
    [status] = [n for n in harness.notices if n.key.template == CaseTemplate.STATUS]
    ready = prepare(status, harness.case, knowledge())
    assert isinstance(ready, Ready)
    assert (ready.receiver.contact_id, set(ready.shown)) == ("counsellor-1", {"reference", "school", "status"})
