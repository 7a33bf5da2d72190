"""Links, guests, duplicates and a transfer by hand, on the page of a case and on pages of their own."""

from typing import Any
from uuid import uuid4

import pytest
from tests.component.casework.harness import OTHER_SCHOOL, SCHOOL, Harness, contact, person

from shared.domain.roles import Role

from .browsers import TAG_IN_TEXT, Browser, Browsers, opened


@pytest.fixture
async def case(harness: Harness) -> dict[str, Any]:
    """A new case."""
    return await opened(harness)


async def test_a_case_is_linked_from_its_page_and_unlinked(
    harness: Harness, browser: Browser, case: dict[str, Any]
) -> None:
    other = await opened(harness, "P-2")
    path = f"/dossiers/{case['reference']}/koppelingen"
    assert "Er is geen dossier gekoppeld." in (await browser.open(path)).text
    wrong = await browser.fill_in(path, reference="SP-2020-000001", relation="sibling", reason="broers")
    assert (wrong.status, "Er is geen ander dossier met deze referentie" in wrong.text) == (422, True)
    sent = await browser.fill_in(path, reference=other["reference"], relation="sibling", reason=TAG_IN_TEXT)
    assert (sent.status, sent.answer.headers["Location"]) == (303, f"/dossiers/{case['reference']}?gedaan=linked")
    page = await browser.open(sent.answer.headers["Location"])
    assert f"{other['reference']}, problematische afwezigheden: broer of zus" in page.text
    assert TAG_IN_TEXT in page.text
    assert TAG_IN_TEXT not in page.html
    [link] = (await harness.http.get(f"/cases/{case['case_id']}/links")).json()["items"]
    ended = await browser.send(f"{path}/{link['link_id']}/einde")
    assert ended.answer.headers["Location"].endswith("gedaan=unlinked")
    assert "Er is geen dossier gekoppeld." in (await browser.open(path)).text


async def test_a_reader_sees_own_links_and_how_many_others(
    harness: Harness, browsers: Browsers, case: dict[str, Any]
) -> None:
    elsewhere = await opened(harness, "P-2", OTHER_SCHOOL)
    body = {"reference": elsewhere["reference"], "relation": "sibling", "reason": "geheim"}
    await harness.act(case["case_id"], "link", **body)
    await harness.receive(contact("counsellor-1", "counsellor", SCHOOL), "counsellor-1")
    counsellor = await browsers(Role.COUNSELLOR, contact="counsellor-1")
    for path in ("", "/koppelingen"):
        page = await counsellor.open(f"/dossiers/{case['reference']}{path}")
        assert "Nog één gekoppeld dossier kunt u niet bekijken." in page.text
        assert "geheim" not in page.text
    assert (await counsellor.open(f"/dossiers/{case['reference']}/gasten")).status == 403


async def test_a_guest_is_added_changed_and_removed_on_pages(
    harness: Harness, browser: Browser, case: dict[str, Any]
) -> None:
    path = f"/dossiers/{case['reference']}/gasten"
    wrong = await browser.fill_in(path, role="parent", name="", phone="bel mij")
    assert (wrong.status, wrong.fields(path)["phone"]) == (422, "bel mij")
    await browser.fill_in(path, role="parent", name=TAG_IN_TEXT, phone="011 00 00 00")
    page = await browser.open(f"/dossiers/{case['reference']}?gedaan=guest")
    assert f"{TAG_IN_TEXT}, ouder of voogd, 011 00 00 00" in page.text
    assert TAG_IN_TEXT not in page.html
    [guest] = (await harness.http.get(f"/cases/{case['case_id']}/guests")).json()["items"]
    one = f"{path}/{guest['guest_id']}"
    form = (await browser.open(one)).fields(one)
    assert (form["name"], form["version"]) == (TAG_IN_TEXT, "1")
    assert (await browser.fill_in(one, name="Verzonnen Naam")).status == 303
    assert (await browser.send(one, **{**form, "name": "Anders"})).status == 412
    assert "Verzonnen Naam" in (await browser.open(path)).text
    assert (await browser.send(f"{one}/weg")).status == 303
    assert "Er is nog niemand genoteerd." in (await browser.open(path)).text
    assert (await browser.send(f"{one}/weg")).status == 404


async def test_a_duplicate_is_found_looked_at_and_merged(
    harness: Harness, browser: Browser, case: dict[str, Any]
) -> None:
    other = await opened(harness, "P-2", OTHER_SCHOOL)
    stranger = await opened(harness, "P-3", given_name="Youssef", family_name="Haddad")
    path = f"/dossiers/{case['reference']}/dubbels"
    listed = await browser.open(path)
    assert "zelfde geboortedatum en een gelijkende naam" in listed.text
    assert f"{path}/{other['reference']}" in listed.links
    assert f"{path}/{stranger['reference']}" not in listed.links
    refused = await browser.open(f"{path}/{stranger['reference']}")
    assert "Niets zegt dat de twee leerlingen hetzelfde kind zijn." in refused.text
    await harness.act(case["case_id"], "notes", text="nota")
    preview = await browser.open(f"{path}/{other['reference']}")
    assert "Notities 1" in preview.text
    assert (await browser.fill_in(f"{path}/{other['reference']}", reason="")).status == 422
    merged = await browser.fill_in(f"{path}/{other['reference']}", reason="zelfde kind")
    assert merged.answer.headers["Location"] == f"/dossiers/{other['reference']}?gedaan=merged"
    assert "Dit dossier gaat verder." in (await browser.open(merged.answer.headers["Location"])).text
    assert (
        "Er is geen ander dossier van deze soort"
        in (await browser.open(f"/dossiers/{other['reference']}/dubbels")).text
    )
    contact = {"on": "2026-11-20", "party": "parents", "means": "phone", "text": "Belde terug."}
    for part, fields in (("notities", {"text": "Belde terug."}), ("contacten", contact)):
        too_late = await browser.fill_in(f"/dossiers/{case['reference']}/{part}", **fields)
        assert (too_late.status, "Belde terug." in too_late.answer.text) == (409, True)
        assert "Dit dossier gaat verder in een ander dossier. Voeg dit daar toe." in too_late.text


async def test_a_case_is_transferred_by_hand_where_its_pupil_is_elsewhere_too(
    harness: Harness, browser: Browser
) -> None:
    case = await opened(harness)
    path = f"/dossiers/{case['reference']}"
    assert f"{path}/transfer" not in (await browser.open(path)).links
    both = person(case["person_id"], (SCHOOL, "P-1"), (OTHER_SCHOOL, "P-2"))
    await harness.receive(both, case["person_id"], sequence=2)
    assert f"{path}/transfer" in (await browser.open(path)).links
    wrong = await browser.fill_in(f"{path}/transfer", pupil="", reason="verhuisd")
    assert wrong.status == 422
    sent = await browser.fill_in(f"{path}/transfer", pupil=f"{OTHER_SCHOOL}/P-2", reason="verhuisd")
    assert sent.answer.headers["Location"] == f"{path}?gedaan=transfer"
    assert (await harness.only_case())["school"] == OTHER_SCHOOL


async def test_what_is_not_there_is_not_found(browser: Browser, case: dict[str, Any]) -> None:
    path = f"/dossiers/{case['reference']}"
    for page in (f"{path}/gasten/{uuid4()}", f"{path}/dubbels/SP-2020-000001", f"/signalen/{uuid4()}"):
        assert (page, (await browser.open(page)).status) == (page, 404)
    assert (await browser.send(f"{path}/koppelingen/{uuid4()}/einde")).status == 404
