"""What is weighed is data, read from a file."""

from dataclasses import asdict
from pathlib import Path

import pytest
from pydantic import ValidationError
from tests.unit.consultation.test_settings import settings

from consultation.domain.planning_rules import SlotWeights, TermWeights
from consultation.kinds.definition import DefinitionError
from consultation.kinds.weights import SHIPPED_WEIGHTS, read_weights
from shared.domain.roles import Role


def test_the_file_that_comes_along_says_what_the_code_says():
    weights = read_weights(SHIPPED_WEIGHTS)
    assert (weights.slot, weights.term) == (SlotWeights(), TermWeights())
    assert weights.slot.only_wait
    text = SHIPPED_WEIGHTS.read_text()
    assert all(f"\n{name} = " in text for name in (*asdict(weights.slot), *asdict(weights.term)))


def test_another_file_is_another_agreement(tmp_path: Path):
    file = tmp_path / "ours.toml"
    file.write_text("version = 4\n[slot]\nwait = 2\ntrip = 3\n[term]\nwait = 10\n")
    rules = settings(FLANKEREND_WEIGHTS_FILE=file).planning_rules()
    assert (rules.weights, rules.term_weights) == (SlotWeights(version=4, wait=2, trip=3), TermWeights(wait=10))
    assert not rules.weights.only_wait


@pytest.mark.parametrize(
    ("text", "mistake"),
    [
        ("version = 1\n[slot]\nspeed = 1\n[term]\n", "slot.speed: is no weight; there are absent"),
        ("version = 1\n[slot]\n[term]\nversion = 2\n", "term.version: is no weight"),
        ("version = 1\n[slot]\nwait = -1\n[term]\n", "slot.wait: "),
        ("version = 1\n[slot]\n", "term: Field required"),
        ("version", "is not TOML"),
    ],
)
def test_a_mistake_in_the_file_is_named(tmp_path: Path, text: str, mistake: str):
    file = tmp_path / "ours.toml"
    file.write_text(text)
    with pytest.raises(DefinitionError, match=r"^ours\.toml: ") as caught:
        read_weights(file)
    assert mistake in str(caught.value)
    with pytest.raises(ValidationError):
        settings(FLANKEREND_WEIGHTS_FILE=file)


def test_a_file_that_is_not_there_is_named(tmp_path: Path):
    with pytest.raises(DefinitionError, match=r"ours\.toml: can't be read"):
        read_weights(tmp_path / "ours.toml")


def test_what_was_agreed_on_is_set():
    rules = (
        settings(
            FLANKEREND_MEETING_NOTICE_SCHOOL_DAYS=3,
            FLANKEREND_TRAVEL_MINUTES=20,
            FLANKEREND_CASEWORKER_MEETINGS_A_DAY=4,
        )
        .meeting_rules()
        .planning_of("care-meeting")
    )
    assert (rules.notice, rules.travel.total_seconds(), rules.most_a_day) == (3, 1200, {Role.CASEWORKER: 4})
