"""Offers that may overlap: found by theme, target group, time and title, explained, judged, and remembered."""

from typing import Any

import pytest

from .harness import OTHER_SCHOOL, SCHOOL, Harness
from .offered import offered, with_providers

SWIMMING = {"theme": "sports", "title": "Zwemlessen in het stadsbad"}
ALSO = {"theme": "sports", "title": "Zwemlessen in het stadsbad Noord", "provider": "sportraad"}


@pytest.fixture
async def providers(harness: Harness) -> Harness:
    await with_providers(harness)
    return harness


async def overlaps(harness: Harness, **asked: Any) -> list[dict[str, Any]]:
    async with harness.asking("caseworker") as client:
        response = await client.get("/offers/overlaps", params=asked)
    assert response.status_code == 200, response.text
    return response.json()["items"]


async def judge(harness: Harness, *offers: dict[str, Any], role: str = "coordinator", **fields: str) -> int:
    body = {"offer_ids": [row["offer_id"] for row in offers], "verdict": "complementary", "why": "Andere wijk"}
    async with harness.asking(role) as client:
        return (await client.post("/offers/overlaps/judgements", json={**body, **fields})).status_code


async def test_two_offers_for_the_same_at_the_same_time_that_are_called_alike_are_explained(providers: Harness):
    first = await offered(providers, **SWIMMING, levels=["kleuter", "lager"], age_from=3, schools=[SCHOOL])
    second = await offered(providers, **ALSO, levels=["lager"], age_until=None, **{"from": "2027-01-01"})
    (overlap,) = await overlaps(providers)
    assert [overlap[side]["offer_id"] for side in ("first", "second")] == [first["offer_id"], second["offer_id"]]
    shared = ("theme", "levels", "schools", "age_from", "age_until", "from", "until")
    assert {name: overlap[name] for name in shared} == {
        "theme": "sports",
        "levels": ["lager"],
        "schools": [SCHOOL],
        "age_from": 6,
        "age_until": 12,
        "from": "2027-01-01",
        "until": "2027-06-30",
    }
    assert (overlap["same_provider"], 80 < overlap["similarity"] < 100) == (False, True)


@pytest.mark.parametrize(
    "fields",
    [
        {"theme": "youth"},
        {"levels": ["secundair"]},
        {"age_from": 13, "age_until": 18},
        {"schools": [OTHER_SCHOOL]},
        {"from": "2027-07-01", "until": None},
        {"title": "Judo voor beginners"},
    ],
    ids=lambda fields: next(iter(fields)),
)
async def test_offers_that_do_not_meet_in_one_thing_are_no_pair(providers: Harness, fields: dict[str, object]):
    await offered(providers, **SWIMMING, schools=[SCHOOL])
    await offered(providers, **{**ALSO, **fields})
    assert await overlaps(providers) == []


async def test_a_pair_that_was_judged_comes_back_only_once_something_changed_that_counts(providers: Harness):
    first, second = await offered(providers, **SWIMMING), await offered(providers, **ALSO)
    assert await judge(providers, second, first, role="caseworker") == 403
    assert await judge(providers, second, first) == 201
    assert await overlaps(providers) == []
    (judged,) = await overlaps(providers, judged=True)
    assert (judged["judgement"]["verdict"], judged["judgement"]["why"]) == ("complementary", "Andere wijk")
    path = f"/offers/{first['offer_id']}"
    async with providers.asking("coordinator") as client:
        await client.patch(path, json={"capacity": 20}, headers={"If-Match": '"1"'})
        assert await overlaps(providers) == []
        await client.patch(path, json={"age_until": 11}, headers={"If-Match": '"2"'})
    assert len(await overlaps(providers)) == 1
    assert await overlaps(providers, judged=True) == []
    assert await judge(providers, first, second, verdict="overlap", why="Dubbel") == 201
    async with providers.asking("coordinator") as client:
        await client.post(f"{path}/withdraw")
    assert await overlaps(providers, judged=True) == []


async def test_what_cannot_be_judged(providers: Harness):
    first, other = await offered(providers, **SWIMMING), await offered(providers, title="Toneel")
    assert await judge(providers, first, other) == 409
    assert await judge(providers, first, {"offer_id": "0199a000-0000-7000-8000-00000000000a"}) == 404


async def test_pages_of_pairs_follow_each_other_most_alike_first(providers: Harness):
    for title in ("Zwemlessen A", "Zwemlessen B", "Zwemlessen AB"):
        await offered(providers, theme="sports", title=title)
    async with providers.asking("caseworker") as client:
        first = (await client.get("/offers/overlaps", params={"limit": 1})).json()
        rest = (await client.get("/offers/overlaps", params={"limit": 5, "cursor": first["next"]})).json()
    alike = [row["similarity"] for row in (*first["items"], *rest["items"])]
    assert alike == sorted(alike, reverse=True)
    assert len(alike) == len(await overlaps(providers))
