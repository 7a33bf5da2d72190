"""The HTTP applications of all four services, as they are served; nothing behind them is there."""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from fastapi import FastAPI
from fastapi.routing import iter_route_contexts
from tests.tokens import SECRET, bearer

import attendance.app
import casework.app
import consultation.app
import notifications.app
from attendance.settings import AttendanceSettings
from casework.settings import CaseworkSettings
from consultation.settings import ConsultationSettings
from notifications.settings import NotificationsSettings
from shared.runtime.clock import SystemClock
from shared.runtime.http.routes import rule_of

_SETTINGS = {"database_url": "postgresql+asyncpg://nobody@127.0.0.1:1/none", "FLANKEREND_TOKEN_SECRET": SECRET}


class Route(NamedTuple):
    """One method of one path of a service."""

    service: str
    method: str
    path: str
    is_page: bool = False

    def __str__(self) -> str:
        return f"{self.service} {self.method} {self.path}"


@cache
def applications() -> dict[str, FastAPI]:
    """Each service's application."""
    clock = SystemClock()
    return {
        "attendance": attendance.app.build(AttendanceSettings.model_validate(_SETTINGS), clock).app,
        "casework": casework.app.build(CaseworkSettings.model_validate(_SETTINGS), clock).app,
        "consultation": consultation.app.build(ConsultationSettings.model_validate(_SETTINGS), clock).app,
        "notifications": notifications.app.build(NotificationsSettings.model_validate(_SETTINGS), clock).app,
    }


def routes() -> Iterator[Route]:
    """Every route of every service."""
    for service, app in applications().items():
        for route in iter_route_contexts(app.routes):
            for method in sorted((route.methods or set()) - {"HEAD"}):
                yield Route(service, method, str(route.path), rule_of(route.endpoint).is_page)


def coordinator() -> dict[str, str]:
    """The header of a coordinator's token."""
    return bearer("coordinator")
