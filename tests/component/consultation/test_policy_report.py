"""`/reports/multi-year-plan` and `/actions/{id}/indicators`: every number is recomputed from what was entered."""

from csv import DictReader
from decimal import ROUND_HALF_EVEN, Decimal
from io import StringIO
from typing import Any

import pytest
from lxml import html
from tests.pdfs import Pdf

from shared.contracts.figures import CaseworkFiguresPublished
from shared.messaging.envelope import Envelope
from shared.messaging.parsing import Received
from shared.runtime.ids import new_id

from .afternoons import opened, put, registered
from .councils import posted
from .harness import SCHOOL, Harness
from .offered import PARTNER, offered
from .test_requests_for_offers import WISH
from .told_policy import BUDGETS, ENTERED, Told, told_policy

YEARS = (2026, 2031)


@pytest.fixture
async def told(harness: Harness) -> Told:
    await harness.staff()
    told = await told_policy(harness)
    kinds = [("case-type", "truancy")]
    values = [
        {"groups": _groups(kinds), "value": 41.0},
        {"groups": _groups([*kinds, ("status", "reopened")]), "value": None},
    ]
    data = CaseworkFiguresPublished.model_validate(
        {
            "figure": "cases",
            "school_year": "2026-2027",
            "unit": "cases",
            "smallest_cell": 5,
            "known_at": "2026-11-12T02:00:00+01:00",
            "values": values,
        }
    )
    envelope = Envelope(id=str(new_id()), source="/casework", type=data.event_type, sequence=1)
    await harness.tell(Received(envelope, data))
    return told


def _groups(kinds: list[tuple[str, str]]) -> list[dict[str, str]]:
    return [{"kind": kind, "name": name} for kind, name in kinds]


async def report(harness: Harness, accept: str = "application/json", years: tuple[int, int] = YEARS) -> Any:
    async with harness.asking("caseworker") as client:
        path = f"/reports/multi-year-plan?from={years[0]}&until={years[1]}"
        answer = await client.get(path, headers={"Accept": accept})
    assert answer.status_code == 200, answer.text
    return answer


def spent(*titles: str, years: range) -> tuple[Decimal, Decimal, Decimal | None]:
    """What these actions cost in these years, what others pay of it, and that as a share."""
    rows = [row for title in titles for year, row in BUDGETS[title].items() if year in years]
    amount = sum((Decimal(cost) for cost, _ in rows), Decimal(0))
    others = sum((Decimal(part) for _, parts in rows for part in parts), Decimal(0))
    share = (others / amount).quantize(Decimal("0.0001"), ROUND_HALF_EVEN) if amount else None
    return amount, others, share


def amounts(row: dict[str, Any]) -> tuple[Decimal, Decimal, Decimal | None]:
    share = row["share_paid_by_others"]
    return Decimal(row["amount"]), Decimal(row["paid_by_others"]), None if share is None else Decimal(share)


async def test_each_number_of_an_indicator_says_where_it_comes_from_or_why_it_lacks(harness: Harness, told: Told):
    async with harness.asking("caseworker") as client:
        answer = (await client.get(f"/actions/{told.homework}/indicators")).json()
    by_name = {row["name"]: {year["school_year"]: year for year in row["years"]} for row in answer["indicators"]}
    for school_year, value in ENTERED.items():
        year = by_name["Leerlingen die komen"][school_year]
        assert (year["value"], year["source"], year["dated"]) == (value, "Telling bibliotheek", "2026-11-11")
    assert by_name["Leerlingen die komen"]["2026-2027"]["target"] == "30"
    of_cases = by_name["Dossiers spijbelen"]["2026-2027"]
    assert (of_cases["value"], of_cases["known_at"]) == ("41", "2026-11-12T02:00:00+01:00")
    missing = {name: (years["2026-2027"]["value"], years["2026-2027"]["missing"]) for name, years in by_name.items()}
    assert missing == {
        "Leerlingen die komen": ("24", None),
        "Dossiers spijbelen": ("41", None),
        "Heropende dossiers": (None, "small-number"),
        "Alle dossiers": (None, "not-published"),
        "Deelnemers": (None, "not-counted"),
        "Aanvragen": ("0", None),
    }


