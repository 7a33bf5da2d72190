"""What the proxy answers by itself, when a service is away or a path is not for the outside."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from shared.runtime.http.problem_types import PROBLEMS
from shared.runtime.http.problems import MEDIA_TYPE
from shared.runtime.http.routes import HTML
from shared.web.pages import page_headers, templates
from shared.web.places import HOME, PLACES, SIGN_IN, service_after

Json = dict[str, Any]

_AGAIN = {"Retry-After": "5"}
_STATUS = "{http.error.status_code}"


def on_with_the_round() -> Iterable[Json]:
    """Of a sign-in that goes round by all services, past a service that is away; the browser is not left there."""
    for service in PLACES:
        onward = service_after(service)
        at_start = {"path": [f"{SIGN_IN}/{service}/stil"]}
        on_return = {"path": [f"{SIGN_IN}/{service}/terug"]}
        for behalf in PLACES:
            end = onward == behalf
            address = f"{SIGN_IN}/{behalf}/klaar" if end else f"{SIGN_IN}/{onward}/stil?voor={behalf}"
            noted = {"Cookie": {"pattern": rf"(?:^|;\s*)flankerend-{service}-voor={behalf}(?:;|$)"}}
            yield {
                "match": [{**at_start, "query": {"voor": [behalf]}}, {**on_return, "header_regexp": noted}],
                "handle": [_static(303, {"Location": address, "Cache-Control": "no-store"})],
                "terminal": True,
            }


def api_problem() -> Json:
    """A problem, as services answer it."""
    return {
        "handler": "subroute",
        "routes": [
            {"match": [_is_not_found()], "handle": [_problem("not-found")], "terminal": True},
            {"handle": [_problem("unavailable")]},
        ],
    }


def away(sign_in_at: str | None) -> Iterable[Json]:
    """A page, or to who asked for a part of a page a sentence."""
    headers = {"Content-Type": f"{HTML}; charset=utf-8", **page_headers(sign_in_at)}
    for problem, matcher in (("not-found", _is_not_found()), ("unavailable", {})):
        again = _AGAIN if problem == "unavailable" else {}
        status = str(PROBLEMS[problem].status)
        for template, of_part in (("problem_part", {"header": {"X-Fragment": ["*"]}}), ("problem", {})):
            body = (
                templates(HOME)
                .get_template(f"{template}.html.j2")
                .render(principal=None, navigation=(), problem=problem)
            )
            matched = {**matcher, **of_part}
            yield {
                **({"match": [matched]} if matched else {}),
                "handle": [_static(status, {**headers, **again}, body)],
                "terminal": True,
            }


def _problem(name: str) -> Json:
    kind = PROBLEMS[name]
    content = {
        "type": f"urn:flankerend:problem:{name}",
        "title": kind.title,
        "status": kind.status,
        "detail": kind.meaning,
    }
    headers = {"Content-Type": MEDIA_TYPE, "Cache-Control": "no-store", **(_AGAIN if name == "unavailable" else {})}
    return _static(kind.status, headers, json.dumps(content))


def _is_not_found() -> Json:
    return {"vars": {_STATUS: ["404"]}}


def _static(status: int | str, headers: Mapping[str, str], body: str = "") -> Json:
    return {
        "handler": "static_response",
        "status_code": status,
        "headers": {name: [value] for name, value in headers.items()},
        "body": body,
    }
