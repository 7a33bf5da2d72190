"""What a receiver of a case's notice may read, and what a notice waits for."""

from dataclasses import fields, replace
from datetime import date

import pytest

from notifications.domain.directory import Directory
from notifications.domain.labels import SchoolLabel
from notifications.domain.persons import Person
from notifications.domain.preparation import Knowledge, Patience, Prepared, Ready, Undeliverable, Void, Waits
from notifications.domain.vocabulary import Reason
from notifications.subjects.case.domain.decide import still_holds
from notifications.subjects.case.domain.prepare import prepare
from notifications.subjects.case.domain.views import (
    CaseForClb,
    CaseForCoach,
    CaseForCoordinator,
    EndForClb,
    EndForOthers,
)
from notifications.testing.cases import case, escalation, escalation_withdrawal, opening, withdrawal
from notifications.testing.factories import CASE, PERSON, PUPIL, SCHOOL, contact, directory, knowledge, pupil
from notifications.testing.harness import Harness
from shared.domain.roles import Role


def harness_of_a_case() -> Harness:
    harness = Harness()
    harness.arrive(opening(1))
    return harness


def prepared(role: Role, known: Knowledge) -> Prepared:
    harness = harness_of_a_case()
    [notice] = [notice for notice in harness.notices if notice.role is role]
    return prepare(notice, harness.case, known)


def without(*roles: Role) -> Directory:
    everybody = (directory().get(f"{name}-1") for name in ("clb", "coach", "counsellor", "caseworker", "coordinator"))
    return Directory(who for who in everybody if who and who.role not in roles)


def test_the_clb_reads_who_it_is_and_what_was_counted() -> None:
    ready = prepared(Role.CLB, knowledge())
    assert isinstance(ready, Ready)
    assert isinstance(ready.view, CaseForClb)
    assert (ready.receiver.contact_id, ready.receiver.role) == ("clb-1", Role.CLB)
    assert ready.view.pupil.name == "Ona Canaryname"
    assert (ready.view.class_name, ready.view.count, len(ready.view.half_days)) == ("3A", 5, 5)
    assert ready.view.half_days[0].date == date(2026, 10, 5)
    assert ready.view.counsellor is not None
    assert ready.view.counsellor.name == "Naam van counsellor-1"
    assert ready.view.school.name == "Organisatie van counsellor-1"


def test_a_school_goes_by_its_name_in_the_directory() -> None:
    ready = prepared(Role.CLB, knowledge(known_directory=directory(school_123456="Atheneum De Wilg")))
    assert isinstance(ready, Ready)
    assert isinstance(ready.view, CaseForClb)
    assert ready.view.school == SchoolLabel(SCHOOL, "Atheneum De Wilg")


def test_the_class_is_that_of_today_though_next_years_is_known() -> None:
    told = pupil()
    following = replace(told.enrolments[1], class_name="4A", valid_from=date(2027, 9, 1))
    ready = prepared(Role.CLB, knowledge(persons=[replace(told, enrolments=(*told.enrolments, following))]))
    assert isinstance(ready, Ready)
    assert isinstance(ready.view, CaseForClb)
    assert ready.view.class_name == "3A"


def test_the_coach_reads_reference_school_and_link_only() -> None:
    ready = prepared(Role.YOUTH_COACH, knowledge(persons=[]))
    assert isinstance(ready, Ready)
    assert isinstance(ready.view, CaseForCoach)
    assert [field.name for field in fields(ready.view)] == ["reference", "school", "link"]
    assert ready.view.link == f"https://flankerend.example/dossiers/{ready.view.reference}"


def test_the_clb_notice_waits_for_the_person() -> None:
    assert prepared(Role.CLB, knowledge(persons=[])) == Waits(f"person:{PERSON}")


def test_after_a_long_wait_the_pupil_goes_by_register_number() -> None:
    ready = prepared(Role.CLB, knowledge(persons=[], patience=Patience(for_facts_over=True)))
    assert isinstance(ready, Ready)
    assert isinstance(ready.view, CaseForClb)
    assert (ready.view.pupil.name, ready.view.pupil.number, ready.view.pupil.school.number) == (None, PUPIL, SCHOOL)
    assert ready.view.class_name is None


