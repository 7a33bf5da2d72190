"""Who gets a new case by rules, and who stands in for whoever is away."""

from datetime import date
from typing import Any

import pytest

from casework.domain.absence import Absence, Absences, WorkerNames
from casework.domain.assignment import AssignmentRule, Choice, Staff, choose
from casework.domain.states import Status
from casework.domain.team import CasePlace, Team
from casework.domain.timeline import EntryKind
from casework.testing.factories import CAUSE, NOT_ENROLLED, TERMS, TRUANCY, new_case, reached

from .sentences import sentence

SCHOOL = "123456"
PLACE = CasePlace("truancy", SCHOOL, "secundair")
NORTH = Team(name="north", members=("an", "bert", "chris"))


def away(worker: str, deputy: str | None = None) -> Absence:
    return Absence(worker=worker, first_day=date(2026, 11, 20), last_day=date(2026, 11, 27), deputy=deputy)


def staff(*absences: Absence, names: dict[str, str] | None = None, team: Team = NORTH, **weights: int) -> Staff:
    known = WorkerNames(names or {})
    able = {"an", "bert", "chris", "dirk"}
    return Staff({team.name: team}, known, Absences(absences, known), able, weights)


def rule(name: str = "first", **given: Any) -> AssignmentRule:
    return AssignmentRule(name=name, **given)


def chosen(*rules: AssignmentRule, among: Staff, case: CasePlace = PLACE, weight: int = 1) -> Choice | None:
    return choose(rules, case, weight=weight, staff=among)


@pytest.mark.parametrize(
    ("condition", "fits"),
    [
        ({}, True),
        ({"case_types": frozenset({"truancy"})}, True),
        ({"case_types": frozenset({"newcomer"})}, False),
        ({"schools": frozenset({SCHOOL, "654321"})}, True),
        ({"schools": frozenset({"654321"})}, False),
        ({"levels_of_education": frozenset({"lager"})}, False),
        ({"levels_of_education": frozenset({"secundair"}), "schools": frozenset({SCHOOL})}, True),
    ],
)
def test_a_rule_is_about_the_cases_of_its_conditions(condition: dict[str, frozenset[str]], fits: bool) -> None:
    assert (chosen(rule(assignee="an", **condition), among=staff()) is not None) is fits


def test_an_absence_ends_with_the_day_before_somebody_is_back() -> None:
    absence = away("an", "bert")
    back = absence.ended(date(2026, 11, 25))
    assert back is not None
    assert (back.first_day, back.last_day, back.deputy) == (absence.first_day, date(2026, 11, 24), "bert")
    assert absence.ended(date(2026, 12, 24)) == absence
    assert absence.ended(absence.first_day) is None


def test_a_rule_for_a_school_has_no_case_without_school() -> None:
    rules = [rule(assignee="an", schools=frozenset({SCHOOL}))]
    assert choose(rules, CasePlace("not-enrolled", None), weight=1, staff=staff()) is None


def test_the_first_rule_that_fits_decides() -> None:
    rules = rule("lager", levels_of_education=frozenset({"lager"}), assignee="an"), rule("all", assignee="bert")
    assert chosen(*rules, rule("rest", assignee="chris"), among=staff()) == Choice("bert", "all")


def test_of_a_team_the_member_with_the_least_weight_gets_it_and_of_equals_the_first() -> None:
    assert chosen(rule(team="north"), among=staff(an=3, bert=1, chris=2)) == Choice("bert", "first")
    assert chosen(rule(team="north"), among=staff(an=2, bert=1, chris=1)) == Choice("bert", "first")


def test_whoever_would_pass_the_capacity_is_passed_over() -> None:
    full = staff(an=9, bert=10, chris=10)
    assert chosen(rule(team="north", capacity=10), among=full) == Choice("an", "first")
    assert chosen(rule(team="north", capacity=10), among=full, weight=2) is None
    rules = rule(assignee="bert", capacity=10), rule("overflow", assignee="dirk")
    assert chosen(*rules, among=full) == Choice("dirk", "overflow")


