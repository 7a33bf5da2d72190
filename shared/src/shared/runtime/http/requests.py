"""The outermost layer of every request: its context, its canonical log line, its metrics and its last resort."""

import time
from collections.abc import Mapping
from types import MappingProxyType
from typing import cast

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from shared.runtime.context import MessageContext, bound, may_correlate
from shared.runtime.http.problems import PROBLEM_PAGE_SCOPE_KEY, PROBLEM_SCOPE_KEY, ProblemPage, problem_of
from shared.runtime.http.routes import HTML, Match, RouteTable
from shared.runtime.ids import new_id
from shared.runtime.logging import get_logger
from shared.runtime.metrics import HTTP_DURATION, HTTP_REQUESTS

CORRELATION_HEADER = "X-Correlation-Id"

_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
_MATCH_SCOPE_KEY = "flankerend.match"


def match_of(scope: Scope) -> Match:
    """What is known of the route of the request at hand."""
    return cast("Match", scope[_MATCH_SCOPE_KEY])


class Requests:
    """Takes correlation and trace over, answers ``X-Correlation-Id``, and turns any error into a problem.

    ``problem_page`` answers a problem to who asked for a page, also for one that is not there. Whatever a page answers
    has ``page_headers``.
    """

    def __init__(
        self,
        app: ASGIApp,
        routes: RouteTable,
        *,
        problem_page: ProblemPage | None = None,
        page_headers: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self._app = app
        self._routes = routes
        self._problem_page = problem_page
        self._page_headers = page_headers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        match = scope[_MATCH_SCOPE_KEY] = self._routes.match(scope)
        headers = Headers(scope=scope)
        if self._problem_page and (match.is_page or (HTML in headers.get("accept", "") and _may_be_page(match))):
            scope[PROBLEM_PAGE_SCOPE_KEY] = self._problem_page
        with bound(_context(headers)) as context:
            added = {CORRELATION_HEADER: str(context.correlation_id), **(self._page_headers if match.is_page else {})}
            await _Request(self._app, scope, receive=receive, send=send, headers=added).handle()


class _Request:
    def __init__(self, app: ASGIApp, scope: Scope, *, receive: Receive, send: Send, headers: Mapping[str, str]) -> None:
        self._app = app
        self._scope = scope
        self._receive = receive
        self._send = send
        self._headers = headers
        self._status: int | None = None
        self._error: Exception | None = None
        self._started_at = time.perf_counter()

    async def handle(self) -> None:
        try:
            await self._app(self._scope, self._receive, self._send_with_headers)
        except Exception as error:
            await self._answer(error)
        finally:
            self._report()

    async def _answer(self, error: Exception) -> None:
        problem = problem_of(error)
        if problem is not error:  # a problem that was raised as such is an answer, not a fault
            self._error = error
        if self._status is None:
            await problem.response(self._scope)(self._scope, self._receive, self._send_with_headers)
        else:  # half an answer is out already: only a broken connection can tell the caller
            raise error

    async def _send_with_headers(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._status = message["status"]
            MutableHeaders(scope=message).update(self._headers)
        await self._send(message)

    def _report(self) -> None:
        match = match_of(self._scope)
        duration_s = time.perf_counter() - self._started_at
        status = 500 if self._status is None or (self._error and self._status < 500) else self._status
        method = self._scope["method"] if self._scope["method"] in _METHODS else "OTHER"
        HTTP_REQUESTS.labels(match.template, method, str(status)).inc()
        HTTP_DURATION.labels(match.template, method).observe(duration_s)
        outcome = "failed" if status >= 500 else "rejected" if status >= 400 else "ok"
        is_probe = match.rule is not None and match.rule.is_probe
        logger = get_logger()
        log = logger.error if self._error else logger.debug if is_probe and outcome == "ok" else logger.info
        log(
            "http.request_handled",
            http_route=match.template,
            http_request_method=method,
            http_response_status_code=status,
            duration_ms=round(duration_s * 1000, 1),
            outcome=outcome,
            problem=self._scope.get(PROBLEM_SCOPE_KEY),
            error=self._error,
        )


def _may_be_page(match: Match) -> bool:
    """Whether HTML is what a browser would get here: a page for programs too, or a page that is not there."""
    return HTML in match.rule.answers if match.rule else not match.methods


def _context(headers: Headers) -> MessageContext:
    of_caller = headers.get(CORRELATION_HEADER, "")
    correlation_id = of_caller if may_correlate(of_caller) else str(new_id())
    context = MessageContext(correlation_id=correlation_id, causation_id=str(new_id()))
    return context.child_of(headers.get("traceparent"))