async def test_budgets_are_added_up_by_year_and_over_all_years(harness: Harness, told: Told):
    answer = (await report(harness)).json()
    span = range(YEARS[0], YEARS[1] + 1)
    by_year = {row["year"]: amounts(row) for row in answer["budget"]}
    assert by_year == {
        **{year: spent(*BUDGETS, years=range(year, year + 1)) for year in span},
        None: spent(*BUDGETS, years=span),
    }
    [objective] = answer["objectives"]
    for action in objective["actions"]:
        assert {row["year"]: amounts(row) for row in action["budget"]} == {
            **{
                year: spent(action["title"], years=range(year, year + 1))
                for year in BUDGETS[action["title"]]
                if year in span
            },
            None: spent(action["title"], years=span),
        }


async def test_a_report_says_how_consultation_is_organised_and_what_was_not_done(harness: Harness, told: Told):
    answer = (await report(harness)).json()
    [body] = answer["bodies"]
    assert (body["name"], body["members"]) == ("Onderwijsraad", {"clb": 1, "school": 2})
    assert body["sessions"] == {str(year): int(year == 2026) for year in range(2026, 2032)}
    assert [(row["text"], row["in_favour"], row["dissent"]) for row in body["decisions"]] == [
        ("Eén meldpunt.", 2, "Liever per school.")
    ]
    [objective] = answer["objectives"]
    assert (objective["agreed_in"], objective["agreed_on"]) == ("Onderwijsraad", "2026-11-10")
    assert (objective["supported_by"], objective["not_supported_by"]) == (
        ["Atheneum"],
        {"CLB Voorbeeld": "Liever op school zelf."},
    )
    homework, language = objective["actions"]
    assert [row["judgement"] for row in homework["evaluations"]] == ["partly"]
    assert (language["status"], language["not_done_why"]) == ("not-done", "Geen lesgever gevonden.")
    earlier = (await report(harness, years=(2024, 2024))).json()
    assert (earlier["bodies"], earlier["objectives"]) == ([], [])


async def test_csv_has_the_numbers_of_the_report_with_their_source(harness: Harness, told: Told):
    rows = list(DictReader(StringIO((await report(harness, "text/csv")).text)))
    budget = {(row["name"], row["period"], row["measure"]): row["value"] for row in rows if row["part"] == "budget"}
    span = range(YEARS[0], YEARS[1] + 1)
    amount, others, share = spent(*BUDGETS, years=span)
    whole = [budget["all actions", "2026-2031", name] for name in ("amount", "paid-by-others", "share-paid-by-others")]
    assert [Decimal(value) for value in whole] == [amount, others, share]
    measured = {(row["name"], row["period"]): row for row in rows if row["measure"] == "value"}
    assert measured["Dossiers spijbelen", "2026-2027"]["source"] == "figure, casework, cases, truancy, 2026-11-12"
    small = measured["Heropende dossiers", "2026-2027"]
    assert (small["value"], small["source"].split(",")[0]) == ("", "small-number")
    assert all(row["source"] for row in rows if row["part"] in ("budget", "indicator", "body"))