def test_weight_that_was_given_counts_for_the_next_case() -> None:
    people = staff()
    got = []
    for _ in range(4):
        choice = chosen(rule(team="north"), among=people)
        assert choice
        people.give(choice.assignee, 1)
        got.append(choice.assignee)
    assert got == ["an", "bert", "chris", "an"]


def test_absent_members_and_those_who_cannot_be_given_work_are_passed_over() -> None:
    team = Team(name="north", members=("nobody", "an", "bert"))
    assert chosen(rule(team="north"), among=staff(away("an"), team=team)) == Choice("bert", "first")
    assert chosen(rule(team="north"), among=staff(away("an"), away("bert", "an"), team=team)) is None


def test_a_team_has_the_cases_of_its_schools_and_types_alone() -> None:
    other = Team(name="north", members=("an",), schools=frozenset({"654321"}))
    assert chosen(rule(team="north"), among=staff(team=other)) is None
    types = Team(name="north", members=("an",), case_types=frozenset({"newcomer"}))
    assert chosen(rule(team="north"), among=staff(team=types)) is None
    assert chosen(rule(team="south"), among=staff()) is None


def test_the_deputy_gets_what_a_rule_gives_to_an_absent_person() -> None:
    assert chosen(rule(assignee="an"), among=staff(away("an", "bert"))) == Choice("bert", "first", as_deputy=True)
    assert chosen(rule(assignee="an"), among=staff(away("an"))) is None
    assert chosen(rule(assignee="an"), among=staff(away("an", "gone"))) is None


def test_a_deputy_who_is_away_too_is_stood_in_for() -> None:
    known = WorkerNames({})
    absences = Absences([away("an", "bert"), away("bert", "chris"), away("x", "y"), away("y", "x")], known)
    assert [absences.stand_in(name) for name in ("an", "bert", "chris", "x")] == ["chris", "chris", "chris", None]
    assert absences.stood_in_for_by("chris") == {"an", "bert"}
    assert absences.stood_in_for_by("bert") == frozenset()
    assert absences.is_absent("an")
    assert not absences.is_absent("chris")


def test_a_person_is_the_same_by_contact_and_by_token() -> None:
    known = WorkerNames({"u-an": "an", "u-an-2": "an", "u-bert": "bert"})
    absences = Absences([away("u-an", "u-bert")], known)
    assert absences.stand_in("an") == "bert"
    assert absences.stood_in_for_by("u-bert") == {"an", "u-an", "u-an-2"}
    people = staff(names={"u-an": "an"}, an=2)
    people.give("u-an", 3)
    assert people.weight("an") == 5


def test_a_case_that_is_assigned_by_a_rule_has_its_caseworker_at_its_first_meeting() -> None:
    case = new_case().open_by(reached(5), TERMS, CAUSE, choice=Choice("bert", "north-first", as_deputy=True))
    assert case.assignee == "bert"
    assert [event.__class__.__name__ for event in case.events] == ["CaseOpened", "CaseAssigned", "MeetingRequested"]
    assert getattr(case.events[-1], "assignee", None) == "bert"
    [entry] = [entry for entry in case.entries if entry.kind == EntryKind.ASSIGNED]
    assert (entry.by, entry.event_id) == ("casework", CAUSE.event_id)
    assert sentence(entry) == "Dossier toegewezen aan bert als vervanger volgens de regel north-first."


def test_a_case_by_hand_is_assigned_by_a_rule_too() -> None:
    case = new_case().open_by_hand("reden", TERMS, CAUSE, choice=Choice("an", "all"))
    [entry] = [entry for entry in case.entries if entry.kind == EntryKind.ASSIGNED]
    assert sentence(entry) == "Dossier toegewezen aan an volgens de regel all."


def test_a_case_weighs_one_unless_its_type_says_otherwise() -> None:
    assert {case_type.weight_in(status) for case_type in (TRUANCY, NOT_ENROLLED) for status in Status} == {1}
