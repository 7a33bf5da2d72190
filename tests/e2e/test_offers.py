"""The complaints about what services do for schools, each on the whole running system, and a browser for each role."""

import csv
import io
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from typing import Any

import httpx
import pytest
import pytest_asyncio
from playwright.async_api import Browser, expect

from shared.domain.roles import Role
from shared.local.simulation.policy.town_hall import TownHall

from .conftest import NOW
from .visitor import Visitor
from .visits import COORDINATOR, SECRETARY

pytestmark = [pytest.mark.asyncio(loop_scope="package"), pytest.mark.timeout(180)]

PARTNER = "Aanspreekpunt vzw De Springplank"
SCHOOL = "125003"
OFFER = {
    "title": "Lessen over geld",
    "theme": "welfare",
    "levels": ["secundair"],
    "from": "2026-11-01",
    "until": "2027-06-30",
    "cost": "0",
}
WISH = {"group": "3A", "participants": 20, "from": "2026-12-01"}


@pytest_asyncio.fixture(scope="module", loop_scope="package")
async def town_hall(stack: Any) -> AsyncIterator[TownHall]:
    """The coordinator at the stack's consultation; partners and schools are there too."""
    stack.clock.set(NOW)
    async with TownHall.at(stack.service_url("consultation"), stack.secrets.token) as town_hall:
        yield town_hall


async def test_every_request_of_a_school_goes_the_same_way(town_hall: TownHall) -> None:
    school = town_hall.as_school(SCHOOL)
    providers = {name: town_hall.as_partner(name) for name in ("stad-jeugd", "de-springplank", "clb-de-kring")}
    for name, provider in providers.items():
        offer = await provider.post("/offers", {**OFFER, "title": f"Les van {name}", "provider": name})
        path = f"/offers/{offer['offer_id']}/requests"
        asked = await school.post(path, WISH)
        with pytest.raises(httpx.HTTPStatusError, match="409") as refused:
            await school.post(path, WISH)
        assert refused.value.response.json()["request_id"] == asked["request_id"]
        here = f"{path}/{asked['request_id']}"
        assert (await provider.post(f"{here}/plan", {"on": "2026-12-08"}))["planned_on"] == "2026-12-08"
        assert (await provider.post(f"{here}/done", {"took_part": 19}))["took_part"] == 19
    mine = [row for row in await school.all("/offers/requests") if row["group"] == "3A"]
    assert [row["status"] for row in mine] == ["done"] * 3
    assert {row["school"] for row in mine} == {SCHOOL}


@pytest.mark.soak
async def test_services_know_the_offer_of_each_other(town_hall: TownHall, stack: Any) -> None:
    youth, partner = town_hall.as_partner("stad-jeugd"), town_hall.as_partner("de-springplank")
    made = await youth.post("/offers", {**OFFER, "title": "Filmclub", "theme": "culture", "provider": "stad-jeugd"})
    assert "Filmclub" in {row["title"] for row in await partner.all("/offers", theme="culture", q="filmclub")}
    with pytest.raises(httpx.HTTPStatusError, match="403"):
        await partner.post(f"/offers/{made['offer_id']}/withdraw", {})
    public = f"{stack.web_url}/api/consultation/offers/public"
    async with httpx.AsyncClient(timeout=60) as anybody:
        listed = (await anybody.get(public, params={"q": "filmclub"})).raise_for_status().json()["items"]
        table = (await anybody.get(f"{public}.csv")).raise_for_status().content.decode("utf-8-sig")
        calendar = (await anybody.get(f"{public}.ics")).raise_for_status().text
        await youth.post(f"/offers/{made['offer_id']}/withdraw", {})
        gone = (await anybody.get(public, params={"q": "filmclub"})).json()["items"]
    assert [row["title"] for row in listed] == ["Filmclub"]
    assert any("Filmclub" in row.values() for row in csv.DictReader(io.StringIO(table), delimiter=";"))
    assert "SUMMARY:Filmclub" in calendar
    assert gone == []


