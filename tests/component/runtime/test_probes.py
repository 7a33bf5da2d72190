"""What monitoring sees."""

import httpx

from shared.runtime.health import CheckResult, Health
from shared.testing.logs import Logs


async def behind() -> CheckResult:
    return CheckResult(False, "3 waiting")


async def test_a_service_that_starts_is_alive_but_not_ready(client: httpx.AsyncClient, health: Health) -> None:
    assert (await client.get("/health/live")).json() == {"status": "ok", "state": "starting", "checks": {}}
    answer = await client.get("/health/ready")
    assert (answer.status_code, answer.headers["content-type"]) == (503, "application/problem+json")
    assert answer.json()["type"] == "urn:flankerend:problem:not-ready"
    health.mark_ready()
    assert (await client.get("/health/ready")).status_code == 200


async def test_failed_checks_are_named(client: httpx.AsyncClient, health: Health) -> None:
    health.mark_ready()
    health.add("relay", behind, liveness=True)
    for path in ("/health/ready", "/health/live"):
        answer = await client.get(path)
        assert answer.status_code == 503
        assert answer.json()["checks"] == {"relay": {"ok": False, "detail": "3 waiting"}}


async def test_probes_leave_a_line_only_when_something_is_wrong(
    client: httpx.AsyncClient, health: Health, logs: Logs
) -> None:
    await client.get("/health/live")
    await client.get("/metrics")
    assert {line["level"] for line in logs.lines("http.request_handled")} == {"debug"}
    await client.get("/health/ready")
    last = logs.lines("http.request_handled")[-1]
    assert (last["http.route"], last["level"]) == ("/health/ready", "info")


async def test_metrics_are_in_the_format_that_is_asked_for(client: httpx.AsyncClient) -> None:
    await client.get("/books")
    plain = await client.get("/metrics")
    assert plain.headers["content-type"].startswith("text/plain")
    assert 'flankerend_http_requests_total{method="GET",route="/books",status="200"}' in plain.text
    asked = "application/openmetrics-text; version=1.0.0"
    assert (
        (await client.get("/metrics", headers={"Accept": asked}))
        .headers["content-type"]
        .startswith("application/openmetrics-text")
    )
