"""A missing or malformed field is refused by its name, and its value shows up nowhere."""

import json
from collections.abc import Iterator
from copy import deepcopy
from itertools import product
from typing import Any

import pytest
from pydantic import ValidationError

from shared.contracts.catalogue import EVENTS
from shared.contracts.errors import field_errors
from shared.contracts.json_schema import event_schema

CANARY = "Kanarievogel\x00"
Path = tuple[str | int, ...]


def paths(value: Any, at: Path = ()) -> Iterator[Path]:
    """Every field and item in an example."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in items:
        yield (*at, key)
        yield from paths(item, (*at, key))


def replaced(example: Any, path: Path, value: Any) -> Any:
    changed = deepcopy(example)
    part = changed
    for key in path[:-1]:
        part = part[key]
    part[path[-1]] = value
    return changed


def refusal(event_type: str, data: Any) -> ValidationError | None:
    """What the contract says, the same for JSON text and for parsed JSON."""
    contract = EVENTS[event_type]
    answers: list[ValidationError | None] = []
    for read, given in ((contract.model_validate, data), (contract.model_validate_json, json.dumps(data))):
        try:
            read(given)
            answers.append(None)
        except ValidationError as error:
            answers.append(error)
    by_text, by_object = (None if answer is None else sorted(field_errors(answer)) for answer in answers)
    assert by_text == by_object
    return answers[0]


def name_of(event_type: str, path: Path, example: Any) -> str:
    """A single mark is read as a list of one."""
    if event_type.endswith("attendance-recorded.v1") and "marks" not in example:
        path = ("marks", 0, *path)
    return ".".join(str(part) for part in path)


def test_a_value_of_no_fitting_form_is_refused_by_the_field_s_name(event_type: str, example: Any) -> None:
    for path in paths(example):
        error = refusal(event_type, replaced(example, path, CANARY))
        assert error is not None, path
        assert name_of(event_type, path, example) in [field for field, _ in field_errors(error)]


def test_no_error_text_holds_the_value(event_type: str, example: Any) -> None:
    for path in paths(example):
        for value in (CANARY, [CANARY], {CANARY: CANARY}, -4242424242):
            error = refusal(event_type, replaced(example, path, value))
            assert error is not None, path
            said = repr(field_errors(error)) + str(error)
            assert "Kanarie" not in said
            assert "4242424242" not in said


def test_a_value_of_another_json_type_is_refused_by_the_field_s_name(event_type: str, example: Any) -> None:
    for path, value in product(paths(example), (True, 1, 1.5, [], {})):
        given = example
        for key in path:
            given = given[key]
        if given is None or type(given) is type(value) or {type(given), type(value)} <= {int, float}:
            continue
        error = refusal(event_type, replaced(example, path, value))
        assert error is not None, (path, value)
        name = name_of(event_type, path, example)
        assert any(field == name or field.startswith(f"{name}.") for field, _ in field_errors(error)), (path, value)


def test_a_required_field_that_is_missing_is_named(event_type: str, example: Any) -> None:
    schema = event_schema(EVENTS[event_type])
    for name in schema.get("required", ()):
        shorter = {key: value for key, value in example.items() if key != name}
        error = refusal(event_type, shorter)
        assert error is not None
        assert field_errors(error) == [(name, "Is required")]


@pytest.mark.parametrize("data", [None, 1, "x", [], [{}], True], ids=repr)
def test_data_that_are_no_object_are_refused(data: Any) -> None:
    for event_type in EVENTS:
        error = refusal(event_type, data)
        assert error is not None, event_type
        assert field_errors(error)[0][0] in {"data", "marks"}


@pytest.mark.parametrize("text", ["", "{", '{"school": "Kanarie', "\ufeff{}", '{"a": NaN}', '{"a": "\\ud800"}'])
def test_what_is_not_json_is_said_to_be_so(text: str) -> None:
    for contract in EVENTS.values():
        with pytest.raises(ValidationError) as raised:
            contract.model_validate_json(text)
        assert ("data", "Should be JSON") in field_errors(raised.value) or "NaN" in text
        assert "Kanarie" not in repr(field_errors(raised.value))
