"""The compatibility checker knows each kind of breaking change, and lets the harmless ones through."""

from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest

from shared.contracts.compatibility import incompatibilities, missing_types
from shared.contracts.moments import RFC_3339

Schema = dict[str, Any]

RELEASED: Schema = {
    "$id": "urn:x",
    "type": "object",
    "description": "A thing.",
    "properties": {
        "colour": {"$ref": "#/$defs/Colour"},
        "size": {"type": "integer", "minimum": 0},
        "label": {"anyOf": [{"type": "string", "maxLength": 10}, {"type": "null"}]},
        "parts": {"type": "array", "items": {"$ref": "#/$defs/Part"}},
        "note": {"type": "string", "pattern": "^a"},
        "kind": {"const": "thing"},
    },
    "required": ["colour", "size", "parts"],
    "$defs": {
        "Colour": {"type": "string", "enum": ["red", "blue"]},
        "Part": {"type": "object", "properties": {"id": {"type": "string"}}, "required": ["id"]},
    },
}


def after(change: Callable[[Schema], object]) -> list[str]:
    changed = deepcopy(RELEASED)
    change(changed)
    return incompatibilities(RELEASED, changed)


def drop(schema: Schema, name: str) -> None:
    del schema["properties"][name]
    schema["required"] = [field for field in schema["required"] if field != name]


def rename(schema: Schema, name: str, new_name: str) -> None:
    schema["properties"][new_name] = schema["properties"][name]
    drop(schema, name)


COMPATIBLE: dict[str, Callable[[Schema], object]] = {
    "nothing": lambda schema: None,
    "description": lambda schema: schema.update(description="Something else.", title="T"),
    "examples": lambda schema: schema["properties"]["size"].update(examples=[1], default=2),
    "new optional field": lambda schema: schema["properties"].update(weight={"type": "number"}),
    "new optional field in a list's items": lambda schema: schema["$defs"]["Part"]["properties"].update(
        weight={"type": "number"}
    ),
    "order": lambda schema: schema.update(required=["size", "parts", "colour"]),
    "order of values": lambda schema: schema["$defs"]["Colour"].update(enum=["blue", "red"]),
    "definition written in place": lambda schema: schema["properties"].update(colour=schema["$defs"].pop("Colour")),
    "definition renamed": lambda schema: (
        schema["$defs"].update(Shade=schema["$defs"].pop("Colour")),
        schema["properties"].update(colour={"$ref": "#/$defs/Shade"}),
    ),
    "const as a list of one": lambda schema: schema["properties"].update(kind={"enum": ["thing"]}),
    "order of alternatives": lambda schema: schema["properties"]["label"]["anyOf"].reverse(),
}

