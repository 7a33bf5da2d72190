"""Each kind of activity on the whole running system, from its plan to its numbers; and a browser for each role."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import httpx
import pytest
import pytest_asyncio

from shared.local.simulation.policy.town_hall import TownHall

from .visitor import Visitor
from .visits import COORDINATOR, SECRETARY

pytestmark = [pytest.mark.asyncio(loop_scope="package"), pytest.mark.timeout(180)]

PARTNER = "Aanspreekpunt vzw De Springplank"
SCHOOL = "125003"
YEAR = {"from": "2026-09-01", "until": "2026-11-20"}
GROUPS = ({"label": "4A", "places": 18}, {"label": "4B", "places": 12})
PERSONS = ({"name": "Noor Verzonnen", "class": "3A"}, {"name": "Sem Verzonnen", "class": "3B"})
MANY = ({"places": 6},)


@dataclass(frozen=True)
class Kind:
    """A kind, what it needs, who registers, and what of its numbers is to come out."""

    kind: str
    counts: dict[str, Any] = field(default_factory=dict)
    fields: dict[str, Any] = field(default_factory=dict)
    registrations: tuple[dict[str, Any], ...] = ()
    has_sessions: bool = True
    presence: dict[str, Any] = field(default_factory=dict)
    stock: tuple[tuple[str, int], ...] = ()


OF_GROUPS = {"capacity": 30, "target_group": "Lager"}
OF_THIRTY = {"participants": 30}
KINDS = (
    Kind("brede-school", OF_THIRTY, OF_GROUPS, GROUPS),
    Kind(
        "huiswerkbegeleiding",
        {"participants": 2, "hours": 3.0},
        {"capacity": 8, "place": "Bibliotheek"},
        PERSONS,
        presence={"guides": 2, "hours": 3.0},
    ),
    Kind(
        "boekstart",
        fields={"target_group": "Baby’s van 6 maanden"},
        has_sessions=False,
        stock=(("received", 60), ("handed-out", 42), ("redeemed", 17)),
    ),
    Kind("instapboekjes", has_sessions=False, stock=(("received", 25), ("handed-out", 25))),
    Kind(
        "stages",
        {"participants": 6},
        {"capacity": 6, "place": "Groendienst", "confirmed_by": "stad-personeel"},
        MANY,
        has_sessions=False,
    ),
    Kind("vormingen", {"participants": 6}, {"capacity": 20}, MANY),
    Kind("talentontwikkeling", OF_THIRTY, OF_GROUPS, GROUPS),
    Kind("okan-acties", OF_THIRTY, OF_GROUPS, GROUPS),
    Kind("antipestacties", OF_THIRTY, OF_GROUPS, GROUPS),
    Kind("kleuterparticipatie", OF_THIRTY, OF_GROUPS, GROUPS),
)
IN_EVERY_RUN = ("huiswerkbegeleiding", "stages")


@pytest_asyncio.fixture(scope="module", loop_scope="package")
async def town_hall(stack) -> AsyncIterator[TownHall]:
    """The coordinator at consultation; partners and schools are there too."""
    async with TownHall.at(stack.service_url("consultation"), stack.secrets.token) as town_hall:
        yield town_hall


@pytest.mark.parametrize(
    "kind",
    [pytest.param(row, id=row.kind, marks=[] if row.kind in IN_EVERY_RUN else pytest.mark.soak) for row in KINDS],
)
async def test_an_activity_of_this_kind_goes_from_its_plan_to_its_numbers(town_hall, kind):
    youth, school = town_hall.as_partner("stad-jeugd"), town_hall.as_school(SCHOOL)
    body = {"kind": kind.kind, "title": f"Proef {kind.kind}", "provider": "stad-jeugd", **YEAR, **kind.fields}
    path = f"/activities/{(await youth.post('/activities', body))['activity_id']}"
    rows = await registered(youth, school, path, kind)
    if kind.has_sessions:
        await noted(youth, path, rows, kind)
    for moved, number in kind.stock:
        move = {"point": "Bibliotheek", "moved": moved, "number": number, "on": "2026-10-01"}
        await youth.post(f"{path}/stock", move)
    if "confirmed_by" in kind.fields:
        personnel = town_hall.as_partner(kind.fields["confirmed_by"])
        await personnel.post(f"{path}/registrations/{rows[0]['registration_id']}/confirm", {"mentor": "Jo Verzonnen"})
    if kind.kind == "vormingen":
        await youth.put(f"{path}/registrations/{rows[0]['registration_id']}/certificates", {"certificates": 6})
    held = await youth.post(f"{path}/hold", {})
    file = await youth.get(f"{path}/subsidy-file")
    assert held["status"] == "held"
    assert {name: file[name] for name in ("participants", "hours")} == {"hours": 0.0, "participants": 0, **kind.counts}
    assert [row["point"] for row in held["stock"]] == (["Bibliotheek"] if kind.stock else [])
    assert {"budget", "attachments"} <= set(file["missing"])
    late = {"organisation_id": f"school-{SCHOOL}", "label": "5A", "places": 1}
    with pytest.raises(httpx.HTTPStatusError, match="409"):
        await school.post(f"{path}/registrations", late)


async def registered(youth: TownHall, school: TownHall, path: str, kind: Kind) -> list[dict[str, Any]]:
    """The registrations of the school, all with their places; the activity is under way then."""
    if not kind.registrations:
        return []
    await youth.post(f"{path}/open", {})
    of_school = {"organisation_id": f"school-{SCHOOL}"}
    rows = [await school.post(f"{path}/registrations", {**of_school, **wish}) for wish in kind.registrations]
    assert {row["status"] for row in rows} == {"placed"}
    await youth.post(f"{path}/run", {})
    return rows


async def noted(youth: TownHall, path: str, rows: list[dict[str, Any]], kind: Kind) -> None:
    """Everybody came to a session of yesterday."""
    times = {"starts_at": "2026-11-19T15:30:00+01:00", "ends_at": "2026-11-19T17:00:00+01:00"}
    planned = await youth.post(f"{path}/sessions", {**times, "place": "Sporthal", "instructor": "Mia Verzonnen"})
    came = [{"registration_id": row["registration_id"], "number": row["places"]} for row in rows]
    session = planned["sessions"][0]["session_id"]
    await youth.put(f"{path}/sessions/{session}/presence", {"came": came, **kind.presence})


@pytest.mark.soak
async def test_a_provider_a_school_and_the_coordinator_each_do_their_part_in_the_browser(chromium, stack):
    async with (
        Visitor.at(chromium, stack.web_url) as provider,
        Visitor.at(chromium, stack.web_url) as school,
        Visitor.at(chromium, stack.web_url) as coordinator,
    ):
        await provider.sign_in(PARTNER, "/overlegorganen")
        await provider.goto("/activiteiten/nieuw/brede-school")
        await provider.fill("Naam", "Circus in de wijk")
        await provider.fill("Eerste dag", "2026-09-01")
        await provider.fill("Laatste dag", "2026-12-18")
        await provider.fill("Voor wie", "Lager onderwijs")
        await provider.page.get_by_label("Hoeveel plaatsen").locator("visible=true").fill("20")
        await provider.press("Bewaren")
        await provider.press("Inschrijven openen")
        address = provider.page.url.split("#")[0].removeprefix(stack.web_url)
        await provider.page.locator("summary").get_by_text("Datum toevoegen", exact=True).click()
        await provider.fill("Begin", "2026-11-19T15:30")
        await provider.fill("Einde", "2026-11-19T17:00")
        await provider.page.locator("form[action$=sessies]").get_by_role("button", name="Bewaren").click()
        await provider.sees("nog te noteren")

        await school.sign_in(SECRETARY, f"/school/{SCHOOL}/overzicht")
        await school.goto(address)
        await school.fill("Groep of klas", "3A")
        await school.page.get_by_label("Hoeveel plaatsen").locator("visible=true").fill("15")
        await school.press("Inschrijven")
        await school.sees("heeft plaats")
        await school.page.locator("summary").get_by_text("Inschrijven", exact=True).click()
        await school.fill("Groep of klas", "3B")
        await school.page.get_by_label("Hoeveel plaatsen").locator("visible=true").fill("10")
        await school.press("Inschrijven")
        await school.sees("nummer 1 in de rij")
        await school.page.locator("form[action$=intrekken] button").first.click()
        await school.parts_are_there()
        assert "in de rij" not in await school.page.content()

        await provider.looks_at("phone", "light")
        await provider.goto(address)
        await provider.page.locator("a[href*=sessies]").first.click()
        await provider.page.get_by_label("3B").fill("9")
        await provider.press("Bewaren")
        await provider.sees("Circus in de wijk")

        await coordinator.sign_in(COORDINATOR, "/dossiers")
        await coordinator.goto(address)
        await coordinator.press("Het is afgelopen")
        await coordinator.sees("afgelopen")
        await coordinator.follow("Bekijken en afdrukken")
        await coordinator.sees("Werkelijk aantal leerlingen")
        for visitor in (provider, school, coordinator):
            assert visitor.complaints == []
