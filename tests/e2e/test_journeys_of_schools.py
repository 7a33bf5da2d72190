"""What a school's secretary does in a real browser: a file and a half day, with JavaScript and once more without."""

import pytest
import pytest_asyncio

from .visitor import Visitor
from .visits import SECRETARY

pytestmark = [pytest.mark.asyncio(loop_scope="package"), pytest.mark.timeout(180)]

SCHOOL = "125003"
AT = f"/school/{SCHOOL}"
PUPIL = {True: "7901", False: "7902"}


@pytest_asyncio.fixture(scope="module", loop_scope="package")
async def enrolled(harness):
    """A pupil for each way of visiting."""
    for pupil in PUPIL.values():
        await harness.enrol(pupil, f"Secretariaatskind{pupil[-1]}", "Verzonnen")
    await harness.settled()


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
async def test_a_secretary_records_a_file_and_corrects_a_half_day(chromium, stack, enrolled, script):
    pupil = PUPIL[script]
    table = f"pupil,date,half_day,code\n{pupil},2026-11-16,VM,Z\n{pupil},ooit,VM,Z\n"
    file = {"name": "week.csv", "mimeType": "text/csv", "buffer": table.encode()}
    async with Visitor.at(chromium, stack.web_url, script=script) as visitor:
        chosen = visitor.page.get_by_label("Bestand", exact=True)
        await visitor.sign_in(SECRETARY, f"{AT}/bestanden")
        await chosen.set_input_files(file)
        await visitor.page.get_by_label("Wat staat erin").select_option("meldingen:csv")
        await visitor.press("Toon wat ervan zou worden")
        await visitor.sees("Er is nog niets ingelezen.")
        await visitor.sees("datum: schrijf een dag zoals")
        if not script:
            await chosen.set_input_files(file)
        await visitor.page.locator("button:visible", has_text="Definitief inlezen").click()
        await visitor.sees("Het bestand is ingelezen.")

        await visitor.goto(f"{AT}/leerlingen/{pupil}/halve-dagen?dag=2026-11-16")
        await visitor.sees("gewettigd afwezig")
        await visitor.page.get_by_label("Wat was het in de namiddag?").select_option("P")
        await visitor.press("Registreren")
        await visitor.sees("De halve dag is geregistreerd.")
        assert visitor.complaints == []
