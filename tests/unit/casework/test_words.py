"""What the timeline says of kinds and facts."""

import ast
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

import casework
from casework.domain.case_type import MERGED
from casework.domain.early_signal import DeclineReason
from casework.domain.timeline import Entry, EntryKind
from casework.domain.vocabulary import AttentionReason
from casework.testing.factories import BY_HAND, CASE_TYPES, THIS_YEAR
from casework.web.worded import WEB_WORDS
from casework.words.nl import Dutch
from shared.domain.roles import Role
from shared.runtime.clock import BRUSSELS

from .sentences import FORMS, said
from .sentences_since import FORMS_SINCE


@pytest.mark.parametrize(("kind", "facts", "text"), [*FORMS, *FORMS_SINCE])
def test_an_entry_says_its_facts(kind: str, facts: Mapping[str, Any], text: str) -> None:
    assert said(kind, facts) == text


def test_every_kind_is_said() -> None:
    grounds = [ground for case_type in CASE_TYPES for ground in case_type.grounds]
    of_types = {kind for ground in grounds for kind in (ground.told_by, ground.taken_back_by)}
    assert {kind for kind, _, _ in (*FORMS, *FORMS_SINCE)} == set(EntryKind) | of_types


def test_a_sentence_of_an_older_version_is_said_as_it_was() -> None:
    assert said(EntryKind.CASE_OPENED, {"text": "Zoals {het} [was].", "level": 5}) == "Zoals {het} [was]."


@pytest.mark.parametrize(
    ("kind", "facts", "text"),
    [
        (EntryKind.CASE_OPENED, {"report": "of somebody"}, "Dossier geopend."),
        (EntryKind.CASE_REOPENED, {}, "Dossier heropend."),
        (EntryKind.CASE_CLOSED, {"outcome": "toy", "reason": "reden"}, "Dossier afgesloten. Reden: reden"),
        (EntryKind.WITHDRAWAL_PROPOSED, {"reason_code": "toy"}, "Intrekking voorgesteld."),
        (EntryKind.WITHDRAWAL_DROPPED, {"reason_code": "toy"}, "Voorstel tot intrekking vervalt."),
        (EntryKind.NOTICE_SENT, {"template": "toy", "recipient_role": "clb"}, "Bericht verstuurd naar het CLB."),
        (EntryKind.HELD, {}, "held"),
    ],
)
def test_what_has_no_words_of_its_own_is_said_in_general(kind: str, facts: dict[str, Any], text: str) -> None:
    assert said(kind, facts) == text


def test_no_table_says_a_word_of_another_differently() -> None:
    """All tables are put together: what is said twice and differently, the last table would say for both."""
    said_by: dict[str, str] = {}
    for path in sorted(Path(casework.__file__).parent.rglob("*.toml")):
        words = tomllib.loads(path.read_text(encoding="utf-8")).get("words", {})
        for key, word in ((f"{name}.{code}", word) for name, labels in words.items() for code, word in labels.items()):
            before, said_by[key] = said_by.get(key, word), word
            assert (path.name, key, before) == (path.name, key, word)


def test_why_an_early_signal_is_declined_has_words() -> None:
    dutch = Dutch(WEB_WORDS)
    for reason in DeclineReason:
        assert dutch.word("signal_decline_reason", reason) != reason


def test_a_table_adds_words_and_forms_to_those_before_it(tmp_path: Path) -> None:
    first, more = tmp_path / "first.toml", tmp_path / "more.toml"
    first.write_text('[entries]\nstarted = ["Begonnen."]\n[words.how]\nslow = "traag"\n')
    more.write_text('[entries]\nstarted = ["Begonnen, {how:how}."]\n[words.how]\nfast = "snel"\n')
    dutch = Dutch(first, more)
    entries = (Entry.of(EntryKind.STARTED, BY_HAND, how=how) for how in ("slow", "fast", "anyhow"))
    assert [dutch.sentence(entry) for entry in entries] == ["Begonnen, traag.", "Begonnen, snel.", "Begonnen."]


def test_facts_are_kept_as_json_has_them_and_absent_ones_not_at_all() -> None:
    entry = Entry.of(
        EntryKind.STARTED,
        BY_HAND,
        day=date(2026, 12, 8),
        moment=datetime(2026, 12, 8, 10, 30, tzinfo=BRUSSELS),
        number=5,
        word="other",
        words=(AttentionReason.PLACE_TAKEN, AttentionReason.TO_COMPLETE),
        school_year=THIS_YEAR,
        absent=None,
    )
    assert entry.facts == {
        "day": "2026-12-08",
        "moment": "2026-12-08T10:30:00+01:00",
        "number": 5,
        "word": "other",
        "words": ["place-taken", "to-complete"],
        "school_year": "2026-2027",
    }


def test_every_word_of_the_closed_lists_is_said() -> None:
    for outcome in (MERGED, *(outcome for case_type in CASE_TYPES for outcome in case_type.outcomes)):
        assert said(EntryKind.CASE_CLOSED, {"outcome": outcome, "reason": "-"}) != "Dossier afgesloten. Reden: -"
    for role in Role:
        assert said(EntryKind.NOTICE_SENT, {"recipient_role": role}).startswith("Bericht verstuurd naar ")
    for reason in AttentionReason:
        moment = {"starts_at": "2026-12-08T10:30:00+01:00"}
        assert "aandacht" in said(EntryKind.MEETING_ATTENTION, moment | {"reasons": [reason]})


_DUTCH = frozenset({"de", "het", "een", "geen", "niet", "van", "voor", "dossier", "zorgoverleg", "reden", "termijn"})


@pytest.mark.parametrize("room", ["domain", "application", "api", "messaging", "storage"])
def test_no_room_but_words_has_a_dutch_sentence(room: str) -> None:
    """Docstrings give the Dutch term of a thing; nothing else is in Dutch."""
    paths = (Path(casework.__file__).parent / room).rglob("*.py")
    texts = [text for path in paths for text in _texts(ast.parse(path.read_text(encoding="utf-8")))]
    assert texts
    assert [text for text in texts if _DUTCH & set(text.lower().replace(".", " ").split())] == []


def _texts(module: ast.Module) -> Iterator[str]:
    """Text that is no docstring, nor one of an attribute."""
    for node in ast.walk(module):
        if not isinstance(node, ast.Expr):
            for child in ast.iter_child_nodes(node):
                if isinstance(child, ast.Constant) and isinstance(child.value, str):
                    yield child.value
