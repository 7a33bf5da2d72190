"""JSON Schemas in words: what a value is, and the fields of an object."""

from collections.abc import Callable, Mapping
from typing import Any

from . import meanings
from .markdown import block, code, codes, line, table
from .sources import in_words

Schema = Mapping[str, Any]
Linked = Callable[[str], str]
"""How a model that is referred to is written, by its name."""

_KINDS = {"string": "text", "integer": "whole number", "number": "number", "boolean": "true or false", "null": "null"}
_SEVERAL = {"text": "texts", "whole number": "whole numbers", "UUID": "UUIDs", "date": "dates", "object": "objects"}
_FORMATS = {
    "uuid": "UUID",
    "date": "date",
    "date-time": "time with offset",
    "email": "e-mail address",
    "time": "time of day",
    "uri-reference": "URI-reference",
}


def name_in(reference: str) -> str:
    """The model's name of a `$ref`."""
    return reference.rsplit("/", 1)[1]


def type_in_words(schema: Schema, linked: Linked) -> str:
    """What a value is, such as `text` or `a list of dates`."""
    if "$ref" in schema:
        return linked(name_in(schema["$ref"]))
    for several in ("anyOf", "oneOf"):
        if several in schema:
            return _either(list(dict.fromkeys(type_in_words(option, linked) for option in schema[several])))
    if len(schema.get("allOf", ())) == 1:
        return type_in_words(schema["allOf"][0], linked)
    if "const" in schema:
        return code(schema["const"])
    if "enum" in schema:
        return codes(schema["enum"])
    if schema.get("type") == "array":
        item = type_in_words(schema.get("items", {}), linked)
        return f"list of {_SEVERAL.get(item, item)}{_how_many(schema, 'minItems', 'maxItems')}"
    if schema.get("type") == "object" or "properties" in schema:
        return _object(schema, linked)
    return _plain(schema)


def fields(schema: Schema, linked: Linked) -> str:
    """A table of an object's fields."""
    required = set(schema.get("required", ()))
    return table(
        ("field", "type", "meaning"),
        (
            (
                code(name) + ("" if name in required else " *(optional)*"),
                type_in_words(field, linked),
                _meaning(name, field),
            )
            for name, field in schema["properties"].items()
        ),
    )


def described(schema: Schema, linked: Linked) -> str:
    """A model: what it is, and its fields, its words or what it may be."""
    parts = [block(schema["description"])] if schema.get("description") else []
    if schema.get("properties"):
        parts.append(fields(schema, linked))
    elif "enum" in schema:
        parts.append(f"One of {codes(schema['enum'])}.")
    else:
        parts.append(f"It is {type_in_words(schema, linked)}.")
    return "\n\n".join(parts)


def _either(options: list[str]) -> str:
    others = " or ".join(option for option in options if option != "null")
    return f"{others}, or null" if "null" in options else others


def _meaning(name: str, field: Schema) -> str:
    text = line(field.get("description", "")) or meanings.field(name)
    default = field.get("default")
    if default not in (None, [], {}):
        text = f"{text} Default: `{str(default).lower() if isinstance(default, bool) else default}`.".lstrip()
    return text


def _plain(schema: Schema) -> str:
    kind = schema.get("type")
    if kind == "string" and schema.get("format") in _FORMATS:
        return _FORMATS[schema["format"]]
    if kind == "string":
        return _text(schema)
    if kind in ("integer", "number"):
        return _KINDS[kind] + _range(schema)
    return _KINDS.get(str(kind), "any value")


def _text(schema: Schema) -> str:
    words = (in_words(schema.get("pattern", "")) or "").replace("<", "&lt;")
    if schema.get("examples") and "such as" not in words:
        return f"{words or 'text'}, such as {code(schema['examples'][0])}"
    if words:
        return words
    if schema.get("contentMediaType") or schema.get("format") == "binary":
        return "the file"
    most = schema.get("maxLength")
    return f"text of up to {most:,} characters" if most else "text"


def _range(schema: Schema) -> str:
    low = schema.get("minimum", schema.get("exclusiveMinimum"))
    high = schema.get("maximum", schema.get("exclusiveMaximum"))
    if low is not None and high is not None:
        return f", {_number(low)} to {_number(high)}"
    if low is not None:
        return f" above {_number(low)}" if "exclusiveMinimum" in schema else f", at least {_number(low)}"
    return f", at most {_number(high)}" if high is not None else ""


def _number(value: float) -> str:
    return f"{int(value):,}" if float(value).is_integer() else str(value)


def _how_many(schema: Schema, least: str, most: str) -> str:
    if most not in schema:
        return ""
    return f" ({schema[least]} to {schema[most]})" if schema.get(least) else f" (up to {schema[most]})"


def _object(schema: Schema, linked: Linked) -> str:
    if schema.get("properties"):
        return "object with " + codes(schema["properties"])
    values = schema.get("additionalProperties")
    if isinstance(values, Mapping) and values:
        return f"object of {type_in_words(values, linked)}"
    return "object"
