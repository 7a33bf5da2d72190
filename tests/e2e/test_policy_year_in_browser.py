"""The school year of policy again, as those who live it type and press it; the report is compared with what they typed.

Nothing here is asked of an endpoint: what was typed is read back from pages and from the files that they offer.
"""

import csv
import io
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType

import pytest
from lxml import html
from playwright.async_api import Locator
from tests.pdfs import Pdf

from .conftest import NOW
from .visitor import Visitor
from .visits import COORDINATOR

pytestmark = [pytest.mark.asyncio(loop_scope="package"), pytest.mark.timeout(270), pytest.mark.soak]

PARTNER = "Aanspreekpunt vzw De Springplank"
ORGANISATION = "vzw De Springplank"
FORGOTTEN = "Sint-Annacollege"
BUDGETS: Mapping[int, tuple[str, str | None]] = MappingProxyType({2026: ("3200,10", "800,05"), 2027: ("6400", None)})
"""What is typed for each year: all that the action costs, and what the partner pays of it."""
TARGET, ENTERED = "9", "8,5"
FOR, AGAINST, DISSENT = "6", "1", "Liever per school."
NOTHING: Mapping[str, str] = MappingProxyType({})


async def filled(form: Locator, typed: Mapping[str, str]) -> None:
    """Fill in fields by what stands before them: a text, or the choice of a list."""
    for label, text in typed.items():
        whole = re.compile(rf"^\s*{re.escape(label)}( \(niet verplicht\))?\s*$")
        place = form.get_by_label(whole).locator("visible=true")
        if await place.evaluate("at => at.tagName") == "SELECT":
            await place.select_option(label=text)
        else:
            await place.fill(text)


async def sent(
    visitor: Visitor,
    summary: str,
    typed: Mapping[str, str],
    *,
    button: str = "Bewaren",
    ticked: Sequence[str] = (),
    left: Sequence[str] = (),
) -> None:
    """Open the form below a line, fill it in, tick and leave out boxes, and send it."""
    details = visitor.page.locator("details").filter(has=visitor.page.locator("summary", has_text=summary)).last
    await details.locator("summary").click()
    await filled(details, typed)
    for text in ticked:
        await details.get_by_label(text, exact=True).check()
    for text in left:
        await details.get_by_label(text, exact=True).uncheck()
    await details.get_by_role("button", name=button).click()
    await visitor.parts_are_there()


async def everything_is_usable(visitor: Visitor, name: str) -> None:
    """Fail where axe-core finds a barrier at a desk or on a phone, in forms that are folded too; keep pictures."""
    for summary in await visitor.page.locator("main details summary").all():
        await summary.click()
    for size, colours in (("phone", "dark"), ("desktop", "light")):
        await visitor.looks_at(size, colours)
        await visitor.photograph(f"{name}-{size}")
        assert await visitor.barriers(everything=colours == "light") == []
        assert not await visitor.scrolls_sideways()


async def badges(visitor: Visitor) -> list[str]:
    """The states that the page shows."""
    return await visitor.page.locator("main .badge").all_text_contents()


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
async def test_a_school_year_of_policy_is_lived_in_the_browser(chromium, stack, tmp_path, script):
    stack.clock.set(NOW)
    kind = "met" if script else "zonder"
    council, title, action = f"Raad {kind} muis", f"Lezen {kind} muis", f"Leesclub {kind} muis"
    async with (
        Visitor.at(chromium, stack.web_url, script=script) as coordinator,
        Visitor.at(chromium, stack.web_url, script=script) as partner,
    ):
        await coordinator.sign_in(COORDINATOR, "/overlegorganen")
        await partner.sign_in(PARTNER, "/beleid/vragen")
        await founded(coordinator, council)
        await decided(coordinator)
        await approved(coordinator)
        await agreed(coordinator, title, council)
        await acted(coordinator, action)
        if script:
            await everything_is_usable(coordinator, "actie")
        await asked_and_answered(partner, coordinator, f"Is de zaal {kind} muis vrij?")
        await judged(partner, action)
        await reported(coordinator, council, (title, action), tmp_path)
        if script:
            await everything_is_usable(coordinator, "meerjarenplan")
        assert (coordinator.complaints, partner.complaints) == ([], [])


