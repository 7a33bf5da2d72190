"""Each example parses, is valid by its schema, and comes out again as it went in."""

import json
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

from shared.contracts.catalogue import EVENTS
from shared.contracts.json_schema import event_schema

EXAMPLES = Path(__file__).parent.parent / "examples"


def validator_of(event_type: str) -> Draft202012Validator:
    schema = event_schema(EVENTS[event_type])
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)


def test_every_event_type_has_an_example() -> None:
    assert {path.stem for path in EXAMPLES.glob("*.json")} == set(EVENTS)


def test_examples_are_valid_by_their_schema(event_type: str, example: Any) -> None:
    validator_of(event_type).validate(example)


def test_examples_are_read_and_written_back_the_same(event_type: str, example: Any) -> None:
    event = EVENTS[event_type].model_validate_json(json.dumps(example))
    written = json.loads(event.model_dump_json(exclude_unset=True))
    assert _without_fraction_forms(written) == _without_fraction_forms(example)
    validator_of(event_type).validate(json.loads(event.model_dump_json()))


def test_reading_parsed_json_is_the_same_as_reading_text(event_type: str, example: Any) -> None:
    contract = EVENTS[event_type]
    assert contract.model_validate(example) == contract.model_validate_json(json.dumps(example))


def test_unknown_fields_are_ignored_everywhere(event_type: str, example: Any) -> None:
    contract = EVENTS[event_type]
    extended = _with_unknown_fields(example)
    assert contract.model_validate(extended) == contract.model_validate(example)
    validator_of(event_type).validate(extended)


def _with_unknown_fields(value: Any) -> Any:
    if isinstance(value, dict):
        return {**{key: _with_unknown_fields(item) for key, item in value.items()}, "unheard_of": {"x": [1]}}
    return [_with_unknown_fields(item) for item in value] if isinstance(value, list) else value


def _without_fraction_forms(value: Any) -> Any:
    """`.25` and `.250000` are the same time."""
    if isinstance(value, dict):
        return {key: _without_fraction_forms(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_without_fraction_forms(item) for item in value]
    return value.replace(".250000Z", ".25Z") if isinstance(value, str) else value
