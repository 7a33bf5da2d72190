"""What a kind of paper says of itself, and what its definition has to hold."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest

from casework.domain.case_type import CaseType
from casework.domain.paper import MadePaper, NextStep, Paper, PaperField, PaperKind, PaperKinds
from casework.domain.states import Status
from casework.domain.vocabulary import ContactParty
from casework.papers.definition import PaperError, paper
from casework.papers.making import PAPER_WORDS
from casework.papers.registry import PAPERS
from casework.testing.factories import BY_HAND, CASE_TYPES, NOT_ENROLLED, NOW, opened
from casework.types.registry import REGISTRY
from casework.web.worded import WEB_WORDS
from casework.words.nl import WORDS, Dutch
from shared.domain.errors import Conflict, InvalidField, NotFound
from shared.domain.roles import Role

KINDS = {registered.kind.name: registered.kind for registered in PAPERS}
DUTCH = Dutch(
    WORDS,
    WEB_WORDS,
    PAPER_WORDS,
    *(registered.words for registered in PAPERS),
    *(table for registered in REGISTRY for table in registered.words),
)
TOML = """
kind = "toy"
version = 1
case_types = ["truancy"]
states = ["active"]
made_by = ["caseworker"]
basis = "local-agreement"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Callable[[str], Path]:
    """A folder with a definition."""

    def written(text: str) -> Path:
        (tmp_path / "paper.toml").write_text(text)
        (tmp_path / "words.toml").write_text("")
        (tmp_path / "v1.typ").write_text("")
        return tmp_path

    return written


def test_a_definition_is_read(folder: Callable[[str], Path]) -> None:
    kind = paper(folder(TOML), lambda source: {}).kind
    assert (kind.name, kind.version, kind.kept, kind.fields) == ("toy", 1, False, ())
    assert (kind.states, kind.made_by) == ({Status.ACTIVE}, {Role.CASEWORKER})


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("kind = ", "paper.toml: is not TOML"),
        (TOML + "colour = 'red'", "paper.toml: colour: "),
        (TOML.replace('"active"', '"gone"'), "paper.toml: states.0: "),
        (TOML.replace("version = 1", "version = 0"), "paper.toml: version: "),
        (TOML.replace('["caseworker"]', "[]"), "paper.toml: made_by: "),
        (TOML + '[fields]\nrequired = ["colour"]', "paper.toml: fields.required.0: "),
        (TOML + '[fields]\nrequired = ["address"]', "paper.toml: kept: "),
        (TOML.replace("version = 1", "version = 2"), "v2.typ: is not there"),
    ],
)
def test_a_definition_that_does_not_hold_names_file_and_field(
    folder: Callable[[str], Path], text: str, error: str
) -> None:
    with pytest.raises(PaperError) as raised:
        paper(folder(text), lambda source: {})
    assert error in str(raised.value)


def test_a_folder_without_a_definition_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PaperError, match="is not there"):
        paper(tmp_path, lambda source: {})


def test_two_kinds_of_one_name_are_refused() -> None:
    with pytest.raises(ValueError, match="same name"):
        PaperKinds([KINDS["summary"], KINDS["summary"]])


def test_papers_are_of_types_there_are_and_every_word_is_said() -> None:
    for kind in KINDS.values():
        assert kind.case_types <= set(CASE_TYPES.names)
        for words in ("paper", "paper_use"):
            assert DUTCH.word(words, kind.name) != kind.name
        assert DUTCH.word("basis", kind.basis) != kind.basis
    for party in ContactParty:
        for words in ("contact_step", "contact_attempt"):
            assert "{means}" in DUTCH.word(words, party)
    for step in NextStep:
        assert DUTCH.word("next_step", step) != step
        assert DUTCH.word("next_step_day", step) != step
    for outcome in NOT_ENROLLED.outcomes:
        assert DUTCH.word("answer", outcome) != outcome
        assert DUTCH.word("proof", outcome) != outcome


def letter() -> PaperKind:
    return KINDS["letter-to-parents"]


def test_a_paper_fits_its_types_and_states() -> None:
    case = opened(5)
    assert letter().fits(case)
    assert not KINDS["report-back"].fits(case)
    case.status = Status.CLOSED
    assert not letter().fits(case)
    assert KINDS["worrying-case-file"].fits(case)


def test_what_does_not_fit_is_said() -> None:
    case = opened(5)
    needed = [PaperField.ADDRESS, PaperField.NEXT_STEP]
    letter().check(case, None, needed)
    with pytest.raises(NotFound):
        KINDS["home-visit"].check(case, None, [])
    with pytest.raises(InvalidField, match="address"):
        letter().check(case, None, [PaperField.NEXT_STEP])
    with pytest.raises(InvalidField, match="is required for summary"):
        KINDS["summary"].check(case, None, [])
    with pytest.raises(InvalidField, match="their_reference"):
        letter().check(case, None, [*needed, PaperField.THEIR_REFERENCE])
    with pytest.raises(InvalidField, match="for"):
        letter().check(case, Role.CLB, needed)
    case.status = Status.CLOSED
    with pytest.raises(Conflict):
        letter().check(case, None, needed)


def test_a_summary_is_for_those_who_may_know_of_the_case() -> None:
    case = opened(5)
    assert KINDS["summary"].audiences_for(case) == (Role.CLB, Role.YOUTH_COACH, Role.COUNSELLOR)
    case.case_type = _seen_by(Role.CLB)
    assert KINDS["summary"].audiences_for(case) == (Role.CLB,)
    with pytest.raises(InvalidField, match="for"):
        KINDS["summary"].check(case, Role.YOUTH_COACH, [])


def test_a_kind_is_had_by_its_name() -> None:
    kinds = PaperKinds([letter()])
    assert kinds["letter-to-parents"] is letter()
    with pytest.raises(NotFound):
        kinds["summary"]


def test_who_can_make_a_paper_of_any_kind() -> None:
    kinds = PaperKinds([replace(letter(), made_by=frozenset({Role.YOUTH_COACH})), KINDS["home-visit"]])
    assert kinds.makers == tuple(sorted({Role.YOUTH_COACH, *KINDS["home-visit"].made_by}))


def test_kinds_are_offered_to_those_who_make_them_where_they_fit_and_are_for_somebody() -> None:
    kinds = PaperKinds([letter(), KINDS["summary"], KINDS["home-visit"]])
    case = opened(5)
    assert kinds.of(case, [Role.CASEWORKER]) == (letter(), KINDS["summary"])
    assert kinds.of(case, [Role.SCHOOL]) == ()
    case.case_type = replace(CASE_TYPES["truancy"], seen_by=frozenset())
    assert kinds.of(case, [Role.CASEWORKER]) == (letter(),)


@pytest.mark.parametrize("audience", [Role.CLB, None])
def test_what_the_timeline_tells_of_a_paper_is_enough_to_list_it(audience: Role | None) -> None:
    paper_id, kept_until = uuid4(), NOW.date()
    made = Paper(paper_id, KINDS["summary"], 2, audience, {"remark": "streng"})
    entry = made.entry(BY_HAND)
    assert "streng" not in str(entry)
    told = MadePaper.told(entry, {paper_id: kept_until})
    assert told == MadePaper(paper_id, "summary", 2, BY_HAND.at, BY_HAND.by, audience, kept_until)
    assert MadePaper.told(entry, {}).kept_until is None


def _seen_by(role: Role) -> CaseType:
    return replace(CASE_TYPES["truancy"], seen_by=frozenset({role}))