async def founded(visitor: Visitor, name: str) -> None:
    """A council with all local schools and CLBs; its first session forgets a school, and the page says so."""
    await visitor.follow("Overlegorgaan toevoegen")
    council = {
        "Naam": name,
        "Waarvoor": "Extern overleg met scholen en CLB’s",
        "Vorm": "adviesraad",
        "Eerste dag": "2026-09-01",
        "Hoe het beslist": "bij meerderheid",
    }
    await filled(visitor.page.locator("main form"), council)
    await visitor.press("Bewaren")
    await visitor.sees(f"{FORGOTTEN} is geen lid.")
    await sent(visitor, "Alle lokale scholen en CLB’s toevoegen", {"Lid sinds": "2026-09-01"}, button="Toevoegen")
    assert await visitor.page.get_by_text("is geen lid.").count() == 0
    await sent(visitor, "Vergadering plannen", of_session("08:00", "08:45"), left=[FORGOTTEN])
    await visitor.sees(f"{FORGOTTEN} is niet uitgenodigd voor 20/11/2026.")
    assert await visitor.page.get_by_text("is niet uitgenodigd").count() == 1


def of_session(begin: str, end: str) -> dict[str, str]:
    """What is typed of a session on this morning."""
    return {"Begin": f"2026-11-20T{begin}", "Einde": f"2026-11-20T{end}", "Waar": "Raadzaal"}


async def decided(visitor: Visitor) -> None:
    """The session takes place, decides with one against, and has its minutes written."""
    await visitor.page.locator("[data-open-row]").first.click()
    await visitor.page.locator("summary", has_text="Wie was er").click()
    for box in await visitor.page.get_by_role("checkbox").locator("visible=true").all():
        await box.check()
    await visitor.press("De vergadering ging door")
    decision = {"Wat is beslist?": "Eén leesclub per wijk.", "Voor": FOR, "Tegen": AGAINST}
    await sent(visitor, "Beslissing noteren", {**decision, "Wat zegt wie het niet eens is?": DISSENT})
    await visitor.sees(f"{FOR} voor, {AGAINST} tegen")
    await sent(visitor, "Verslag schrijven", {"Verslag": "Iedereen kreeg het woord."})
    await visitor.sees("Iedereen kreeg het woord.")


async def approved(visitor: Visitor) -> None:
    """The next session, to which all are invited, approves the minutes of the first."""
    await visitor.page.locator("main p a").first.click()
    await sent(visitor, "Vergadering plannen", of_session("08:50", "08:58"))
    assert await visitor.page.get_by_text("is niet uitgenodigd").count() == 1
    await visitor.page.locator("[data-open-row]").first.click()
    await visitor.page.locator("summary", has_text="Wie was er").click()
    await visitor.press("De vergadering ging door")
    await visitor.page.locator("main p a").first.click()
    await visitor.sees("Het verslag van 20/11/2026 is nog niet goedgekeurd.")
    await visitor.page.locator("[data-open-row]").last.click()
    await visitor.page.get_by_label("Op welke vergadering is dit verslag goedgekeurd?").select_option(index=1)
    await visitor.press("Goedgekeurd")
    await visitor.parts_are_there()
    assert "goedgekeurd" in await badges(visitor)


