"""The four services as people reach them: each on a database of its own, with a browser for anybody."""

from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from importlib import import_module
from typing import Any

import httpx
from fastapi.routing import iter_route_contexts
from tests.tokens import SECRET

from attendance.settings import AttendanceSettings
from casework.settings import CaseworkSettings
from consultation.settings import ConsultationSettings
from notifications.settings import NotificationsSettings
from shared.domain.roles import Role
from shared.runtime.clock import BRUSSELS
from shared.runtime.http.routes import RouteRule, RouteTable, rule_of
from shared.service.service import Service
from shared.testing.browser import SAME_SITE, signed_in
from shared.testing.clock import FixedClock
from shared.testing.databases import Databases

SETTINGS = {
    "attendance": AttendanceSettings,
    "casework": CaseworkSettings,
    "consultation": ConsultationSettings,
    "notifications": NotificationsSettings,
}
CONTACT = "somebody-1"

SOMEWHERE = {
    "school": "123456",
    "pupil": "42",
    "objective_id": "0199a000-0000-7000-8000-0000000000ae",
    "indicator_id": "0199a000-0000-7000-8000-0000000000af",
    "question_id": "0199a000-0000-7000-8000-00000000000a",
    "school_year": "2026-2027",
    "day": "2026-11-19",
    "half_day": "AM",
    "reference": "SP-2026-000001",
    "number": "1",
    "move": "start",
    "kind": "summary",
    "paper_id": "0199a000-0000-7000-8000-000000000004",
    "link_id": "0199a000-0000-7000-8000-000000000006",
    "guest_id": "0199a000-0000-7000-8000-000000000007",
    "into": "SP-2026-000002",
    "team": "noord",
    "rule": "naar-noord",
    "signal_id": "0199a000-0000-7000-8000-000000000005",
    "task_id": "0199a000-0000-7000-8000-000000000001",
    "note_id": "0199a000-0000-7000-8000-000000000005",
    "case_id": "0199a000-0000-7000-8000-000000000002",
    "referral_id": "0199a000-0000-7000-8000-000000000005",
    "consent_id": "0199a000-0000-7000-8000-000000000006",
    "offer_id": "0199a000-0000-7000-8000-00000000000f",
    "request_id": "0199a000-0000-7000-8000-00000000000e",
    "survey_id": "0199a000-0000-7000-8000-00000000000d",
    "organisation_id": "school-123456",
    "contact_id": CONTACT,
    "room_id": "stadhuis-2",
    "activity_id": "0199a000-0000-7000-8000-00000000000c",
    "registration_id": "0199a000-0000-7000-8000-00000000000d",
    "series_id": "0199a000-0000-7000-8000-000000000008",
    "action_id": "0199a000-0000-7000-8000-00000000000b",
    "body_id": "0199a000-0000-7000-8000-00000000000a",
    "member_id": "0199a000-0000-7000-8000-00000000000c",
    "session_id": "0199a000-0000-7000-8000-000000000003",
    "meeting_id": "0199a000-0000-7000-8000-000000000003",
    "notification_id": "0199a000-0000-7000-8000-000000000009",
}
"""What stands in the place of the parts of an address; nothing of it is there."""


@dataclass(frozen=True)
class Page:
    """A page by its service, method and template."""

    service: str
    method: str
    template: str
    rule: RouteRule

    def __str__(self) -> str:
        return f"{self.service} {self.method} {self.template}"

    @property
    def path(self) -> str:
        """An address of this page."""
        return self.template.format_map(SOMEWHERE)


@dataclass
class Front:
    """The services, and browsers of people."""

    services: dict[str, Service[Any]]
    stack: AsyncExitStack

    @property
    def pages(self) -> list[Page]:
        """Every page of every service."""
        return [page for service in self.services for page in self._pages_of(service)]

    def _pages_of(self, service: str) -> Iterator[Page]:
        app = self.services[service].app
        table = RouteTable(app)
        for route in iter_route_contexts(app.routes):
            for method in sorted(route.methods or ()) if rule_of(route.endpoint).is_page else ():
                declared = table.match({"path": route.path, "method": method}).rule
                assert declared is not None
                yield Page(service, method, str(route.path), declared)

    async def nobody(self, service: str, **headers: str) -> httpx.AsyncClient:
        """A browser in which nobody is signed in, at one service."""
        transport = httpx.ASGITransport(self.services[service].app, raise_app_exceptions=False)
        return await self.stack.enter_async_context(
            httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8000", headers={**SAME_SITE, **headers})
        )

    async def browser(self, service: str, *roles: Role, **headers: str) -> httpx.AsyncClient:
        """A browser in which somebody with these roles is signed in, at one service."""
        behind = self.services[service]
        browser = await self.nobody(service, **headers)
        of = {"school": SOMEWHERE["school"] if Role.SCHOOL in roles else None, "contact": CONTACT}
        browser.cookies.update(await signed_in(behind.engine, service, behind.settings, *roles, **of))
        return browser


@asynccontextmanager
async def front_on(postgres: str, **more: Any) -> AsyncIterator[Front]:
    """Friday 20 November 2026, nine o'clock, with nothing in any database; with these settings besides."""
    clock = FixedClock(datetime(2026, 11, 20, 9, tzinfo=BRUSSELS))
    databases = Databases(postgres)
    services: dict[str, Service[Any]] = {}
    for name, kind in SETTINGS.items():
        url = await databases.create(name)
        settings = kind.model_validate({"database_url": url, "FLANKEREND_TOKEN_SECRET": SECRET, **more})
        services[name] = import_module(f"{name}.app").build(settings, clock)
    async with AsyncExitStack() as stack:
        yield Front(services, stack)
    for service in services.values():
        await service.engine.dispose()
    await databases.take_back()
