"""The delivery log over HTTP, and the confirmation that a mail was read."""

import re
from email.message import EmailMessage

import httpx
import pytest

from notifications.testing.factories import CASE, MEETING
from shared.runtime.ids import new_id

from .conftest import authorized
from .events import case_opened, case_withdrawn, contact, meeting_scheduled, person
from .harness import Harness

BROWSER = {"Accept": "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8"}


@pytest.fixture
async def told(harness: Harness) -> Harness:
    """A case told to CLB and coach; the CLB's mail bounced."""
    harness.mail.to_recipient = lambda address: "550 unknown" if address.startswith("clb") else None
    await harness.publish_directory()
    await harness.publish(person())
    await harness.publish(case_opened())
    await harness.all_in("sent", "bounced")
    return harness


async def items(http: httpx.AsyncClient, role: str, **asked: str) -> list[dict[str, object]]:
    answer = await http.get("/notifications", params=asked, headers=authorized(role))
    assert answer.status_code == 200, answer.text
    found: list[dict[str, object]] = answer.json()["items"]
    return found


async def test_the_log_has_each_notice_with_its_status(told: Harness, http: httpx.AsyncClient) -> None:
    by_role = {str(item["recipient_role"]): item for item in await items(http, "caseworker")}
    assert (by_role["clb"]["status"], by_role["clb"]["reason"]) == ("bounced", "smtp-550")
    assert by_role["youth-coach"]["status"] == "sent"
    assert by_role["youth-coach"]["contact_name"] == "Naam van coach-1"
    assert by_role["youth-coach"]["about"] == {"kind": "case", "id": str(CASE)}


async def test_the_log_can_be_narrowed(told: Harness, http: httpx.AsyncClient) -> None:
    assert len(await items(http, "coordinator", status="bounced")) == 1
    assert len(await items(http, "coordinator", contact="coach-1")) == 1
    assert len(await items(http, "coordinator", template="case-opened")) == 2
    assert len(await items(http, "coordinator", about=str(CASE))) == 2
    assert len(await items(http, "coordinator", about=f"case:{CASE}", status="sent")) == 1
    assert await items(http, "coordinator", about=str(MEETING)) == []
    assert len(await items(http, "coordinator", channel="email", until="2026-10-12", **{"from": "2026-10-12"})) == 2
    assert await items(http, "coordinator", until="2026-10-11") == []
    assert await items(http, "coordinator", **{"from": "2026-10-13"}) == []
    assert len(await items(http, "coordinator", until="9999-12-31", **{"from": "0001-01-01"})) == 2
    turned_round = {"from": "2026-10-13", "until": "2026-10-12"}
    wrong_days: list[dict[str, str]] = [{"from": "12/10/2026"}, turned_round, {"channel": "pigeon"}]
    for wrong in ({"about": "x"}, {"about": f"case:{'-' * 36}"}, {"status": "lost"}, {"limit": "201"}, *wrong_days):
        answer = await http.get("/notifications", params=wrong, headers=authorized("coordinator"))
        assert answer.status_code == 422


async def test_the_log_comes_in_pages(told: Harness, http: httpx.AsyncClient) -> None:
    first = (await http.get("/notifications?limit=1", headers=authorized("operator"))).json()
    second = (
        await http.get("/notifications", params={"limit": 1, "cursor": first["next"]}, headers=authorized("operator"))
    ).json()
    ids = [item["notification_id"] for item in first["items"] + second["items"]]
    assert len(set(ids)) == 2
    assert second["next"] is None


async def test_operators_read_no_names(told: Harness, http: httpx.AsyncClient) -> None:
    assert all("contact_name" not in item for item in await items(http, "operator"))


@pytest.mark.parametrize("role", ["school", "counsellor", "clb", "youth-coach"])
async def test_other_roles_have_no_log(told: Harness, http: httpx.AsyncClient, role: str) -> None:
    for path in ("/notifications", f"/notifications/{new_id()}"):
        assert (await http.get(path, headers=authorized(role))).status_code == 403


async def test_a_bounced_notice_can_be_tried_again(told: Harness, http: httpx.AsyncClient) -> None:
    told.mail.to_recipient = lambda _: None
    [bounced] = await items(http, "operator", status="bounced")
    path = f"/notifications/{bounced['notification_id']}"
    shown = await http.get(path, headers=authorized("operator"))
    assert shown.json() == bounced
    stale = await http.post(f"{path}/retry", headers={**authorized("operator"), "If-Match": '"1"'})
    assert stale.status_code == 412
    answer = await http.post(f"{path}/retry", headers={**authorized("operator"), "If-Match": shown.headers["ETag"]})
    assert (answer.status_code, answer.json()["status"]) == (200, "queued")
    await told.all_in("sent")
    again = await http.post(f"{path}/retry", headers=authorized("operator"))
    assert (again.status_code, again.json()["allowed"]) == (409, ["resend"])
    assert (await http.post(f"/notifications/{new_id()}/retry", headers=authorized("operator"))).status_code == 404


async def test_what_no_longer_holds_is_not_tried_again(told: Harness, http: httpx.AsyncClient) -> None:
    await told.publish(case_withdrawn())
    await told.settled()
    [bounced] = await items(http, "caseworker", status="bounced")
    answer = await http.post(f"/notifications/{bounced['notification_id']}/retry", headers=authorized("caseworker"))
    assert (answer.status_code, answer.json()["allowed"]) == (409, [])


