"""The OpenAPI documents say what the services do, in a way that generators of clients and tests can read."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.routing import iter_route_contexts
from jsonschema import Draft202012Validator
from schemathesis.specs.openapi.definitions import OPENAPI_31

from consultation.directory.api.contact_bodies import ContactChangeBody
from consultation.domain.contact import ROLES
from shared.domain.errors import InvalidField
from shared.domain.roles import Role
from shared.runtime.http.routes import rule_of
from shared.service.service import Service

from .conftest import service_of

JSON = re.compile(r"application/([a-z-]+\+)?json")
NULL = {"type": "null"}

Document = dict[str, Any]


def operations(document: Document) -> Iterator[tuple[str, dict[str, Any]]]:
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            yield f"{method.upper()} {path}", operation


def parameters(document: Document) -> Iterator[tuple[str, dict[str, Any]]]:
    for name, operation in operations(document):
        for parameter in operation.get("parameters", ()):
            yield f"{name} {parameter['name']}", parameter


def contents(document: Document) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every body that is sent or answered, by its operation and media type."""
    for name, operation in operations(document):
        for part in (operation.get("requestBody", {}), *operation["responses"].values()):
            for media_type, content in part.get("content", {}).items():
                yield f"{name} {media_type}", content


def schemas_within(value: Any) -> Iterator[dict[str, Any]]:
    """Every schema in a schema, itself included."""
    if isinstance(value, dict):
        yield value
        for name, part in value.items():
            if name not in {"examples", "example", "default", "const", "enum"}:
                yield from schemas_within(part)
    elif isinstance(value, list):
        for item in value:
            yield from schemas_within(item)


def refuses(document: Document, schema: dict[str, Any], value: Any) -> list[str]:
    validator = Draft202012Validator(
        {**schema, "components": document["components"]}, format_checker=Draft202012Validator.FORMAT_CHECKER
    )
    return [error.message for error in validator.iter_errors(value)]


def test_the_document_is_valid_openapi(document: Document) -> None:
    assert document["openapi"].startswith("3.1.")
    assert [error.message for error in Draft202012Validator(OPENAPI_31).iter_errors(document)] == []


