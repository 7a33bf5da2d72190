"""`/dossiers/nieuw`: a case by hand."""

from typing import Any
from uuid import uuid4

from tests.component.casework.harness import SCHOOL, Harness, person

from .browsers import Browser

PATH = "/dossiers/nieuw"
FORM = {"case_type": "truancy", "school": SCHOOL, "pupil": "P-1", "reason": "De school belde."}


async def known_pupil(harness: Harness) -> str:
    person_id = str(uuid4())
    await harness.receive(person(person_id, (SCHOOL, "P-1")), person_id)
    return person_id


async def test_a_case_is_opened_for_a_pupil_in_a_register(harness: Harness, browser: Browser) -> None:
    await known_pupil(harness)
    sent = await browser.fill_in(PATH, **FORM)
    case: dict[str, Any] = await harness.only_case()
    assert (sent.status, sent.answer.headers["Location"]) == (303, f"/dossiers/{case['reference']}?gedaan=open")
    page = await browser.open(sent.answer.headers["Location"])
    assert "Dossier met de hand geopend. Reden: De school belde." in page.text


async def test_a_pupil_nobody_knows_is_refused_at_the_field(harness: Harness, browser: Browser) -> None:
    page = await browser.fill_in(PATH, **FORM)
    assert page.status == 422
    assert "Deze school heeft geen leerling met dit nummer." in page.text
    assert dict(page.fields(PATH)) == FORM
    assert await harness.cases() == []


async def test_what_is_missing_is_asked_at_the_field(browser: Browser) -> None:
    page = await browser.fill_in(PATH, **{**FORM, "pupil": "", "reason": ""})
    assert page.status == 422
    assert page.text.count("Vul dit in.") == 1
    page = await browser.fill_in(PATH, **{**FORM, "pupil": ""})
    assert page.status == 422
    assert page.text.count("Vul dit in.") == 1


async def test_a_number_that_cannot_be_is_told_what_it_looks_like(browser: Browser) -> None:
    page = await browser.fill_in(PATH, **{**FORM, "school": "1", "pupil": "met spaties"})
    assert page.status == 422
    assert "Geef de zes cijfers van de school, zoals 123456." in page.text
    assert "Gebruik letters, cijfers, punten en streepjes, hoogstens 32 samen." in page.text
    assert dict(page.fields(PATH)) == {**FORM, "school": "1", "pupil": "met spaties"}


async def test_a_pupil_with_an_open_case_gets_no_second(harness: Harness, browser: Browser) -> None:
    await known_pupil(harness)
    await browser.fill_in(PATH, **FORM)
    page = await browser.fill_in(PATH, **FORM)
    assert page.status == 409
    assert "Deze leerling heeft al een open dossier van deze soort." in page.text


async def test_a_pupils_page_hands_over_the_person_in_a_form(harness: Harness, browser: Browser) -> None:
    person_id = await known_pupil(harness)
    begun = await browser.send(PATH, person_id=person_id, begin="1")
    assert begun.status == 200
    assert "Er klopt nog iets niet" not in begun.text
    form = begun.fields(PATH)
    assert form["person_id"] == person_id
    assert "school" not in form
    sent = await browser.send(PATH, **{**form, "case_type": "not-enrolled", "reason": "Niet gevonden."})
    assert sent.status == 303
    assert (await harness.only_case())["case_type"] == "not-enrolled"


async def test_a_pupils_page_hands_over_the_register_number_in_a_form(harness: Harness, browser: Browser) -> None:
    await known_pupil(harness)
    begun = await browser.send(PATH, school=FORM["school"], pupil=FORM["pupil"], begin="1")
    assert begun.status == 200
    assert "Er klopt nog iets niet" not in begun.text
    sent = await browser.send(PATH, **{**begun.fields(PATH), "case_type": "truancy", "reason": "Gezien op straat."})
    assert sent.status == 303
    assert (await harness.only_case())["case_type"] == "truancy"


async def test_a_child_that_is_not_enrolled_is_not_named_by_a_school(browser: Browser) -> None:
    page = await browser.open(PATH)
    assert "problematische afwezigheden" in page.text
    assert "niet ingeschreven" not in page.text
