"""The pages behind the link in a mail: one button, no sign-in, and a way on where the link no longer works."""

from datetime import UTC, datetime, timedelta

import httpx
import pytest
from tests.component.notifications.conftest import authorized
from tests.component.notifications.events import case_opened, person
from tests.component.notifications.harness import Harness
from tests.component.notifications.test_delivery_log import BROWSER, acknowledgement_path

from notifications.domain.acknowledgement import AcknowledgementTokens
from shared.runtime.ids import new_id

PROGRAM = {"Accept": "application/json"}


@pytest.fixture
async def path(harness: Harness) -> str:
    """The path of the link in the youth coach's mail about a case."""
    return await path_of(harness, "coach-1")


async def path_of(harness: Harness, contact_id: str) -> str:
    await harness.publish_directory()
    await harness.publish(person())
    await harness.publish(case_opened())
    await harness.all_in("sent")
    [mail] = [mail for mail in harness.mail.taken if mail["To"] == f"{contact_id}@mail.example"]
    return acknowledgement_path(mail)


async def test_the_link_shows_one_button_and_asks_nobody_to_sign_in(path: str, http: httpx.AsyncClient) -> None:
    page = await http.get(path, headers=BROWSER)
    assert page.status_code == 200
    assert page.text.count("<button") == 1
    assert "Ik heb het bericht gelezen" in page.text
    assert "Hoofdnavigatie" not in page.text


async def test_the_page_is_of_the_common_layout_with_its_headers(path: str, http: httpx.AsyncClient) -> None:
    for address in (path, f"{path[:-4]}AAAA"):
        page = await http.get(address, headers=BROWSER)
        assert "style-src 'self'" in page.headers["content-security-policy"]
        assert "unsafe-inline" not in page.headers["content-security-policy"]
        assert page.headers["referrer-policy"] == "no-referrer"
        assert page.headers["cache-control"] == "no-store"
        assert "/flankerend.css" in page.text
        assert "<style" not in page.text


async def test_a_link_that_was_used_says_so_and_leads_to_sign_in(path: str, http: httpx.AsyncClient) -> None:
    await http.post(path, headers=BROWSER)
    page = await http.get(path, headers=BROWSER)
    assert "Dit bericht is al bevestigd" in page.text
    assert "<button" not in page.text
    assert 'href="/dossiers"' in page.text


async def test_a_link_whose_time_is_over_says_so_and_leads_to_sign_in(
    harness: Harness, http: httpx.AsyncClient
) -> None:
    secret = harness.service.settings.signing_secret
    long_ago = datetime.now(UTC) - timedelta(days=90)
    token = AcknowledgementTokens(secret, lambda: long_ago).token(new_id())
    page = await http.get(f"/acknowledgements/{token}", headers=BROWSER)
    assert page.status_code == 404
    assert "Deze link is verlopen" in page.text
    assert 'href="/dossiers"' in page.text
    problem = await http.get(f"/acknowledgements/{token}", headers={"Accept": "application/json"})
    assert (problem.status_code, problem.headers["content-type"]) == (404, "application/problem+json")


async def test_a_clb_answers_with_a_button_and_may_answer_otherwise_later(
    harness: Harness, http: httpx.AsyncClient
) -> None:
    path = await path_of(harness, "clb-1")
    page = await http.get(path, headers=BROWSER)
    assert page.text.count("<button") == 4
    assert "Wij nemen dit op" in page.text
    assert (await http.get(path, headers=PROGRAM)).json()["answer"] is None, "opening the link answers nothing"
    page = await http.post(path, headers=BROWSER, data={"answer": "taken-up"})
    assert "U neemt dit op." in page.text
    for _ in range(2):
        answered = await http.post(path, json={"answer": "closed"}, headers=PROGRAM)
        assert (answered.status_code, answered.json()["answer"]) == (200, "closed")
    assert (await http.post(path, headers=PROGRAM)).json()["answer"] == "closed", (
        "that it was read takes no answer back"
    )
    told = [data["answer"] for kind, data in await harness.deliveries(4) if kind == "notification-acknowledged"]
    assert told == ["taken-up", "closed"]


async def test_an_answer_that_is_not_the_receivers_or_no_answer_is_refused(path: str, http: httpx.AsyncClient) -> None:
    for refused in ({"json": {"answer": "taken-up"}}, {"json": {"answer": "Canaryword"}}, {"data": {"answer": "zzzz"}}):
        problem = await http.post(path, headers=PROGRAM, **refused)  # type: ignore[arg-type]
        assert (problem.status_code, problem.json()["errors"][0]["field"]) == (422, "answer")
        assert "Canaryword" not in problem.text
    assert (await http.get(path, headers=PROGRAM)).json()["answer"] is None


async def test_a_partner_answers_by_the_api_what_came_to_them_alone(harness: Harness, http: httpx.AsyncClient) -> None:
    await path_of(harness, "clb-1")
    [to_clb] = [row for row in await harness.notices() if row["contact_id"] == "clb-1"]
    address, body = f"/notifications/{to_clb['id']}/answer", {"answer": "not-taken-up"}
    for roles, contact, status in (
        ("clb", "clb-2", 404),
        ("youth-coach", "coach-1", 404),
        ("caseworker", "clb-1", 403),
    ):
        answer = await http.post(address, json=body, headers=authorized(roles, contact=contact))
        assert answer.status_code == status
    answer = await http.post(address, json=body, headers=authorized("clb", contact="clb-1"))
    assert (answer.status_code, answer.json()["answer"]) == (200, "not-taken-up")
    [shown] = (await http.get("/notifications?contact=clb-1", headers=authorized("caseworker"))).json()["items"]
    assert shown["answer"] == "not-taken-up"
