"""A coordinator keeps the list of contacts to whose address nothing goes."""

import httpx

from .conftest import authorized
from .events import case_opened, contact, person
from .harness import Harness

COORDINATOR = authorized("coordinator")


async def test_nothing_goes_to_a_suppressed_address_until_the_directory_has_another(
    harness: Harness, http: httpx.AsyncClient
) -> None:
    await harness.publish_directory()
    await harness.publish(person())
    added = await http.post("/suppressions", json={"contact_id": "coach-1"}, headers=COORDINATOR)
    assert (added.status_code, added.json()["reason"]) == (201, "asked")
    again = {"contact_id": "coach-1", "reason": "bounced"}
    assert (await http.post("/suppressions", json=again, headers=COORDINATOR)).json() == added.json()
    await harness.publish(case_opened())
    await harness.all_in("sent", "failed")
    assert {row["contact_id"]: row["reason"] for row in await harness.notices()} == {
        "clb-1": None,
        "coach-1": "suppressed",
    }
    listed = await http.get("/suppressions", headers=COORDINATOR)
    assert [item["contact_name"] for item in listed.json()["items"]] == ["Naam van coach-1"]
    await harness.publish(contact("coach-1"))
    await harness.settled()
    assert (await http.get("/suppressions", headers=COORDINATOR)).json()["items"]
    await harness.publish(contact("coach-1", email="coach@mail.example"))
    await harness.settled()
    assert not (await http.get("/suppressions", headers=COORDINATOR)).json()["items"]
    [failed] = [row for row in await harness.notices() if row["status"] == "failed"]
    retried = await http.post(f"/notifications/{failed['id']}/retry", headers=COORDINATOR)
    assert retried.status_code == 200
    await harness.all_in("sent")
    assert harness.mail.taken[-1]["To"] == "coach@mail.example"


async def test_a_coordinator_takes_a_contact_off_the_list(harness: Harness, http: httpx.AsyncClient) -> None:
    await harness.publish_directory()
    for contact_id in ("coach-1", "clb-1"):
        await http.post("/suppressions", json={"contact_id": contact_id, "reason": "bounced"}, headers=COORDINATOR)
    page = (await http.get("/suppressions", params={"limit": 1}, headers=COORDINATOR)).json()
    assert [item["contact_id"] for item in page["items"]] == ["clb-1"]
    asked = {"limit": 1, "cursor": page["next"]}
    assert [
        item["contact_id"]
        for item in (await http.get("/suppressions", params=asked, headers=COORDINATOR)).json()["items"]
    ] == ["coach-1"]
    assert (await http.delete("/suppressions/coach-1", headers=COORDINATOR)).status_code == 204
    assert (await http.delete("/suppressions/coach-1", headers=COORDINATOR)).status_code == 404
    for role in ("clb", "youth-coach", "counsellor", "caseworker", "operator"):
        assert (await http.get("/suppressions", headers=authorized(role))).status_code == 403
    nobody = await http.post("/suppressions", json={"contact_id": "nobody"}, headers=COORDINATOR)
    assert nobody.status_code == 404
