"""What a coordinator does in a week, in a real browser: with JavaScript, and once more without."""

import csv
from io import StringIO
from pathlib import Path

import pytest
import pytest_asyncio

from .visitor import Visitor
from .visits import COORDINATOR

pytestmark = [pytest.mark.asyncio(loop_scope="package"), pytest.mark.timeout(180)]

SCHOOL = "125003"
CHILD = "Reiziger Nergens"
INSZ = "15030499922"
LIST = f"insz,given_name,family_name,birth_date\n{INSZ},Reiziger,Nergens,2015-03-04\n1,Fout,Kind,2015-03-04\n"
RULE = "/regels/niveaus/england-10-sessions"


@pytest.fixture(params=["with script", "without script"])
def way(request):
    return request.param


@pytest_asyncio.fixture(loop_scope="package")
async def coordinator(chromium, stack, way):
    async with Visitor.at(chromium, stack.web_url, script=way == "with script") as visitor:
        await visitor.sign_in(COORDINATOR)
        yield visitor
        assert visitor.complaints == []


async def test_figures_are_looked_at_and_taken_along(coordinator, harness):
    await harness.enrol("7301", "Reiziger", "Verzonnen")
    await coordinator.goto("/cijfers")
    await coordinator.follow("Aanwezigheid")
    await coordinator.sees_after_a_while("Deze cijfers als bestand")
    await coordinator.sees("Leerlingen met zoveel problematische halve dagen")
    async with coordinator.page.expect_download() as coming:
        await coordinator.page.get_by_role("link", name="Deze cijfers als bestand").first.click()
    file = await coming.value
    rows = list(csv.reader(StringIO(Path(await file.path()).read_text("utf-8-sig")), delimiter=";"))
    assert file.suggested_filename.startswith("niveaus-")
    table = coordinator.page.get_by_role("table").first
    assert [row[0] for row in rows[1:]] == await table.get_by_role("rowheader").all_inner_texts()


async def test_a_rule_is_changed_once_it_was_seen_what_that_does(coordinator, way):
    levels = "7, 12" if way == "with script" else "8, 12"
    await coordinator.goto("/regels")
    await coordinator.page.locator(f'a[href="{RULE}"]').click()
    await coordinator.fill("Niveaus", levels)
    await coordinator.fill("Waar is dit afgesproken?", f"Afspraak {way}")
    await coordinator.press("Toon wat er zou veranderen")
    await coordinator.sees("Er is nog niets veranderd.")
    await coordinator.press("Bewaren")
    await coordinator.sees("De regel is bewaard.")
    await coordinator.sees(levels)


async def test_a_list_of_residents_is_looked_at_and_taken_over(coordinator, way):
    file = {"name": "lijst.csv", "mimeType": "text/csv", "buffer": LIST.encode()}
    await coordinator.goto("/leerplicht")
    await coordinator.follow("Lijst inlezen")
    await coordinator.page.get_by_label("Bestand", exact=True).set_input_files(file)
    await coordinator.page.get_by_label("Op welke dag moet een kind leerplichtig zijn?").fill("2026-10-01")
    await coordinator.page.get_by_label("Hoe is de lijst bewaard?").select_option("csv")
    await coordinator.press("Toon wat ervan zou worden")
    await coordinator.sees("Er is nog niets ingelezen.")
    await coordinator.sees("moet elf cijfers hebben")
    if way == "without script":
        await coordinator.page.get_by_label("Bestand", exact=True).set_input_files(file)
    await coordinator.page.get_by_role("button", name="Definitief inlezen").locator("visible=true").click()
    await coordinator.sees("De lijst is ingelezen.")
    await coordinator.goto("/leerplicht")
    await coordinator.sees(CHILD)
    await coordinator.goto("/dossiers?soort=not-enrolled")
    await coordinator.sees_after_a_while("LP-2026-")
    await coordinator.goto("/leerplicht")
    await coordinator.press(f"Zoek het dossier van {CHILD}")
    await coordinator.sees("LP-2026-")
