"""The list of offers that everybody reads without a token, as JSON, CSV and calendar."""

import csv
import io

import httpx
import pytest
from icalendar import Calendar

from shared.domain.roles import Role

from .harness import Harness
from .offered import OFFER, offered, partner, with_providers


@pytest.fixture
async def providers(harness: Harness) -> Harness:
    await with_providers(harness)
    return harness


async def read(harness: Harness, path: str, **headers: str) -> httpx.Response:
    """What somebody without a token gets."""
    transport = httpx.ASGITransport(harness.service.app)
    async with httpx.AsyncClient(transport=transport, base_url="http://consultation") as client:
        return await client.get(path, headers=headers)


async def test_everybody_reads_what_schools_can_have_and_nothing_else(providers: Harness):
    offer = await offered(providers)
    ended = await offered(providers, title="Voorbij", until="2026-11-12")
    gone = await offered(providers, title="Weg")
    async with providers.asking("coordinator") as client:
        await client.post(f"/offers/{gone['offer_id']}/withdraw")
    answer = await read(providers, "/offers/public")
    (item,) = answer.json()["items"]
    assert (item["offer_id"], item["provider"], item["email"]) == (offer["offer_id"], "Jeugddienst", OFFER["email"])
    assert ended["offer_id"] not in answer.text
    assert (await read(providers, "/offers/public?theme=sports")).json()["items"] == []
    assert (await read(providers, "/offers")).status_code == 401


async def test_who_answers_for_an_offer_is_shown_only_where_the_offer_says_so(providers: Harness):
    mail = {"organisation_id": "jeugd", "email": "els@stad.example", "phone": "011 00 00 00"}
    await providers.add("worker-1", Role.CASEWORKER, **mail)
    await offered(providers, title="Dicht", email=None, contact_id="worker-1")
    await offered(providers, title="Open", email=None, contact_id="worker-1", shows_contact=True)
    closed, shown = (await read(providers, "/offers/public")).json()["items"]
    assert [closed[name] for name in ("contact", "email", "phone")] == [None, None, None]
    assert [shown[name] for name in ("contact", "email", "phone")] == [
        "Els Voorbeeld",
        "els@stad.example",
        "011 00 00 00",
    ]
    await _changed(providers, "/contacts/worker-1", valid_until="2026-11-12")
    assert "els@stad.example" not in (await read(providers, "/offers/public")).text


async def test_a_provider_makes_no_contact_of_others_public(providers: Harness):
    await providers.add("clb-1", Role.CLB, organisation_id="clb-a", email="els@clb.example")
    about = {**OFFER, "provider": "sportraad", "shows_contact": True}
    async with partner(providers) as client:
        for contact in ("clb-1", "nobody"):
            answer = await client.post("/offers", json={**about, "contact_id": contact})
            assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "contact_id")
    assert "els@clb.example" not in (await read(providers, "/offers/public")).text


async def _changed(harness: Harness, path: str, **fields: object) -> None:
    async with harness.asking("coordinator") as client:
        answer = await client.patch(path, json=fields, headers={"If-Match": "*"})
    assert answer.status_code == 200, answer.text


async def test_what_did_not_change_is_not_sent_again(providers: Harness):
    await offered(providers)
    for path in ("/offers/public", "/offers/public.csv", "/offers/public.ics"):
        first = await read(providers, path)
        assert first.headers["Cache-Control"] == "public, max-age=300"
        again = await read(providers, path, **{"If-None-Match": first.headers["ETag"]})
        assert (again.status_code, again.content) == (304, b"")


async def test_the_list_is_a_table_and_a_calendar_too(providers: Harness):
    await offered(providers, booking="=1+1")
    await offered(providers, title="Zonder einde", until=None)
    text = (await read(providers, "/offers/public.csv")).text
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";"))
    assert [(row["title"], row["cost"], row["booking"]) for row in rows] == [
        (OFFER["title"], "3,50", "'=1+1"),
        ("Zonder einde", "3,50", OFFER["booking"]),
    ]
    calendar = Calendar.from_ical((await read(providers, "/offers/public.ics")).content)
    (event,) = calendar.walk("VEVENT")
    assert (str(event["summary"]), event.decoded("dtend").isoformat()) == (
        f"{OFFER['title']} (Jeugddienst)",
        "2027-07-01",
    )
