"""What a type of case says of itself, and what a case of any type does without code of its own."""

import tomllib
from dataclasses import fields, replace
from datetime import date
from pathlib import Path
from typing import ClassVar, cast
from unittest.mock import ANY
from uuid import uuid4

import pytest

from casework.domain.case import Case
from casework.domain.case_type import CaseType, CaseTypes
from casework.domain.events import CaseOpened
from casework.domain.ground import Ground
from casework.domain.states import Action, Status
from casework.settings import CaseworkSettings
from casework.testing.factories import (
    BY_HAND,
    CASE_TYPES,
    CAUSE,
    LAST_YEAR,
    NOT_ENROLLED,
    NOW,
    PERSON,
    TERMS,
    THIS_YEAR,
    TRUANCY,
    fallen,
    reached,
)
from casework.types.definition import DefinitionError, case_type
from casework.types.not_enrolled.gap import EnrolmentGap
from casework.types.registry import REGISTRY
from casework.types.truancy.case import TruancyCase
from casework.types.truancy.level import Level
from shared.domain.roles import Role

MEETING = """
[meeting]
kind = "care-meeting"
required_roles = ["caseworker"]
optional_roles = []
at_once_for = []
"""


class Report(Ground):
    """A kind of ground with nothing of its own."""

    __slots__ = ()

    kind: ClassVar[str] = "report"
    told_by: ClassVar[str] = "reported"
    taken_back_by: ClassVar[str] = "report-taken-back"


def written(folder: Path, type_toml: str = "") -> CaseType:
    """A type without school, meeting or term, read from files."""
    told = 'name = "toy"\nprefix = "TY"\nat_school = false\nfallen = "gone"\nback = "here"\n'
    (folder / "type.toml").write_text(told + type_toml)
    (folder / "outcomes.toml").write_text('[words.outcome]\ndone = "gedaan"\n')
    (folder / "reports.toml").write_text('[words.report]\ntold = "verteld"\n')
    return case_type(folder, grounds=(Report,)).case_type


def report(**given: object) -> Report:
    values = {"ground_id": uuid4(), "person_id": PERSON, "school_year": THIS_YEAR, "since": date(2026, 11, 2)}
    return Report(**values | {"said": True} | given)  # type: ignore[arg-type]


def case_of(of_type: CaseType) -> Case:
    return Case(
        case_id=uuid4(),
        reference="TY-2026-000001",
        case_type=of_type,
        person_id=PERSON,
        school=None,
        pupil=None,
        school_year=THIS_YEAR,
        level_of_education=None,
        opened_at=NOW,
    )


def test_the_types_that_ship_say_what_they_are() -> None:
    assert CASE_TYPES.names == (
        "truancy",
        "not-enrolled",
        "toddler-participation",
        "newcomer",
        "bullying",
        "dropout-risk",
    )
    assert [item.prefix for item in CASE_TYPES] == ["SP", "LP", "KP", "OK", "AP", "JC"]
    assert all(item.version == 1 for item in CASE_TYPES)
    assert (str(TRUANCY), TRUANCY.case, TRUANCY.grounds, TRUANCY.at_school) == ("truancy", TruancyCase, (Level,), True)
    assert (NOT_ENROLLED.case, NOT_ENROLLED.grounds, NOT_ENROLLED.meeting) == (Case, (EnrolmentGap,), None)
    assert (CASE_TYPES.ground("level"), CASE_TYPES.ground("enrolment-gap")) == (Level, EnrolmentGap)
    assert "truancy" in CASE_TYPES
    assert "unheard-of" not in CASE_TYPES


def test_who_may_know_of_which_type_beside_those_who_act() -> None:
    assert CASE_TYPES.seen_by({Role.COUNSELLOR}) == {"truancy", "toddler-participation", "bullying", "dropout-risk"}
    assert CASE_TYPES.seen_by({Role.CLB}) == {"truancy", "toddler-participation"}
    assert CASE_TYPES.seen_by({Role.YOUTH_COACH}) == {"truancy", "dropout-risk"}
    assert CASE_TYPES.seen_by({Role.SCHOOL}) == frozenset()
    assert CASE_TYPES.acted_on_by({Role.YOUTH_COACH}) == {"truancy", "bullying", "dropout-risk"}
    assert CASE_TYPES.acted_on_by({Role.COUNSELLOR, Role.CLB}) == frozenset()


