"""Each paper as PDF: tagged, in order, whole; and nothing in it that its receiver may not see."""

import asyncio
import re
from pathlib import Path
from typing import Any

import pytest
from tests.component.casework.harness import Harness
from tests.pdfs import Pdf
from tests.tokens import bearer

import casework.papers
import shared.papers
from casework.papers.registry import PAPERS
from shared.papers.letterhead import Letterhead
from shared.papers.typesetting import NotPrinted, Typesetter
from shared.runtime.http.problems import Problem

from .stories import ANSWERS, LETTER, PDF, printed, truant, unenrolled

SECRETS = ("KANARIEREDEN", "KANARIENOTITIE", "KANARIETAAK", "KANARIEGESPREK")
MARKUP = (
    '#read("/etc/passwd") *vet* _schuin_ `code` $x^2$ <b>b</b> = kop\n// weg\n@ref #import "@preview/x:1.0.0": * \\ "q"'
)


async def paper_of(harness: Harness, kind: str) -> tuple[dict[str, Any], Pdf]:
    """A paper of this kind, with its case."""
    if kind in {"home-visit", "answer-form", "report-back"}:
        case = await unenrolled(harness)
        if kind == "report-back":
            await harness.act(case["case_id"], "close", outcome="not-in-order", reason="KANARIEREDEN")
        return case, Pdf(await printed(harness, case, kind))
    case = await truant(harness)
    if kind == "letter-to-parents":
        return case, Pdf(await printed(harness, case, kind, LETTER))
    query = {"for": "counsellor"} if kind == "summary" else {}
    return case, Pdf(await printed(harness, case, kind, **query))


ORDER = {
    "letter-to-parents": (
        "Lokaal bestuur",
        "De ouders van Amina",
        "Kanarielaan 12 bus 3",
        "23 november 2026",
        "Afwezigheden van uw kind op school",
        "Beste ouders",
        "6 halve dagen",
        "maandag 1 september 2025",
        "voormiddag en namiddag",
        "Wat gebeurt er nu?",
        "donderdag 3 december 2026",
        "Met vriendelijke groeten",
    ),
    "summary": (
        "Samenvatting van het dossier",
        "de leerlingenbegeleider",
        "Amina Vandeputte",
        "Naam van caseworker",
        "6 halve dagen",
        "maandag 1 september 2025",
        "Zorgoverleg",
        "Stadhuis",
        "Berichten",
        "Wat gebeurd is",
        "Opvolging gestart",
        "In wacht gezet tot en met 30/11/2026",
    ),
    "worrying-case-file": (
        "Bijdrage aan een zorgwekkend dossier",
        "Amina Vandeputte",
        "Situatieschets",
        "1 september 2025",
        "3 september 2025",
        "september 2025",
        "Stappen van het lokaal bestuur",
        "Contact met de ouders (telefoon)",
        "Dossier geopend",
        "Dagen met problematische afwezigheid",
    ),
    "home-visit": (
        "Fiche voor een huisbezoek",
        "Amina Vandeputte",
        "1 oktober 2026",
        "Adres:",
        "Contact met de ouders (huisbezoek)",
        "Wie was er?",
        "Ingeschreven in een school",
        "Vaststellingen",
    ),
    "answer-form": ("Antwoordformulier inschrijving", "Amina Vandeputte", *ANSWERS.values(), "Handtekening:"),
    "report-back": (
        "Verslag van de controle op de inschrijving",
        "Amina Vandeputte",
        "Niet in orde.",
        "Contact met de ouders (huisbezoek)",
    ),
}


