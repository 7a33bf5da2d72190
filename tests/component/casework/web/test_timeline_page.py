"""The timeline on a page: by sort, and with how much of it is not for the reader; contacts are counted beside it."""

from tests.component.casework.harness import SCHOOL, Harness, contact, notice

from shared.contracts.notifications_deliveries import NotificationFailed
from shared.domain.roles import Role

from .browsers import Browser, Browsers, opened


async def test_a_timeline_is_shown_by_sort_and_says_what_is_left_out(
    harness: Harness, browser: Browser, browsers: Browsers
) -> None:
    case = await opened(harness)
    path = f"/dossiers/{case['reference']}"
    failed = notice(NotificationFailed, "case", case["case_id"], "clb", "case-opened", reason="bounced")
    await harness.receive(failed, "notice")
    await harness.act(case["case_id"], "hold", until="2026-11-30", reason="vader dronk")
    meetings = await browser.open(f"{path}/tijdlijn?soort=overleg")
    assert ("Zorgoverleg gevraagd." in meetings.text, "In wacht" in meetings.text) == (True, False)
    steps = await browser.open(f"{path}/tijdlijn?soort=dossier")
    assert ("vader dronk" in steps.text, "Zorgoverleg gevraagd." in steps.text) == (True, False)
    assert "kon niet bezorgd worden" in (await browser.open(f"{path}/tijdlijn?soort=berichten")).text
    later = (await browser.open(f"{path}/tijdlijn?soort=aanleiding")).text
    assert "Hier is niets van deze soort gebeurd." in later
    assert (await browser.open(f"{path}/tijdlijn?soort=roddels")).status == 422
    await harness.receive(contact("clb-1", "clb", SCHOOL), "clb-1")
    partner = await browsers(Role.CLB, contact="clb-1")
    for page in (await partner.open(path), await partner.open(f"{path}/tijdlijn")):
        assert "Eén gebeurtenis ziet u niet: die is voor wie het dossier opvolgt." in page.text
        assert ("In wacht gezet tot en met 30/11/2026." in page.text, "vader dronk" in page.html) == (True, False)


async def test_contacts_are_counted_and_what_failed_is_named(harness: Harness, browser: Browser) -> None:
    path = f"/dossiers/{(await opened(harness))['reference']}"
    contacts = {"on": "2026-11-20", "party": "parents", "means": "phone", "text": "Nam niet op."}
    for reached in ("nee", "ja"):
        assert (await browser.fill_in(f"{path}/contacten", **contacts, reached=reached)).status == 303
    assert (await browser.fill_in(f"{path}/contacten", **contacts, reached="misschien")).status == 422
    page = await browser.open(path)
    assert "Ouders: 2 keer geprobeerd, 1 keer bereikt, het laatst op 20/11/2026" in page.text
    assert page.text.count("niet bereikt") == 1
