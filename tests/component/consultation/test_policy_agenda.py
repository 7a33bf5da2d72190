"""`/policy/agenda`: what the coordinator has to see to, over all bodies."""

from datetime import timedelta
from typing import Any

from consultation.domain.policy_terms import AgendaTerms
from consultation.overview.application.tell_agenda import tell_agenda
from shared.domain.roles import Role

from .councils import council, posted, with_organisations
from .harness import Harness


async def test_the_coordinator_sees_what_bodies_lack_with_a_link(harness: Harness):
    await harness.staff()
    await with_organisations(harness)
    body = await council(harness)
    path = f"/bodies/{body['body_id']}"
    await posted(harness, f"{path}/members/partners", {"from": "2026-09-01"}, status=200)
    member = {"contact_id": "clb-1", "from": "2026-09-01", "mandate": "voorzitter", "mandate_until": "2026-12-01"}
    await posted(harness, f"{path}/members", member)
    await council(harness, name="Stuurgroep", kind="internal-consultation", times_a_year=None)
    async with harness.asking("coordinator") as client:
        answer = await client.get("/policy/agenda")
    assert answer.status_code == 200, answer.text
    assert answer.json()["late"] == 0
    assert [(row["code"], row["day"], row["name"], row["link"]) for row in answer.json()["items"]] == [
        ("mandate-ending", "2026-12-01", "Onderwijsraad", path),
        ("sessions-to-plan", None, "Onderwijsraad", path),
    ]
    async with harness.asking("caseworker") as client:
        assert (await client.get("/policy/agenda")).status_code == 403


async def test_coordinators_are_told_what_it_comes_to_once_a_week(harness: Harness):
    await harness.staff()
    await with_organisations(harness)
    terms, every = AgendaTerms(timedelta(days=60), timedelta(days=365)), timedelta(days=7)

    async def told() -> list[dict[str, Any]]:
        await tell_agenda(harness.units, terms=terms, clock=harness.clock, every=every)
        return [data for kind, data in await harness.sent() if kind == "policy-agenda-counted"]

    assert await told() == []
    body = await council(harness)
    assert await told() == [], "the directory has no coordinator"
    await harness.add("lead", Role.COORDINATOR, email="lead@stad.example")
    [first] = await told()
    assert {name: first[name] for name in ("counted_on", "items", "coordinators")} == {
        "counted_on": "2026-11-13",
        "items": [
            {"code": "sessions-to-plan", "number": 1, "late": 0},
            {"code": "partner-not-member", "number": 3, "late": 0},
        ],
        "coordinators": ["lead"],
    }
    assert body["name"] not in str(first)
    for days, times in ((6, 1), (1, 2)):
        harness.clock.advance(timedelta(days=days))
        assert len(await told()) == times
