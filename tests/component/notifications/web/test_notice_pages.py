"""The notices about a case or a meeting as pages: who was told what, and what became of it."""

from typing import Any

import httpx
import pytest
from tests.component.notifications.conftest import authorized
from tests.component.notifications.events import case_opened, contact, meeting_scheduled, person
from tests.component.notifications.harness import Harness

from notifications.testing.factories import CASE, MEETING
from shared.domain.roles import Role
from shared.runtime.ids import new_id
from shared.testing.browser import SAME_SITE, signed_in

AWAITED = "toon=te-beantwoorden"
OF_CASE = f"/berichten/dossier/{CASE}"
OF_MEETING = f"/berichten/overleg/{MEETING}"


@pytest.fixture
async def told(harness: Harness) -> Harness:
    """A case told to CLB and coach; the CLB's mail bounced."""
    harness.mail.to_recipient = lambda address: "550 unknown" if address.startswith("clb") else None
    await harness.publish_directory()
    await harness.publish(person())
    await harness.publish(case_opened())
    await harness.all_in("sent", "bounced")
    return harness


async def see(
    harness: Harness, path: str, role: Role = Role.CASEWORKER, *, contact_id: str = "coach-1", **headers: Any
) -> httpx.Response:
    """What somebody with this role gets at this address."""
    service = harness.service
    cookies = await signed_in(service.engine, "notifications", service.settings, role, contact=contact_id)
    address = f"http://127.0.0.1:{service.server.port}"
    async with httpx.AsyncClient(base_url=address, cookies=cookies, headers={"Accept": "text/html"}) as browser:
        return await browser.get(path, headers=headers)


async def test_the_notices_of_a_case_say_what_became_of_them(told: Harness) -> None:
    text = (await see(told, OF_CASE)).text
    assert "Naam van coach-1" in text
    assert "jongerencoach" in text
    assert "melding van een nieuw dossier" in text
    assert "e-mail" in text
    assert "niet aangekomen" in text
    assert "de mailserver weigerde het" in text
    assert "verstuurd" in text
    assert "nog niet bevestigd" in text
    assert 'href="/dossiers/' in text


async def test_no_word_of_the_log_stands_on_the_page(told: Harness) -> None:
    text = (await see(told, OF_CASE)).text
    for word in ("smtp-550", "bounced", "case-opened", "youth-coach", "Canaryname"):
        assert word not in text


async def test_the_notices_of_a_meeting_stand_on_a_page_of_their_own(told: Harness) -> None:
    await told.publish(meeting_scheduled())
    await told.settled()
    text = (await see(told, OF_MEETING)).text
    assert "uitnodiging voor het zorgoverleg" in text
    assert "melding van een nieuw dossier" not in text


async def test_the_notices_are_a_page_or_the_bare_part_of_a_page(told: Harness) -> None:
    part = await see(told, OF_CASE, **{"X-Fragment": "1"})
    assert part.text.lstrip().startswith("<div")
    assert "<html" not in part.text


async def test_without_notices_the_page_says_that_they_follow(told: Harness) -> None:
    assert "nog geen bericht" in (await see(told, f"/berichten/dossier/{new_id()}")).text


async def test_a_long_list_goes_on_where_it_was_left(told: Harness) -> None:
    first = (await see(told, f"{OF_CASE}?limit=1")).text
    rest = (await see(told, first.split('rel="next" href="')[1].split('"')[0])).text
    assert ("niet aangekomen" in first) is not ("niet aangekomen" in rest)


@pytest.mark.parametrize("path", [OF_CASE, OF_MEETING])
async def test_who_reads_the_log_opens_the_pages(told: Harness, path: str) -> None:
    statuses = {role: (await see(told, path, role)).status_code for role in Role}
    opened = {role for role, status in statuses.items() if status == 200}
    assert opened == {Role.CASEWORKER, Role.COORDINATOR, Role.OPERATOR}
    assert set(statuses.values()) == {200, 403}


