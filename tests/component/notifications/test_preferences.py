"""A contact says how to get notices that can wait."""

from datetime import datetime, timedelta

import httpx

from notifications.application.purge_receivers import purge_receivers
from shared.runtime.clock import BRUSSELS

from .conftest import authorized
from .events import case_closed, case_opened, contact, person
from .harness import Harness

START = datetime(2026, 10, 12, 9, tzinfo=BRUSSELS)
PATH = "/contacts/coach-1/preferences"
OWN, COORDINATOR = authorized("youth-coach"), authorized("coordinator", contact="coordinator-1")
NOTHING = {"contact_id": "coach-1", "channels": [], "window": None, "digest": None, "digest_at": None}


async def test_a_contact_who_wants_a_digest_gets_one_and_the_others_are_told_at_once(
    harness: Harness, http: httpx.AsyncClient
) -> None:
    await harness.publish_directory()
    await harness.publish(person())
    assert (await http.put(PATH, json={"digest": True, "digest_at": "16:30"}, headers=OWN)).status_code == 200
    await harness.publish(case_opened())
    await harness.mails(2)
    await harness.publish(case_closed())
    await harness.mails(3)

    async def waits() -> bool:
        return [row["waiting_for"] for row in await harness.notices() if row["status"] == "queued"] == [
            "digest:coach-1"
        ]

    await harness.until(waits, "the coach's notice waits")
    listed = (await http.get("/notifications", params={"status": "queued"}, headers=COORDINATOR)).json()["items"]
    assert [item["digest_at"] for item in listed] == ["2026-10-12T16:30:00+02:00"]
    assert listed[0]["message_id"] == listed[0]["notification_id"]
    assert harness.mail.taken[-1]["To"] == "clb-1@mail.example"
    assert (await http.put(PATH, json={}, headers={**OWN, "If-Match": '"1"'})).status_code == 200
    await harness.mails(4)
    assert harness.mail.taken[-1]["To"] == "coach-1@mail.example"


async def test_preferences_are_kept_by_version_and_read_by_their_owner(
    harness: Harness, http: httpx.AsyncClient
) -> None:
    await harness.publish_directory()
    before = await http.get(PATH, headers=OWN)
    assert (before.json(), "ETag" in before.headers) == (NOTHING, False)
    wanted = {"channels": ["email"], "window": {"from": "09:00", "until": "12:30"}, "digest": False}
    first = await http.put(PATH, json=wanted, headers=OWN)
    assert (first.status_code, first.headers["ETag"]) == (200, '"1"')
    assert first.json() == NOTHING | wanted
    assert (await http.put(PATH, json={}, headers=COORDINATOR)).status_code == 428
    assert (await http.put(PATH, json={}, headers={**OWN, "If-Match": '"7"'})).status_code == 412
    assert (await http.get(PATH, headers=COORDINATOR)).json() == first.json()
    cleared = await http.put(PATH, json={}, headers={**COORDINATOR, "If-Match": '"1"'})
    assert (cleared.json(), cleared.headers["ETag"]) == (NOTHING, '"2"')
    backwards = {"window": {"from": "12:00", "until": "09:00"}}
    for wrong in ({"channels": ["pigeon"]}, {"channels": ["email", "email"]}, {"digest_at": "9 uur"}, backwards):
        answer = await http.put(PATH, json=wrong, headers={**OWN, "If-Match": '"2"'})
        assert answer.status_code == 422, wrong
    assert (await http.get(PATH, headers=authorized("clb", contact="clb-1"))).status_code == 404
    assert (await http.put("/contacts/nobody/preferences", json={}, headers=COORDINATOR)).status_code == 404
    assert (await http.get("/contacts/nobody/preferences", headers=COORDINATOR)).status_code == 404
    assert (await http.get(PATH, headers=authorized("operator"))).status_code == 403


async def test_what_is_kept_of_a_contact_goes_after_its_term(harness: Harness, http: httpx.AsyncClient) -> None:
    await harness.publish_directory()
    for contact_id in ("coach-1", "clb-1"):
        path = f"/contacts/{contact_id}/preferences"
        assert (await http.put(path, json={"digest": True}, headers=COORDINATOR)).status_code == 200
        await http.post("/suppressions", json={"contact_id": contact_id}, headers=COORDINATOR)
    await harness.publish(contact("coach-1", valid_until=harness.clock.today()))
    await harness.settled()
    for days, kept in ((90, {"coach-1", "clb-1"}), (91, {"clb-1"})):
        harness.clock.set(START + days * harness.a_day)
        await purge_receivers(harness.service.units, clock=harness.clock, kept_for=timedelta(days=90))
        items = (await http.get("/suppressions", headers=COORDINATOR)).json()["items"]
        assert {item["contact_id"] for item in items} == kept
        preferences = (await http.get(PATH, headers=COORDINATOR)).json()
        assert (preferences["digest"] is True) == ("coach-1" in kept)
