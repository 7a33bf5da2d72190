"""Browsers in which people are signed in to casework."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import httpx
import pytest
from tests.component.casework.harness import Harness

from shared.domain.roles import Role
from shared.testing.browser import SAME_SITE, signed_in

from .browsers import Browser, Browsers


@pytest.fixture
async def browsers(harness: Harness) -> AsyncIterator[Browsers]:
    """Browsers over the application of the harness."""
    async with AsyncExitStack() as stack:

        async def browser(*roles: Role, **claims: str) -> Browser:
            service = harness.service
            cookies = await signed_in(service.engine, "casework", service.settings, *roles, **claims)
            transport = httpx.ASGITransport(service.app)
            client = httpx.AsyncClient(
                transport=transport, base_url="http://casework", headers=SAME_SITE, cookies=cookies
            )
            return Browser(await stack.enter_async_context(client))

        yield browser


@pytest.fixture
async def browser(browsers: Browsers) -> Browser:
    """The browser of the caseworker whose token the harness has."""
    return await browsers(Role.CASEWORKER, subject="u-caseworker", contact="cw-1", name="An Peeters")
