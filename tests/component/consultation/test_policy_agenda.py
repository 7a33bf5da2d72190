"""`/policy/agenda`: what the coordinator has to see to, over all bodies."""

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
