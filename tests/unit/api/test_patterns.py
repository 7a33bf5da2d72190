"""Nobody who sends something wrong reads a regular expression."""

from collections.abc import Iterator
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError
from pydantic_settings import BaseSettings

from attendance.settings import AttendanceSettings
from casework.settings import CaseworkSettings
from consultation.settings import ConsultationSettings
from notifications.settings import NotificationsSettings
from shared.contracts.catalogue import EVENTS
from shared.domain.patterns import in_words, worded
from shared.local.settings import LocalSettings
from shared.runtime.http.invalid_fields import field_errors, settings_errors

from .services import applications

SETTINGS: list[type[BaseSettings]] = [
    AttendanceSettings,
    CaseworkSettings,
    ConsultationSettings,
    NotificationsSettings,
    LocalSettings,
]


def patterns_in(schema: Any) -> Iterator[str]:
    """The patterns that an error can be about: what has a format has an error of its own."""
    match schema:
        case {"pattern": str(pattern)} if "format" not in schema:
            yield pattern
    for part in schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ():
        yield from patterns_in(part)


def all_patterns() -> dict[str, str]:
    """Every pattern of every request, event and setting, with one place where it is."""
    documents: dict[str, Any] = {name: app.openapi() for name, app in applications().items()}
    documents |= {type_: TypeAdapter(model).json_schema() for type_, model in EVENTS.items()}
    documents |= {settings.__name__: settings.model_json_schema(mode="validation") for settings in SETTINGS}
    return {pattern: name for name, document in documents.items() for pattern in patterns_in(document)}


def test_every_pattern_of_a_request_an_event_or_a_setting_has_words() -> None:
    found = all_patterns()
    assert len(found) > 15
    assert {pattern: where for pattern, where in found.items() if in_words(pattern) is None} == {}


@pytest.mark.parametrize(("pattern", "reason"), [("^[0-9]{6}$", "must be six digits"), ("^7{3}x$", "must be of the")])
def test_the_reason_over_http_is_words_whether_there_are_any_or_not(pattern: str, reason: str) -> None:
    error = {"type": "string_pattern_mismatch", "loc": ("query", "school"), "msg": "…", "ctx": {"pattern": pattern}}
    [wrong] = field_errors([error])
    assert wrong["reason"].startswith(reason)
    assert pattern not in wrong["reason"]


def test_a_wrong_setting_is_named_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FLANKEREND_DATABASE_PREFIX", "1 Prefix")
    with pytest.raises(ValidationError) as raised:
        LocalSettings()
    [line] = settings_errors(raised.value)
    assert line.startswith("FLANKEREND_DATABASE_PREFIX: must be a lower case letter")


def test_one_pattern_has_one_name() -> None:
    assert worded("^[0-9]{6}$", "six digits") == "^[0-9]{6}$"
    with pytest.raises(ValueError, match="already called six digits"):
        worded("^[0-9]{6}$", "a telephone number")