@pytest.mark.soak
async def test_actions_that_overlap_or_contradict_are_found_and_judged(town_hall: TownHall, stack: Any) -> None:
    titles = {"stad-jeugd": "Omgaan met geld", "de-springplank": "Leren omgaan met geld"}
    offers = {
        name: await town_hall.as_partner(name).post("/offers", {**OFFER, "title": title, "provider": name})
        for name, title in titles.items()
    }
    (pair,) = [row for row in await town_hall.all("/offers/overlaps") if titles["stad-jeugd"] in str(row)]
    assert {pair[place]["title"] for place in ("first", "second")} == {*titles.values()}
    assert pair["levels"] == ["secundair"]
    ids = [pair["first"]["offer_id"], pair["second"]["offer_id"]]
    body = {"offer_ids": ids, "verdict": "overlap", "why": "Twee keer dezelfde les."}
    with pytest.raises(httpx.HTTPStatusError, match="403"):
        await town_hall.as_partner("stad-jeugd").post("/offers/overlaps/judgements", body)
    await town_hall.post("/offers/overlaps/judgements", body)
    assert await pairs_of(town_hall, ids) == []
    assert [row["judgement"]["why"] for row in await pairs_of(town_hall, ids, judged=True)] == [body["why"]]
    path = f"/offers/{offers['stad-jeugd']['offer_id']}"
    coordinator = {"Authorization": f"Bearer {stack.token(Role.COORDINATOR)}"}
    async with httpx.AsyncClient(base_url=stack.service_url("consultation"), headers=coordinator) as client:
        changes = (({"cost": "1.00", "cost_per": "group"}, False), ({"until": "2027-05-31"}, True))
        for version, (fields, comes_back) in enumerate(changes, 1):
            changed = await client.patch(path, json=fields, headers={"If-Match": f'"{version}"'})
            assert changed.status_code == 200, changed.text
            assert bool(await pairs_of(town_hall, ids)) is comes_back


async def pairs_of(town_hall: TownHall, ids: list[str], **query: Any) -> list[dict[str, Any]]:
    """The pair of these offers, if it is listed."""
    rows = await town_hall.all("/offers/overlaps", **query)
    return [row for row in rows if [row["first"]["offer_id"], row["second"]["offer_id"]] == ids]


@pytest.mark.soak
@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
async def test_a_provider_a_school_the_coordinator_and_everybody_each_do_their_part_in_the_browser(
    chromium: Browser, stack: Any, town_hall: TownHall, *, script: bool
) -> None:
    title = "Dansen in de turnzaal" if script else "Toneelmiddag voor beginners"
    async with AsyncExitStack() as browsers:
        provider, school, coordinator, anybody = [
            await browsers.enter_async_context(Visitor.at(chromium, stack.web_url, script=script)) for _ in range(4)
        ]
        await provider.sign_in(PARTNER, "/aanbod/beheer")
        await offers_and_mends(provider, title, script=script)
        await reads_and_downloads(anybody, title, script=script)
        await school.sign_in(SECRETARY, "/aanbod/beheer")
        await asks(school, title, script=script)
        await provider.goto("/aanbod/aanvragen")
        await look(provider, "provider-requests", script=script)
        await answers(provider, title, await town_hall.all("/offers/requests"))
        await school.goto("/aanbod/aanvragen")
        await school.sees("7/12/2026")
        await look(school, "school-requests", script=script)
        await coordinator.sign_in(COORDINATOR, "/aanbod/beheer")
        await judges(coordinator, town_hall, title, script=script)
        await look(coordinator, "overlaps-judged", script=script)
        for visitor in (provider, school, coordinator, anybody):
            assert visitor.complaints == []


async def offers_and_mends(provider: Visitor, title: str, *, script: bool) -> None:
    """A provider forgets something, is told so, and has its offer in the list."""
    await provider.follow("Aanbod toevoegen")
    await provider.fill("Titel", title)
    await provider.page.get_by_label("Thema").select_option(label="Cultuur")
    await provider.page.get_by_label("secundair onderwijs").check()
    await provider.page.get_by_label("Eerste dag").fill("2026-12-01")
    await provider.page.get_by_label("Laatste dag").fill("2026-11-01")
    await provider.press("Bewaren")
    await provider.sees("Deze dag komt voor de eerste dag.")
    await look(provider, "form-wrong", script=script)
    await provider.page.get_by_label("Laatste dag").fill("2026-12-18")
    await provider.press("Bewaren")
    await provider.sees(title)
    assert provider.path == "/aanbod/beheer"
    await look(provider, "own", script=script)
    await provider.follow("Zo ziet iedereen het aanbod")
    await expect(provider.page.get_by_role("navigation", name="Hoofdnavigatie")).to_be_visible()
    await look(provider, "public-signed-in", script=script)


