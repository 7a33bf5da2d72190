"""Offers as files: all or nothing, each fault named, and what is exported is read again."""

import csv
import io
import tracemalloc
from datetime import date
from typing import Any

import pytest
from python_calamine import CalamineWorkbook
from structlog.testing import capture_logs
from tests.school_files.tables import as_xlsx

from consultation.domain.themes import Theme
from consultation.offers.adapters.offer_workbook import MEDIA_TYPE as XLSX
from shared.domain.roles import Role

from .harness import SCHOOL, Harness
from .offered import OFFER, offered, partner, with_providers

HEADER = ("title", "provider", "theme", "levels", "from", "until", "cost", "cost_per", "description")
THEMES = [*Theme]


@pytest.fixture
async def providers(harness: Harness) -> Harness:
    await with_providers(harness)
    return harness


def row(number: int, **cells: str) -> list[str]:
    theme = THEMES[number % len(THEMES)].value
    said = dict(
        zip(
            HEADER,
            (f"Aanbod {number}", "jeugd", theme, "lager", "2026-09-01", "", "3,50", "group", "Iets"),
            strict=True,
        )
    )
    return list({**said, **cells}.values())


def file_of(rows: list[list[str]]) -> bytes:
    text = io.StringIO()
    csv.writer(text, delimiter=";").writerows([HEADER, *rows])
    return text.getvalue().encode()


async def sent(harness: Harness, content: bytes, *, dry_run: bool = False, status: int = 200) -> dict[str, Any]:
    async with harness.asking("coordinator") as client:
        response = await client.post("/offers/imports", params={"dry_run": dry_run}, content=content)
    assert response.status_code == status, response.text
    return response.json()


async def titles(harness: Harness) -> list[str]:
    async with harness.asking("coordinator") as client:
        return [item["title"] for item in (await client.get("/offers")).json()["items"]]


async def test_a_file_is_looked_at_taken_over_and_changes_nothing_a_second_time(providers: Harness):
    content = file_of([row(1), row(2, cost="0", cost_per="", until="30/6/2027")])
    assert (await sent(providers, content, dry_run=True))["added"] == 2
    assert await titles(providers) == []
    assert (await sent(providers, content))["added"] == 2
    assert [(await sent(providers, content))[name] for name in ("added", "changed", "unchanged")] == [0, 0, 2]
    assert (await sent(providers, file_of([row(1, description="Anders")])))["changed"] == 1
    assert await titles(providers) == ["Aanbod 1", "Aanbod 2"]


async def test_a_file_makes_no_contact_of_others_public(providers: Harness):
    await providers.add("clb-1", Role.CLB, organisation_id="clb-a", email="els@clb.example")
    await providers.add("sport-1", Role.YOUTH_COACH, organisation_id="sportraad", email="els@sport.example")
    text = "title,provider,theme,from,contact_id,shows_contact\nSpel,sportraad,sports,2026-09-01,{},ja\n"
    async with partner(providers) as client:
        refused = await client.post("/offers/imports", content=text.format("clb-1").encode())
        assert [error["field"].rpartition(".")[2] for error in refused.json()["errors"]] == ["contact_id"]
        assert (await client.post("/offers/imports", content=text.format("sport-1").encode())).json()["added"] == 1


async def test_each_fault_is_named_by_line_and_column_and_nothing_is_half_done(providers: Harness):
    faults = {
        "theme": {"theme": "magic"},
        "provider": {"provider": "nobody"},
        "from": {"from": "31/2/2026"},
        "cost": {"cost": "veel"},
        "until": {"until": "2026-08-31"},
        "levels": {"levels": "hoger"},
        "title": {"title": "Aanbod 0"},
    }
    content = file_of([row(0), *(row(number, **cells) for number, cells in enumerate(faults.values(), 1))])
    looked = await sent(providers, content, dry_run=True)
    assert [(fault["line"], fault["field"]) for fault in looked["mistakes"]] == list(enumerate(faults, 3))
    refused = await sent(providers, content, status=422)
    assert [error["field"] for error in refused["errors"]] == [
        f"line {line}.{name}" for line, name in enumerate(faults, 3)
    ]
    assert await titles(providers) == []


