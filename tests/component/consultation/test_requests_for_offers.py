"""Requests of schools for offers over HTTP: one procedure for the offers of every service."""

from typing import Any
from uuid import uuid4

import pytest

from shared.domain.roles import Role

from .harness import OTHER_SCHOOL, SCHOOL, Harness
from .offered import offered, partner, with_providers

WISH = {
    "level": "lager",
    "group": "3A",
    "participants": 22,
    "from": "2027-01-11",
    "until": "2027-02-12",
    "remark": "Liefst op dinsdag.",
}


@pytest.fixture
async def providers(harness: Harness) -> Harness:
    await with_providers(harness)
    return harness


def school(harness: Harness, number: str = SCHOOL):
    return harness.asking("school", school=number)


async def asked(harness: Harness, offer: dict[str, Any], number: str = SCHOOL) -> str:
    """The path of a request of this school."""
    path = f"/offers/{offer['offer_id']}/requests"
    async with school(harness, number) as client:
        response = await client.post(path, json=WISH)
    assert response.status_code == 201, response.text
    return f"{path}/{response.json()['request_id']}"


async def test_a_school_asks_and_the_provider_plans_and_notes_that_it_was(providers: Harness):
    path = await asked(providers, await offered(providers, provider="sportraad"))
    async with partner(providers) as client:
        (request,) = (await client.get("/offers/requests")).json()["items"]
        assert {name: request[name] for name in WISH} == WISH
        assert (request["school"], request["status"]) == (SCHOOL, "asked")
        for unfit in ("2026-11-12", "2027-07-01"):
            assert (await client.post(f"{path}/plan", json={"on": unfit})).status_code == 422
        assert (await client.post(f"{path}/done", json={})).status_code == 409
        planned = await client.post(f"{path}/plan", json={"on": "2027-01-19"}, headers={"If-Match": '"1"'})
        assert (planned.json()["status"], planned.json()["planned_on"]) == ("planned", "2027-01-19")
        assert (await client.post(f"{path}/done", json={}, headers={"If-Match": '"1"'})).status_code == 412
        done = await client.post(f"{path}/done", json={"took_part": 21})
    assert (done.json()["status"], done.json()["took_part"]) == ("done", 21)


async def test_a_second_open_request_of_a_school_names_the_first(providers: Harness):
    offer = await offered(providers)
    path = await asked(providers, offer)
    collection, _, first = path.rpartition("/")
    async with school(providers) as client:
        again = await client.post(collection, json=WISH)
        assert (again.status_code, again.json()["request_id"]) == (409, first)
        assert (await client.post(f"{path}/withdraw")).json()["status"] == "withdrawn"
        assert (await client.post(collection, json=WISH)).status_code == 201


async def test_a_request_is_declined_with_why_or_with_an_offer_that_the_school_can_have(providers: Harness):
    offer, other = await offered(providers), await offered(providers, title="Andere voorstelling")
    elsewhere = await offered(providers, title="Voor anderen", schools=[OTHER_SCHOOL])
    path = await asked(providers, offer)
    async with providers.asking("coordinator") as client:
        for body, field in [
            ({}, "reason"),
            ({"alternative": offer["offer_id"]}, "alternative"),
            ({"alternative": elsewhere["offer_id"]}, "alternative"),
            ({"alternative": "0199a000-0000-7000-8000-00000000000a"}, "alternative"),
        ]:
            refused = await client.post(f"{path}/decline", json=body)
            assert (refused.status_code, refused.json()["errors"][0]["field"]) == (422, field)
        declined = (await client.post(f"{path}/decline", json={"alternative": other["offer_id"]})).json()
    assert (declined["status"], declined["alternative"]) == ("declined", other["offer_id"])


async def test_each_sees_and_answers_its_own_requests_alone(providers: Harness):
    await providers.add("counsellor-1", Role.COUNSELLOR, SCHOOL)
    path = await asked(providers, await offered(providers))
    await asked(providers, await offered(providers, provider="sportraad"), OTHER_SCHOOL)
    async with school(providers, OTHER_SCHOOL) as client:
        assert [row["school"] for row in (await client.get("/offers/requests")).json()["items"]] == [OTHER_SCHOOL]
        assert (await client.post(f"{path}/withdraw")).status_code == 403
        assert (await client.post(f"{path}/plan", json={"on": "2027-01-19"})).status_code == 403
        body = {**WISH, "school": SCHOOL}
        assert (await client.post(path.rpartition("/")[0], json=body)).status_code == 403
    async with partner(providers) as client:
        assert len((await client.get("/offers/requests")).json()["items"]) == 1
        assert (await client.get(path.rpartition("/")[0])).json()["items"] == []
        assert (await client.post(f"{path}/plan", json={"on": "2027-01-19"})).status_code == 403
        assert (await client.post(path.rpartition("/")[0], json=WISH)).status_code == 422
    async with providers.asking("counsellor", contact="counsellor-1") as client:
        assert (await client.post(f"{path}/withdraw")).status_code == 200
    async with providers.asking("coordinator") as client:
        assert len((await client.get("/offers/requests")).json()["items"]) == 2
        assert (await client.post(path.rpartition("/")[0], json={**WISH, "school": SCHOOL})).status_code == 201


async def test_what_a_school_cannot_ask_for(providers: Harness):
    ended = await offered(providers, title="Voorbij", until="2026-11-12")
    elsewhere = await offered(providers, title="Voor anderen", schools=[OTHER_SCHOOL])
    offer = await offered(providers)
    async with school(providers) as client:
        for row in (ended, elsewhere):
            assert (await client.post(f"/offers/{row['offer_id']}/requests", json=WISH)).status_code == 409
        wrong = {**WISH, "until": "2027-01-10"}
        assert (await client.post(f"/offers/{offer['offer_id']}/requests", json=wrong)).status_code == 422


async def test_requests_for_an_offer_that_is_not_there_are_not_there_either(providers: Harness):
    async with school(providers) as client:
        assert (await client.get(f"/offers/{uuid4()}/requests")).status_code == 404
