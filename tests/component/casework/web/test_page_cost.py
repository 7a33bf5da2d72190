"""What a page costs: at most twice the statements of the API calls whose answers it shows."""

from collections.abc import Awaitable, Callable, Iterator

import pytest
import sqlalchemy as sa
from tests.component.casework.harness import Harness

from .browsers import Browser, opened

Cost = Callable[[Awaitable[object]], Awaitable[int]]


@pytest.fixture
def cost(harness: Harness) -> Iterator[Cost]:
    """``await cost(request)``: how many statements a request takes."""
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        sent.append(statement)

    async def of(request: Awaitable[object]) -> int:
        sent.clear()
        await request
        return len(sent)

    engine = harness.service.engine.sync_engine
    sa.event.listen(engine, "before_cursor_execute", note)
    yield of
    sa.event.remove(engine, "before_cursor_execute", note)


async def test_the_worklist_costs_what_the_api_costs_and_the_session(
    harness: Harness, browser: Browser, cost: Cost
) -> None:
    for number in range(3):
        await opened(harness, f"P-{number}")
    await browser.open("/")  # the first request of a caller is noted
    calls = await cost(harness.http.get("/worklist"))
    assert calls <= 5  # absences, the work, what cases rest on, their meetings, and what is shown beside them
    assert await cost(browser.open("/")) <= calls + 1


async def test_a_case_costs_at_most_twice_its_api_call(harness: Harness, browser: Browser, cost: Cost) -> None:
    case = await opened(harness)
    await browser.open("/")
    path = f"/cases/{case['case_id']}"
    api = sum([await cost(harness.http.get(path + part)) for part in ("", "/links", "/guests")])
    assert await cost(browser.open(f"/dossiers/{case['reference']}")) <= 2 * api


async def test_a_list_does_not_cost_more_with_more_cases(harness: Harness, browser: Browser, cost: Cost) -> None:
    await opened(harness)
    await browser.open("/")
    before = await cost(browser.open("/dossiers"))
    for number in range(2, 6):
        await opened(harness, f"P-{number}")
    assert await cost(browser.open("/dossiers")) == before