async def agreed(visitor: Visitor, title: str, council: str) -> None:
    """An objective that the council agreed on with that decision; one organisation supports it, another does not."""
    await visitor.goto("/beleid")
    await visitor.follow("Doelstelling toevoegen")
    objective = {"Wat willen we bereiken?": title, "Wat levert het de leerling op?": "Plezier in lezen."}
    years = {"Eerste schooljaar": "2026-2027", "Laatste schooljaar": "2027-2028"}
    await filled(visitor.page.locator("main form"), {**objective, **years})
    await visitor.press("Bewaren")
    stance = {"Organisatie": ORGANISATION, "Steunt deze organisatie de doelstelling?": "ja"}
    await sent(visitor, "Steun noteren", stance)
    stance = {"Organisatie": FORGOTTEN, "Steunt deze organisatie de doelstelling?": "nee", "Waarom niet?": DISSENT}
    await sent(visitor, "Steun noteren", stance)
    await visitor.sees(f"{FORGOTTEN} steunt het niet")
    agreement = {"In welk overlegorgaan?": council, "Op welke dag?": "2026-11-20"}
    await sent(visitor, "Afspraak noteren", agreement)
    assert "afgesproken" in await badges(visitor)


async def acted(visitor: Visitor, action: str) -> None:
    """An action of the partner that runs, with a budget of two years, and a number that shows whether it works."""
    await visitor.follow("Actie toevoegen")
    what = {"Naam van de actie": action, "Thema": "Taalstimulering", "Eerste dag": "2026-09-01"}
    await filled(visitor.page.locator("main form"), what)
    await visitor.page.get_by_label(ORGANISATION, exact=True).check()
    await visitor.press("Bewaren")
    for year, (amount, share) in BUDGETS.items():
        money = {"Kalenderjaar": str(year), "Wat het dat jaar in totaal kost, in euro": amount}
        others = {"Wie betaalt mee?": ORGANISATION, "Hoeveel van dat bedrag, in euro": share} if share else NOTHING
        await sent(visitor, "Budget van een jaar invullen", {**money, **others})
    indicator = {"Wat meten we?": "Tevreden ouders", "Waarin?": "op tien", "Doel": TARGET}
    indicator |= {"Schooljaar van het doel": "2026-2027", "Waar komen de cijfers vandaan?": "iemand vult ze hier in"}
    await sent(visitor, "Indicator toevoegen", indicator)
    number = {"Schooljaar": "2026-2027", "Cijfer": ENTERED, "Waar komt het vandaan?": "Bevraging"}
    await sent(visitor, "Cijfer invullen", {**number, "Van welke dag is het?": "2026-11-13"})
    await visitor.press("De actie loopt")
    await visitor.parts_are_there()
    assert "loopt" in await badges(visitor)


async def asked_and_answered(partner: Visitor, coordinator: Visitor, text: str) -> None:
    """A partner asks the one point of contact, who answers before the day by which it has to be answered."""
    await filled(partner.page.locator("main form"), {"Uw vraag": text, "Waarover?": "Taalstimulering"})
    await partner.press("Versturen")
    await coordinator.goto("/beleid/vragen")
    await coordinator.follow(text)
    assert await badges(coordinator) == ["wacht op antwoord"]
    await filled(coordinator.page.locator("main form").first, {"Uw antwoord": "Vanaf 1 december."})
    await coordinator.press("Bewaren")
    await partner.goto("/beleid/vragen")
    await partner.follow(text)
    await partner.sees("Vanaf 1 december.")
    assert await badges(partner) == ["beantwoord"]


async def judged(partner: Visitor, action: str) -> None:
    """The partner says what it makes of the action."""
    await partner.goto("/beleid")
    await partner.follow(action)
    judgement = {"Wanneer?": "2026-11-20", "Oordeel": "het werkt gedeeltelijk", "Waarom?": "Te weinig boeken."}
    await sent(partner, "Evaluatie toevoegen", judgement, ticked=[ORGANISATION])
    await partner.sees("Te weinig boeken.")


