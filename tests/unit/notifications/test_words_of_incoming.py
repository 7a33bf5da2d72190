"""How what came back reads in Dutch."""

import pytest

from notifications.incoming.domain.arrived import Kind
from notifications.words.arrivals import FOLLOWS, KINDS, code_in_words


def test_each_kind_of_mail_has_words_of_its_own() -> None:
    assert set(KINDS) == set(Kind)
    assert set(FOLLOWS) < set(Kind)
    assert len({words for words, _ in KINDS.values()}) == len(Kind)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("5.1.1", "het adres klopt niet of bestaat niet"),
        ("5.1.10", "dit domein ontvangt geen mail"),
        ("5.1.8", "het adres van de afzender wordt niet aanvaard"),
        ("4.2.2", "het postvak is vol"),
        ("5.2.1", "het postvak is gesloten"),
        ("5.3.4", "de mail is te groot"),
        ("4.4.7", "het lukte niet binnen de tijd"),
        ("5.7.26", "de mailserver van de ontvanger houdt de mail tegen"),
        ("5.0.0", "de mailserver zegt niet waarom"),
        ("2.0.0", "de mailserver zegt niet waarom"),
        ("5.9.9", "de mailserver zegt niet waarom"),
    ],
)
def test_a_code_of_a_mail_server_is_said_in_words(code: str, words: str) -> None:
    assert code_in_words(code) == words
