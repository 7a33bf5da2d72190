"""A receiver's own system gets notices by webhook, instead of mail."""

import asyncio
from collections.abc import AsyncIterator

import httpx
import orjson
import pytest
from standardwebhooks import Webhook as Verifier

from shared.runtime.ids import new_id

from .conftest import OpenHarness, authorized
from .events import case_escalated, case_opened, case_withdrawn, person
from .harness import Harness


class System:
    """The own system of a receiver; it answers the statuses in ``answers``, then 204."""

    def __init__(self) -> None:
        self.taken: list[tuple[dict[str, str], str]] = []
        self.answers: list[int] = []

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
        headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in head[1:] if line)}
        self.taken.append((headers, (await reader.readexactly(int(headers["content-length"]))).decode()))
        status = self.answers.pop(0) if self.answers else 204
        writer.write(f"HTTP/1.1 {status} Said\r\nContent-Length: 0\r\n\r\n".encode())
        await writer.drain()
        writer.close()


@pytest.fixture
async def system() -> AsyncIterator[tuple[System, str]]:
    """A system, and its address."""
    own = System()
    server = await asyncio.start_server(own.serve, "127.0.0.1", 0)
    yield own, f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/notices"
    server.close()


@pytest.fixture
async def harness(open_harness: OpenHarness) -> AsyncIterator[Harness]:
    """The service, on a machine of a developer."""
    async with open_harness(webhook_loopback=True) as running:
        await running.publish_directory()
        await running.publish(person())
        await running.settled()
        yield running


async def registered(http: httpx.AsyncClient, **body: object) -> tuple[str, str]:
    """Id and secret of a new webhook."""
    answer = await http.post("/webhooks", json=body, headers=authorized("coordinator"))
    assert answer.status_code == 201, answer.text
    return answer.json()["webhook"]["webhook_id"], answer.json()["secret"]


async def test_who_has_a_webhook_gets_events_instead_of_mail_and_corrections_too(
    harness: Harness, http: httpx.AsyncClient, system: tuple[System, str]
) -> None:
    own, url = system
    own.answers = [503]
    _, secret = await registered(http, contact_id="clb-1", url=url, instead_of_mail=True)
    await harness.publish(case_opened())
    await harness.all_in("sent")
    assert [mail["To"] for mail in harness.mail.taken] == ["coach-1@mail.example"]
    repeated = [Verifier(secret).verify(body, headers) for headers, body in own.taken]
    assert [event["id"] for event in repeated] == [repeated[0]["id"]] * 2
    assert repeated[0]["data"]["fields"] == repeated[1]["data"]["fields"]
    fields = repeated[0]["data"]["fields"]
    assert (fields["reference"], fields["pupil"]["name"]) == ("SP-2026-000123", "Ona Canaryname")
    sent = {data["contact_id"]: data for kind, data in await harness.deliveries(2) if kind == "notification-sent"}
    assert (sent["clb-1"]["channel"], sent["clb-1"]["notification_id"]) == ("webhook", repeated[0]["id"])
    await harness.publish(case_withdrawn())
    await harness.mails(2)
    await harness.all_in("sent")
    correction = orjson.loads(own.taken[-1][1])
    assert (correction["data"]["template"], correction["data"]["corrects"]) == ("case-withdrawn", [repeated[0]["id"]])
    by_webhook = await http.get("/notifications?channel=webhook", headers=authorized("coordinator"))
    assert len(by_webhook.json()["items"]) == 2


async def test_a_webhook_that_is_gone_ends_and_mail_goes_instead_at_once_and_later(
    harness: Harness, http: httpx.AsyncClient, system: tuple[System, str]
) -> None:
    own, url = system
    own.answers = [410]
    webhook_id, _ = await registered(http, organisation="Organisatie van clb-1", url=url, instead_of_mail=True)
    await harness.publish(case_opened())
    await harness.all_in("sent")
    assert sorted(mail["To"].partition("@")[0] for mail in harness.mail.taken) == ["clb-1", "coach-1"]
    shown = await http.get(f"/webhooks/{webhook_id}", headers=authorized("coordinator"))
    assert (shown.json()["active"], shown.json()["ended"]) == (False, "gone")
    await harness.publish(case_escalated())
    await harness.mails(3)
    assert len(own.taken) == 1


async def test_a_webhook_is_registered_tried_rotated_changed_and_forgotten(
    harness: Harness, http: httpx.AsyncClient, system: tuple[System, str]
) -> None:
    own, url = system
    coordinator = authorized("coordinator")
    webhook_id, secret = await registered(http, contact_id="clb-1", url=url, purposes=["guide"])
    path = f"/webhooks/{webhook_id}"
    tried = (await http.post(f"{path}/test", headers=coordinator)).json()
    assert (tried["accepted"], tried["status"]) == (True, 204)
    assert Verifier(secret).verify(own.taken[0][1], own.taken[0][0])["data"]["fields"] == {}
    rotated = (await http.post(f"{path}/rotate-secret", headers=coordinator)).json()
    assert rotated["webhook"]["former_secret_until"]
    await http.post(f"{path}/test", headers=coordinator)
    for valid in (secret, rotated["secret"]):
        Verifier(valid).verify(own.taken[1][1], own.taken[1][0])
    [listed] = (await http.get("/webhooks", headers=coordinator)).json()["items"]
    assert (listed["purposes"], listed["instead_of_mail"], "secret" in listed) == (["guide"], False, False)
    assert (await http.patch(path, json={"active": False}, headers=coordinator)).status_code == 428
    changed = await http.patch(path, json={"active": False}, headers={**coordinator, "If-Match": '"2"'})
    assert (changed.json()["ended"], changed.headers["ETag"]) == ("switched-off", '"3"')
    for wrong in ({"url": "http://system.example/"}, {"contact_id": "nobody"}, {"contact_id": None}):
        body = {"contact_id": "clb-1", "url": url, **wrong}
        assert (await http.post("/webhooks", json=body, headers=coordinator)).status_code == 422
    assert (await http.get("/webhooks", headers=authorized("caseworker"))).status_code == 403
    assert (await http.delete(path, headers=coordinator)).status_code == 204
    assert (await http.get(path, headers=coordinator)).status_code == 404
    assert (await http.post(f"/webhooks/{new_id()}/test", headers=coordinator)).status_code == 404


async def test_a_mail_that_is_refused_is_not_tried_again_for_a_webhook_that_takes_other_notices(
    harness: Harness, http: httpx.AsyncClient, system: tuple[System, str]
) -> None:
    own, url = system
    harness.mail.to_recipient = lambda to: "550 5.7.1 not from you" if to.startswith("clb") else None
    preferred = await http.put(
        "/contacts/clb-1/preferences", json={"channels": ["email"]}, headers=authorized("coordinator")
    )
    assert preferred.status_code == 200, preferred.text
    await registered(http, contact_id="clb-1", url=url, purposes=["end"], instead_of_mail=True)
    await harness.publish(case_opened())
    await harness.all_in("sent", "bounced")
    assert sorted((row["status"], row["attempt"]) for row in await harness.notices()) == [("bounced", 1), ("sent", 1)]
    assert own.taken == []