async def test_operators_read_no_names(told: Harness) -> None:
    text = (await see(told, OF_CASE, Role.OPERATOR)).text
    assert "jongerencoach" in text
    assert "Naam van" not in text
    assert "/dossiers" not in text, "which an operator may not open"
    assert "/dossiers/" in (await see(told, OF_CASE, Role.CASEWORKER)).text


async def test_html_in_a_name_is_shown_as_text(harness: Harness) -> None:
    await harness.publish_directory()
    await harness.publish(contact("coach-1", name="<script>alert(1)</script>"), sequence=9)
    await harness.publish(person())
    await harness.publish(case_opened())
    await harness.all_in("sent")
    text = (await see(harness, OF_CASE)).text
    assert "<script>alert" not in text
    assert "&lt;script&gt;alert" in text


async def test_every_page_has_the_headers_of_the_frame(told: Harness) -> None:
    for path in (OF_CASE, OF_MEETING):
        answer = await see(told, path)
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert " style=" not in answer.text


async def test_who_is_not_signed_in_goes_to_sign_in(told: Harness, http: httpx.AsyncClient) -> None:
    answer = await http.get(OF_CASE, headers={"Accept": "text/html"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/aanmelden/notifications")


async def test_a_receiver_sees_and_answers_what_was_sent_to_them_alone(told: Harness) -> None:
    service = told.service
    cookies = await signed_in(service.engine, "notifications", service.settings, Role.YOUTH_COACH, contact="coach-1")
    address = f"http://127.0.0.1:{service.server.port}"
    async with httpx.AsyncClient(base_url=address, cookies=cookies, headers={"Accept": "text/html"}) as browser:
        text = (await browser.get("/berichten/mij")).text
        assert "Ik heb het bericht gelezen" in text
        assert 'href="/dossiers/SP-2026-000123"' in text
        assert "niet aangekomen" not in text
        waiting = (await browser.get(f"/berichten/mij?{AWAITED}")).text
        assert "Antwoord graag tot en met" in waiting
        assert "te beantwoorden <strong>1</strong>" in waiting
        [row] = [row for row in await told.notices() if row["contact_id"] == "coach-1"]
        answered = await browser.post(f"/berichten/mij/{row['id']}", data={"answer": "received"}, headers=SAME_SITE)
        assert (answered.status_code, answered.headers["location"]) == (303, "/berichten/mij")
        again = {"answer": "received", "toon": "te-beantwoorden"}
        answered = await browser.post(f"/berichten/mij/{row['id']}", data=again, headers=SAME_SITE)
        assert (answered.status_code, answered.headers["location"]) == (303, f"/berichten/mij?{AWAITED}")
        text = (await browser.get("/berichten/mij")).text
        assert "U hebt dit bericht gelezen" in text
        assert "te beantwoorden <strong>0</strong>" in text
        assert "Geen enkel bericht wacht op uw antwoord" in (await browser.get(f"/berichten/mij?{AWAITED}")).text
        [to_clb] = [row for row in await told.notices() if row["contact_id"] == "clb-1"]
        refused = await browser.post(f"/berichten/mij/{to_clb['id']}", data={"answer": "received"}, headers=SAME_SITE)
        assert refused.status_code == 404
        nothing = await browser.post(f"/berichten/mij/{row['id']}", headers=SAME_SITE)
        assert nothing.status_code == 404
    async with httpx.AsyncClient(base_url=address, headers=authorized("youth-coach", contact="coach-1")) as program:
        mine = (await program.get("/notifications/mine")).json()
    assert [item["contact_id"] for item in mine["items"]] == ["coach-1"]


async def test_who_got_nothing_reads_that(told: Harness) -> None:
    assert "nog geen bericht" in (await see(told, "/berichten/mij", Role.CASEWORKER, contact_id="caseworker-1")).text
