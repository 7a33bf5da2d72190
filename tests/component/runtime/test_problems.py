"""Every error is a problem of a known type, and no error tells more than it should."""

import gzip
from typing import Any

import httpx
import pytest
from starlette.exceptions import HTTPException

from shared.runtime.http.invalid_fields import FieldError
from shared.runtime.http.problem_types import PROBLEMS
from shared.runtime.http.problems import Problem, problem_of
from shared.testing.logs import Logs

from .shelf import Shelf


def problem(answer: httpx.Response) -> dict[str, Any]:
    """The problem in an answer that has to be one."""
    assert answer.headers["content-type"] == "application/problem+json"
    body: dict[str, Any] = answer.json()
    kind = PROBLEMS[body["type"].removeprefix("urn:flankerend:problem:")]
    assert (answer.status_code, body["status"], body["title"]) == (kind.status, kind.status, kind.title)
    assert body["detail"]
    assert body["instance"] == answer.request.url.raw_path.decode().partition("?")[0]
    return body


@pytest.mark.parametrize(
    ("name", "status", "members"),
    [
        ("not-found", 404, {"detail": "no such book: b-1"}),
        ("conflict", 409, {"detail": "there is one already"}),
        ("illegal-transition", 409, {"allowed": ["bring-back"], "state": "lent"}),
        ("invalid-field", 422, {"errors": [{"field": "due", "reason": "must be a school day"}]}),
        ("database-away", 503, {}),
        ("fault", 500, {}),
    ],
)
async def test_an_error_of_the_domain_or_the_service_is_a_problem(
    client: httpx.AsyncClient, name: str, status: int, members: dict[str, Any]
) -> None:
    answer = await client.post(f"/errors/{name}")
    body = problem(answer)
    assert answer.status_code == status
    assert members.items() <= body.items()
    assert "Zonnebloem" not in answer.text


async def test_an_unknown_query_parameter_is_refused_and_the_known_ones_named(client: httpx.AsyncClient) -> None:
    body = problem(await client.get("/books?limit=2&reference=SP-2026-000001&reference=&Limit=3&x%20y"))
    assert [error["field"] for error in body["errors"]] == ["reference", "Limit", "x y"]
    assert {error["reason"] for error in body["errors"]} == {"is no query parameter here; allowed: cursor, limit"}
    assert body["allowed"] == ["cursor", "limit"]
    assert "SP-2026" not in str(body)


async def test_a_route_without_query_parameters_takes_none(client: httpx.AsyncClient) -> None:
    body = problem(await client.get("/opening-hours/monday?dry_run=true"))
    assert (body["status"], body["allowed"]) == (422, [])
    assert body["errors"] == [{"field": "dry_run", "reason": "is no query parameter here; allowed: none"}]


async def test_of_many_unknown_parameters_a_hundred_are_named_in_short(client: httpx.AsyncClient) -> None:
    query = "&".join(f"{'x' * 200}{number}=1" for number in range(150))
    errors = problem(await client.get(f"/books?{query}"))["errors"]
    assert (len(errors), {len(error["field"]) for error in errors}) == (100, {100})


async def test_a_link_in_a_mail_may_carry_what_others_add(client: httpx.AsyncClient) -> None:
    answer = await client.get("/reminders/abc?utm_source=scanner&x")
    assert (answer.status_code, answer.json()) == (200, {"token": "abc"})


async def test_who_has_no_token_learns_nothing_of_parameters(client: httpx.AsyncClient) -> None:
    answer = await client.get("/books?reference=1", headers={"Authorization": ""})
    assert problem(answer)["status"] == 401


@pytest.mark.parametrize("name", [name for name, kind in PROBLEMS.items() if kind.status == 422])
def test_a_problem_of_status_422_cannot_be_made_without_errors(name: str) -> None:
    nothing: tuple[None, list[FieldError]] = (None, [])
    for errors in nothing:
        with pytest.raises(ValueError, match="what is wrong"):
            Problem(name, errors=errors)


def test_a_bare_status_422_of_the_framework_has_errors_too() -> None:
    assert problem_of(HTTPException(422)).members["errors"]


@pytest.mark.parametrize(
    ("content", "field"),
    [
        (b"", "body"),
        (b"{", "body"),
        (b'{"title": "\xff"}', "body"),
        (b"[" * 100_000, "body"),
        (b"[]", "body"),
        (b"null", "body"),
        (b"{}", "title"),
        (b'{"title": 7}', "title"),
        (b'{"title": "x", "size": "huge"}', "size"),
        (b'{"title": "\\ud800"}', "title"),
    ],
)
async def test_a_malformed_body_is_an_invalid_request_that_names_the_field(
    client: httpx.AsyncClient, content: bytes, field: str
) -> None:
    answer = await client.post("/books", content=content, headers={"Content-Type": "application/json"})
    body = problem(answer)
    assert body["type"] == "urn:flankerend:problem:invalid-request"
    assert [error["field"] for error in body["errors"]] == [field]


async def test_an_invalid_request_never_repeats_what_was_sent(client: httpx.AsyncClient) -> None:
    answer = await client.post("/books", json={"title": {"Zonnebloem": 1}, "size": "Vanderkanarie"})
    assert answer.status_code == 422
    assert "Zonnebloem" not in answer.text
    assert "Vanderkanarie" not in answer.text


