"""One story, one id: correlation and trace go through every request, and every request leaves one line."""

import asyncio
import re

import httpx
import pytest
from fastapi import FastAPI
from prometheus_client import REGISTRY

from shared.runtime.context import current
from shared.testing.logs import Logs

TRACE = "0af7651916cd43dd8448eb211c80319c"
UUID = r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}"


@pytest.mark.parametrize("path", ["/books", "/nowhere", "/books?limit=0"])
async def test_a_correlation_id_is_taken_over_and_answered(client: httpx.AsyncClient, path: str, logs: Logs) -> None:
    answer = await client.get(path, headers={"X-Correlation-Id": "story-1.A_b"})
    assert answer.headers["x-correlation-id"] == "story-1.A_b"
    assert logs.line("http.request_handled")["correlation_id"] == "story-1.A_b"


@pytest.mark.parametrize("given", [None, "", "a b", "x" * 65, "a/b", "<script>", "é", "11030499935"])
async def test_without_a_usable_one_a_new_one_is_made(client: httpx.AsyncClient, given: str | None, logs: Logs) -> None:
    headers = {} if given is None else {"X-Correlation-Id": given.encode()}
    answer = await client.get("/books", headers=headers)  # type: ignore[arg-type]  # httpx takes bytes too
    made = answer.headers["x-correlation-id"]
    assert re.fullmatch(UUID, made)
    assert logs.line("http.request_handled")["correlation_id"] == made


@pytest.mark.parametrize(("path", "status"), [("/books", 401), ("/errors/fault", 500)])
async def test_errors_answer_it_too(client: httpx.AsyncClient, path: str, status: int) -> None:
    if status == 401:
        client.headers.pop("Authorization")
    answer = await client.request("GET" if status == 401 else "POST", path, headers={"X-Correlation-Id": "story-2"})
    assert (answer.status_code, answer.headers["x-correlation-id"]) == (status, "story-2")


async def test_a_trace_goes_on_in_a_span_of_its_own(client: httpx.AsyncClient, logs: Logs) -> None:
    await client.get("/books", headers={"traceparent": f"00-{TRACE}-b7ad6b7169203331-01"})
    line = logs.line("http.request_handled")
    assert line["trace_id"] == TRACE
    assert re.fullmatch("[0-9a-f]{16}", line["span_id"])
    assert line["span_id"] != "b7ad6b7169203331"


@pytest.mark.parametrize("given", ["", "nonsense", f"00-{'0' * 32}-b7ad6b7169203331-01", f"00-{TRACE}-short-01"])
async def test_without_a_usable_one_a_new_trace_begins(client: httpx.AsyncClient, given: str, logs: Logs) -> None:
    await client.get("/books", headers={"traceparent": given})
    line = logs.line("http.request_handled")
    assert re.fullmatch("[0-9a-f]{32}", line["trace_id"])
    assert line["trace_id"].strip("0")
    assert line["trace_id"] != TRACE


async def test_work_inside_a_request_belongs_to_its_story(client: httpx.AsyncClient, app: FastAPI) -> None:
    @app.get("/context")
    async def context() -> dict[str, str | None]:
        return {"correlation_id": current().correlation_id, "causation_id": current().causation_id}

    one, other = await asyncio.gather(
        *(client.get("/context", headers={"X-Correlation-Id": name}) for name in ("one", "other"))
    )
    assert [one.json()["correlation_id"], other.json()["correlation_id"]] == ["one", "other"]
    assert one.json()["causation_id"] != other.json()["causation_id"]
    assert current().correlation_id is None


@pytest.mark.parametrize(
    ("method", "path", "route", "status", "outcome"),
    [
        ("GET", "/books/7?size=small", "/books/{book_id}", 200, "ok"),
        ("GET", "/books/vanderkanarie", "/books/{book_id}", 422, "rejected"),
        ("DELETE", "/books/7", "/books/{book_id}", 405, "rejected"),
        ("GET", "/vanderkanarie", "(unmatched)", 404, "rejected"),
        ("POST", "/errors/database-away", "/errors/{name}", 503, "failed"),
    ],
)
async def test_a_request_leaves_one_line_with_the_template_of_its_route(
    client: httpx.AsyncClient, logs: Logs, method: str, path: str, route: str, status: int, outcome: str
) -> None:
    await client.request(method, path)
    line = logs.line("http.request_handled")
    assert (line["http.route"], line["http.request.method"]) == (route, method)
    assert (line["http.response.status_code"], line["outcome"]) == (status, outcome)
    assert 0 < line["duration_ms"] < 10_000
    assert "vanderkanarie" not in logs.text


async def test_a_line_names_the_problem_that_was_answered(client: httpx.AsyncClient, logs: Logs) -> None:
    await client.get("/nowhere")
    assert logs.line("http.request_handled")["problem"] == "not-found"


async def test_requests_are_counted_by_template(client: httpx.AsyncClient) -> None:
    labels = {"route": "/books/{book_id}", "method": "GET", "status": "200"}
    before = REGISTRY.get_sample_value("flankerend_http_requests_total", labels) or 0
    await client.get("/books/1")
    await client.get("/books/2")
    assert REGISTRY.get_sample_value("flankerend_http_requests_total", labels) == before + 2


async def test_an_unknown_method_is_counted_as_other(client: httpx.AsyncClient, logs: Logs) -> None:
    await client.request("VANDERKANARIE", "/books")
    assert logs.line("http.request_handled")["http.request.method"] == "OTHER"
