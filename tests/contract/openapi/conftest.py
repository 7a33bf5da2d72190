"""The OpenAPI documents of the four services, made without a database or a broker."""

from functools import cache
from importlib import import_module
from typing import Any

import pytest
from tests.tokens import SECRET

from shared.local.home import SERVICES
from shared.runtime.clock import SystemClock
from shared.service.service import Service

SETTINGS = {
    "database_url": "postgresql://nobody:nothing@127.0.0.1:1/none",
    "FLANKEREND_TOKEN_SECRET": SECRET,
}


@cache
def service_of(name: str) -> Service:
    """A service that is not running."""
    settings_type = getattr(import_module(f"{name}.settings"), f"{name.capitalize()}Settings")
    built: Service = import_module(f"{name}.app").build(settings_type.model_validate(SETTINGS), SystemClock())
    return built


@pytest.fixture(scope="session", params=SERVICES)
def service(request: pytest.FixtureRequest) -> Service:
    """Each service in turn."""
    return service_of(request.param)


@pytest.fixture(scope="session")
def document(service: Service) -> dict[str, Any]:
    """Its OpenAPI document."""
    return service.app.openapi()


@pytest.fixture(scope="session")
def attendance_document() -> dict[str, Any]:
    """The document of the service that takes what schools send."""
    return service_of("attendance").app.openapi()