def test_every_schema_is_valid_and_every_reference_leads_somewhere(document: Document) -> None:
    known = {f"#/components/schemas/{name}" for name in document["components"]["schemas"]}
    roots = [document["components"]["schemas"], [content for _, content in contents(document)]]
    roots += [[parameter["schema"] for _, parameter in parameters(document)]]
    assert {schema["$ref"] for schema in schemas_within(roots) if isinstance(schema.get("$ref"), str)} <= known
    for schema in document["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)


def test_a_model_has_a_name_of_its_own_and_no_module_in_it(document: Document) -> None:
    schemas = document["components"]["schemas"]
    assert [name for name in schemas if "__api__" in name or "." in name or name.endswith(("-Input", "-Output"))] == []
    inline = [
        schema["title"]
        for _, content in contents(document)
        if "$ref" not in (schema := content.get("schema", {})) and schema.get("title", "Body") != "Body"
    ]
    titles = Counter([*(schema.get("title") for schema in schemas.values()), *inline])
    assert [title for title, number in titles.items() if number > 1] == []
    assert {name: schema["title"] for name, schema in schemas.items()} == {name: name for name in schemas}


def test_no_body_of_json_is_just_any_object(document: Document) -> None:
    sent = [(name, operation["requestBody"]) for name, operation in operations(document) if "requestBody" in operation]
    bare = [
        (name, media_type)
        for name, body in sent
        for media_type, content in body["content"].items()
        if JSON.fullmatch(media_type)
        for schema in schemas_within(content["schema"])
        if schema.get("type") == "object" and not schema.keys() & {"properties", "additionalProperties", "$ref"}
    ]
    assert bare == []


def test_every_example_and_default_fits_its_schema(document: Document) -> None:
    wrong: list[Any] = []
    seen = 0
    roots = [schema for _, content in contents(document) if (schema := content.get("schema"))]
    roots += [document["components"]["schemas"], *(parameter["schema"] for _, parameter in parameters(document))]
    for schema in (schema for root in roots for schema in schemas_within(root)):
        shown = schema.get("examples", []) if isinstance(schema.get("examples", []), list) else []
        given = [schema["default"]] if "default" in schema and not isinstance(schema["default"], dict) else []
        for value in [*shown, *given]:
            seen += 1
            wrong += [(schema, value)] if refuses(document, schema, value) else []
    for name, content in [*contents(document), *parameters(document)]:
        examples = [example["value"] for example in content.get("examples", {}).values()]
        for value in [*examples, *([content["example"]] if "example" in content else [])]:
            seen += 1
            wrong += [(name, value)] if refuses(document, content["schema"], value) else []
    assert seen > 0
    assert wrong == []


def test_what_needs_no_token_says_so_and_everything_else_needs_one(service: Service, document: Document) -> None:
    for route in iter_route_contexts(service.app.routes):
        for method in route.methods or ():
            operation = document["paths"].get(route.path, {}).get(method.lower())
            if operation is not None:
                needs = rule_of(route.endpoint).needs_token
                assert operation["security"] == ([{"HTTPBearer": []}] if needs else []), route.path
    assert document["paths"]["/health/ready"]["get"]["security"] == []


def test_no_parameter_can_be_null(document: Document) -> None:
    nullable = [
        name for name, parameter in parameters(document) if any(s == NULL for s in schemas_within(parameter["schema"]))
    ]
    assert nullable == []


@pytest.mark.parametrize("field", ContactChangeBody.model_fields)
def test_a_change_of_a_contact_admits_a_null_exactly_where_it_is_taken(field: str) -> None:
    document = service_of("consultation").app.openapi()
    admitted = refuses(document, document["components"]["schemas"]["ContactChangeBody"], {field: None}) == []
    try:
        ContactChangeBody.model_validate({field: None}).changes()
    except InvalidField:
        assert not admitted
    else:
        assert admitted


@pytest.mark.parametrize(
    ("path", "name", "taken", "refused"),
    [
        ("/imports", "map", [["255901001:123456"], ["a:b:123456"], []], [["123456"], [":123456"], ["a:12345"]]),
        ("/imports", "columns", ["code:Afwezigheid", "pupil:Nr,code:A:B"], ["", "code", "code:", "colour:x"]),
        ("/imports", "periods", ["2:AM,7:PM", "T1:AM"], ["", "2", "2:am", "100:AM"]),
        ("/enrolments/imports", "map", [["255901001:123456"]], [["123456"]]),
        ("/enrolments/imports", "columns", ["pupil:Stamnummer"], ["code:Afwezigheid"]),
        ("/residents/imports", "columns", ["insz:Rijksregisternr"], ["pupil:Stamnummer"]),
    ],
)
def test_how_to_read_a_file_is_said_as_it_is_taken(
    attendance_document: Document, path: str, name: str, taken: list[Any], refused: list[Any]
) -> None:
    [schema] = [
        each["schema"] for each in attendance_document["paths"][path]["post"]["parameters"] if each["name"] == name
    ]
    assert [value for value in taken if refuses(attendance_document, schema, value)] == []
    assert [value for value in refused if not refuses(attendance_document, schema, value)] == []


@pytest.mark.parametrize("method", ["get", "put"])
def test_the_school_year_of_a_calendar_has_its_form_in_the_path_too(attendance_document: Document, method: str) -> None:
    operation = attendance_document["paths"]["/calendars/{school}/{school_year}"][method]
    [schema] = [each["schema"] for each in operation["parameters"] if each["name"] == "school_year"]
    assert refuses(attendance_document, schema, "2026-2027") == []
    assert refuses(attendance_document, schema, "2026") != []


@pytest.mark.parametrize(("hours", "admitted"), [(4, True), (2.55, True), (0, False), (12.5, False), ("four", False)])
def test_lesson_hours_of_a_rule_are_a_number(attendance_document: Document, hours: Any, admitted: bool) -> None:
    schema = attendance_document["components"]["schemas"]["HoursBody"]
    assert (refuses(attendance_document, schema, {"AM": hours, "PM": 2.5}) == []) is admitted


@pytest.mark.parametrize("model", ["ContactBody", "ContactChangeBody"])
@pytest.mark.parametrize(
    ("field", "value", "admitted"),
    [
        *[("role", role, role in ROLES) for role in Role],
        ("email", "an.els@clb.example", True),
        ("email", "an els@clb.example", False),
        ("email", "an@clb_.example", False),
        ("language", "nl-be", True),
        ("language", "1", False),
    ],
)
def test_a_contact_s_role_address_and_language_are_said_as_they_are_taken(
    model: str, field: str, value: str, admitted: bool
) -> None:
    document = service_of("consultation").app.openapi()
    needed = {"contact_id": "clb-1", "name": "An Els", "role": "clb"} if model == "ContactBody" else {}
    refused = refuses(document, document["components"]["schemas"][model], {**needed, field: value})
    assert (refused == []) is admitted


def test_a_header_s_pattern_is_what_is_taken(document: Document) -> None:
    headers = {parameter["name"]: parameter for _, parameter in parameters(document) if parameter["in"] == "header"}
    for value, taken in {'"3"': True, "*": True, 'W/"3"': True, '"3", "4"': True, "3": False, "": False}.items():
        assert (refuses(document, headers["If-Match"]["schema"], value) == []) is taken, value
    for value, taken in {"a-1": True, "": False, "two words": False, "é": False, "x" * 256: False}.items():
        assert (refuses(document, headers["Idempotency-Key"]["schema"], value) == []) is taken, value


def test_every_post_behind_a_token_takes_an_idempotency_key(document: Document) -> None:
    for name, operation in operations(document):
        named = [parameter["name"] for parameter in operation.get("parameters", ()) if parameter["in"] == "header"]
        assert ("Idempotency-Key" in named) is (name.startswith("POST") and operation["security"] != []), name


def test_the_document_says_where_the_service_is(document: Document) -> None:
    assert document["servers"][0]["url"] == "/"
    assert all(server["description"] for server in document["servers"])


def test_every_group_of_endpoints_is_declared_and_described(document: Document) -> None:
    used = {tag for _, operation in operations(document) for tag in operation["tags"]}
    assert used == {tag["name"] for tag in document["tags"]}
    assert all(tag["description"] for tag in document["tags"])


@pytest.mark.parametrize("path", ["/attendance-records", "/enrolments"])
def test_schools_post_the_contracts_own_models(attendance_document: Document, path: str) -> None:
    content = attendance_document["paths"][path]["post"]["requestBody"]["content"]
    assert list(content) == [
        "application/json",
        "application/cloudevents+json",
        "application/cloudevents-batch+json",
    ]
    models = {"/attendance-records": ["Mark"], "/enrolments": ["PupilEnrolled", "PupilWithdrawn"]}[path]
    for form in content.values():
        assert set(models) <= _reached(attendance_document, form["schema"])


def _reached(document: Document, schema: dict[str, Any]) -> set[str]:
    found: set[str] = set()
    waiting = [schema]
    while waiting:
        for part in schemas_within(waiting.pop()):
            name = str(part.get("$ref", "")).rpartition("/")[2]
            if name and name not in found:
                found.add(name)
                waiting.append(document["components"]["schemas"][name])
    return found
