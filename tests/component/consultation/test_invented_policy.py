"""The invented education policy, played through the endpoints as `flankerend simulate` and `up --demo` do."""

from collections import Counter
from collections.abc import AsyncIterator
from datetime import datetime
from typing import Any

import httpx
import pytest
from tests.tokens import SECRET

from consultation.directory.adapters.contacts_file import SHIPPED, read_contacts
from consultation.directory.adapters.organisations_file import read_organisations
from consultation.directory.application.load_directory import load_directory
from shared.domain.roles import Role
from shared.local.simulation.policy.play import play_policy
from shared.local.simulation.policy.town_hall import TownHall
from shared.local.tokens import make_token
from shared.runtime.clock import BRUSSELS

from .harness import Harness

NOW = datetime(2026, 11, 20, 9, tzinfo=BRUSSELS)


@pytest.fixture
async def town_hall(harness: Harness) -> AsyncIterator[TownHall]:
    harness.clock.set(NOW)
    async with harness.units() as uow:
        await load_directory(uow, read_contacts(SHIPPED), read_organisations(SHIPPED))
    transport = httpx.ASGITransport(harness.service.app, raise_app_exceptions=True)
    async with httpx.AsyncClient(transport=transport, base_url="http://consultation") as client:
        yield TownHall(client, SECRET, make_token(SECRET, Role.COORDINATOR))


async def test_two_years_of_policy_are_played_once_and_can_be_looked_at(town_hall: TownHall) -> None:
    made = await play_policy(town_hall, now=NOW, seed=1)
    assert all(made.values()), made

    again = await play_policy(town_hall, now=NOW, seed=1)
    assert not any(again.values()), again

    council = await body_named(town_hall, "Onderwijsraad")
    path = f"/bodies/{council['body_id']}"
    sessions = await town_hall.all(f"{path}/sessions")
    assert Counter(session["status"] for session in sessions) == {"held": 4, "planned": 1}
    assert any(decision["dissent"] for session in sessions for decision in session["decisions"])
    codes = {row["code"] for row in (await town_hall.get(f"{path}/check"))["findings"]}
    assert codes >= {"partner-not-invited", "action-overdue"}
    assert "partner-not-member" not in codes


async def body_named(town_hall: TownHall, name: str) -> dict[str, Any]:
    return next(body for body in await town_hall.all("/bodies") if body["name"] == name)
