"""The pages of HTTP: each endpoint with parameters, body, answers, errors and roles, from OpenAPI and the routes."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from . import meanings
from .markdown import code, codes, line, table
from .schemas import described, type_in_words
from .sources import CASE_ENDPOINTS, CASE_TYPES, PROBLEMS, SERVICES, Reach, Role, document_of, pages_of, reach, rule_of

_LISTING = re.compile(r"Listing_(.+)_")
_JSON = "application/json"
_ROLES = tuple(Role)
_REACHES = {
    Reach.NOTHING: "",
    Reach.GIVEN: "given",
    Reach.OWN: "own",
    Reach.OWN | Reach.GIVEN: "own, given",
    Reach.ASKED: "asked",
    Reach.ALL: "yes",
}


def endpoints_of(service: str) -> str:
    """Every endpoint of a service, by its groups, in the order of the document."""
    groups: dict[str, list[str]] = {}
    for method, path, operation in _operations(service):
        groups.setdefault(operation["tags"][0], []).append(_endpoint(service, method, path, operation))
    meanings = {tag["name"]: tag.get("description", "") for tag in document_of(service).get("tags", ())}
    return "\n\n".join(
        f"## {name.capitalize()}\n\n{meanings.get(name, '')}.\n\n" + "\n\n".join(parts)
        for name, parts in sorted(groups.items(), key=lambda group: _place(group[0], list(meanings)))
    )


def models_of(service: str) -> str:
    """Every object and word that the endpoints of a service take and answer."""
    models = document_of(service)["components"]["schemas"]
    return "\n\n".join(
        f"### {name}\n\n{described(models[name], _link)}" for name in sorted(models) if not _LISTING.fullmatch(name)
    )


def rights_of_endpoints() -> str:
    """Which role opens which endpoint."""
    rows = []
    for service in SERVICES:
        for method, path, _ in _operations(service):
            opened_by = rule_of(service, method, path).opened_by
            if opened_by is not None:
                marks = ("yes" if role in opened_by else "" for role in _ROLES)
                rows.append((service, code(f"{method.upper()} {path}"), *marks))
    return table(("service", "endpoint", *_ROLES), rows)


def rights_of_pages() -> str:
    """Which role opens which page."""
    rows = []
    for service in SERVICES:
        for method, path in pages_of(service):
            opened_by = rule_of(service, method, path).opened_by or ()
            rows.append((service, code(f"{method} {path}"), *("yes" if role in opened_by else "" for role in _ROLES)))
    return table(("service", "page", *_ROLES), rows)


def rights_of_cases() -> str:
    """With which cases of a type a role may do what an endpoint does; endpoints with the same rights are one row."""
    rows = []
    for case_type in CASE_TYPES:
        endpoints: dict[tuple[str, ...], list[str]] = {}
        for endpoint, deed in CASE_ENDPOINTS.items():
            cells = tuple(_REACHES[reach(role, deed, case_type)] for role in _ROLES)
            if any(cells) and deed not in case_type.without:
                endpoints.setdefault(cells, []).append(endpoint)
        rows += [(code(case_type.name), codes(of_row), *cells) for cells, of_row in endpoints.items()]
    return table(("type of case", "endpoints", *_ROLES), rows)


def _operations(service: str) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    for path, operations in document_of(service)["paths"].items():
        for method, operation in operations.items():
            yield method, path, operation


def _endpoint(service: str, method: str, path: str, operation: Mapping[str, Any]) -> str:
    parts = [f"### {method.upper()} {path}", *_paragraphs(operation.get("description", ""))]
    parts.append(_opened_by(service, method, path))
    parts += _parameters(operation.get("parameters", ()))
    parts += _body(operation.get("requestBody"))
    parts.append(_answers(operation["responses"]))
    parts.append(f"Errors: {', '.join(_errors(service, method, path, operation))}.")
    return "\n\n".join(parts)


def _paragraphs(description: str) -> Iterable[str]:
    return (line(paragraph) for paragraph in description.split("\n\n") if paragraph.strip())


def _opened_by(service: str, method: str, path: str) -> str:
    rule = rule_of(service, method, path)
    if not rule.needs_token:
        return "Open to everybody, without a token."
    if rule.opened_by is None:
        return "For every role."
    return f"For {codes(role for role in _ROLES if role in rule.opened_by)}."


def _parameters(parameters: Iterable[Mapping[str, Any]]) -> Iterable[str]:
    rows = [
        (
            code(parameter["name"]) + (" *(required)*" if parameter.get("required") else ""),
            parameter["in"],
            type_in_words(parameter["schema"], _link),
            _meaning(parameter) + _default(parameter),
        )
        for parameter in parameters
    ]
    if rows:
        yield table(("parameter", "in", "type", "meaning"), rows)


def _meaning(parameter: Mapping[str, Any]) -> str:
    told = line(parameter.get("description") or parameter["schema"].get("description", ""))
    if told:
        return told if told.endswith(".") else f"{told}."
    return meanings.filter_(parameter["name"]) if parameter["in"] == "query" else meanings.field(parameter["name"])


def _default(parameter: Mapping[str, Any]) -> str:
    default = parameter["schema"].get("default")
    return "" if default is None else f" Default: `{str(default).lower() if isinstance(default, bool) else default}`."


def _body(body: Mapping[str, Any] | None) -> Iterable[str]:
    for media, form in (body or {}).get("content", {}).items():
        kind = "" if media == _JSON else f" ({code(media)})"
        yield f"Body{kind}: {type_in_words(form.get('schema', {}), _link)}."


def _answers(responses: Mapping[str, Any]) -> str:
    told = []
    for status, response in responses.items():
        if status.isdigit() and int(status) < 400:
            forms = response.get("content", {})
            shapes = (_answer(media, form.get("schema", {})) for media, form in forms.items())
            told.append(f"{status}" + (f": {'; '.join(shapes)}" if forms else ""))
    return f"Answers {', or '.join(told)}."


def _answer(media: str, schema: Mapping[str, Any]) -> str:
    return type_in_words(schema, _link) if media == _JSON else code(media)


def _errors(service: str, method: str, path: str, operation: Mapping[str, Any]) -> list[str]:
    """The statuses of problems that this endpoint may answer, as its form tells; see the problem types."""
    rule = rule_of(service, method, path)
    headers = {parameter["name"] for parameter in operation.get("parameters", ()) if parameter["in"] == "header"}
    changes = method in ("post", "put", "patch")
    statuses = {503} if rule.is_probe else {405, 422} if not rule.any_query else {405}
    statuses |= {401} if rule.needs_token else set()
    statuses |= {403} if rule.opened_by is not None else set()
    statuses |= {404} if "{" in path else set()
    statuses |= {413, 415} if operation.get("requestBody") else set()
    statuses |= {409} if changes else set()
    statuses |= {412} if "If-Match" in headers else set()
    statuses |= {428} if "If-Match" in headers and method in ("put", "patch") else set()
    known = {problem.status for problem in PROBLEMS.values()}
    return [str(status) for status in sorted(statuses & known)]


def _place(group: str, order: list[str]) -> int:
    return order.index(group) if group in order else len(order)


def _link(name: str) -> str:
    listed = _LISTING.fullmatch(name)
    if listed is None:
        return f"[{name}](#{name.lower()})"
    kinds = [part for part in re.sub(r"^Union_", "", listed[1]).split("__")[0].split("_") if part]
    return f"[list](http.md#lists) of {' or '.join(_link(kind) for kind in kinds)}"
