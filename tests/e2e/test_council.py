"""A coordinator founds a council in the browser: whom it forgot, what it decided, and who did not agree."""

import pytest

from .visitor import Visitor
from .visits import COORDINATOR

pytestmark = [pytest.mark.asyncio(loop_scope="package"), pytest.mark.timeout(180)]


async def chosen(visitor: Visitor, label: str, text: str) -> None:
    """Choose in the list that is to be seen."""
    await visitor.page.get_by_label(label, exact=True).locator("visible=true").select_option(label=text)


async def unfolded(visitor: Visitor, text: str) -> None:
    """Open the form below this line."""
    await visitor.page.locator("summary").get_by_text(text, exact=True).click()


async def usable(visitor: Visitor) -> None:
    """Fail where axe-core finds a barrier, at a desk or on a phone."""
    for size, colours in (("desktop", "light"), ("phone", "dark"), ("desktop", "light")):
        await visitor.looks_at(size, colours)
        assert await visitor.barriers(everything=colours == "light") == []
        assert not await visitor.scrolls_sideways()


@pytest.mark.parametrize(
    "script", [pytest.param(True, marks=pytest.mark.soak), False], ids=["with script", "without script"]
)
async def test_a_council_with_all_local_schools_and_clbs_decides_with_dissent(chromium, stack, script):
    async with Visitor.at(chromium, stack.web_url, script=script) as visitor:
        await visitor.sign_in(COORDINATOR, "/overleg")
        await visitor.follow("Overlegorganen")
        await visitor.follow("Overlegorgaan toevoegen")
        name = f"Onderwijsraad {'met' if script else 'zonder'} script"
        await visitor.page.get_by_label("Naam", exact=True).fill(name)
        await chosen(visitor, "Waarvoor", "Extern overleg met scholen en CLB’s")
        await chosen(visitor, "Vorm", "adviesraad")
        await chosen(visitor, "Hoe het beslist", "bij meerderheid")
        await visitor.page.get_by_label("Eerste dag").fill("2026-09-01")
        await visitor.press("Bewaren")
        await expect_heading(visitor, name)
        await visitor.sees("is geen lid.")

        await unfolded(visitor, "Alle lokale scholen en CLB’s toevoegen")
        await visitor.page.locator("#veld-partners-from").fill("2026-09-01")
        await visitor.press("Toevoegen")
        await visitor.parts_are_there()
        assert "is geen lid." not in await visitor.page.content()

        await unfolded(visitor, "Vergadering plannen")
        await visitor.page.get_by_label("Begin").fill("2026-11-20T08:00")
        await visitor.page.get_by_label("Einde").fill("2026-11-20T08:45")
        await visitor.page.get_by_label("Waar", exact=True).fill("Raadzaal")
        await visitor.page.locator("form[action$=zittingen]").get_by_role("button", name="Bewaren").click()
        if script:
            await usable(visitor)
        await visitor.page.locator("[data-open-row]").first.click()
        await unfolded(visitor, "Wie was er")
        for box in await visitor.page.get_by_role("checkbox").locator("visible=true").all():
            await box.check()
        await visitor.press("De vergadering ging door")
        await unfolded(visitor, "Beslissing noteren")
        await visitor.fill("Wat is beslist?", "Eén meldpunt voor alle scholen.")
        await visitor.page.locator("#veld-for").fill("3")
        await visitor.page.locator("#veld-against").fill("1")
        await visitor.fill("Wat zegt wie het niet eens is?", "Liever per school.")
        await visitor.page.locator("form[action$=beslissingen]").get_by_role("button", name="Bewaren").click()
        await visitor.sees("3 voor, 1 tegen")
        await visitor.sees("Liever per school.")
        if script:
            await usable(visitor)
        assert visitor.complaints == []


async def expect_heading(visitor: Visitor, text: str) -> None:
    """Wait for the page of this heading."""
    await visitor.page.get_by_role("heading", level=1, name=text).wait_for()
