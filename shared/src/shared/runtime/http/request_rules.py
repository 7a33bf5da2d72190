"""What a request must keep to before a route sees it: method, media types, query parameters and size."""

from urllib.parse import parse_qsl

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from shared.runtime.http.invalid_fields import FieldError
from shared.runtime.http.media import is_acceptable, is_taken
from shared.runtime.http.problems import Problem, invalid
from shared.runtime.http.requests import match_of
from shared.runtime.http.routes import JSON_LIMIT, RouteRule

_MOST_UNKNOWN = 100
_LONGEST_NAME = 100


class RequestRules:
    """Answers 405, 406, 413, 415, 422 as the route's rule asks; a body is counted as it streams, never held."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        _refuse_nul(scope)
        headers = Headers(scope=scope)
        rule = _rule(scope)
        limit = rule.max_bytes if rule else JSON_LIMIT
        if rule:
            _check_media(rule, headers)
            _check_query(rule, scope["query_string"])
        if _announced_length(headers) > limit:
            raise _too_large(limit)
        await self._app(scope, _counting(receive, limit), send)


def _refuse_nul(scope: Scope) -> None:
    if "\x00" in scope["path"]:
        raise Problem("not-found")
    if b"%00" in scope["query_string"]:
        raise invalid("query", "must not contain a NUL character")


def _rule(scope: Scope) -> RouteRule | None:
    match = match_of(scope)
    if match.methods and match.rule is None:
        raise Problem("method-not-allowed", headers={"Allow": ", ".join(sorted(match.methods))})
    return match.rule


def _check_media(rule: RouteRule, headers: Headers) -> None:
    if not is_acceptable(", ".join(headers.getlist("accept")), rule.answers):
        raise Problem("not-acceptable", supported=list(rule.answers))
    has_body = "transfer-encoding" in headers or _announced_length(headers) > 0
    if has_body and not is_taken(headers.get("content-type"), rule.takes):
        raise Problem("unsupported-media-type", supported=list(rule.takes))
    if has_body and _codings(headers) - {"identity"}:
        raise Problem("unsupported-media-type", "A body is taken as it is, not compressed.", supported=["identity"])


def _check_query(rule: RouteRule, query: bytes) -> None:
    """Raise Problem (422) for parameters the route does not have: passed over, a filter would answer everything."""
    if not query or rule.any_query:
        return
    named = dict.fromkeys(name for name, _ in parse_qsl(query.decode("latin-1"), keep_blank_values=True))
    unknown = [name for name in named if name not in rule.query][:_MOST_UNKNOWN]
    if unknown:
        allowed = sorted(rule.query)
        reason = f"is no query parameter here; allowed: {', '.join(allowed) or 'none'}"
        errors: list[FieldError] = [{"field": name[:_LONGEST_NAME], "reason": reason} for name in unknown]
        raise Problem("invalid-request", errors=errors, allowed=allowed)


def _codings(headers: Headers) -> set[str]:
    """The codings of the body, from all headers that name codings."""
    names = ",".join(headers.getlist("content-encoding")).lower().split(",")
    return {name.strip() for name in names} - {""}


def _announced_length(headers: Headers) -> int:
    length = headers.get("content-length", "0")
    return int(length) if length.isascii() and length.isdigit() else 0


def _counting(receive: Receive, limit: int) -> Receive:
    received = 0

    async def receive_counted() -> Message:
        nonlocal received
        message = await receive()
        if message["type"] == "http.request":
            received += len(message.get("body", b""))
            if received > limit:
                raise _too_large(limit)
        return message

    return receive_counted


def _too_large(limit: int) -> Problem:
    return Problem("too-large", max_bytes=limit)
