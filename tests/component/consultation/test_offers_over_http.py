"""Offers over HTTP: who adds and changes them, how they are found, and what others are told."""

import pytest

from shared.domain.roles import Role

from .harness import OTHER_SCHOOL, SCHOOL, Harness
from .offered import OFFER, offered, partner, with_providers


@pytest.fixture
async def providers(harness: Harness) -> Harness:
    await with_providers(harness)
    return harness


async def test_an_offer_is_added_read_changed_withdrawn_and_restored(providers: Harness):
    offer = await offered(providers)
    assert {name: offer[name] for name in OFFER} == OFFER
    path = f"/offers/{offer['offer_id']}"
    async with providers.asking("coordinator") as client:
        assert (await client.patch(path, json={"capacity": 90})).status_code == 428
        changed = await client.patch(path, json={"capacity": 90, "until": None}, headers={"If-Match": '"1"'})
        assert (changed.json()["capacity"], changed.json()["until"], changed.headers["ETag"]) == (90, None, '"2"')
        assert (await client.patch(path, json={"title": None}, headers={"If-Match": '"2"'})).status_code == 422
        assert (await client.post(f"{path}/restore")).status_code == 409
        assert (await client.post(f"{path}/withdraw")).json()["status"] == "withdrawn"
        assert (await client.get("/offers", params={"current": True})).json()["items"] == []
        assert (await client.post(f"{path}/restore")).json()["version"] == 4
    told = [(kind, data["status"]) for kind, data in await providers.sent(offer["offer_id"])]
    assert told == [("offer-changed", status) for status in ("offered", "offered", "withdrawn", "offered")]


async def test_a_partner_and_a_service_manage_their_own_offers_alone(providers: Harness):
    await providers.add("animator-1", Role.YOUTH_COACH, organisation_id="jeugd")
    async with partner(providers) as client:
        assert (await client.post("/offers", json=OFFER)).status_code == 403
        own = await client.post("/offers", json={**OFFER, "provider": "sportraad", "theme": "sports"})
        assert own.status_code == 201
    path = f"/offers/{own.json()['offer_id']}"
    async with providers.asking("youth-coach", contact="animator-1") as client:
        assert (await client.post("/offers", json=OFFER)).status_code == 201
        assert (await client.get(path)).status_code == 200
        assert (await client.post(f"{path}/withdraw")).status_code == 403
        assert (await client.patch(path, json={}, headers={"If-Match": '"1"'})).status_code == 403
    await providers.add("counsellor-9", Role.COUNSELLOR, organisation_id="jeugd")
    for role, claims in (
        ("caseworker", {}),
        ("school", {"school": SCHOOL}),
        ("counsellor", {"contact": "counsellor-9"}),  # who asks and registers, also where a service employs them
    ):
        async with providers.asking(role, **claims) as client:
            assert len((await client.get("/offers")).json()["items"]) == 2
            assert (await client.post("/offers", json=OFFER)).status_code == 403


async def test_what_no_offer_can_be(providers: Harness):
    mistakes = [
        ({"provider": "nobody"}, "provider"),
        ({"provider": "school-1"}, "provider"),
        ({"theme": "magic"}, "theme"),
        ({"until": "2026-08-31"}, "until"),
        ({"age_until": 5}, "age_until"),
        ({"cost_per": None}, "cost_per"),
        ({"cost": "0"}, "cost_per"),
        ({"schools": ["125009"]}, "schools"),
        ({"link": "http://stad.example"}, "link"),
        ({"contact_id": "nobody"}, "contact_id"),
        ({"shows_contact": True}, "shows_contact"),
    ]
    async with providers.asking("coordinator") as client:
        for fields, field in mistakes:
            response = await client.post("/offers", json={**OFFER, **fields})
            assert (response.status_code, [error["field"] for error in response.json()["errors"]]) == (422, [field])


async def test_a_provider_offers_a_title_once_from_a_day(providers: Harness):
    offer = await offered(providers)
    async with providers.asking("coordinator") as client:
        again = await client.post("/offers", json={**OFFER, "description": "Anders"})
    assert (again.status_code, again.json()["offer_id"]) == (409, offer["offer_id"])


async def test_offers_are_found_by_what_they_are_and_about_how_they_are_called(providers: Harness):
    await offered(providers)
    await offered(providers, title="Zwemlessen", theme="sports", levels=[], age_from=None, schools=[SCHOOL])
    await offered(providers, title="Boekenbeurs", provider="sportraad", levels=["secundair"], **{"from": "2027-01-01"})
    for asked, titles in [
        ({}, ["Boekenbeurs", OFFER["title"], "Zwemlessen"]),
        ({"theme": "sports"}, ["Zwemlessen"]),
        ({"level": "lager"}, [OFFER["title"], "Zwemlessen"]),
        ({"age": 4}, ["Zwemlessen"]),
        ({"school": OTHER_SCHOOL}, ["Boekenbeurs", OFFER["title"]]),
        ({"provider": "sportraad"}, ["Boekenbeurs"]),
        ({"until": "2026-12-31"}, [OFFER["title"], "Zwemlessen"]),
        ({"q": "schoolvorstelling"}, [OFFER["title"]]),
        ({"q": "zwem"}, ["Zwemlessen"]),
    ]:
        async with providers.asking("caseworker") as client:
            items = (await client.get("/offers", params=asked)).json()["items"]
        assert [item["title"] for item in items] == titles, asked


async def test_pages_of_offers_follow_each_other(providers: Harness):
    for title in ("Beurs", "Atelier", "Circus"):
        await offered(providers, title=title)
    async with providers.asking("caseworker") as client:
        first = (await client.get("/offers", params={"limit": 2})).json()
        second = (await client.get("/offers", params={"limit": 2, "cursor": first["next"]})).json()
    assert [item["title"] for item in (*first["items"], *second["items"])] == ["Atelier", "Beurs", "Circus"]
