"""Somebody at consultation's pages."""

from typing import Any

import httpx
from tests.component.consultation.harness import Harness

from shared.domain.roles import Role
from shared.testing.browser import SAME_SITE, signed_in

OF_ROLE = {
    Role.COUNSELLOR: "counsellor-1",
    Role.CASEWORKER: "worker-1",
    Role.CLB: "clb-1",
    Role.YOUTH_COACH: "coach-1",
}


class Visitor:
    """The pages, opened by anyone the test wants to be."""

    def __init__(self, harness: Harness) -> None:
        self.harness = harness
        self.service = harness.service

    def nobody(self) -> httpx.AsyncClient:
        """A browser in which nobody is signed in."""
        return httpx.AsyncClient(
            transport=httpx.ASGITransport(self.service.app, raise_app_exceptions=False),
            base_url="http://consultation",
            headers=SAME_SITE,
        )

    async def by(self, role: Role, contact: str | None = None) -> httpx.AsyncClient:
        """A browser in which somebody with this role is signed in."""
        who = {"contact": contact or OF_ROLE.get(role), "subject": f"{role.value}-u1"}
        browser = self.nobody()
        browser.cookies.update(await signed_in(self.service.engine, "consultation", self.service.settings, role, **who))
        return browser

    async def see(self, path: str, role: Role = Role.CASEWORKER, contact: str | None = None) -> httpx.Response:
        """What somebody with this role gets at this address."""
        async with await self.by(role, contact) as browser:
            return await browser.get(path)

    async def send(self, path: str, role: Role = Role.CASEWORKER, **fields: Any) -> httpx.Response:
        """What somebody with this role gets for a form."""
        async with await self.by(role) as browser:
            return await browser.post(path, data=fields)