@pytest.mark.parametrize(
    ("method", "path", "field"),
    [
        ("GET", "/books?limit=0", "limit"),
        ("GET", "/books?limit=201", "limit"),
        ("GET", "/books?limit=many", "limit"),
        ("GET", "/books?cursor=nonsense", "cursor"),
        ("GET", "/books/first", "book_id"),
        ("GET", "/books?cursor=%00", "query"),
    ],
)
async def test_a_wrong_parameter_is_named(client: httpx.AsyncClient, method: str, path: str, field: str) -> None:
    body = problem(await client.request(method, path))
    assert [error["field"] for error in body["errors"]] == [field]


async def test_text_the_database_cannot_store_is_an_invalid_request(client: httpx.AsyncClient) -> None:
    answer = await client.post("/notes", json={"title": "a\x00b"})
    assert problem(answer)["type"] == "urn:flankerend:problem:invalid-request"


@pytest.mark.parametrize("path", ["/nowhere", "/books/1/nothing", "/books/", "/books/%00", "/redoc"])
async def test_what_is_not_there_is_not_found(client: httpx.AsyncClient, path: str) -> None:
    assert problem(await client.get(path))["type"] == "urn:flankerend:problem:not-found"


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("DELETE", "/books", "GET, POST"),
        ("PATCH", "/books/1", "GET, PUT"),
        ("OPTIONS", "/books", "GET, POST"),
        ("TRACE", "/books", "GET, POST"),
        ("NONSENSE", "/imports", "POST"),
        ("POST", "/health/live", "GET"),
    ],
)
async def test_another_method_is_told_which_ones_there_are(
    client: httpx.AsyncClient, method: str, path: str, allowed: str
) -> None:
    answer = await client.request(method, path)
    assert problem(answer)["status"] == 405
    assert answer.headers["allow"] == allowed


@pytest.mark.parametrize("accept", ["text/html", "application/json;q=0", "text/calendar"])
async def test_a_caller_that_accepts_no_json_is_told_so(client: httpx.AsyncClient, accept: str) -> None:
    body = problem(await client.get("/books", headers={"Accept": accept}))
    assert (body["status"], body["supported"]) == (406, ["application/json"])


async def test_a_route_may_answer_something_else(client: httpx.AsyncClient) -> None:
    assert (await client.get("/books/1.ics", headers={"Accept": "text/calendar"})).status_code == 200
    assert (await client.get("/books/1.ics", headers={"Accept": "application/json"})).status_code == 406


@pytest.mark.parametrize(
    "content_type", [None, "text/plain", "application/x-www-form-urlencoded", "multipart/form-data"]
)
async def test_a_body_of_another_type_is_refused(client: httpx.AsyncClient, content_type: str | None) -> None:
    headers = {"Content-Type": content_type} if content_type else {}
    body = problem(await client.post("/books", content=b'{"title": "x"}', headers=headers))
    assert (body["status"], body["supported"]) == (415, ["application/json"])


@pytest.mark.parametrize("coding", ["gzip", "br", "identity, gzip"])
async def test_a_compressed_body_is_refused(client: httpx.AsyncClient, shelf: Shelf, coding: str) -> None:
    headers = {"Content-Type": "application/json", "Content-Encoding": coding}
    for path in ("/books", "/imports"):
        body = problem(await client.post(path, content=gzip.compress(b'{"title": "x"}'), headers=headers))
        assert (body["status"], body["supported"]) == (415, ["identity"])
    assert shelf.books == []


@pytest.mark.parametrize("coding", ["identity", "Identity", ""])
async def test_a_body_that_says_it_is_not_compressed_is_taken(client: httpx.AsyncClient, coding: str) -> None:
    headers = {"Content-Type": "application/json", "Content-Encoding": coding}
    assert (await client.post("/books", content=b'{"title": "x"}', headers=headers)).status_code == 201


async def test_a_route_may_take_other_types(client: httpx.AsyncClient) -> None:
    cloud_event = {"Content-Type": "application/cloudevents+json; charset=utf-8"}
    assert (await client.post("/events", content=b"{}", headers=cloud_event)).status_code == 200
    assert (await client.post("/imports", content=b"a,b", headers={"Content-Type": "text/csv"})).status_code == 200
    assert (await client.post("/imports", content=b"a,b")).status_code == 200


async def test_a_post_without_a_body_needs_no_type(client: httpx.AsyncClient) -> None:
    assert (await client.post("/books/1/lend")).status_code == 200


async def test_a_fault_is_logged_by_type_and_told_to_nobody(client: httpx.AsyncClient, logs: Logs) -> None:
    answer = await client.post("/errors/fault")
    line = logs.line("http.request_handled")
    assert (answer.status_code, line["http.response.status_code"], line["outcome"]) == (500, 500, "failed")
    assert (line["level"], line["error.type"], line["problem"]) == ("error", "ValueError", "internal-error")
    assert line["error.stack"][-1].endswith("Shelf._writing.<locals>.fail")
    assert "Zonnebloem" not in logs.text


async def test_the_document_describes_problems_as_they_are(client: httpx.AsyncClient) -> None:
    document = (await client.get("/openapi.json")).json()
    assert "HTTPValidationError" not in document["components"]["schemas"]
    known = document["components"]["schemas"]["Problem"]["properties"]["type"]["enum"]
    assert known == [f"urn:flankerend:problem:{name}" for name in PROBLEMS]
    answers = document["paths"]["/books"]["post"]["responses"]
    assert answers["4XX"]["content"] == {
        "application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}
    }
    assert document["components"]["securitySchemes"]["HTTPBearer"]["scheme"] == "bearer"
    assert {"HTTPBearer": []} in document["paths"]["/books"]["post"]["security"]