@pytest.mark.parametrize(
    ("given", "family", "shown"), [("Ona", None, "Ona"), (None, "Canaryname", "Canaryname"), (None, None, None)]
)
def test_a_pupil_goes_by_what_is_known_of_the_name(given: str | None, family: str | None, shown: str | None) -> None:
    ready = prepared(Role.CLB, knowledge(persons=[replace(pupil(), given_name=given, family_name=family)]))
    assert isinstance(ready, Ready)
    assert isinstance(ready.view, CaseForClb)
    assert ready.view.pupil.name == shown
    assert ready.view.pupil.number == (None if shown else PUPIL)


def test_a_merged_person_goes_by_the_name_of_the_one_that_goes_on() -> None:
    other = replace(pupil(), person_id=CASE, given_name="Ann")
    merged = Person(PERSON, merged_into=CASE)
    ready = prepared(Role.CLB, knowledge(persons=[merged, other]))
    assert isinstance(ready, Ready)
    assert isinstance(ready.view, CaseForClb)
    assert ready.view.pupil.name == "Ann Canaryname"
    assert prepared(Role.CLB, knowledge(persons=[merged])) == Waits(f"person:{CASE}")
    old_name = prepared(Role.CLB, knowledge(persons=[replace(pupil(), merged_into=CASE)]))
    assert isinstance(old_name, Ready)
    circle = [replace(pupil(), merged_into=CASE), replace(other, merged_into=PERSON)]
    assert isinstance(prepared(Role.CLB, knowledge(persons=circle)), Ready)


def test_of_an_erased_person_nobody_is_told() -> None:
    assert prepared(Role.CLB, knowledge(persons=[Person(PERSON, erased=True)])) == Void(Reason.PERSON_ERASED)


def test_without_a_contact_the_coordinator_is_told_after_a_moment() -> None:
    known = knowledge(known_directory=without(Role.CLB))
    assert prepared(Role.CLB, known) == Waits(f"role:clb:{SCHOOL}")
    ready = prepared(Role.CLB, replace(known, patience=Patience(for_role_over=True)))
    assert isinstance(ready, Ready)
    assert isinstance(ready.view, CaseForCoordinator)
    assert (ready.receiver.role, ready.view.missing) == (Role.COORDINATOR, "clb")


def test_without_a_coordinator_the_notice_goes_on_waiting() -> None:
    known = knowledge(known_directory=without(Role.CLB, Role.COORDINATOR), patience=Patience(True, True))
    assert prepared(Role.CLB, known) == Waits(f"role:clb:{SCHOOL}")


def test_a_contact_without_an_address_cannot_be_reached() -> None:
    silent = replace(contact("clb-1", Role.CLB), email=None)
    known = knowledge(known_directory=Directory([silent]))
    assert prepared(Role.CLB, known) == Undeliverable("clb-1", Role.CLB, Reason.NO_ADDRESS)


def test_of_an_ended_school_year_nobody_is_told() -> None:
    assert prepared(Role.CLB, knowledge(today=date(2027, 8, 31))) != Void(Reason.SCHOOL_YEAR_ENDED)
    assert prepared(Role.CLB, knowledge(today=date(2027, 9, 1))) == Void(Reason.SCHOOL_YEAR_ENDED)


def test_a_school_whose_counsellor_works_elsewhere_too_goes_by_its_number() -> None:
    shared = Directory([contact("counsellor-1", Role.COUNSELLOR, schools=[SCHOOL, "654321"]), contact("c", Role.CLB)])
    ready = prepared(Role.CLB, knowledge(known_directory=shared))
    assert isinstance(ready, Ready)
    assert isinstance(ready.view, CaseForClb)
    assert ready.view.school.name is None


