"""Applications that are built again for every test, quickly."""

from collections.abc import Iterator
from functools import cache
from typing import Any, get_args

from fastapi._compat import v2
from fastapi.routing import APIRoute
from jinja2 import Environment
from pydantic import TypeAdapter
from starlette.routing import compile_path
from starlette.types import Receive, Scope, Send

_compile = Environment.compile
_work_out = APIRoute.__init__
_path_of = cache(compile_path)

_kept: dict[tuple[object, ...], tuple[object, TypeAdapter[Any]]] = {}

_compiled: dict[tuple[object, ...], Any] = {}


def keep_adapters() -> None:
    """From now on FastAPI makes pydantic's adapter of a parameter or an answer once, not for every application.

    Adapters are half of what it takes to build an application.
    """
    if hasattr(v2, "TypeAdapter"):
        v2.TypeAdapter = _adapter


def _adapter(kind: Any, *, config: Any = None) -> TypeAdapter[Any]:
    key = (repr(kind), repr(config), *_classes(kind))
    if key not in _kept:
        _kept[key] = kind, TypeAdapter(kind, config=config)  # the kind too, so that no other gets its address
    return _kept[key][1]


def _classes(kind: object) -> Iterator[int]:
    """The classes in an annotation by identity, because two services have models of one name."""
    if isinstance(kind, type):
        yield id(kind)
    for part in get_args(kind):
        yield from _classes(part)


def defer_routes() -> None:
    """From now on FastAPI works a route out when it is first asked or looked into, not for every application.

    A test asks few of the routes that a service has. What finds a route is there at once.
    """
    APIRoute.__init__ = _noted  # type: ignore[method-assign, assignment]
    APIRoute.__getattr__ = _looked_into  # type: ignore[attr-defined]


def _noted(route: APIRoute, path: str, endpoint: Any, **options: Any) -> None:
    route.__dict__["_asked_for"] = (path, endpoint, options)
    route.path, route.endpoint = path, endpoint
    route.name = options.get("name") or endpoint.__name__
    route.methods = {method.upper() for method in options.get("methods") or ["GET"]}
    route.path_regex, route.path_format, route.param_convertors = _path_of(path)
    route.responses = options.get("responses") or {}
    route.app = _Later(route)


def _looked_into(route: APIRoute, name: str) -> Any:
    """An attribute that a route does not have yet."""
    if "_asked_for" not in route.__dict__:
        raise AttributeError(name)
    _worked_out(route)
    return getattr(route, name)


def _worked_out(route: APIRoute) -> None:
    """What was changed of the route since it was noted stays."""
    path, endpoint, options = route.__dict__.pop("_asked_for")
    app, responses = route.app, route.responses
    _work_out(route, path, endpoint, **options)
    route.__dict__["_answering"] = route.app
    route.app, route.responses = app, responses


class _Later:
    """The application of a route that is worked out with its first request."""

    def __init__(self, route: APIRoute) -> None:
        self._route = route

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if "_asked_for" in self._route.__dict__:
            _worked_out(self._route)
        await self._route.__dict__["_answering"](scope, receive, send)


def keep_templates() -> None:
    """From now on Jinja compiles a template once, not for every application."""
    Environment.compile = _compiled_once  # type: ignore[method-assign, assignment]


def _compiled_once(environment: Environment, source: Any, name: str | None = None, *args: Any, **options: Any) -> Any:
    key = (source, name, args, repr(options), environment.autoescape, environment.trim_blocks)
    if key not in _compiled:
        _compiled[key] = _compile(environment, source, name, *args, **options)
    return _compiled[key]
