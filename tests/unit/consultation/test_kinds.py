"""The definitions of kinds of meetings: what they say, and what is wrong with one that does not hold."""

from datetime import timedelta
from pathlib import Path

import pytest

from consultation.domain.meeting_kind import CARE_MEETING, MeetingRules
from consultation.kinds import registry
from consultation.kinds.definition import DefinitionError, read_kind
from consultation.kinds.registry import meeting_kinds
from shared.domain.roles import Role

GOOD = {
    "meeting_type": '"open-evening"',
    "title": '"Open avond"',
    "needs_cases": "false",
    "required_roles": '["coordinator"]',
    "optional_roles": '["counsellor"]',
    "minutes": "90",
    "place": '"Stadhuis"',
    "hours": '["2 19:00-22:00"]',
}


def definition(folder: Path, **fields: str) -> Path:
    file = folder / "open_evening.toml"
    file.write_text("\n".join(f"{name} = {value}" for name, value in {**GOOD, **fields}.items() if value))
    return file


def test_the_care_meeting_is_what_was_agreed():
    kind = meeting_kinds()[CARE_MEETING]
    assert kind.required_roles == (Role.COUNSELLOR, Role.CASEWORKER)
    assert kind.optional_roles == (Role.CLB, Role.YOUTH_COACH)
    assert (kind.length, kind.needs_cases) == (timedelta(minutes=45), True)


def test_a_definition_is_read(tmp_path: Path):
    kind = read_kind(definition(tmp_path))
    assert (kind.meeting_type, kind.title, kind.needs_cases) == ("open-evening", "Open avond", False)
    assert (kind.length, kind.place_at("125001")) == (timedelta(minutes=90), "Stadhuis")


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"minutes": ""}, "minutes"),
        ({"minutes": "0"}, "minutes"),
        ({"length": "45"}, "length"),
        ({"meeting_type": '"Open avond"'}, "meeting_type"),
        ({"required_roles": "[]"}, "required_roles"),
        ({"required_roles": '["mayor"]'}, "required_roles.0"),
        ({"required_roles": '["school"]'}, "required_roles"),
        ({"optional_roles": '["operator"]'}, "optional_roles"),
        ({"optional_roles": '["coordinator"]'}, "optional_roles"),
        ({"hours": '["2 19:00-22:00", "from nine to five"]'}, "hours: entry 2"),
        ({"hours": "[]"}, "hours"),
        ({"place": '""'}, "place"),
    ],
)
def test_a_definition_that_does_not_hold_is_refused_with_its_field(tmp_path: Path, fields: dict[str, str], field: str):
    with pytest.raises(DefinitionError) as caught:
        read_kind(definition(tmp_path, **fields))
    assert str(caught.value).startswith(f"open_evening.toml: {field}")


def test_a_file_that_is_no_toml_is_refused(tmp_path: Path):
    with pytest.raises(DefinitionError, match="is not TOML"):
        read_kind(definition(tmp_path, title="Open avond"))


def test_a_kind_has_one_definition(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    line = definition(tmp_path, meeting_type=f'"{CARE_MEETING}"')
    monkeypatch.setattr(registry, "DEFINITIONS", [*registry.DEFINITIONS, line])
    with pytest.raises(DefinitionError, match="care-meeting has a definition already"):
        meeting_kinds()


def test_a_type_without_a_definition_goes_by_the_rules_of_the_care_meeting():
    rules = MeetingRules(meeting_kinds(), timedelta(minutes=5))
    assert rules.kind("learning-network") == rules.kind(CARE_MEETING)
