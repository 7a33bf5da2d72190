"""Sentences that the timeline kept before it kept facts: each form, as a migration reads it."""

from collections.abc import Mapping
from typing import Any

import pytest
from alembic.script import ScriptDirectory

from casework.app import MIGRATIONS
from shared.service.migrating import config

from .sentences import FORMS, said, stored

_migration = ScriptDirectory.from_config(config(MIGRATIONS)).get_revision("2026_11_29_0100_entry_facts").module


@pytest.mark.parametrize(("kind", "facts", "text"), FORMS)
def test_a_sentence_becomes_its_facts_and_says_the_same_again(kind: str, facts: Mapping[str, Any], text: str) -> None:
    read = _migration.facts_of(str(kind), stored(text))
    assert read == facts
    assert said(kind, read) == text
    assert _migration.sentence_of(str(kind), read) == stored(text)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("case-opened", "Dossier geopend: niveau 5 bereikt."),
        ("case-opened", "Dossier heropend. Reden: een andere soort"),
        ("case-opened", "Dossier geopend: niveau 05 bereikt (5 problematische halve dagen)."),
        ("case-opened", "Dossier geopend: niveau 5 bereikt (5 problematische halve dag)."),
        ("held", "In wacht tot en met 31/2/2026. Reden: zo'n dag is er niet"),
        ("held", "In wacht tot en met 01/02/2026. Reden: anders geschreven"),
        ("meeting-scheduled", "Zorgoverleg gepland op 8/12/2026 om 25:00."),
        ("meeting-scheduled", "Zorgoverleg gepland op 28/3/2027 om 02:30."),
        ("case-closed", "Dossier afgesloten: onbekend. Reden: geen afloop"),
        ("started", ""),
        ("of-another-version", "Wat ook."),
    ],
)
def test_another_sentence_stays_as_it_is(kind: str, text: str) -> None:
    assert _migration.facts_of(kind, text) == {"text": text}
    assert _migration.sentence_of(kind, {"text": text}) == text


def test_facts_without_a_form_go_back_as_their_kind() -> None:
    assert _migration.sentence_of("started", {}) == "Opvolging gestart."
    assert _migration.sentence_of("held", {"until": "2026-12-01"}) == "held"
    assert _migration.sentence_of("of-a-later-version", {}) == "of-a-later-version"
