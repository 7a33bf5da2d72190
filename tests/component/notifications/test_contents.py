"""What a notice says, for who may read it; and the texts and the table over HTTP."""

from email.message import EmailMessage

import httpx
import pytest

from notifications.testing.factories import PERSON
from shared.contracts import attendance_persons
from shared.testing.logs import Logs

from .conftest import authorized
from .events import case_opened, person
from .harness import Harness


@pytest.fixture
async def told(harness: Harness) -> Harness:
    """A case told to CLB and coach."""
    await harness.publish_directory()
    await harness.publish(person())
    await harness.publish(case_opened())
    await harness.all_in("sent")
    return harness


async def ids(http: httpx.AsyncClient) -> dict[str, str]:
    items = (await http.get("/notifications", headers=authorized("coordinator"))).json()["items"]
    return {item["recipient_role"]: item["notification_id"] for item in items}


def body_of(mail: EmailMessage) -> str:
    part = mail.get_body(("plain",))
    assert part
    text: str = part.get_content()
    return text.replace("\r\n", "\n")


async def content(http: httpx.AsyncClient, notice_id: str, role: str, contact: str = "nobody-1") -> httpx.Response:
    return await http.get(f"/notifications/{notice_id}/content", headers=authorized(role, contact=contact))


async def test_who_runs_cases_and_the_receiver_read_what_a_notice_says(
    told: Harness, http: httpx.AsyncClient, logs: Logs
) -> None:
    notices = await ids(http)
    [sent] = [body_of(mail) for mail in told.mail.taken if mail["To"] == "clb-1@mail.example"]
    read = await content(http, notices["clb"], "caseworker")
    assert (read.status_code, read.headers["cache-control"]) == (200, "no-store")
    assert read.json()["rendered_again"] is True
    text = read.json()["text"]
    assert "Canaryname" in text
    assert "/acknowledgements/…" in text
    same = [line for line in sent.splitlines() if "/acknowledgements/" not in line]
    assert [line for line in text.splitlines() if "/acknowledgements/" not in line] == same
    own = (await content(http, notices["youth-coach"], "youth-coach", "coach-1")).json()
    assert own["subject"] == "Spijbeldossier SP-2026-000123 geopend"
    assert "Canaryname" not in own["text"]
    lines = logs.lines("notification.content_read")
    assert [line["aggregate_id"] for line in lines] == [notices["clb"], notices["youth-coach"]]
    assert (await content(http, notices["clb"], "operator")).status_code == 403
    for role, contact in (("youth-coach", "coach-1"), ("clb", "clb-2")):
        assert (await content(http, notices["clb"], role, contact)).status_code == 404
    assert (await content(http, str(PERSON), "coordinator")).status_code == 404


async def test_of_an_erased_person_nothing_is_said_any_more(told: Harness, http: httpx.AsyncClient) -> None:
    notices = await ids(http)
    await told.erase(attendance_persons.TOPIC, str(PERSON))
    await told.settled()
    answer = (await content(http, notices["clb"], "coordinator")).json()
    assert (answer["subject"], answer["text"]) == (None, None)


async def test_texts_and_the_table_of_who_is_told_can_be_looked_at(harness: Harness, http: httpx.AsyncClient) -> None:
    headers = authorized("caseworker")
    items = (await http.get("/templates", headers=headers)).json()["items"]
    clb = next(item for item in items if (item["template"], item["role"]) == ("case-opened", "clb"))
    assert (clb["version"], clb["is_current"], clb["languages"]) == (1, True, ["nl", "fr", "en"])
    path = "/templates/case-opened/1/preview"
    shown = (await http.get(path, params={"role": "clb", "language": "fr"}, headers=headers)).json()
    assert shown["languages"] == ["nl", "fr"]
    assert "Noor Voorbeeld" in shown["text"]
    page = await http.get(path, params={"role": "clb", "part": "html"}, headers={**headers, "Accept": "text/html"})
    assert page.headers["content-type"].startswith("text/html")
    assert "sandbox" in page.headers["content-security-policy"]
    assert "Noor Voorbeeld" in page.text
    others = (await http.get("/templates/case-closed/1/preview?role=operator", headers=headers)).json()
    assert others["role"] is None
    for wrong in ("case-opened/9/preview", "case-sung/1/preview", "case-opened/1/preview?role=operator"):
        assert (await http.get(f"/templates/{wrong}", headers=headers)).status_code == 404
    assert (await http.get(f"{path}?language=French", headers=headers)).status_code == 422
    assert (await http.get(path, headers=authorized("operator"))).status_code == 403
    items = (await http.get("/audiences", headers=authorized("operator"))).json()["items"]
    coach = next(item for item in items if (item["template"], item["role"]) == ("case-opened", "youth-coach"))
    assert (coach["fields"], coach["naming"], coach["basis"]) == (
        ["reference", "school", "link"],
        "none",
        "local-agreement",
    )
    assert coach["corrected_by"] == ["case-withdrawn"]
