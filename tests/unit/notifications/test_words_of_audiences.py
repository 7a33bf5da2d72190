"""The page of who is told what has words for all that the tables say."""

from notifications.domain.agreements import Agreement
from notifications.domain.telling import Basis, Naming, Pupils, Purpose, Urgency, Why
from notifications.subjects.registry import SUBJECTS
from notifications.words import audiences as words

ROWS = [row for entry in SUBJECTS for row in entry.subject.tellings]


def test_every_word_of_the_tables_is_there_in_dutch() -> None:
    assert {*words.WHY, *words.PURPOSES, *words.BASES} == {*Why, *Purpose, *Basis}
    assert {*words.NAMINGS, *words.PUPILS, *words.URGENCIES} == {*Naming, *Pupils, *Urgency}
    assert {*words.AGREEMENTS} == {*Agreement}


def test_every_field_of_a_row_is_there_in_dutch() -> None:
    assert {name for row in ROWS for name in row.shown} <= set(words.FIELDS)


def test_what_needs_an_agreement_says_so() -> None:
    assert words.agreed_in_words(None) is None
    assert "alleen waar afgesproken" in (words.agreed_in_words(Agreement.EARLY_SIGNALS) or "")
    assert words.language_in_words("tr") == "Nederlands en tr"
