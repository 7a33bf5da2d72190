"""What an operator does, in a real browser over the running system: with JavaScript, and once more without."""

import pytest
import pytest_asyncio

from .visitor import Visitor

pytestmark = [pytest.mark.asyncio(loop_scope="package"), pytest.mark.timeout(180)]

SCHOOL = "125003"
LIST = "/beheer/attendance/niet-verwerkt"


@pytest.fixture(params=["with script", "without script"])
def way(request):
    return request.param


@pytest_asyncio.fixture(loop_scope="package")
async def operator(chromium, stack, way):
    """The operator at a browser that complains of nothing, signed in and led to where operators begin."""
    async with Visitor.at(chromium, stack.web_url, script=way == "with script") as visitor:
        await visitor.goto("/")
        await visitor.press("Lokale beheerder")
        await visitor.page.wait_for_url("**/beheer")
        await visitor.parts_are_there()
        yield visitor
        assert visitor.complaints == []


async def test_what_could_not_be_handled_is_handled_again_and_then_discarded(operator, harness, way):
    number = await harness.dead_letter("geen nummer")
    await operator.goto("/beheer")
    if way == "without script":
        await operator.follow("Toestand van attendance")
    await operator.sees("Bekijken")
    await operator.follow("Bekijken")
    await operator.follow(f"attendance-{number}")
    assert operator.path == f"{LIST}/{number}"
    assert "geen nummer" not in await operator.page.content()

    await operator.press("Opnieuw verwerken")
    await operator.sees_after_a_while("wacht op u")
    await operator.press("Afsluiten zonder verwerken")
    await operator.sees("Dit is afgesloten zonder dat het verwerkt is")
    await operator.goto(LIST)
    assert f"attendance-{number}" not in await operator.page.inner_text("main")