@pytest.mark.parametrize("kind", ORDER)
async def test_a_paper_can_be_read_by_everybody(harness: Harness, kind: str) -> None:
    case, pdf = await paper_of(harness, kind)
    assert pdf.root["/Lang"] == "nl-BE"
    assert pdf.root["/MarkInfo"]["/Marked"].value is True
    assert pdf.root["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    assert str(pdf.reader.metadata.title).endswith(case["reference"])
    assert b"pdfuaid:part" in pdf.root["/Metadata"].get_object().get_data()
    assert pdf.tags["/H1"] == 1
    assert pdf.tags["/P"] > 3
    assert pdf.loose_fonts == []
    if pdf.tags["/Table"]:
        assert pdf.tags["/TH"] >= 2 * pdf.tags["/Table"]
        assert pdf.header_scopes == {"/Column"}


@pytest.mark.parametrize("kind", ORDER)
async def test_a_paper_says_its_things_in_order(harness: Harness, kind: str) -> None:
    _, pdf = await paper_of(harness, kind)
    place = 0
    for text in ORDER[kind]:
        assert text in pdf.text[place:], (text, pdf.text)
        place = pdf.text.index(text, place) + len(text)


@pytest.mark.parametrize("kind", ORDER)
async def test_no_paper_holds_what_caseworkers_wrote_for_themselves(harness: Harness, kind: str) -> None:
    _, pdf = await paper_of(harness, kind)
    for secret in SECRETS:
        assert secret not in pdf.text
        assert secret.encode() not in pdf.raw


@pytest.mark.parametrize("role", ["clb", "youth-coach", "counsellor"])
async def test_a_summary_has_what_its_receiver_may_see_and_no_more(harness: Harness, role: str) -> None:
    case = await truant(harness)
    pdf = Pdf(await printed(harness, case, "summary", **{"for": role}))
    seen = (await harness.http.get(f"/cases/{case['case_id']}", headers=bearer(role, contact=f"{role}-1"))).json()
    assert ("Vandeputte" in pdf.text) is (seen["family_name"] is not None)
    assert ("september 2025" in pdf.text) is (seen["half_days"] is not None)
    assert ("Melding van een nieuw dossier" in pdf.text) <= bool(seen["notices"])
    assert "Contact met" not in pdf.text
    for secret in SECRETS if seen["family_name"] else (*SECRETS, "Vandeputte"):
        assert secret.encode() not in pdf.raw


async def test_what_was_typed_is_text(harness: Harness) -> None:
    case = await truant(harness)
    pdf = Pdf(await printed(harness, case, "letter-to-parents", {**LETTER, "remark": MARKUP}))
    assert " ".join(MARKUP.split()) in pdf.text
    assert "root:" not in pdf.text


async def test_long_texts_and_many_half_days_flow_over_pages(harness: Harness) -> None:
    case = await truant(harness, number=300)
    parents = "De ouders van Anne-Sophie van der Verzonnen-Achternaam"
    typed = {
        **LETTER,
        "remark": "Een zin die lang is. " * 60 + "x" * 700,
        "address": "\n".join([parents, *["y" * 80] * 6]),
    }
    pdf = Pdf(await printed(harness, case, "letter-to-parents", typed))
    assert pdf.pages >= 5
    assert pdf.text.count("voormiddag en namiddag") == 150
    assert 55 <= pdf.text.count("Een zin die lang is.") <= 60  # a page may end inside a sentence
    assert "Bladzijde 6 van 6" in pdf.text
    assert "x" * 100 in pdf.text.replace(" ", "")
    assert parents in pdf.text
    for page in pdf.reader.pages:
        assert page.mediabox.width == pytest.approx(595.28, abs=0.1)


async def test_a_character_that_no_font_has_is_refused_by_its_field(harness: Harness) -> None:
    case = await truant(harness)
    path = f"/cases/{case['case_id']}/papers/letter-to-parents"
    for field, typed in (("remark", {"remark": "Tot dan \U0001f600"}), ("address", {"address": "\u6f22\u5b57"})):
        refused = await harness.http.post(path, json={**LETTER, **typed}, headers=PDF)
        assert (refused.status_code, refused.json()["errors"][0]["field"]) == (422, field)
    assert [entry for entry in await harness.timeline(case["case_id"]) if entry["kind"] == "paper-made"] == []
    pdf = Pdf(await printed(harness, case, "letter-to-parents", {**LETTER, "remark": "Őszi Žluťoučký Жанна"}))
    assert "Őszi Žluťoučký Жанна" in pdf.text


async def test_a_paper_that_takes_too_long_is_ended(harness: Harness) -> None:
    registered = PAPERS[0]
    typesetter = Typesetter(Letterhead(), timeout_s=0.01)
    with pytest.raises(Problem) as raised:
        await typesetter.pdf(registered.template(1), {"title": "x"})
    assert raised.value.name == "unavailable"


async def test_a_template_that_does_not_hold_says_nothing_of_what_was_typed() -> None:
    with pytest.raises(NotPrinted) as raised:
        await Typesetter(Letterhead(), timeout_s=60).pdf(PAPERS[0].template(1), {"title": "KANARIE"})
    assert "KANARIE" not in str(raised.value)


def test_templates_take_nothing_from_outside() -> None:
    folders = [Path(package.__file__).parent for package in (casework.papers, shared.papers)]
    templates = [template for folder in folders for template in folder.rglob("*.typ")]
    assert len(templates) > len(PAPERS)
    for template in templates:
        assert not re.search(r"@\w+/|read\(|eval\(|plugin\(", template.read_text(encoding="utf-8")), template


async def test_the_municipalitys_name_and_logo_stand_at_the_head_of_a_form_of_one_page(tmp_path: Path) -> None:
    logo = tmp_path / "logo.svg"
    logo.write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9"/></svg>')
    head = Letterhead("Stad Verzonnen", "Markt 1", "011 00 00 00", logo)
    content = {
        "title": "Antwoordformulier",
        "kind": "answer-form",
        "version": 1,
        "basis_text": "-",
        "made_by": None,
        "made_on": "2026-11-23",
        "reference": "LP-2026-000001",
        "municipality": head.content,
        "pupil": {"name": None},
        "school_year": "2026-2027",
        "answers": [{"text": text, "proof_text": "Voeg een bewijs toe."} for text in ANSWERS.values()],
    }
    registered = next(item for item in PAPERS if item.kind.name == "answer-form")
    pdf = Pdf(await Typesetter(head, timeout_s=60).pdf(registered.template(1), content))
    for text in ("Stad Verzonnen", "Bezorg het op dit adres: Markt 1.", "011 00 00 00"):
        assert text in pdf.text
    assert pdf.pages == 1
    assert pdf.tags["/Figure"] == 1
    assert b"Logo van Stad Verzonnen" in pdf.raw


async def test_a_preview_says_that_it_is_a_preview(harness: Harness) -> None:
    case = await truant(harness)
    pdf = Pdf(await printed(harness, case, "letter-to-parents", LETTER, preview="true"))
    assert "Voorbeeld: niet vastgelegd in het dossier" in pdf.text


async def test_requests_are_answered_while_papers_are_printed(harness: Harness) -> None:
    case = await truant(harness, number=300)
    path = f"/cases/{case['case_id']}/papers/worrying-case-file"
    printing = [asyncio.create_task(harness.http.post(path, headers=PDF)) for _ in range(4)]
    answered = 0
    while not any(task.done() for task in printing):
        await harness.http.get("/health/live")
        answered += 1
        await asyncio.sleep(0.01)
    assert [answer.status_code for answer in await asyncio.gather(*printing)] == [200] * 4
    assert answered >= 10  # were it printed in between, there would be one for each step of a request
