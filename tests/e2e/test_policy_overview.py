"""The overview of the education policy on the whole system: figures that services publish, balance, and the agenda."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import pytest
import pytest_asyncio
from aiokafka import AIOKafkaProducer

from shared.domain.roles import Role
from shared.local.demo.lag import Lag
from shared.local.demo.services import Services
from shared.local.simulation.policy.town_hall import TownHall
from shared.local.stack import Stack

from .conftest import NOW
from .harness import Harness

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.timeout(300), pytest.mark.soak]

SCHOOL = "125003"
PUPILS, LATER = 7, 8


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
