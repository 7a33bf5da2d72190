"""What monitoring asks every service: is it alive, is it ready, how is it doing."""

from dataclasses import asdict
from typing import Any

from fastapi import APIRouter, Request
from prometheus_client import REGISTRY
from prometheus_client.exposition import choose_encoder
from starlette.responses import Response

from shared.runtime.health import Health, Report
from shared.runtime.http.problems import Problem
from shared.runtime.http.routes import probe

PROBE_TAGS = {"monitoring": "Whether the service is alive and ready, and how it is doing"}


def probes_router(health: Health) -> APIRouter:
    """``/health/live``, ``/health/ready`` and ``/metrics``."""
    router = APIRouter(tags=[*PROBE_TAGS])

    @router.get("/health/live")
    @probe
    async def live() -> dict[str, Any]:
        """Whether the process makes progress (consumers poll, the relay sends); if not, restart it."""
        return _answer(await health.live(), "not-alive")

    @router.get("/health/ready")
    @probe
    async def ready() -> dict[str, Any]:
        """Whether the service can do its work now."""
        return _answer(await health.ready(), "not-ready")

    @router.get("/metrics", response_class=Response)
    @probe
    async def metrics(request: Request) -> Response:
        """Counters and gauges for Prometheus."""
        encode, content_type = choose_encoder(request.headers.get("accept", ""))
        return Response(encode(REGISTRY), headers={"content-type": content_type})

    return router


def _answer(report: Report, problem: str) -> dict[str, Any]:
    checks = {name: asdict(result) for name, result in report.checks.items()}
    if not report.ok:
        raise Problem(problem, state=report.state, checks=checks)
    return {"status": "ok", "state": report.state, "checks": checks}
