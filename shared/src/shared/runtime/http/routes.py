"""What each route takes and answers, known before the request reaches it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property, partial
from re import Pattern
from typing import Any, TypeVar

from fastapi import FastAPI
from fastapi.dependencies.models import Dependant
from fastapi.routing import RouteContext, iter_route_contexts
from starlette.types import Scope

from shared.domain.roles import Role

JSON = "application/json"
HTML = "text/html"
FORM = "application/x-www-form-urlencoded"
ANYTHING = "*/*"
MIB = 1024 * 1024
JSON_LIMIT = 1 * MIB
IMPORT_LIMIT = 512 * MIB
UNMATCHED = "(unmatched)"

_RULE = "_flankerend_route_rule"
_OPENED_BY = "_flankerend_opened_by"

Endpoint = TypeVar("Endpoint", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class RouteRule:
    """What a route takes (content types, bytes), answers (content types), and whether it needs a token.

    ``query`` are the names of its query parameters; with ``any_query`` other parameters are ignored. ``opened_by`` are
    the roles that open the route; None for a route that names no roles. Of a page (``is_page``), the token is the
    session of a browser. A page that ``greets`` knows who is
    signed in, though nobody has to be.
    """

    takes: tuple[str, ...] = (JSON,)
    max_bytes: int = JSON_LIMIT
    answers: tuple[str, ...] = (JSON,)
    needs_token: bool = True
    is_probe: bool = False
    query: frozenset[str] = frozenset()
    any_query: bool = False
    is_page: bool = False
    opened_by: frozenset[Role] | None = None
    greets: bool = False


def takes(*content_types: str, max_bytes: int = JSON_LIMIT) -> Callable[[Endpoint], Endpoint]:
    """Mark an endpoint that takes other bodies than JSON of 1 MiB; read them with ``request.stream()``."""
    return lambda endpoint: _marked(endpoint, takes=content_types, max_bytes=max_bytes)


def answers(*content_types: str) -> Callable[[Endpoint], Endpoint]:
    """Mark an endpoint that answers something else than JSON (its errors are problem+json all the same)."""
    return lambda endpoint: _marked(endpoint, answers=content_types)


def without_token(endpoint: Endpoint) -> Endpoint:
    """Mark an endpoint that anybody may call."""
    return _marked(endpoint, needs_token=False)


def any_query(endpoint: Endpoint) -> Endpoint:
    """Mark a page or a link in a mail: mail scanners and trackers add query parameters of their own to it."""
    return _marked(endpoint, any_query=True)


def as_page(endpoint: Endpoint) -> Endpoint:
    """Mark a page for people who signed in, or a part of a page: HTML. It takes forms of 1 MiB."""
    return _marked(endpoint, takes=(FORM,), answers=(HTML,), any_query=True, is_page=True)


def as_open_page(endpoint: Endpoint) -> Endpoint:
    """Mark a page for people that nobody has to sign in for."""
    return without_token(as_page(endpoint))


def as_public_page(endpoint: Endpoint) -> Endpoint:
    """Mark a page that everybody may read; to somebody who is signed in it shows the navigation all the same."""
    return _marked(as_open_page(endpoint), greets=True)


def opened_by(dependency: Endpoint, roles: frozenset[Role]) -> Endpoint:
    """Note at a dependency which roles it lets through."""
    setattr(dependency, _OPENED_BY, roles)
    return dependency


def probe(endpoint: Endpoint) -> Endpoint:
    """Mark an endpoint for monitoring: open to all, any ``Accept``, and not worth a log line when all is well."""
    return _marked(endpoint, needs_token=False, is_probe=True, answers=(ANYTHING,))


@dataclass(frozen=True, slots=True)
class Match:
    """The route of a request: template, rule (None for a method that the route does not have), methods of the path."""

    template: str
    rule: RouteRule | None
    methods: frozenset[str] = frozenset()
    needs_token: bool = True
    is_page: bool = False
    greets: bool = False


@dataclass(frozen=True)
class _Known:
    template: str
    pattern: Pattern[str]
    methods: frozenset[str]
    find_rule: Callable[[], RouteRule]

    @cached_property
    def rule(self) -> RouteRule:
        """Found with the first request: an application has many routes."""
        return self.find_rule()


class RouteTable:
    """The routes of an application with their rules, in the order in which they match."""

    def __init__(self, app: FastAPI) -> None:
        self._known = list(_known_routes(app))

    def match(self, scope: Scope) -> Match:
        """What is known of the route that will get this request."""
        fitting = [route for route in self._known if route.pattern.match(scope["path"])]
        if not fitting:
            return Match(UNMATCHED, None)
        chosen = next((route for route in fitting if scope["method"] in route.methods), None)
        nearest = chosen or fitting[0]
        return Match(
            nearest.template,
            chosen.rule if chosen else None,
            frozenset().union(*(route.methods for route in fitting)),
            needs_token=nearest.rule.needs_token,
            is_page=nearest.rule.is_page,
            greets=nearest.rule.greets,
        )


def rule_of(endpoint: Any) -> RouteRule:
    """The rule an endpoint was marked with; JSON behind a token without a mark."""
    rule: RouteRule = getattr(endpoint, _RULE, RouteRule())
    return rule


def _marked(endpoint: Endpoint, **changes: Any) -> Endpoint:
    setattr(endpoint, _RULE, replace(rule_of(endpoint), **changes))
    return endpoint


def _known_routes(app: FastAPI) -> Iterator[_Known]:
    document = RouteRule(answers=(ANYTHING,), needs_token=False)
    for route in iter_route_contexts(app.routes):
        if route.path is None or route.methods is None:
            continue
        find_rule = partial(_declared, route) if route.path != app.openapi_url else lambda: document
        yield _Known(route.path, route.path_regex, frozenset(route.methods), find_rule)


def _declared(route: RouteContext) -> RouteRule:
    """The endpoint's own rule with what its parameters and dependencies say."""
    dependant = getattr(route, "dependant", None)
    parts = list(_with_dependencies(dependant)) if dependant else []
    query = frozenset(field.alias for part in parts for field in part.query_params)
    opening = [getattr(part.call, _OPENED_BY) for part in parts if hasattr(part.call, _OPENED_BY)]
    return replace(
        rule_of(route.endpoint), query=query, opened_by=frozenset.intersection(*opening) if opening else None
    )


def _with_dependencies(dependant: Dependant) -> Iterator[Dependant]:
    yield dependant
    for dependency in dependant.dependencies:
        yield from _with_dependencies(dependency)
