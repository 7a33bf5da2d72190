"""How an event lies in a Kafka record, as JSON Schema: headers in binary mode, the whole event in structured mode."""

from typing import Any

from shared.contracts.json_schema import DIALECT
from shared.contracts.moments import RFC_3339

STRUCTURED = "application/cloudevents+json"

_ID = {"type": "string", "minLength": 1, "maxLength": 64, "description": "Id of the event at its source."}
_SOURCE = {"type": "string", "format": "uri-reference", "examples": ["/attendance"]}
_BINARY: dict[str, Any] = {
    "$schema": DIALECT,
    "type": "object",
    "description": "CloudEvents 1.0 attributes as Kafka headers (binary mode).",
}
_REQUIRED = ["ce_specversion", "ce_id", "ce_source", "ce_type"]
_ATTRIBUTES: dict[str, Any] = {
    "ce_specversion": {"type": "string", "const": "1.0"},
    "ce_id": _ID,
    "ce_source": _SOURCE,
    "ce_type": {"type": "string", "description": "The event type."},
    "ce_subject": {"type": "string", "description": "Id of the aggregate."},
    "ce_correlationid": {"type": "string", "description": "Id of the story this event belongs to."},
    "ce_causationid": {"type": "string", "description": "Id of the event or request that led to this one."},
    "ce_traceparent": {"type": "string", "description": "W3C trace context."},
}

OUR_HEADERS: dict[str, Any] = {
    **_BINARY,
    "required": [*_REQUIRED, "ce_time", "ce_sequence", "content-type"],
    "properties": {
        **_ATTRIBUTES,
        "ce_time": {"type": "string", "format": "date-time", "pattern": RFC_3339, "description": "When it happened."},
        "ce_sequence": {
            "type": "string",
            "pattern": "^[1-9][0-9]{0,17}$",
            "description": "Version of the aggregate, from 1, one more with every event.",
        },
        "content-type": {"type": "string", "const": "application/json"},
    },
}
"""Headers of what the services send."""

SCHOOLS_HEADERS: dict[str, Any] = {
    **_BINARY,
    "required": _REQUIRED,
    "properties": {
        **_ATTRIBUTES,
        "ce_time": {"type": "string", "description": "When it happened; not used."},
        "ce_sequence": {"type": "string", "description": "Any text; not used."},
        "content-type": {
            "type": "string",
            "pattern": "^application/json *(;.*)?$",
            "description": "JSON also where it is absent.",
        },
    },
}
"""Headers of what schools send in binary mode."""

STRUCTURED_HEADERS: dict[str, Any] = {
    "$schema": DIALECT,
    "type": "object",
    "description": "In structured mode the attributes are in the value.",
    "required": ["content-type"],
    "properties": {"content-type": {"type": "string", "pattern": r"^application/cloudevents\+json *(;.*)?$"}},
}
"""Headers of what schools send in structured mode."""


def structured(event_type: str, data: str) -> dict[str, Any]:
    """The schema of an event in structured mode; `data` refers to the schema of its data."""
    return {
        "$schema": DIALECT,
        "type": "object",
        "description": "A CloudEvent in JSON format.",
        "required": ["specversion", "id", "source", "type"],
        "oneOf": [{"required": ["data"]}, {"required": ["data_base64"]}],
        "properties": {
            "specversion": {"type": "string", "const": "1.0"},
            "id": _ID,
            "source": _SOURCE,
            "type": {"type": "string", "const": event_type},
            "datacontenttype": {"type": "string", "pattern": "^application/json *(;.*)?$"},
            "data": {"$ref": data},
            "data_base64": {
                "type": "string",
                "contentEncoding": "base64",
                "contentMediaType": "application/json",
                "description": "The same as data, in base64: what an SDK writes that was handed the JSON as bytes.",
            },
        },
    }
