"""The OpenAPI document: FastAPI's own, with the errors as they really are."""

from typing import Any

from fastapi import FastAPI

from shared.runtime.http.problem_types import PROBLEMS
from shared.runtime.http.problems import MEDIA_TYPE

_REFERENCE = {"schema": {"$ref": "#/components/schemas/Problem"}}

PROBLEM_RESPONSES: dict[int | str, dict[str, Any]] = {
    "4XX": {"description": "A problem with the request", "content": {MEDIA_TYPE: _REFERENCE}},
    "5XX": {"description": "A problem of the service", "content": {MEDIA_TYPE: _REFERENCE}},
}

_FIELD_ERROR = {
    "type": "object",
    "required": ["field", "reason"],
    "properties": {"field": {"type": "string"}, "reason": {"type": "string"}},
}
_PROBLEM = {
    "title": "Problem",
    "description": "RFC 9457",
    "type": "object",
    "required": ["type", "title", "status", "detail", "instance"],
    "properties": {
        "type": {"type": "string", "enum": [f"urn:flankerend:problem:{name}" for name in PROBLEMS]},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "instance": {"type": "string", "format": "uri-reference"},
        "errors": {"type": "array", "items": _FIELD_ERROR},
        "allowed": {"type": "array", "items": {"type": "string"}},
    },
}


def describe_problems(app: FastAPI) -> None:
    """Add the schema of problems to ``app``'s OpenAPI document."""
    generate = app.openapi

    def openapi() -> dict[str, Any]:
        document = generate()
        document.setdefault("components", {}).setdefault("schemas", {})["Problem"] = _PROBLEM
        return document

    app.openapi = openapi  # type: ignore[method-assign]  # FastAPI's documented way to extend the document
