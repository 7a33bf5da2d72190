"""The OpenAPI document: FastAPI's own, with errors, bodies, security and parameters as they really are."""

from collections.abc import Iterator, Mapping
from typing import Any

from fastapi import FastAPI
from fastapi.routing import iter_route_contexts

from shared.domain.patterns import worded
from shared.runtime.http.bodies import bodies_of, described
from shared.runtime.http.idempotency import HEADER, KEY_PATTERN
from shared.runtime.http.problem_types import PROBLEMS
from shared.runtime.http.problems import MEDIA_TYPE
from shared.runtime.http.routes import RouteRule, rule_of

Schema = dict[str, Any]

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
_IDEMPOTENCY_KEY = {
    "name": HEADER,
    "in": "header",
    "required": False,
    "description": "The same caller, path and body get the first answer again, for 24 hours",
    "schema": {
        "type": "string",
        "pattern": worded(f"^{KEY_PATTERN}$", "1 to 255 visible ASCII characters"),
        "title": HEADER,
    },
}


def describe(app: FastAPI) -> None:
    """Bring ``app``'s OpenAPI document to what the service really takes and answers."""
    generate = app.openapi

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            _complete(generate(), app)
        return app.openapi_schema or {}

    app.openapi = openapi  # type: ignore[method-assign]  # FastAPI's documented way to extend the document


def _complete(document: dict[str, Any], app: FastAPI) -> None:
    schemas: dict[str, Schema] = document.setdefault("components", {}).setdefault("schemas", {})
    schemas["Problem"] = _PROBLEM
    for operation, method, endpoint, rule in _operations(document, app):
        if forms := bodies_of(endpoint):
            operation["requestBody"], models = described(forms)
            schemas.update(models)
        if not rule.needs_token:
            operation["security"] = []
        elif method == "post":
            operation.setdefault("parameters", []).append(_IDEMPOTENCY_KEY)
        for parameter in operation.get("parameters", ()):
            parameter["schema"] = _without_null(parameter["schema"])
    for name, schema in schemas.items():
        schema["title"] = name  # a generator names a model by its title


def _operations(document: Mapping[str, Any], app: FastAPI) -> Iterator[tuple[dict[str, Any], str, Any, RouteRule]]:
    """Each operation of the document with its method, its endpoint and its rule."""
    for route in iter_route_contexts(app.routes):
        for method in route.methods or ():
            operation = document["paths"].get(route.path, {}).get(method.lower())
            if operation is not None:
                yield operation, method.lower(), route.endpoint, rule_of(route.endpoint)


def _without_null(schema: Schema) -> Schema:
    """The schema of a parameter: a parameter may be left out, but it is never null."""
    options = [option for option in schema.get("anyOf", ()) if option != {"type": "null"}]
    if len(options) == len(schema.get("anyOf", ())):
        return schema
    others = {name: value for name, value in schema.items() if name != "anyOf"}
    return {**options[0], **others} if len(options) == 1 else {"anyOf": options, **others}
