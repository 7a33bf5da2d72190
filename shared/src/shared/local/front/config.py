"""What the proxy is told: which service answers which path, and what is said when a service is away.

Routes of the API keep their bodies as they are: compressed, an answer would have another ETag.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from shared.local.front.answers import api_problem, away, on_with_the_round
from shared.local.front.places import API, READY
from shared.web.places import HOME, LOCAL_ISSUER, OF_ANY, OPERATION, PLACES, SETUP, SIGN_IN, SIGN_OUT

Json = dict[str, Any]

_OF_PROGRAMS = {"consultation": ("/meetings", "/calendars")}
"""What programs read at the one address: calendars, and what the links of mails led to before there were pages."""

_INSIDE = ("/metrics", "/health/*", f"{API}/*/metrics", f"{API}/*/health/*")
_NOT_OF_CLIENTS = ["Forwarded", "X-Real-IP"]
_GRACE = "10s"
_DIAL = "2s"
_ROUND = "8s"
"""A service that hangs would else keep people from signing in to the others."""
_UNUSED = "3s"
"""A service closes an unused connection after five; a form sent on it at that moment would be lost."""


@dataclass(frozen=True, slots=True)
class Front:
    """Where the proxy listens, and where what is behind it does (`host:port`); a service that is not there is away.

    ``folder`` is where the proxy may keep files.
    """

    listen: str
    services: Mapping[str, str]
    folder: str
    issuer: str | None = None
    sign_in_at: str | None = None

    def config(self) -> Json:
        """The proxy's whole configuration."""
        server = {
            "listen": [self.listen],
            "protocols": ["h1"],
            "automatic_https": {"disable": True},
            "routes": [_clean(), *self._routes()],
            "errors": {"routes": [_clean(), *self._errors()]},
        }
        return {
            "admin": {"disabled": True, "config": {"persist": False}},
            "logging": _logging(),
            "storage": {"module": "file_system", "root": self.folder},
            "apps": {"http": {"grace_period": _GRACE, "servers": {"front": server}}},
        }

    def _routes(self) -> Iterable[Json]:
        yield _route([READY], {"handler": "static_response", "status_code": 200, "body": "ready"})
        yield _route(_INSIDE, _error(404))
        if self.issuer:
            yield _route(_below(LOCAL_ISSUER), _encode(), _to(self.issuer))
        for service in PLACES:
            prefix = f"{API}/{service}"
            yield _route(_below(prefix), {"handler": "rewrite", "strip_path_prefix": prefix}, *self._to(service))
        yield _route(_below(API), _error(404))
        for service in PLACES:
            on_the_round = [f"{SIGN_IN}/{service}/stil", f"{SIGN_IN}/{service}/terug"]
            yield _route(on_the_round, _encode(), *self._to(service, answers_within=_ROUND))
        for service, places in PLACES.items():
            own = (*places, *(f"{place}/{service}" for place in (SIGN_IN, SIGN_OUT, OPERATION, SETUP)))
            yield _route([path for place in own for path in _below(place)], _encode(), *self._to(service))
        for service, paths in _OF_PROGRAMS.items():
            yield _route([path for place in paths for path in _below(place)], *self._to(service))
        yield _route(OF_ANY, _encode(), *self._to_any())
        yield {"handle": [_encode(), *self._to(HOME)]}

    def _to(self, service: str, *, answers_within: str | None = None) -> Iterable[Json]:
        address = self.services.get(service)
        yield _to(address, answers_within=answers_within) if address else _error(503)

    def _to_any(self) -> Iterable[Json]:
        """What all services have alike: of the first that is there."""
        addresses = [self.services[service] for service in (HOME, *PLACES) if service in self.services]
        yield _to(*dict.fromkeys(addresses)) if addresses else _error(503)

    def _errors(self) -> Iterable[Json]:
        yield from on_with_the_round()
        yield {"match": [{"path": _below(API)}], "handle": [api_problem()]}
        yield from away(self.sign_in_at)


def _below(path: str) -> list[str]:
    return [path, f"{path}/*"]


def _route(paths: Iterable[str], *handlers: Json) -> Json:
    return {"match": [{"path": [*paths]}], "handle": [*handlers], "terminal": True}


def _to(*addresses: str, answers_within: str | None = None) -> Json:
    """Passes on, to the first of the addresses that takes a connection; it may take its time unless that is limited."""
    limit = {"response_header_timeout": answers_within} if answers_within else {}
    proxy: Json = {
        "handler": "reverse_proxy",
        "upstreams": [{"dial": address} for address in addresses],
        "transport": {"protocol": "http", "dial_timeout": _DIAL, "keep_alive": {"idle_timeout": _UNUSED}, **limit},
        "headers": {"request": {"delete": _NOT_OF_CLIENTS}},
    }
    if len(addresses) > 1:
        proxy["load_balancing"] = {"selection_policy": {"policy": "first"}, "retries": len(addresses) - 1}
        proxy["health_checks"] = {"passive": {"fail_duration": "5s"}}
    return proxy


def _encode() -> Json:
    return {"handler": "encode", "encodings": {"zstd": {}, "gzip": {}}, "prefer": ["zstd", "gzip"]}


def _error(status: int) -> Json:
    return {"handler": "error", "status_code": status}


def _clean() -> Json:
    """Answers say nothing of the proxy."""
    return {"handle": [{"handler": "headers", "response": {"deferred": True, "delete": ["Server", "Via"]}}]}


def _logging() -> Json:
    """What goes wrong, without the request: its path and query may have a person in them."""
    encoder = {"format": "filter", "wrap": {"format": "json"}, "fields": {"request": {"filter": "delete"}}}
    return {"logs": {"default": {"level": "WARN", "writer": {"output": "stderr"}, "encoder": encoder}}}
