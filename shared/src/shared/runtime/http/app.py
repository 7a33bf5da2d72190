"""A service's HTTP application: the same doors, rules and answers for all four."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from types import MappingProxyType

from fastapi import APIRouter, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from shared.domain.errors import DomainError
from shared.runtime.health import Health
from shared.runtime.http.authentication import Authentication, Sessions
from shared.runtime.http.docs import docs_router
from shared.runtime.http.idempotency import Idempotency
from shared.runtime.http.idempotency_store import IdempotencyStore
from shared.runtime.http.openapi import PROBLEM_RESPONSES, describe
from shared.runtime.http.probes import PROBE_TAGS, probes_router
from shared.runtime.http.problems import ProblemPage, problem_of
from shared.runtime.http.request_rules import RequestRules
from shared.runtime.http.requests import Requests
from shared.runtime.http.routes import RouteTable
from shared.runtime.http.tokens import tokens_from
from shared.runtime.settings import ServiceSettings

BeforeRoutes = Callable[[Request], Awaitable[None]]
"""What runs before every route; it is given the request without its body."""


def create_app(
    service_name: str,
    settings: ServiceSettings,
    *,
    engine: AsyncEngine,
    routers: Sequence[APIRouter],
    before_routes: BeforeRoutes | None = None,
    health: Health,
    sessions: Sessions | None = None,
    problem_page: ProblemPage | None = None,
    page_headers: Mapping[str, str] = MappingProxyType({}),
    tags: Mapping[str, str] = MappingProxyType({}),
    version: str = "1",
    description: str = "",
) -> FastAPI:
    """The application of ``service_name`` with ``routers``; run it with uvicorn, ``log_config=None``.

    Routes take JSON of up to 1 MiB, answer JSON and need a token; ``shared.runtime.http.routes`` has the markers for
    other routes. The database of ``engine`` keeps the answers to an ``Idempotency-Key``. ``tags`` describe each group
    of endpoints. ``sessions`` open pages, ``problem_page`` answers problems of pages, and every answer of a page has
    ``page_headers``, a redirect too.
    """
    app = FastAPI(
        title=f"Flankerend {service_name}",
        version=version,
        description=description,
        docs_url=None,
        redoc_url=None,
        openapi_tags=[{"name": name, "description": about} for name, about in {**tags, **PROBE_TAGS}.items()],
        servers=[
            {"url": "/", "description": "The service that this document was read from"},
            {"url": f"http://127.0.0.1:{settings.http_port}", "description": "The local stack"},
        ],
        redirect_slashes=False,
    )
    for router in (probes_router(health), docs_router(app.title), *routers):
        _take_in(app, router, before_routes)
    for kind in (HTTPException, RequestValidationError, DomainError, DBAPIError):
        app.add_exception_handler(kind, _answer_problem)
    app.add_middleware(Idempotency, store=IdempotencyStore(engine))
    app.add_middleware(RequestRules)
    app.add_middleware(Authentication, tokens=tokens_from(settings), sessions=sessions)
    app.add_middleware(Requests, routes=RouteTable(app), problem_page=problem_page, page_headers=page_headers)
    describe(app)
    return app


def _take_in(app: FastAPI, router: APIRouter, before_routes: BeforeRoutes | None) -> None:
    """Give the application the routes of a router as they are: ``include_router`` would work each of them out again."""
    for route in router.routes:
        assert isinstance(route, APIRoute), "a router of a service has endpoints, and no other routers"
        route.responses = {**PROBLEM_RESPONSES, **route.responses}
        if before_routes:
            route.app = _after(before_routes, route.app)
        app.router.routes.append(route)


def _after(before_routes: BeforeRoutes, app: ASGIApp) -> ASGIApp:
    async def run(scope: Scope, receive: Receive, send: Send) -> None:
        await before_routes(Request(scope))
        await app(scope, receive, send)

    return run


async def _answer_problem(request: Request, error: Exception) -> Response:
    problem = problem_of(error)
    if problem.status_code >= 500:  # the outermost layer answers it and logs the error
        raise error
    return problem.response(request.scope)
