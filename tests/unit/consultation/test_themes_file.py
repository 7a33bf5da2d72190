"""The file of the themes of the education policy, amounts in euro, and target groups."""

from decimal import Decimal
from pathlib import Path

import pytest
from pydantic import ValidationError

from consultation.api.target_group import TargetGroupAnswer, TargetGroupBody
from consultation.domain.amounts import require_number
from consultation.domain.target_group import TargetGroup
from consultation.domain.themes import Theme, require_theme
from consultation.kinds.definition import DefinitionError
from consultation.kinds.themes import SHIPPED_THEMES, read_themes
from consultation.settings import ConsultationSettings
from shared.domain.errors import InvalidField

NEEDED = {
    "database_url": "postgresql://consultation@127.0.0.1/consultation",
    "FLANKEREND_TOKEN_SECRET": "a secret of at least thirty-two characters",
}


def test_what_the_documents_of_the_education_service_name_is_a_theme():
    names = set(read_themes(SHIPPED_THEMES).values())
    assert names >= {"Leerplicht", "Kleuterparticipatie", "Brede school", "Stagebeleid", "Onderwijscel", "Antipest"}


def test_every_theme_of_an_offer_has_a_name_in_the_file_that_comes_along():
    assert set(read_themes(SHIPPED_THEMES)) == {theme.value for theme in Theme}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[themes]\n", "themes: Dictionary should have at least 1 item"),
        ('[themes]\n"Huis Werk" = "Huiswerk"\n', "themes.Huis Werk"),
        ("[themes]\nhomework = 3\n", "themes.homework"),
        ("[themes\n", "is not TOML"),
    ],
)
def test_what_is_wrong_with_a_file_of_themes_is_named(tmp_path: Path, text: str, said: str):
    file = tmp_path / "themes.toml"
    file.write_text(text)
    with pytest.raises(DefinitionError, match=said):
        read_themes(file)
    with pytest.raises(ValidationError, match=r"themes\.toml"):
        ConsultationSettings.model_validate({**NEEDED, "FLANKEREND_THEMES_FILE": file})


def test_a_municipality_brings_its_own_themes(tmp_path: Path):
    file = tmp_path / "themes.toml"
    file.write_text('[themes]\nswimming = "Zwemmen"\n')
    settings = ConsultationSettings.model_validate({**NEEDED, "FLANKEREND_THEMES_FILE": file})
    assert settings.themes == {"swimming": "Zwemmen"}
    with pytest.raises(InvalidField, match="theme: is one of swimming"):
        require_theme(settings.themes, "truancy")
    with pytest.raises(DefinitionError, match="can't be read"):
        read_themes(tmp_path / "away.toml")


@pytest.mark.parametrize("number", ["-1", "0.001", "1000000000.01", "NaN", "Infinity"])
def test_an_amount_is_not_negative_and_has_two_decimals(number: str):
    with pytest.raises(InvalidField, match="amount"):
        require_number("amount", Decimal(number))
    require_number("amount", Decimal("1250.50"))


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"levels": ("hoger",)}, "levels"),
        ({"age_from": -1}, "age_from"),
        ({"age_from": 12, "age_until": 6}, "age_until"),
        ({"schools": ("12",)}, "schools"),
        ({"people": -1}, "people"),
    ],
)
def test_what_no_target_group_can_be_is_named_by_its_field(fields, wrong):
    with pytest.raises(InvalidField) as refused:
        TargetGroup(**fields)
    assert refused.value.field == wrong


def test_a_target_group_is_answered_as_it_was_sent_each_thing_once_and_in_order():
    sent = {"levels": ["lager", "kleuter", "lager"], "age_from": 2, "age_until": 12, "schools": ["125002", "125001"]}
    answer = TargetGroupAnswer.of(TargetGroupBody.model_validate(sent).group()).model_dump()
    ordered = {"levels": ["kleuter", "lager"], "schools": ["125001", "125002"]}
    assert answer == {**sent, **ordered, "people": None}