async def reported(visitor: Visitor, council: str, names: tuple[str, str], folder: Path) -> None:
    """The report says what was typed, figure by figure: on its page, on paper, for a word processor and as a table."""
    await visitor.goto("/beleid")
    await visitor.follow("Meerjarenplan")
    await filled(visitor.page.locator("main form"), {"Van jaar": "2026", "Tot en met jaar": "2027"})
    await visitor.press("Tonen")
    await visitor.sees("Jaren zijn kalenderjaren")
    read = html.fromstring(await visitor.page.content())
    written = html.fromstring((await kept(visitor, "tekst om in een tekstverwerker te openen", folder)).read_bytes())
    for document in (read, written):
        assert table(document, f"Begroting van {names[1]}") == budget_rows()
        assert table(document, f"Indicatoren van {names[1]}") == [
            ["Tevreden ouders (op tien)", "2026-2027", TARGET, ENTERED, "Bevraging (13/11/2026)"]
        ]
        assert table(document, f"Vergaderingen van {council}") == [["2026", "2"], ["2027", "0"]]
        votes = f"{FOR} voor, {AGAINST} tegen"
        assert table(document, f"Beslissingen van {council}") == [
            ["20/11/2026", "Eén leesclub per wijk.", votes, DISSENT]
        ]
        assert table(document, f"Evaluaties van {names[1]}") == [
            ["20/11/2026", ORGANISATION, "werkt gedeeltelijk", "Te weinig boeken."]
        ]
    paper = Pdf((await kept(visitor, "PDF om te delen", folder)).read_bytes()).text.replace("\u00a0", " ")
    for said in (*names, council, *(cell for row in budget_rows() for cell in row[:2])):
        assert said in paper
    rows = [
        *csv.DictReader(
            io.StringIO((await kept(visitor, "cijfers voor een rekenblad (CSV)", folder)).read_text("utf-8-sig"))
        )
    ]
    told = {(row["period"], row["measure"]): row["value"] for row in rows if row["name"] == names[1]}
    for year, (amount, share) in spent().items():
        assert (Decimal(told[year, "amount"]), Decimal(told[year, "paid-by-others"])) == (amount, share)


async def kept(visitor: Visitor, link: str, folder: Path) -> Path:
    """The file that a link leads to."""
    async with visitor.page.expect_download() as coming:
        await visitor.page.get_by_role("link", name=link).click()
    file = await coming.value
    path = folder / file.suggested_filename
    await file.save_as(path)
    return path


def table(document: html.HtmlElement, caption: str) -> list[list[str]]:
    """The rows of the table that is called like this, by its caption or by the text before it."""
    [found] = document.xpath(
        "//table[normalize-space(caption)=$caption or normalize-space(preceding-sibling::*[1])=$caption]",
        caption=caption,
    )
    return [[" ".join(cell.text_content().split()) for cell in row.xpath("th|td")] for row in found.xpath("./tbody/tr")]


def spent() -> dict[str, tuple[Decimal, Decimal]]:
    """What was typed, by year and together: all of it, and what others pay."""
    typed = {
        str(year): (number(amount), number(share) if share else Decimal(0)) for year, (amount, share) in BUDGETS.items()
    }
    whole = (sum(amount for amount, _ in typed.values()), sum(share for _, share in typed.values()))
    return {**typed, "2026-2027": whole}


def budget_rows() -> list[list[str]]:
    """The table of that, as people read it."""
    return [
        [
            "Alle jaren" if "-" in year else year,
            euro(amount),
            euro(share),
            f"{(100 * share / amount).quantize(Decimal('0.1')).normalize():f} %".replace(".", ","),
        ]
        for year, (amount, share) in spent().items()
    ]


def number(typed: str) -> Decimal:
    """What somebody typed with a decimal comma."""
    return Decimal(typed.replace(",", "."))


def euro(amount: Decimal) -> str:
    """Such as 9.600,10 euro."""
    return f"{amount:,.2f}".translate(str.maketrans(",.", ".,")) + " euro"