def acknowledgement_path(mail: EmailMessage) -> str:
    text = mail.get_body(("plain",))
    assert text is not None
    found = re.search(r"https://flankerend\.example(/acknowledgements/\S+)", text.get_content())
    assert found
    return found[1]


async def test_opening_the_link_confirms_nothing_and_the_button_does_once(
    told: Harness, http: httpx.AsyncClient
) -> None:
    path = acknowledgement_path(told.mail.taken[0])
    page = await http.get(path, headers=BROWSER)
    assert (page.status_code, "<form" in page.text) == (200, True)
    assert (await http.get(path, headers={"Accept": "application/json"})).json()["acknowledged_at"] is None
    for _ in range(2):
        done = await http.post(path, headers=BROWSER, data={})
        assert (done.status_code, "Bedankt" in done.text) == (200, True)
    assert "Bedankt" in (await http.get(path, headers=BROWSER)).text
    events = await told.deliveries(3)
    assert [kind for kind, _ in events].count("notification-acknowledged") == 1
    [sent] = await items(http, "caseworker", status="sent")
    assert sent["acknowledged_at"]


async def test_a_link_that_is_not_ours_is_not_found(told: Harness, http: httpx.AsyncClient) -> None:
    forged = acknowledgement_path(told.mail.taken[0])[:-4] + "AAAA"
    for path in (forged, "/acknowledgements/x"):
        page = await http.get(path, headers=BROWSER)
        assert (page.status_code, page.headers["content-type"].partition(";")[0]) == (404, "text/html")
        problem = await http.post(path)
        assert (problem.status_code, problem.headers["content-type"]) == (404, "application/problem+json")


async def ask(
    http: httpx.AsyncClient, item: dict[str, object], step: str, role: str = "caseworker", **body: str
) -> httpx.Response:
    path = f"/notifications/{item['notification_id']}/{step}"
    return await http.post(path, headers=authorized(role), json=body or None)


async def test_what_did_not_go_yet_can_be_called_off_and_what_went_cannot(
    harness: Harness, http: httpx.AsyncClient
) -> None:
    harness.mail.to_recipient = lambda address: "450 later" if address.startswith("clb") else None
    await harness.publish_directory()
    await harness.publish(person())
    await harness.publish(case_opened())
    await harness.all_in("sent", "deferred")
    [deferred], [sent] = (
        await items(http, "caseworker", status="deferred"),
        await items(http, "caseworker", status="sent"),
    )
    assert (await ask(http, deferred, "cancel", "operator")).status_code == 403
    cancelled = (await ask(http, deferred, "cancel")).json()
    assert (cancelled["status"], cancelled["reason"]) == ("cancelled", "called-off")
    refused = await ask(http, sent, "cancel")
    assert (refused.status_code, refused.json()["allowed"]) == (409, ["resend"])
    await harness.publish(case_withdrawn())
    await harness.mails(2)
    await harness.settled()
    await harness.all_in("sent", "cancelled")
    assert [mail["To"] for mail in harness.mail.taken] == ["coach-1@mail.example"] * 2


async def test_a_notice_is_told_to_another_once_and_corrected_there_too(told: Harness, http: httpx.AsyncClient) -> None:
    told.mail.to_recipient = lambda _: None
    for stand_in in (contact("clb-2", deputy_of="clb-1"), contact("clb-3"), contact("clb-4", schools=("654321",))):
        await told.publish(stand_in)
    await told.settled()
    [bounced], [sent] = (
        await items(http, "caseworker", status="bounced"),
        await items(http, "caseworker", status="sent"),
    )
    again = [(await ask(http, bounced, "resend", to=to)).json() for to in ("deputy", "clb-2", "clb-3", "clb-3")]
    assert [item["contact_id"] for item in again] == ["clb-2", "clb-2", "clb-3", "clb-3"]
    assert len({item["notification_id"] for item in again}) == 2
    for wrong in ("clb-4", "coach-1", "nobody"):
        answer = await ask(http, bounced, "resend", to=wrong)
        assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "to")
    assert (await ask(http, sent, "resend", to="deputy")).status_code == 422
    assert (await ask(http, bounced, "resend", "operator", to="clb-3")).status_code == 403
    assert (await ask(http, {"notification_id": new_id()}, "resend", to="clb-3")).status_code == 404
    await told.mails(3)
    assert sorted(mail["To"].partition("@")[0] for mail in told.mail.taken) == ["clb-2", "clb-3", "coach-1"]
    await told.publish(case_withdrawn())
    await told.mails(6)
    await told.settled()
    corrected = [str(earlier) for item in await items(http, "caseworker") for earlier in item["corrects"]]
    assert len(corrected) == len(set(corrected)) == 3
    assert (await ask(http, bounced, "resend", to="clb-3")).status_code == 409


async def test_what_is_told_to_who_takes_part_is_not_sent_to_another(harness: Harness, http: httpx.AsyncClient) -> None:
    await harness.publish_directory()
    await harness.publish(person())
    await harness.publish(case_opened())
    await harness.publish(meeting_scheduled())
    await harness.all_in("sent")
    invitation = (await items(http, "caseworker", template="meeting-invitation"))[0]
    answer = await ask(http, invitation, "resend", to="deputy")
    assert answer.status_code == 409
    assert "of that role" in answer.json()["detail"]
