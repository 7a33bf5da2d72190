"""`/signalen`: what waits, and both answers to it."""

from uuid import uuid4

from tests.component.casework.harness import SCHOOL, Harness, person
from tests.component.casework.of_types import at_risk

from .browsers import Browser


async def signalled(harness: Harness) -> str:
    person_id = uuid4()
    await harness.receive(person(person_id, (SCHOOL, "P-1")), str(person_id))
    signal = at_risk(person_id, SCHOOL, "P-1")
    await harness.receive(signal, str(person_id))
    return f"/signalen/{signal.signal_id}"


async def test_a_signal_is_declined_from_its_page_and_leaves_the_list(harness: Harness, browser: Browser) -> None:
    assert "Er wacht geen signaal" in (await browser.open("/signalen")).text
    path = await signalled(harness)
    listed = await browser.open("/signalen")
    assert path in listed.links
    assert "Amina Vandeputte" in listed.text
    assert "55 % van de halve dagen" in (await browser.open(path)).text
    wrong = await browser.send(f"{path}/afwijzen", reason_code="")
    assert (wrong.status, "Vul dit in." in wrong.text) == (422, True)
    declined = await browser.send(f"{path}/afwijzen", reason_code="no-concern")
    assert (declined.status, declined.answer.headers["Location"]) == (303, "/signalen?gedaan=signal-declined")
    assert "Het signaal is afgewezen." in (await browser.open(declined.answer.headers["Location"])).text
    assert (await browser.send(f"{path}/afwijzen", reason_code="other")).status == 409
    assert "nagevraagd: er is geen zorg" in (await browser.open(path)).text


async def test_a_signal_is_accepted_from_its_page_and_leads_to_its_case(harness: Harness, browser: Browser) -> None:
    path = await signalled(harness)
    assert (await browser.send(f"{path}/openen", reason="")).status == 422
    opened = await browser.send(f"{path}/openen", reason="besproken met de school")
    case = await harness.only_case()
    assert opened.answer.headers["Location"] == f"/dossiers/{case['reference']}?gedaan=open"
    assert (await browser.open(path)).status == 409