async def reads_and_downloads(anybody: Visitor, title: str, *, script: bool) -> None:
    """Somebody who has no account finds the offer, and keeps the table and the calendar."""
    assert await anybody.goto("/aanbod") == 200
    await expect(anybody.page.get_by_role("navigation", name="Hoofdnavigatie")).to_have_count(0)
    await look(anybody, "public", script=script)
    await anybody.goto("/aanbod?q=nergens-te-vinden")
    await look(anybody, "public-none", script=script)
    await anybody.follow("Alles tonen")
    await anybody.page.get_by_label("Thema").select_option(label="Cultuur")
    await anybody.fill("Woorden in de titel", title)
    await anybody.press("Zoeken")
    await anybody.sees("Gevonden aanbod")
    for link, name in (("tabel", "aanbod.csv"), ("agenda", "aanbod.ics")):
        async with anybody.page.expect_download() as coming:
            await anybody.page.get_by_role("link", name=link, exact=True).click()
        download = await coming.value
        assert download.suggested_filename == name
        assert title in (await download.path()).read_text(encoding="utf-8")
    await anybody.page.get_by_role("table").get_by_role("link", name=title, exact=True).click()
    await anybody.sees("Aanvragen voor een school")
    await look(anybody, "public-one", script=script)


async def asks(school: Visitor, title: str, *, script: bool) -> None:
    """A school asks for the offer, and when it asks once more it hears that it did."""
    for times in range(2):
        await school.goto("/aanbod/beheer")
        await school.follow(f"{title} aanvragen")
        await school.fill("Klas of groep", "4B")
        await school.page.get_by_label("Vanaf welke dag past het").fill("2026-12-01")
        await school.press("Aanvragen")
        await school.sees("Uw school heeft dit al aangevraagd." if times else "aangevraagd")
    await look(school, "request-refused", script=script)


async def answers(provider: Visitor, title: str, requests: list[dict[str, Any]]) -> None:
    """The provider plans what the school asked for."""
    card = provider.page.get_by_role("article", name=title)
    await card.get_by_text("Plannen", exact=True).first.click()
    await card.get_by_label("Dag").fill("2026-12-07")
    await card.get_by_role("button", name="Plannen").click()
    await provider.sees("Gepland op")
    assert "4B" in {row["group"] for row in requests}


async def judges(coordinator: Visitor, town_hall: TownHall, title: str, *, script: bool) -> None:
    """The coordinator finds another offer that does the same, and says so."""
    youth = town_hall.as_partner("stad-jeugd")
    other = {**OFFER, "title": f"{title} in december", "theme": "culture", "provider": "stad-jeugd"}
    await youth.post("/offers", other)
    await coordinator.goto("/aanbod/aanvragen")
    await look(coordinator, "all-requests", script=script)
    await coordinator.goto("/aanbod/overlap")
    await look(coordinator, "overlaps", script=script)
    card = coordinator.page.get_by_role("region", name=other["title"])
    await card.get_by_text("Beoordelen", exact=True).click()
    await card.get_by_label("Wat vindt u").select_option(label="ze doen hetzelfde dubbel")
    await card.get_by_label("Waarom").fill("Een van de twee is genoeg.")
    await card.get_by_role("button", name="Bewaren").click()
    await coordinator.parts_are_there()
    assert await coordinator.page.get_by_role("region", name=other["title"]).count() == 0
    await coordinator.follow("beoordeeld")
    await coordinator.sees("Een van de twee is genoeg.")


async def look(visitor: Visitor, name: str, *, script: bool) -> None:
    """Fail where axe-core finds a barrier, or where the page is wider than the window; keep a picture of each."""
    for size, colours in (("desktop", "light"), ("phone", "dark")) if script else ():
        await visitor.looks_at(size, colours)
        await visitor.photograph(f"offers-{name}-{size}")
        assert (name, size, await visitor.barriers(everything=colours == "light")) == (name, size, [])
        assert (name, size, await visitor.scrolls_sideways()) == (name, size, False)
    await visitor.looks_at("desktop", "light")
