"""The pages behind the link in a mail: one button, no sign-in, and a way on where the link no longer works."""

from datetime import UTC, datetime, timedelta

import httpx
import pytest
from tests.component.notifications.events import case_opened, person
from tests.component.notifications.harness import Harness
from tests.component.notifications.test_delivery_log import BROWSER, acknowledgement_path

from notifications.domain.acknowledgement import AcknowledgementTokens
from shared.runtime.ids import new_id


@pytest.fixture
async def path(harness: Harness) -> str:
    """The path of the link in a mail about a case."""
    await harness.publish_directory()
    await harness.publish(person())
    await harness.publish(case_opened())
    await harness.all_in("sent")
    return acknowledgement_path(harness.mail.taken[0])


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