BREAKING: dict[str, tuple[Callable[[Schema], object], str]] = {
    "new required field": (
        lambda schema: (schema["properties"].update(weight={"type": "number"}), schema["required"].append("weight")),
        "data.weight: new required field",
    ),
    "removed field": (lambda schema: drop(schema, "size"), "data.size: field removed"),
    "removed optional field": (lambda schema: drop(schema, "note"), "data.note: field removed"),
    "renamed field": (lambda schema: rename(schema, "note", "remark"), "data.note: field removed"),
    "became required": (lambda schema: schema["required"].append("note"), "data.note: became required"),
    "became optional": (lambda schema: schema["required"].remove("size"), "data.size: became optional"),
    "removed value": (
        lambda schema: schema["$defs"]["Colour"]["enum"].remove("red"),
        'data.colour: value "red" removed',
    ),
    "new value": (
        lambda schema: schema["$defs"]["Colour"]["enum"].append("green"),
        'data.colour: value "green" added',
    ),
    "opened list": (lambda schema: schema["$defs"]["Colour"].pop("enum"), "data.colour: is no longer a closed list"),
    "closed list": (
        lambda schema: schema["properties"]["note"].update(enum=["a"]),
        "data.note: became a closed list",
    ),
    "changed type": (
        lambda schema: schema["properties"].update(note={"type": "integer"}),
        "data.note: type changed from string to integer",
    ),
    "widened number": (
        lambda schema: schema["properties"]["size"].update(type="number"),
        "data.size: type changed from integer to number",
    ),
    "narrowed by null": (
        lambda schema: schema["properties"]["label"]["anyOf"].pop(),
        "data.label: no longer accepts null",
    ),
    "alternatives given up": (
        lambda schema: schema["properties"].update(label={"type": "string", "maxLength": 10}),
        "data.label: no longer accepts null",
    ),
    "widened by null": (
        lambda schema: schema["properties"].update(
            note={"anyOf": [{"type": "string", "pattern": "^a"}, {"type": "null"}]}
        ),
        "data.note: now also accepts null",
    ),
    "second form of the same type": (
        lambda schema: schema["properties"]["label"]["anyOf"].append({"type": "string", "pattern": "^z"}),
        'data.label: now also accepts string {"pattern": "^z", "type": "string"}',
    ),
    "constraint inside an alternative": (
        lambda schema: schema["properties"]["label"]["anyOf"][0].update(maxLength=5),
        "data.label: maxLength changed from 10 to 5",
    ),
    "new constraint": (
        lambda schema: schema["properties"]["size"].update(maximum=9),
        "data.size: maximum changed from None to 9",
    ),
    "dropped constraint": (
        lambda schema: schema["properties"]["size"].pop("minimum"),
        "data.size: minimum changed from 0 to None",
    ),
    "changed pattern": (
        lambda schema: schema["properties"]["note"].update(pattern="^b"),
        "data.note: pattern changed from ^a to ^b",
    ),
    "forbidden unknown fields": (
        lambda schema: schema.update(additionalProperties=False),
        "data: additionalProperties changed from None to False",
    ),
    "items' new required field": (
        lambda schema: schema["$defs"]["Part"].update(
            properties={"id": {"type": "string"}, "n": {"type": "integer"}}, required=["id", "n"]
        ),
        "data.parts[].n: new required field",
    ),
    "items of another type": (
        lambda schema: schema["properties"]["parts"].update(items={"type": "string"}),
        "data.parts[]: type changed from object to string",
    ),
}


@pytest.mark.parametrize("change", COMPATIBLE.values(), ids=COMPATIBLE)
def test_harmless_changes_are_compatible(change: Callable[[Schema], object]) -> None:
    assert after(change) == []


@pytest.mark.parametrize(("change", "expected"), BREAKING.values(), ids=BREAKING)
def test_each_kind_of_breaking_change_is_named(change: Callable[[Schema], object], expected: str) -> None:
    assert after(change) == [expected]


def test_a_time_may_say_its_pattern_and_no_other_one_and_not_take_it_back() -> None:
    def of(**words: str) -> Schema:
        return {"type": "object", "properties": {"at": {"type": "string", "format": "date-time", **words}}}

    assert incompatibilities(of(), of(pattern=RFC_3339)) == []
    for released, changed in (
        (of(), of()),
        (of(pattern=RFC_3339), of()),
        (of(), of(pattern="^2")),
        (of(pattern="^2"), of(pattern=RFC_3339)),
    ):
        assert [problem.split(" changed")[0] for problem in incompatibilities(released, changed)] == [
            "data.at: pattern"
        ]
    note = {"type": "object", "properties": {"note": {"type": "string"}}}
    with_pattern = {"type": "object", "properties": {"note": {"type": "string", "pattern": RFC_3339}}}
    assert incompatibilities(note, with_pattern) != []


def test_a_removed_event_type_is_named() -> None:
    assert missing_types({"a.v1": {}, "b.v1": {}}, {"b.v1": {}, "c.v1": {}}) == ["a.v1: event type removed"]


def test_what_is_only_read_here_may_also_come_in_another_form() -> None:
    one = {"type": "object", "properties": {"some": {"type": "string"}}, "required": ["some"]}
    other = {"type": "object", "properties": {"none": {"type": "null"}}, "required": ["none"]}
    assert incompatibilities({"anyOf": [one]}, {"anyOf": [one, other]}) != []
    assert incompatibilities({"anyOf": [one]}, {"anyOf": [one, other]}, only_read_here=True) == []
    assert incompatibilities({"anyOf": [one, other]}, {"anyOf": [one]}, only_read_here=True) != []
    label = {"properties": {"label": {"anyOf": [{"type": "string"}]}}, "type": "object"}
    wider = {"properties": {"label": {"anyOf": [{"type": "string"}, {"type": "null"}]}}, "type": "object"}
    assert incompatibilities(label, wider, only_read_here=True) != []
