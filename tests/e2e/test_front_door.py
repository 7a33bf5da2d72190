"""People come in by one address: sign-in once for all services, sign-out of all, and links of mails."""

import httpx
import pytest

from shared.local.issuer.people import by_role, people

pytestmark = [pytest.mark.asyncio(loop_scope="package"), pytest.mark.timeout(180)]

BROWSER = {"Accept": "text/html"}
SAME_SITE = {**BROWSER, "Sec-Fetch-Site": "same-origin"}
NOTHING_THERE = {
    service: f"{place}/nergens"
    for service, place in zip(
        ("casework", "attendance", "consultation", "notifications"),
        ("/dossiers", "/leerlingen", "/overleg", "/berichten"),
        strict=True,
    )
}
PERSONS = [persons[0].subject for persons in by_role(people(None)).values()]
CASEWORKER = PERSONS[0]


@pytest.fixture
async def browser(stack):
    """A browser without script: it follows what it is led to."""
    async with httpx.AsyncClient(base_url=stack.web_url, headers=BROWSER, timeout=30, follow_redirects=True) as client:
        yield client


async def sign_in(browser, person=CASEWORKER):
    return await browser.get(f"/aanmelden/casework?als={person}")


def has_session(browser, service):
    return f"flankerend-{service}" in browser.cookies


async def leads_to_sign_in(browser, service):
    """Whether a page of a service asks who it is."""
    answer = await browser.get(f"/afmelden/{service}", follow_redirects=False)
    return answer.status_code