def test_who_was_told_stays_the_receiver_of_the_correction_also_after_the_year() -> None:
    harness = harness_of_a_case()
    harness.send_all()
    harness.arrive(withdrawal(2))
    corrections = [notice for notice in harness.notices if notice.corrects]
    newer = contact("clb-0", Role.CLB)
    everybody = Directory(
        [newer, contact("clb-1", Role.CLB), contact("youth-coach-1", Role.YOUTH_COACH, valid_until=date(2026, 1, 1))]
    )
    known = knowledge(known_directory=everybody, today=date(2027, 9, 1))
    results = [prepare(notice, harness.case, known) for notice in corrections]
    views = [type(result.view) for result in results if isinstance(result, Ready)]
    assert views == [EndForClb, EndForOthers]
    assert [r.receiver.contact_id for r in results if isinstance(r, Ready)] == ["clb-1", "youth-coach-1"]
    nobody = knowledge(known_directory=Directory([]))
    assert prepare(corrections[0], harness.case, nobody) == Waits("contact:clb-1")


def test_a_notice_without_its_fact_waits_for_it() -> None:
    notice = harness_of_a_case().notices[0]
    assert prepare(notice, case(), knowledge()) == Waits(f"case:{CASE}")


def test_an_opening_holds_until_the_case_is_withdrawn() -> None:
    notice = harness_of_a_case().notices[0]
    assert still_holds(notice, case(opening(1)))
    assert not still_holds(notice, case(opening(1), withdrawal(2)))


OTHER_SCHOOL = "654321"


def test_a_newer_years_level_is_told_to_the_clb_of_the_school_it_was_reached_at() -> None:
    harness = harness_of_a_case()
    harness.send_all()
    harness.arrive(escalation(4, school=OTHER_SCHOOL))
    notice = harness.notices[-1]
    elsewhere = contact("clb-0", Role.CLB, schools=[OTHER_SCHOOL])
    everybody = Directory([elsewhere, contact("clb-1", Role.CLB)])
    ready = prepare(notice, harness.case, knowledge(known_directory=everybody))
    assert isinstance(ready, Ready)
    assert isinstance(ready.view, CaseForClb)
    assert ready.receiver.contact_id == "clb-0"
    assert (ready.view.school.number, ready.view.school_year, ready.view.count) == (OTHER_SCHOOL, "2026-2027", 6)
    assert ready.view.pupil.name == "Ona Canaryname"
    without_clb = knowledge(
        known_directory=Directory([contact("coordinator-1", Role.COORDINATOR, schools=[])]),
        patience=Patience(for_role_over=True),
    )
    to_coordinator = prepare(notice, harness.case, without_clb)
    assert isinstance(to_coordinator, Ready)
    assert isinstance(to_coordinator.view, CaseForCoordinator)


def test_of_a_newer_year_that_has_ended_nobody_is_told_but_its_correction_goes() -> None:
    harness = harness_of_a_case()
    harness.send_all()
    harness.arrive(escalation(4))
    harness.start(harness.notices[-1])
    harness.finish(harness.notices[-1], result="accepted")
    escalated = harness.notices[-1]
    harness.arrive(escalation_withdrawal(6))
    correction = harness.notices[-1]
    after = knowledge(today=date(2027, 9, 1))
    assert prepare(escalated, case(escalation(4)), after) == Void(Reason.SCHOOL_YEAR_ENDED)
    ready = prepare(correction, harness.case, after)
    assert isinstance(ready, Ready)
    assert isinstance(ready.view, EndForClb)
    assert (ready.view.school_year, ready.receiver.contact_id) == ("2026-2027", "clb-1")


def test_an_escalation_holds_until_its_year_or_its_case_is_withdrawn() -> None:
    harness = harness_of_a_case()
    harness.arrive(escalation(4))
    opened, escalated = harness.notices[0], harness.notices[-1]
    assert still_holds(escalated, case(opening(1), escalation(4)))
    year_fell = case(opening(1), escalation(4), escalation_withdrawal(6))
    assert (still_holds(opened, year_fell), still_holds(escalated, year_fell)) == (True, False)
    assert not still_holds(escalated, case(opening(1), escalation(4), withdrawal(6)))
