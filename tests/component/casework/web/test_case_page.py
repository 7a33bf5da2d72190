"""`/dossiers/{reference}`: a case with all that is known of it."""

from typing import Any

import pytest
from tests.component.casework.harness import SCHOOL, Harness, contact, meeting, named_school, notice

from shared.contracts.consultation_meetings import MeetingScheduled
from shared.contracts.notifications_deliveries import NotificationAcknowledged, NotificationFailed
from shared.domain.roles import Role

from .browsers import Browser, Browsers, opened


@pytest.fixture
async def case(harness: Harness) -> dict[str, Any]:
    """A case of a caseworker, with a meeting and notices."""
    await harness.receive(contact("cw-1", "caseworker", name="An Peeters"), "cw-1")
    await harness.receive(contact("clb-1", "clb", SCHOOL), "clb-1")
    case = await opened(harness)
    await harness.act(case["case_id"], "assign", assignee="cw-1")
    [meeting_id] = [data["meeting_id"] for name, data in await harness.sent() if name == "meeting-requested.v1"]
    await harness.receive(meeting(MeetingScheduled, meeting_id, case["case_id"]), meeting_id)
    for kind, role in ((NotificationAcknowledged, "clb"), (NotificationFailed, "youth-coach")):
        given = {"contact_id": f"{role}-1"} if role == "clb" else {"reason": "bounced"}
        told = notice(kind, "case", case["case_id"], role, "case-opened", **given)
        await harness.receive(told, case["case_id"])
    return {**case, "meeting_id": meeting_id}


async def test_the_head_says_what_stands(browser: Browser, case: dict[str, Any]) -> None:
    page = await browser.open(f"/dossiers/{case['reference'].lower()}")
    for words in (
        f"Dossier {case['reference']}",
        "Amina Vandeputte, 3A",
        "problematische afwezigheden, schooljaar 2026-2027",
        "5, van de regel “problematische halve dagen”: 5 geteld in 2026-2027",
        "nieuw",
        "30/11/2026",
    ):
        assert words in page.text
    assert f"/leerlingen/{SCHOOL}/P-1" in page.links


async def test_the_school_goes_by_its_name_once_the_directory_says_it(
    harness: Harness, browser: Browser, case: dict[str, Any]
) -> None:
    assert f"in school {SCHOOL}" in (await browser.open(f"/dossiers/{case['reference']}")).text
    await harness.receive(named_school(SCHOOL, "Atheneum De Wilg"), "organisation:school-1")
    text = (await browser.open(f"/dossiers/{case['reference']}")).text
    assert "in Atheneum De Wilg" in text
    assert f"school {SCHOOL}" not in text


async def test_nobody_reads_ids_or_codes(browser: Browser, case: dict[str, Any]) -> None:
    text = (await browser.open(f"/dossiers/{case['reference']}")).text
    for code in ("cw-1", "clb-1", "truancy", "scheduled", "case-opened", "problematic-half-days", "attendance"):
        assert code not in text


async def test_meetings_and_notices_say_what_became_of_them(browser: Browser, case: dict[str, Any]) -> None:
    page = await browser.open(f"/dossiers/{case['reference']}")
    assert f"/overleg/{case['meeting_id']}" in page.links
    assert "dinsdag 1 december 2026 om 10.30 uur" in page.text
    assert "Melding van een nieuw dossier aan het CLB: gelezen" in page.text
    assert "Melding van een nieuw dossier aan de jongerencoach: kon niet bezorgd worden" in page.text


async def test_what_other_services_own_is_fetched_by_the_browser(browser: Browser, case: dict[str, Any]) -> None:
    html = (await browser.open(f"/dossiers/{case['reference']}")).html
    assert f'data-fragment="/leerlingen/{SCHOOL}/P-1/kalender?dossier={case["reference"]}"' in html
    assert f'href="/berichten/dossier/{case["case_id"]}"' in html


async def test_the_timeline_is_newest_first_and_names_people(
    harness: Harness, browser: Browser, browsers: Browsers, case: dict[str, Any]
) -> None:
    for reader, name in ((browser, "u"), (await browsers(Role.CLB, contact="clb-1"), "An Peeters")):
        text = (await reader.open(f"/dossiers/{case['reference']}")).text
        assigned = f"Dossier toegewezen aan An Peeters. Door {name}"
        assert text.index(assigned) < text.index("Dossier geopend: niveau 5")


async def test_a_page_writes_all_times_alike(browser: Browser, case: dict[str, Any]) -> None:
    page = await browser.open(f"/dossiers/{case['reference']}")
    assert "Zorgoverleg gepland op 1/12/2026 om 10.30 uur." in page.text
    assert "10:30" not in page.text


async def test_the_timeline_comes_in_pages_of_50(harness: Harness, browser: Browser, case: dict[str, Any]) -> None:
    for _ in range(26):
        await harness.act(case["case_id"], "hold", until="2026-11-30", reason="reden")
        await harness.act(case["case_id"], "resume")
    everything = await harness.http.get(f"/cases/{case['case_id']}/timeline", params={"limit": 200})
    older_entries = len(everything.json()["items"]) - 50
    first = await browser.open(f"/dossiers/{case['reference']}")
    [older] = [link for link in first.links if "/tijdlijn?cursor=" in link]
    second = await browser.open(older)
    timelines = [page.html.split('<ol class="timeline"')[1].split("</ol>")[0] for page in (first, second)]
    assert [timeline.count("<li>") for timeline in timelines] == [50, older_entries]
    assert not [link for link in second.links if "cursor" in link]


async def test_a_clb_sees_the_notices_it_got_and_no_file(browsers: Browsers, case: dict[str, Any]) -> None:
    page = await (await browsers(Role.CLB, contact="clb-1")).open(f"/dossiers/{case['reference']}")
    assert "aan het CLB: gelezen" in page.text
    assert "jongerencoach" not in page.text.split("Berichten")[1]
    assert "/berichten/dossier" not in page.html


@pytest.mark.parametrize("reference", ["SP-2026-999999", "nonsense", "SP-2026-1", "%00"])
async def test_a_case_there_is_not_is_not_found(browser: Browser, case: dict[str, Any], reference: str) -> None:
    for path in ("", "/tijdlijn", "/close", "/notities"):
        page = await browser.open(f"/dossiers/{reference}{path}")
        assert page.status == 404
        assert "Niet gevonden" in page.text