def test_only_a_type_with_a_meeting_can_ask_for_one_and_only_one_at_a_school_moves() -> None:
    assert TRUANCY.without == {Action.APPROVE}
    assert NOT_ENROLLED.without == {Action.REQUEST_MEETING, Action.APPROVE, Action.TRANSFER, Action.MONITOR}
    assert TRUANCY.meeting
    assert TRUANCY.meeting.required_roles == (Role.COUNSELLOR, Role.CASEWORKER)


@pytest.mark.parametrize(
    ("respond_by", "days"), [("", None), ("respond_by = 3", 3), ('respond_by = "hold_by_school_days"', 10)]
)
def test_a_term_is_a_number_or_that_of_a_setting_or_none(tmp_path: Path, respond_by: str, days: int | None) -> None:
    toy = written(tmp_path, respond_by)
    settings = CaseworkSettings.model_validate({"database_url": "postgresql://x", "FLANKEREND_TOKEN_SECRET": "-" * 32})
    assert settings.term_lengths(CaseTypes([toy])).respond_by == {"toy": days}


@pytest.mark.parametrize(
    ("told", "wrong"),
    [
        ('seenby = ["clb"]', "seenby"),
        ('seen_by = ["teacher"]', "seen_by.0"),
        ("respond_by = true", "respond_by"),
        ("respond_by = 0", "respond_by"),
        ('[meetings]\nkind = "care-meeting"', "meetings"),
        ('[meeting]\nkind = "care-meeting"', "meeting.required_roles"),
        ("version = 0", "version"),
        ("opened_by = []", "opened_by"),
        ('opened_by = ["hope"]', "opened_by.0"),
        ('opened_by = ["hand"]', "opened_by"),
        ('opened_by = ["hand", "report", "level"]', "opened_by"),
        ('actions = ["fly"]', "actions.0"),
        ('actions = ["start"]', "actions"),
        ('acted_on_by = ["clb"]', "acted_on_by.0"),
        ("[terms]\nclosed = 5", "terms.closed"),
        ("[terms]\nactive = 0", "terms.active"),
        ('[assessment]\nrequired = ["checks"]', "assessment.required"),
        ('[assessment]\nrequired = ["reason"]', "assessment.required"),
        ('[closure]\nrequired = ["causes"]', "closure.required"),
        ('[closure]\nrequired = ["luck"]', "closure.required.0"),
        ('[closure]\napproval = "yes"', "closure.approval"),
        ("[closure]\nneeds = 1", "closure.needs"),
        (MEETING, "meeting"),
        ("trajectory = true", "trajectory"),
        ('trajectory = true\ndiscreet = true\nacted_on_by = ["youth-coach"]', "trajectory"),
    ],
)
def test_what_a_definition_cannot_say_is_named_with_its_file(tmp_path: Path, told: str, wrong: str) -> None:
    with pytest.raises(DefinitionError, match=rf"{tmp_path.name}/type\.toml: (.*; )?{wrong}[.:]"):
        written(tmp_path, told)


def test_a_term_of_a_setting_that_is_not_there_is_named(tmp_path: Path) -> None:
    toy = written(tmp_path, 'respond_by = "someday"')
    settings = CaseworkSettings.model_validate({"database_url": "postgresql://x", "FLANKEREND_TOKEN_SECRET": "-" * 32})
    with pytest.raises(ValueError, match="toy: respond_by: there is no setting someday"):
        settings.term_lengths(CaseTypes([toy]))


def test_what_a_definition_does_not_say_is_as_it_always_was(tmp_path: Path) -> None:
    toy = written(tmp_path)
    assert (toy.version, toy.opened_by, toy.actions) == (1, {"report", "hand"}, frozenset(Action))
    assert (toy.checks, toy.causes, toy.report_codes) == ((), (), ("told",))
    assert (toy.closure_requires, toy.approval, toy.acted_on_by) == ({"reason"}, False, frozenset())


def test_a_type_has_the_actions_and_the_states_that_it_names(tmp_path: Path) -> None:
    toy = written(tmp_path, 'actions = ["start", "close"]')
    assert toy.without == frozenset(Action) - {Action.START, Action.CLOSE}
    assert Status.ON_HOLD not in toy.states


def test_a_word_of_two_types_says_the_same_in_both() -> None:
    texts: dict[tuple[str, str], set[str]] = {}
    for table in (table for registered in REGISTRY for table in registered.words):
        for name, words in tomllib.loads(table.read_text(encoding="utf-8")).get("words", {}).items():
            for code, text in words.items():
                texts.setdefault((name, code), set()).add(text)
    assert {word: said for word, said in texts.items() if len(said) > 1} == {}


