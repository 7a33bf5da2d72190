"""Higher levels, levels that fall, and cases that close: who hears of it, and once only."""

from notifications.domain.directory import Directory
from notifications.domain.preparation import Patience, Ready, Void, Waits
from notifications.domain.vocabulary import Reason, Status
from notifications.subjects.case.domain.prepare import prepare
from notifications.subjects.case.domain.vocabulary import CaseTemplate
from notifications.testing.cases import (
    OTHER_SCHOOL,
    closing,
    escalation,
    level_fall,
    merger,
    opening,
    raised,
    transfer,
    withdrawal,
)
from notifications.testing.factories import contact, knowledge
from notifications.testing.harness import Harness
from shared.domain.roles import Role


def told(harness: Harness, template: CaseTemplate) -> list[str]:
    """Who got a mail of this template, in the order it went."""
    return [notice.key.slot for notice in harness.mails if notice.key.template == template]


def going(*facts: object) -> Harness:
    harness = Harness()
    for fact in facts:
        harness.arrive(fact)  # type: ignore[arg-type]
        harness.send_all()
    return harness


def test_a_higher_level_is_told_to_clb_and_coach_and_its_fall_corrects_it_once() -> None:
    harness = going(opening(1), raised(2, 10), raised(3, 15), level_fall(4, 15), level_fall(4, 15))
    assert told(harness, CaseTemplate.ESCALATED) == ["clb", "youth-coach"] * 2
    corrections = [n for n in harness.mails if n.key.template == CaseTemplate.LEVEL_WITHDRAWN]
    assert [(n.key.slot, n.key.occasion, len(n.corrects)) for n in corrections] == [
        ("clb", 3, 1),
        ("youth-coach", 3, 1),
    ]
    harness.arrive(withdrawal(5))
    harness.send_all()
    last = [n for n in harness.mails if n.key.template == CaseTemplate.WITHDRAWN]
    assert [(n.key.slot, len(n.corrects)) for n in last] == [("clb", 2), ("youth-coach", 2)]


def test_a_level_that_fell_before_anybody_was_told_is_told_to_nobody() -> None:
    harness = going(opening(1))
    harness.arrive(raised(2))
    harness.arrive(level_fall(3))
    assert {n.status for n in harness.notices[2:]} == {Status.CANCELLED}


def test_what_arrived_before_levels_of_education_were_told_is_not_told_to_the_coach_later() -> None:
    harness = going(opening(1), escalation(2), closing(3))
    assert told(harness, CaseTemplate.ESCALATED) == ["clb"]


def test_a_primary_school_hears_of_its_pupil_and_the_coach_does_not() -> None:
    harness = going(opening(1, level_of_education="lager"), withdrawal(2))
    assert told(harness, CaseTemplate.OPENED) == told(harness, CaseTemplate.WITHDRAWN) == ["clb", "counsellor"]


def test_whoever_was_told_hears_once_that_a_case_is_closed() -> None:
    harness = going(opening(1), raised(2), closing(4), closing(4))
    assert told(harness, CaseTemplate.CLOSED) == ["clb", "youth-coach"]
    assert not any(n.corrects for n in harness.notices)
    harness.arrive(opening(6, reopened=True))
    harness.send_all()
    harness.arrive(closing(8))
    harness.send_all()
    assert told(harness, CaseTemplate.CLOSED) == ["clb", "youth-coach"] * 2


def test_the_end_is_told_after_the_beginning_although_the_beginning_went_late() -> None:
    harness = Harness()
    harness.arrive(opening(1))
    harness.arrive(closing(2))
    assert {n.key.template for n in harness.notices} == {CaseTemplate.OPENED}
    harness.send_all()
    assert told(harness, CaseTemplate.OPENED) == told(harness, CaseTemplate.CLOSED) == ["clb", "youth-coach"]


def test_a_closing_that_nobody_got_before_the_case_went_on_is_told_to_nobody() -> None:
    harness = going(opening(1))
    harness.arrive(closing(2))
    harness.arrive(opening(3, reopened=True))
    assert {n.status for n in harness.notices if n.key.template == CaseTemplate.CLOSED} == {Status.CANCELLED}


def test_of_a_merged_case_and_at_a_former_school_nobody_hears_of_a_closing() -> None:
    assert told(going(opening(1), merger(2), closing(3)), CaseTemplate.CLOSED) == []
    moved = going(opening(1), transfer(2), closing(3))
    assert told(moved, CaseTemplate.CLOSED) == ["clb", "youth-coach"]
    closed = [n for n in moved.notices if n.key.template == CaseTemplate.CLOSED]
    ready = prepare(closed[0], moved.case, knowledge(known_directory=at_the_other_school()))
    assert isinstance(ready, Ready)
    assert ready.shown["school"].number == OTHER_SCHOOL  # type: ignore[attr-defined]


def at_the_other_school() -> Directory:
    return Directory([contact("clb-1", Role.CLB, schools=(OTHER_SCHOOL,))])


def test_a_closing_goes_to_who_was_told_also_where_another_is_the_schools_contact_by_now() -> None:
    harness = going(opening(1))
    harness.arrive(closing(2))
    [to_clb] = [n for n in harness.notices if n.key.template == CaseTemplate.CLOSED and n.key.slot == "clb"]
    others = Directory([contact("clb-0", Role.CLB), contact("clb-1", Role.CLB)])
    ready = prepare(to_clb, harness.case, knowledge(known_directory=others))
    assert isinstance(ready, Ready)
    assert ready.receiver.contact_id == "clb-1"
    assert set(ready.shown) == {"reference", "school", "link", "pupil"}


def test_nobody_stands_in_for_a_primary_school_without_a_care_coordinator() -> None:
    harness = Harness()
    harness.arrive(opening(1, level_of_education="kleuter"))
    _, to_school = harness.notices
    nobody = Directory([contact("coordinator-1", Role.COORDINATOR)])
    soon = prepare(to_school, harness.case, knowledge(known_directory=nobody))
    later = prepare(to_school, harness.case, knowledge(known_directory=nobody, patience=Patience(for_role_over=True)))
    assert (soon, later) == (Waits("role:counsellor:123456"), Void(Reason.NO_CONTACT))
    ready = prepare(to_school, harness.case, knowledge())
    assert isinstance(ready, Ready)
    assert set(ready.shown) == {"reference", "school", "link", "pupil", "class_name"}
    assert ready.receiver.contact_id == "counsellor-1"