async def test_a_file_that_is_no_table_of_offers_is_refused_as_a_whole(providers: Harness):
    for content in (b"", b"title;provider\nA;jeugd\n", b"title;provider;theme;from;colour\n", b"\xff\xfe"):
        refused = await sent(providers, content, status=422)
        assert [error["field"] for error in refused["errors"]] == ["file"]


async def test_a_spreadsheet_is_read_as_its_cells_are_typed(providers: Harness):
    content = as_xlsx([list(HEADER), row(1)])
    assert (await sent(providers, content))["added"] == 1
    assert await titles(providers) == ["Aanbod 1"]


async def test_what_is_exported_is_read_again_and_changes_nothing(providers: Harness):
    await offered(providers, booking="=1+1")
    await offered(providers, title="Vrij", cost="0", cost_per=None, until=None, levels=[])
    async with providers.asking("coordinator") as client:
        exported = (await client.get("/offers/export")).content
    assert b"'=1+1" in exported
    assert (await sent(providers, exported))["unchanged"] == 2


async def test_a_spreadsheet_has_days_and_numbers_and_changes_nothing_when_it_is_read_again(providers: Harness):
    odd = "'=1+1 \u00e9 _x0041_\r\nSecond line"
    await offered(providers, booking="=1+1", description=odd, schools=[SCHOOL], phone="+32 9 123 45 67")
    await offered(providers, title="007", cost="0", cost_per=None, until=None, levels=[], age_from=None)
    async with providers.asking("coordinator") as client:
        answer = await client.get("/offers/export", headers={"Accept": XLSX})
    assert (answer.headers["Content-Type"], "offers.xlsx" in answer.headers["Content-Disposition"]) == (XLSX, True)
    header, free, said = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    of = dict(zip(header, said, strict=True))
    assert [of[name] for name in ("from", "until")] == [date(2026, 9, 1), date(2027, 6, 30)]
    assert [of[name] for name in ("age_from", "age_until", "cost")] == [6, 12, 3.5]
    assert (of["booking"], of["schools"], dict(zip(header, free, strict=True))["title"]) == ("=1+1", SCHOOL, "007")
    looked = await sent(providers, answer.content)
    assert [looked[name] for name in ("added", "changed", "unchanged")] == [0, 0, 2]


async def test_a_file_is_one_line_of_the_log_and_an_event_for_each_offer(providers: Harness):
    with capture_logs() as logged:
        await sent(providers, file_of([row(number) for number in range(3)]))
    names = [line["event"] for line in logged]
    assert (names.count("offer.imported"), names.count("offer.changed")) == (1, 0)


async def test_a_partner_takes_over_its_own_offers_alone(providers: Harness):
    await offered(providers)
    async with partner(providers) as client:
        assert (await client.post("/offers/imports", content=file_of([row(1)]))).status_code == 422
        own = await client.post("/offers/imports", content=file_of([row(1, provider="sportraad")]))
        assert own.json()["added"] == 1
        assert OFFER["title"] not in (await client.get("/offers/export")).text
    async with providers.asking("caseworker") as client:
        assert (await client.post("/offers/imports", content=file_of([row(1)]))).status_code == 403


@pytest.mark.soak
async def test_a_file_of_5000_offers_with_faults_in_50_lines_names_each_in_flat_memory(providers: Harness):
    peaks = {}
    for count in (500, 5000):
        rows = [row(number, theme="magic") if number % 100 == 7 else row(number) for number in range(count)]
        content = file_of(rows)
        tracemalloc.start()
        looked = await sent(providers, content, dry_run=True)
        peaks[count] = tracemalloc.get_traced_memory()[1] / 2**20
        tracemalloc.stop()
        assert [fault["line"] for fault in looked["mistakes"]] == [
            line for line in range(2, count + 2) if (line - 2) % 100 == 7
        ]
        await sent(providers, content, status=422)
    assert await titles(providers) == []
    print(f"\nat most {peaks[500]:.1f} MiB for 500 lines, {peaks[5000]:.1f} MiB for 5,000")  # noqa: T201  (measured)
    assert peaks[5000] < peaks[500] + 5
    good = file_of([row(number) for number in range(5000)])
    assert (await sent(providers, good))["added"] == 5000
