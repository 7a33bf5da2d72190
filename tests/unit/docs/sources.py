"""Where the generated pages come from: the only module here that imports what the services are made of."""

from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from typing import Any

import typer
from fastapi.routing import iter_route_contexts

from attendance.settings import AttendanceSettings
from casework.api.rights import ENDPOINTS as CASE_ENDPOINTS
from casework.api.rights import Reach, reach
from casework.domain.case_type import CaseType
from casework.settings import CaseworkSettings
from casework.types.registry import REGISTRY as _CASE_TYPES
from consultation.activities.kinds.registry import activity_kinds
from consultation.settings import ConsultationSettings
from notifications.delivery import metrics as _of_notices  # noqa: F401  (registers what it measures)
from notifications.domain.telling import Telling
from notifications.settings import NotificationsSettings
from notifications.subjects.registry import SUBJECTS as _SUBJECTS
from shared.contracts.catalogue import EVENTS as EVENT_TYPES
from shared.contracts.catalogue import TOPICS, Topic
from shared.contracts.contract import Contract
from shared.domain.patterns import in_words
from shared.domain.roles import Role
from shared.local.cli import app as _command_line
from shared.local.settings import LocalSettings
from shared.runtime import metrics as _of_every_service  # noqa: F401  (likewise)
from shared.runtime.clock import SystemClock
from shared.runtime.http.problem_types import PROBLEMS
from shared.runtime.http.routes import RouteRule, RouteTable
from shared.runtime.http.routes import rule_of as _rule_of_endpoint
from shared.runtime.log_events import EVENTS
from shared.runtime.log_fields import FIELDS
from shared.runtime.settings import KafkaSettings, ServiceSettings

__all__ = [
    "CASE_ENDPOINTS",
    "CASE_TYPES",
    "EVENTS",
    "EVENT_TYPES",
    "FIELDS",
    "PROBLEMS",
    "SERVICES",
    "TELLINGS",
    "TEMPLATES",
    "TOPICS",
    "CaseType",
    "Contract",
    "KafkaSettings",
    "LocalSettings",
    "Reach",
    "Role",
    "ServiceSettings",
    "Telling",
    "Topic",
    "activity_kinds",
    "command_line",
    "document_of",
    "in_words",
    "pages_of",
    "reach",
    "rule_of",
]

SERVICES: Mapping[str, type[ServiceSettings]] = {
    "attendance": AttendanceSettings,
    "casework": CaseworkSettings,
    "consultation": ConsultationSettings,
    "notifications": NotificationsSettings,
}

CASE_TYPES = tuple(registered.case_type for registered in _CASE_TYPES)

TELLINGS = tuple(row for registered in _SUBJECTS for row in registered.subject.tellings)
"""Who gets what: the rows of the tables of all subjects of notices."""

TEMPLATES = "services/notifications/src/notifications/**/templates/*/*/*.txt.j2"
"""The texts of the mails: a folder for each, with a folder for each version and a file for each receiver."""

_NO_DATABASE = {
    "database_url": "postgresql://nobody:nothing@127.0.0.1:1/none",
    "FLANKEREND_TOKEN_SECRET": "a secret of at least thirty-two bytes",
}


@cache
def _application(service: str) -> Any:
    """The HTTP application of a service that is not running."""
    built = import_module(f"{service}.app").build(SERVICES[service].model_validate(_NO_DATABASE), SystemClock())
    return built.app


@cache
def document_of(service: str) -> dict[str, Any]:
    """The OpenAPI document of a service."""
    document: dict[str, Any] = _application(service).openapi()
    return document


@cache
def _routes(service: str) -> RouteTable:
    return RouteTable(_application(service))


def rule_of(service: str, method: str, template: str) -> RouteRule:
    """What the service demands of such a request: token, roles, body."""
    rule = _routes(service).match({"path": template, "method": method.upper()}).rule
    assert rule is not None, f"{method} {template}"
    return rule


def pages_of(service: str) -> Iterator[tuple[str, str]]:
    """Method and path of every page that people sign in for."""
    for route in iter_route_contexts(_application(service).routes):
        declared = _rule_of_endpoint(route.endpoint)
        for method in sorted(route.methods or ()) if declared.is_page and declared.needs_token else ():
            yield method, str(route.path)


def command_line() -> Any:
    """The `flankerend` command with its subcommands."""
    return typer.main.get_command(_command_line)
