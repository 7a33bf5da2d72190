"""The overview of the education policy on the whole system: figures that services publish, balance, and the agenda."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Any

import pytest
import pytest_asyncio
from aiokafka import AIOKafkaProducer

from shared.domain.roles import Role
from shared.local.demo.lag import Lag
from shared.local.demo.services import Services
from shared.local.simulation.insz_numbers import InszNumbers
from shared.local.simulation.policy.town_hall import TownHall
from shared.local.stack import Stack

from .conftest import NOW
from .harness import Harness
from .people import People

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.timeout(300), pytest.mark.soak]

SCHOOL = "125003"
NURSERY = "125004"
ENOUGH = 6
PUPILS, LATER = 7, 8
OBJECTIVE = {"title": "Iedereen is er", "for_the_learner": "Erbij horen.", "from": "2026-2027", "until": "2026-2027"}
ACTION = {"title": "Iedereen ingeschreven en aanwezig", "theme": "compulsory-education", "from": "2026-09-01"}
SHOWN = (
    ("casework", "cases", "not-enrolled"),
    ("casework", "cases", "newcomer"),
    ("casework", "cases", "dropout-risk"),
    ("casework", "cases", "bullying"),
    ("attendance", "toddlers", "4"),
)


@dataclass(frozen=True)
class Town:
    """A town whose services look every second for figures that changed."""

    harness: Harness
    services: Services
    hall: TownHall


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def town(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Town]:
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("FLANKEREND_FIGURES_S", "1")
        async with (
            Stack(tmp_path_factory.mktemp("overview"), now=NOW, ports="free", durable=False) as stack,
            Services(stack, Role.COORDINATOR) as services,
            Lag(stack.kafka) as lag,
            AIOKafkaProducer(bootstrap_servers=stack.kafka) as producer,
            TownHall.at(stack.service_url("consultation"), stack.secrets.token) as hall,
        ):
            yield Town(Harness(stack, producer, services, lag, SCHOOL), services, hall)


async def pupils_of_the_board(town: Town, number: int) -> dict[str, Any]:
    """The balance of the level of education, once it has so many pupils."""
    async with asyncio.timeout(60):
        while True:
            balance = await town.services.get("consultation", "/policy/balance")
            [row] = [row for row in balance["items"] if (row["board"], row["level"]) == (None, "secundair")]
            if row["pupils"] == number:
                return row
            await asyncio.sleep(0.5)


async def test_netoverschrijdend_en_neutraal_no_board_is_left_out_and_pupils_come_from_attendance(town: Town) -> None:
    for number in range(PUPILS):
        await town.harness.enrol(str(number), "Noor", "Verzonnen")
    row = await pupils_of_the_board(town, PUPILS)
    assert row["pupils_share"] == 1.0
    balance = await town.services.get("consultation", "/policy/balance")
    organisations = await town.services.all("consultation", "/organisations")
    local = [row for row in organisations if row["kind"] == "school" and row["local"]]
    assert {row["board"] for row in balance["items"] if row["level"] is None} == {row["board"] or "" for row in local}
    await town.harness.enrol(str(LATER), "Elias", "Verzonnen")
    await pupils_of_the_board(town, PUPILS + 1)


async def test_the_coordinator_sees_what_the_policy_asks_for_with_a_link(town: Town) -> None:
    body = {"kind": "external-consultation", "form": "informal", "name": "Overleg", "deciding": "consensus"}
    await town.hall.post("/bodies", {**body, "times_a_year": 2, "from": "2026-09-01"})
    agenda = await town.services.get("consultation", "/policy/agenda")
    codes = {row["code"] for row in agenda["items"]}
    assert {"sessions-to-plan", "partner-not-member"} <= codes
    assert all(row["link"].startswith("/bodies/") for row in agenda["items"])


async def test_an_action_shows_the_numbers_of_coach_okan_bullying_leerplicht_and_toddlers(town: Town) -> None:
    numbers = InszNumbers(Random(1))
    born = [date(2014, 5, day) for day in range(1, 1 + ENOUGH)]
    lines = [f"{numbers.next_for(day)},Mila,Verzonnen,{day},,3800" for day in born]
    table = "\n".join(["insz,given_name,family_name,birth_date,registered_on,postcode", *lines]).encode()
    async with People.of(town.harness.stack, NURSERY) as people:
        year = {"school_year": "2026-2027", "reference_date": "2026-10-01"}
        await people.coordinator.answer("POST", "attendance/residents/imports", body=table, **year)
        for child in await people.coordinator.items("attendance/not-enrolled"):
            await people.caseworker.opens("newcomer", person_id=child["person_id"], reason="gemeld door het onthaal")
        for number in range(ENOUGH):
            about = {"school": NURSERY, "pupil": f"K{number}"}
            await people.enrol(about["pupil"], level="kleuter", group="K2", given_name="Lou", birth_date="2022-03-04")
            await people.caseworker.opens("dropout-risk", **about, reason="besproken")
            await people.caseworker.reports(case_type="bullying", code="online", **about)
    objective = await town.hall.post("/objectives", OBJECTIVE)
    action = await town.hall.post("/actions", {**ACTION, "objective_id": objective["objective_id"]})
    path = f"/actions/{action['action_id']}/indicators"
    for service, figure, group in SHOWN:
        source = {"kind": "figure", "service": service, "figure": figure, "group": group}
        await town.hall.post(path, {"name": group, "unit": "aantal", "source": source})
    assert await shown_by(town, path) == {group: ENOUGH for _, _, group in SHOWN}


async def shown_by(town: Town, path: str) -> dict[str, int]:
    """The numbers of the indicators in this school year, once every one is there."""
    async with asyncio.timeout(60):
        while True:
            told = (await town.hall.get(path))["indicators"]
            years = {row["name"]: year for row in told for year in row["years"] if year["school_year"] == "2026-2027"}
            if all(year["value"] is not None for year in years.values()):
                return {name: int(float(year["value"])) for name, year in years.items()}
            await asyncio.sleep(0.5)