async def test_activities_and_requests_are_counted_by_action_kind_and_theme(harness: Harness, told: Told):
    await posted(harness, "/organisations", PARTNER)
    path = await opened(
        harness, "huiswerkbegeleiding", provider="jeugd", capacity=6, place="Bib", action_id=told.homework
    )
    came = [await registered(harness, path, name=f"Kind {number}", **{"class": "4A"}) for number in range(6)]
    times = {"starts_at": "2026-11-05T15:30:00+01:00", "ends_at": "2026-11-05T17:00:00+01:00", "instructor": "Mia"}
    session = (await posted(harness, f"{path}/sessions", times))["sessions"][0]["session_id"]
    presence = [{"registration_id": row["registration_id"], "number": 1} for row in came[:5]]
    await put(harness, f"{path}/sessions/{session}/presence", {"came": presence, "guides": 1, "hours": 1.5})
    offer = (await offered(harness))["offer_id"]
    async with harness.asking("school", school=SCHOOL) as client:
        asked = await client.post(f"/offers/{offer}/requests", json=WISH)
        assert asked.status_code == 201, asked.text
    answer = (await report(harness, years=(2026, 2027))).json()
    counted = {"activities": 1, "sessions": 1, "participants": 5, "places": 6, "hours": 1.5, "handed_out": 0}
    about = {"action_id": told.homework, "action": "Huiswerkklas", "school_year": "2026-2027"}
    assert answer["activities"] == [{**about, "kind": "huiswerkbegeleiding", **counted}]
    assert answer["activities_by_kind"] == [{"kind": kind, **counted} for kind in ("huiswerkbegeleiding", None)]
    assert answer["requests"] == [{"theme": "culture", "school_year": "2026-2027", "requests": 1, "schools": 1}]
    written = html.document_fromstring((await report(harness, "text/html", (2026, 2027))).text)
    rows = [[cell.text_content() for cell in row] for row in written.xpath("//tr")]
    for name in (["Huiswerkklas", "Huiswerkbegeleiding"], ["Huiswerkbegeleiding"], ["Alle soorten"]):
        assert [*name, "1", "1", "5", "6", "1,5", "0"] in rows
    assert ["Alle thema’s", "1", "1"] in rows
    table = [*DictReader(StringIO((await report(harness, "text/csv", (2026, 2027))).text))]
    told_rows = {(row["name"], row["period"], row["measure"]): row["value"] for row in table if row["part_of"] == ""}
    assert told_rows["all kinds", "2026-2027", "participants"] == "5"
    assert told_rows["culture", "2026-2027", "requests"] == "1"


async def test_html_is_one_file_with_headings_and_tables_that_word_processors_open(harness: Harness, told: Told):
    answer = await report(harness, "text/html")
    assert answer.headers["content-disposition"] == 'attachment; filename="meerjarenplan-2026-2031.html"'
    document = html.document_fromstring(answer.text)
    assert not document.xpath("//script|//style|//link|//img")
    [title] = document.xpath("//h1")
    assert title.text == "Meerjarenplan flankerend onderwijsbeleid 2026 tot en met 2031"
    assert "Actie: Huiswerkklas" in [heading.text for heading in document.xpath("//h3")]
    for table in document.xpath("//table"):
        (said,) = document.xpath("//p[@id=$name]", name=table.get("aria-labelledby"))
        assert said.getnext() is table
        assert said.text_content()
        assert table.xpath(".//th[@scope='col']")
    assert not document.xpath("//caption | //tfoot | //@rowspan")
    text = " ".join(document.text_content().split())
    assert "dossiers: aantal, spijbelen, geteld op 12/11/2026" in text
    assert "niet vermeld, want het is een klein aantal" in text
    assert "Liever per school." in text


async def test_pdf_is_tagged_and_says_the_same(harness: Harness, told: Told):
    printed = Pdf((await report(harness, "application/pdf")).content)
    assert printed.text.count("Geen lesgever gevonden.") == 2
    assert "6.600,50 euro" in printed.text.replace("\u00a0", " ")
    assert printed.tags["/H2"] == 5
    assert printed.tags["/Table"] >= 8
    assert printed.header_scopes == {"/Column"}


async def test_years_are_one_to_six(harness: Harness):
    async with harness.asking("coordinator") as client:
        wrong = (("from=2026&until=2032", "until"), ("from=2027&until=2026", "until"), ("from=1&until=2030", "from"))
        for years, field in wrong:
            answer = await client.get(f"/reports/multi-year-plan?{years}")
            assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, field)
    async with harness.asking("clb", contact="clb-1") as client:
        assert (await client.get("/reports/multi-year-plan?from=2026&until=2026")).status_code == 403
