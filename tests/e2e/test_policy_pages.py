"""Every page of the education policy, as whoever sees it comes there: usable at a desk and on a phone."""

import re
from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio

from shared.local.simulation.policy.play import play_policy
from shared.local.simulation.policy.town_hall import TownHall

from .conftest import NOW
from .visitor import Visitor
from .visits import COORDINATOR, COUNSELLOR, SECRETARY

pytestmark = [pytest.mark.asyncio(loop_scope="package"), pytest.mark.timeout(600), pytest.mark.soak]

PARTNER = "Aanspreekpunt vzw De Springplank"
BEGINNINGS = (
    *("/overlegorganen", "/beleid", "/beleid/agenda", "/beleid/evenwicht", "/beleid/meerjarenplan"),
    *("/aanbod", "/bevragingen", "/activiteiten"),
)
_POLICY = re.compile(r"/(overlegorganen|beleid|aanbod|bevragingen|activiteiten)(/|$|\?)")
_FILE = re.compile(r"\.(pdf|csv|xlsx|ics|json|html)($|\?)")
_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|\d{4}-\d{4}")


@pytest_asyncio.fixture(scope="module", loop_scope="package")
async def town(stack: Any) -> AsyncIterator[Any]:
    """The stack with two invented school years of policy."""
    stack.clock.set(NOW)
    async with TownHall.at(stack.service_url("consultation"), stack.secrets.token) as town_hall:
        assert await play_policy(town_hall, now=NOW, seed=1) is not None
    yield stack


@pytest.mark.parametrize("name", [COORDINATOR, PARTNER, SECRETARY, COUNSELLOR])
async def test_a_page_of_the_policy_is_usable_by_whoever_sees_it(chromium: Any, town: Any, name: str) -> None:
    async with Visitor.at(chromium, town.web_url) as visitor:
        await visitor.sign_in(name, "/overlegorganen")
        ahead = [*BEGINNINGS]
        seen: set[str] = set()
        while ahead:
            path = ahead.pop(0)
            if (kind := _ID.sub("{}", path.partition("?")[0])) in seen:
                continue
            seen.add(kind)
            status = await visitor.goto(path)
            if status in (403, 404) and path in BEGINNINGS:
                continue
            assert (path, status) == (path, 200)
            await look(visitor, f"{name.split()[-1].lower()}{kind.replace('/', '-').replace('{}', 'x')}")
            links = await visitor.page.eval_on_selector_all("a[href]", "as => as.map(a => a.getAttribute('href'))")
            ahead += [link.partition("#")[0] for link in links if _POLICY.match(link) and not _FILE.search(link)]
        assert "/overlegorganen/{}/zittingen/{}" in seen
        assert visitor.complaints == []


async def look(visitor: Visitor, name: str) -> None:
    """Fail where axe-core finds a barrier, or where the page is wider than the window; keep a picture of each."""
    for size, colours in (("desktop", "light"), ("phone", "dark")):
        await visitor.looks_at(size, colours)
        await visitor.photograph(f"{name}-{size}")
        assert (name, size, await visitor.barriers(everything=colours == "light")) == (name, size, [])
        assert (name, size, await visitor.scrolls_sideways()) == (name, size, False)
