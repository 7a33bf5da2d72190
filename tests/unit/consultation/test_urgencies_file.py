"""The file that says how urgent cases are: what it says, and what is wrong with one that does not hold."""

from pathlib import Path

import pytest

from consultation.domain.urgency import Meets
from consultation.kinds.definition import DefinitionError
from consultation.kinds.registry import CASE_TYPES
from consultation.kinds.urgencies import SHIPPED_URGENCIES, read_urgencies
from consultation.settings import ConsultationSettings

NEEDED = {
    "database_url": "postgresql://consultation@127.0.0.1/consultation",
    "FLANKEREND_TOKEN_SECRET": "a secret of at least thirty-two characters",
}
GOOD = '[[urgency]]\ncase_type = "truancy"\nmeets = "ad-hoc"\nminutes = 20\n'


def test_all_cases_wait_for_a_session_by_the_file_that_comes_along():
    urgencies = read_urgencies(SHIPPED_URGENCIES)
    assert {urgency.meets for urgency in urgencies} == {Meets.SESSION}
    assert {urgency.case_type for urgency in urgencies if urgency.rule is None} == CASE_TYPES


@pytest.mark.parametrize(
    ("text", "field"),
    [
        (GOOD.replace("ad-hoc", "later"), "urgency.0.meets"),
        (GOOD.replace("20", "0"), "urgency.0.minutes"),
        (GOOD + "from_level = 30\n", "a level has a rule and a from_level"),
        (GOOD + 'colour = "red"\n', "urgency.0.colour"),
        ("urgency = ", "is not TOML"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, text: str, field: str):
    file = tmp_path / "urgencies.toml"
    file.write_text(text)
    with pytest.raises(DefinitionError, match=field):
        read_urgencies(file)


def test_a_setting_names_another_file(tmp_path: Path):
    file = tmp_path / "urgencies.toml"
    file.write_text(GOOD)
    settings = ConsultationSettings.model_validate({"FLANKEREND_URGENCIES_FILE": str(file), **NEEDED})
    assert [urgency.minutes for urgency in settings.agenda_rules().urgencies] == [20]
    with pytest.raises(ValueError, match=r"nothing\.toml: can't be read"):
        ConsultationSettings.model_validate(
            {
                "FLANKEREND_URGENCIES_FILE": "/nothing.toml",
                "database_url": "postgresql://consultation@127.0.0.1/consultation",
            }
        )
