"""Places of an activity over HTTP: taken at the same time, waited for in order, moved up to by themselves."""

import asyncio
from collections import Counter

import httpx
import pytest

from .afternoons import AT_SCHOOL, fields_of, opened, planned, read, registered, with_providers
from .conftest import Opened
from .councils import posted
from .harness import OTHER_SCHOOL, Harness


@pytest.fixture
async def city(harness: Harness) -> Harness:
    await harness.staff()
    await with_providers(harness)
    return harness


async def test_of_200_registrations_at_once_for_30_places_30_are_placed_and_each_withdrawal_moves_up_one(
    city: Harness, open_harness: Opened
):
    path = await opened(city, "huiswerkbegeleiding", capacity=30, place="Bibliotheek")
    other_process = await open_harness()
    school = AT_SCHOOL["school"]
    async with city.asking("school", school=school) as client, other_process.asking("school", school=school) as other:

        async def register(number: int) -> httpx.Response:
            body = {"organisation_id": "school-1", "name": f"Kind {number}", "class": "4A"}
            return await (client if number % 2 else other).post(f"{path}/registrations", json=body)

        answers = await asyncio.gather(*(register(number) for number in range(200)))
        assert Counter(answer.status_code for answer in answers) == {201: 200}
        rows = sorted((answer.json() for answer in answers), key=lambda row: row["number"])
        assert [row["number"] for row in rows] == list(range(1, 201))
        assert [row["status"] for row in rows] == ["placed"] * 30 + ["waiting"] * 170
        assert [row["ahead"] for row in rows[30:]] == list(range(170))
        waits = [row["registration_id"] for row in rows[30:]]
        left = [rows[place] for place in (4, 17, 29)]
        away = [client.post(f"{path}/registrations/{row['registration_id']}/withdraw") for row in left]
        assert {answer.status_code for answer in await asyncio.gather(*away)} == {200}
        after = await every_registration(client, path)
    assert [row["registration_id"] for row in after if row["status"] == "waiting"] == waits[3:]
    activity = await read(city, path)
    assert (activity["places_taken"], activity["places_waiting"]) == (30, 167)


async def every_registration(client: httpx.AsyncClient, path: str) -> list[dict[str, object]]:
    """All pages of the list."""
    rows, cursor = [], None
    while True:
        query = {"limit": 200, **({"cursor": cursor} if cursor else {})}
        page = (await client.get(f"{path}/registrations", params=query)).json()
        rows += page["items"]
        cursor = page["next"]
        if not cursor:
            return rows


async def test_a_smaller_group_does_not_pass_a_larger_one_that_came_before(city: Harness):
    path = await opened(city, capacity=30, target_group="Lager")
    first = await registered(city, path, label="4A", places=20)
    second = await registered(city, path, label="4B", places=12)
    third = await registered(city, path, organisation_id="school-2", label="5A", places=5)
    assert [row["status"] for row in (first, second, third)] == ["placed", "waiting", "waiting"]
    fewer = await posted(city, f"{path}/registrations/{second['registration_id']}/places", {"places": 10}, status=200)
    assert (fewer["status"], fewer["places"]) == ("placed", 10)
    await posted(city, f"{path}/registrations/{first['registration_id']}/withdraw", {}, status=200)
    rows = (await read(city, f"{path}/registrations"))["items"]
    assert [(row["status"], row["ahead"]) for row in rows] == [("withdrawn", None), ("placed", None), ("placed", None)]


async def test_more_places_move_up_and_fewer_than_are_taken_are_refused(city: Harness):
    path = await opened(city, capacity=10, target_group="Lager")
    for label in ("4A", "4B", "4C"):
        await registered(city, path, label=label, places=8)
    async with city.asking("coordinator") as client:
        activity = await client.get(path)
        more = await client.patch(path, json={"capacity": 16}, headers={"If-Match": activity.headers["ETag"]})
        assert (more.json()["places_taken"], more.json()["places_waiting"]) == (16, 8)
        less = await client.patch(path, json={"capacity": 15}, headers={"If-Match": more.headers["ETag"]})
        assert (less.status_code, fields_of(less)) == (422, ["capacity"])


async def test_a_school_registers_and_withdraws_its_own_once_and_sees_no_other(city: Harness):
    path = await opened(city, capacity=30, target_group="Lager")
    theirs = await registered(city, path, organisation_id="school-2", label="5A", places=9)
    async with city.asking("school", school=AT_SCHOOL["school"]) as client:
        mine = {"organisation_id": "school-1", "label": "4A", "places": 22}
        assert (await client.post(f"{path}/registrations", json=mine)).json()["status"] == "waiting"
        assert (await client.post(f"{path}/registrations", json=mine)).status_code == 409
        others = await client.post(f"{path}/registrations", json={**mine, "organisation_id": "school-2"})
        assert others.status_code == 403
        seen = (await client.get(f"{path}/registrations")).json()["items"]
        assert [row["label"] for row in seen] == ["4A"]
        assert (await client.post(f"{path}/registrations/{theirs['registration_id']}/withdraw")).status_code == 404
        withdrawn = await client.post(f"{path}/registrations/{seen[0]['registration_id']}/withdraw")
        assert withdrawn.json()["status"] == "withdrawn"
    async with city.asking("counsellor", contact="counsellor-1") as client:
        again = await client.post(f"{path}/registrations", json={**mine, "places": 3})
        assert (again.status_code, again.json()["number"]) == (201, 3)


async def test_what_a_registration_lacks_is_named_and_what_is_closed_takes_none(city: Harness):
    path = await opened(city, capacity=30, target_group="Lager")
    for wrong, field in (
        ({"places": 4}, "label"),
        ({"label": "4A", "name": "Jan"}, "name"),
        ({"label": "4A", "class": "4A"}, "class"),
        ({"label": "4A", "places": 31}, "places"),
        ({"label": "4A", "places": 0}, "places"),
        ({"label": "4A", "organisation_id": "nobody"}, "organisation_id"),
    ):
        refused = await registered(city, path, status=422, **wrong)
        assert [error["field"] for error in refused["errors"]] == [field]
    closed = await planned(city, capacity=30, target_group="Lager")
    await registered(city, f"/activities/{closed['activity_id']}", status=409, label="4A")
    async with city.asking("school", school=OTHER_SCHOOL) as client:
        assert (await client.get(f"/activities/{closed['activity_id']}")).status_code == 404
        assert [row["title"] for row in (await client.get("/activities")).json()["items"]] == ["Circus na school"]


async def test_the_same_registration_sent_again_with_its_key_is_kept_once(city: Harness):
    path = await opened(city, capacity=30, target_group="Lager")
    async with city.asking("school", school=AT_SCHOOL["school"]) as client:
        body = {"organisation_id": "school-1", "label": "4A", "places": 20}
        sent = [
            await client.post(f"{path}/registrations", json=body, headers={"Idempotency-Key": "the-same"})
            for _ in range(2)
        ]
    assert [answer.status_code for answer in sent] == [201, 201]
    assert sent[0].json() == sent[1].json()
