"""How a contact gets notices, and who gets none, on pages."""

import re
from contextlib import asynccontextmanager

import httpx
import pytest
from tests.component.notifications.harness import Harness

from shared.domain.roles import Role
from shared.testing.browser import SAME_SITE, signed_in

OWN, THEIRS = "/berichten/voorkeuren/coach-1", "/berichten/voorkeuren/clb-1"
NOBODY = "/berichten/geen-berichten"


@pytest.fixture
async def known(harness: Harness) -> Harness:
    """A directory, and nothing to tell."""
    await harness.publish_directory()
    return harness


@asynccontextmanager
async def browser_of(harness: Harness, role: Role, contact_id: str | None):
    service = harness.service
    cookies = await signed_in(service.engine, "notifications", service.settings, role, contact=contact_id)
    address = f"http://127.0.0.1:{service.server.port}"
    headers = {"Accept": "text/html", **SAME_SITE}
    async with httpx.AsyncClient(base_url=address, cookies=cookies, headers=headers) as browser:
        yield browser


def version_in(page: httpx.Response) -> str:
    return re.search(r'name="version" value="([0-9]*)"', page.text)[1]


async def test_a_contact_chooses_hours_an_order_and_a_digest_and_takes_it_back(known: Harness) -> None:
    async with browser_of(known, Role.YOUTH_COACH, "coach-1") as browser:
        assert (await browser.get("/berichten/voorkeuren")).headers["location"] == OWN
        page = await browser.get(OWN)
        assert "elk bericht komt meteen" in page.text
        wanted = {
            "version": version_in(page),
            "channel-0": "webhook",
            "channel-1": "email",
            "from": "09:00",
            "until": "12:30",
            "digest": "ja",
            "digest_at": "16:30",
        }
        sent = await browser.post(OWN, data=wanted)
        assert (sent.status_code, sent.headers["location"]) == (303, f"{OWN}?gedaan=bewaard")
        page = await browser.get(sent.headers["location"])
        for shown in (
            "Dit is bewaard.",
            'value="webhook" selected',
            'name="from" value="09:00"',
            'value="ja" selected',
            'value="16:30"',
        ):
            assert (shown, shown in page.text) == (shown, True)
        stale = await browser.post(OWN, data=wanted)
        assert (stale.status_code, "Iemand heeft dit net gewijzigd." in stale.text) == (412, True)
        assert 'value="16:30"' in stale.text
        assert (await browser.post(OWN, data={"version": version_in(page)})).status_code == 303
        assert 'value="ja" selected' not in (await browser.get(OWN)).text


async def test_what_is_wrong_is_said_where_it_is(known: Harness) -> None:
    async with browser_of(known, Role.YOUTH_COACH, "coach-1") as browser:
        for fields, said in (
            ({"from": "16:00", "until": "09:00"}, "Geef twee uren, zoals 08:30 en 16:00, het vroegste eerst."),
            ({"from": "16:00"}, "Vul dit in."),
            (
                {"channel-0": "email", "channel-1": "email"},
                "Noem elke weg hoogstens één keer, en alleen wegen uit de lijst.",
            ),
            ({"channel-0": "duif"}, "Noem elke weg hoogstens één keer, en alleen wegen uit de lijst."),
        ):
            answer = await browser.post(OWN, data={"version": "", **fields})
            assert (fields, answer.status_code, said in answer.text) == (fields, 422, True)


async def test_preferences_are_for_their_owner_and_the_coordinator(known: Harness) -> None:
    async with browser_of(known, Role.YOUTH_COACH, "coach-1") as browser:
        for answer in (await browser.get(THEIRS), await browser.post(THEIRS, data={"version": ""})):
            assert answer.status_code == 404
            assert "Naam van clb-1" not in answer.text
    async with browser_of(known, Role.COORDINATOR, None) as browser:
        assert (await browser.get("/berichten/voorkeuren")).headers["location"] == "/directory/contacten"
        assert "Naam van clb-1" in (await browser.get(THEIRS)).text
        assert (await browser.post(THEIRS, data={"version": "", "digest": "nee"})).status_code == 303
        assert (await browser.get("/berichten/voorkeuren/nobody")).status_code == 404


async def test_a_coordinator_stops_notices_to_a_contact_and_lets_them_go_again(known: Harness) -> None:
    async with browser_of(known, Role.COORDINATOR, None) as browser:
        assert "Iedereen in het adresboek krijgt zijn berichten." in (await browser.get(NOBODY)).text
        sent = await browser.post(NOBODY, data={"contact_id": "clb-1", "reason": "bounced"})
        assert (sent.status_code, sent.headers["location"]) == (303, f"{NOBODY}?gedaan=toegevoegd")
        page = (await browser.get(sent.headers["location"])).text
        assert "Naar dit adres wordt niets meer verstuurd." in page
        assert f'action="{NOBODY}/clb-1/einde"' in page
        assert "mails komen terug" in page
        for _ in range(2):
            assert (await browser.post(f"{NOBODY}/clb-1/einde")).status_code == 303
        assert f'action="{NOBODY}/clb-1/einde"' not in (await browser.get(NOBODY)).text
        for fields in ({"contact_id": "nobody-1"}, {"contact_id": ""}, {"contact_id": "clb-1", "reason": "zomaar"}):
            assert (await browser.post(NOBODY, data=fields)).status_code == 422