def test_two_kinds_of_ground_have_no_name_in_common(tmp_path: Path) -> None:
    class Rumour(Ground):
        kind: ClassVar[str] = "report"

    other = replace(written(tmp_path), name="other", prefix="OT", grounds=(Rumour,))
    with pytest.raises(ValueError, match="same name"):
        CaseTypes([written(tmp_path), other])


def test_references_of_a_type_are_as_events_can_say_them(tmp_path: Path) -> None:
    written(tmp_path)
    told = (tmp_path / "type.toml").read_text()
    (tmp_path / "type.toml").write_text(told.replace("TY", "toy"))
    with pytest.raises(DefinitionError, match="prefix"):
        case_type(tmp_path)


def test_a_type_without_an_outcome_could_not_end(tmp_path: Path) -> None:
    written(tmp_path)
    (tmp_path / "outcomes.toml").write_text("")
    with pytest.raises(DefinitionError, match=r"outcomes\.toml: words"):
        case_type(tmp_path)


def test_files_that_are_not_there_or_are_not_toml_are_named(tmp_path: Path) -> None:
    with pytest.raises(DefinitionError, match=r"type\.toml: is not there"):
        case_type(tmp_path)
    written(tmp_path)
    (tmp_path / "causes.toml").write_text("[words")
    with pytest.raises(DefinitionError, match=r"causes\.toml: is not TOML"):
        case_type(tmp_path)


def test_two_types_have_no_name_and_no_prefix_in_common(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="same name or prefix"):
        CaseTypes([written(tmp_path), written(tmp_path)])


def test_a_case_of_a_type_without_code_follows_its_grounds(tmp_path: Path) -> None:
    first, second = report(), report(since=date(2026, 11, 9))
    case = case_of(written(tmp_path)).open_by(first, TERMS, CAUSE)
    case.take_anew(second, TERMS, CAUSE)
    assert [entry.kind for entry in case.entries] == ["case-opened", "reported"]
    assert case.entries[-1].facts == {"since": "2026-11-09"}
    assert not case.begins_anew_with(second, NOW.date())
    assert (case.has_grounds_of(THIS_YEAR), case.has_grounds_of(LAST_YEAR)) == (True, False)
    for ground in (first, second):
        case.lose(ground.joined(report(said=False, taken_back=True)), CAUSE)
    assert case.status is Status.WITHDRAWAL_PROPOSED
    assert case.entries[-1].facts == {"reason_code": "gone"}
    assert case.shown() == {}
    [opened, *_] = case.events
    assert isinstance(opened, CaseOpened)
    assert (opened.case_type, opened.respond_by, opened.level, opened.half_days) == ("toy", None, None, ())


def test_a_case_of_a_type_without_code_ends_with_its_own_outcome(tmp_path: Path) -> None:
    case = case_of(written(tmp_path)).open_by_hand("reden", TERMS, BY_HAND)
    case.close("done", "reden", BY_HAND)
    assert (case.outcome, case.status) == ("done", Status.CLOSED)


@pytest.mark.parametrize("ground", [reached(10, rule="a-rule"), fallen(reached(5, half_days=())), report()])
def test_what_a_ground_has_of_its_own_goes_to_json_and_back(ground: Ground) -> None:
    plain = {name: getattr(ground, name) for name in (field.name for field in fields(Ground))}
    assert type(ground)(**plain, **ground.fields_of(ground.details)) == ground


def test_a_case_shows_grounds_of_several_kinds_each_in_its_list(tmp_path: Path) -> None:
    gap = EnrolmentGap(ground_id=uuid4(), person_id=PERSON, school_year=THIS_YEAR, since=date(2026, 10, 1), said=True)
    case = case_of(written(tmp_path)).open_by(reached(10), TERMS, CAUSE)
    for ground in (gap, reached(5), report()):
        case.take(ground, CAUSE)
    lists = case.shown()
    assert lists == {"signals": ANY, "enrolment_gaps": [gap.shown]}
    assert [level["level"] for level in cast("list[dict[str, int]]", lists["signals"])] == [5, 10]


def test_a_ground_shows_itself_in_the_list_of_its_kind() -> None:
    level, gap = (
        reached(5),
        EnrolmentGap(ground_id=uuid4(), person_id=PERSON, school_year=THIS_YEAR, since=date(2026, 10, 1), said=True),
    )
    assert (level.shown_as, level.shown["status"], level.shown["reached_on"]) == ("signals", "standing", level.since)
    assert (gap.shown_as, gap.shown["status"]) == ("enrolment_gaps", "missing")
    assert (report().shown_as, report().shown) == (None, {})
    assert (level.register is not None, gap.register) == (True, None)
