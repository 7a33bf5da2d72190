"""What people do, in a real browser over the running system: with JavaScript, and once more without."""

import re
from urllib.parse import urlsplit

import httpx
import pytest
import pytest_asyncio
from playwright.async_api import expect

from .harness import text_of
from .visitor import SIZES, Visitor

pytestmark = [pytest.mark.asyncio(loop_scope="package"), pytest.mark.timeout(180)]

SCHOOL = "125003"
DAYS = ["2026-10-05", "2026-10-06", "2026-10-08", "2026-10-09", "2026-10-12"]
PUPILS = {"with script": "7001", "without script": "7002"}
CASEWORKER, CLB, CLB_NAME = "An Peeters", "ann.robijns@clbdekring.example", "Ann Robijns"
COORDINATOR, COUNSELLOR, COACH = "Els Moons", "Griet Daenen", "Yasmina Bouzid"
OF_EACH_SERVICE = (
    "/",
    f"/leerlingen/{SCHOOL}/7001",
    "/overleg",
    "/berichten/dossier/00000000-0000-4000-8000-000000000000",
)
CHOOSE = "Kies wie u bent"


@pytest_asyncio.fixture(scope="module", loop_scope="package")
async def cases(harness):
    """A case for each way of visiting: five half days without valid reason each."""
    for pupil in PUPILS.values():
        await harness.enrol(pupil, f"Reiziger{pupil[-1]}", "Verzonnen")
        for day in DAYS:
            await harness.mark(pupil, day, "AM", "B")
    outcome = await harness.settled()
    return {way: next(case for case in outcome.cases if case["pupil"] == pupil) for way, pupil in PUPILS.items()}


def coaching(pupil):
    return {"case_type": "dropout-risk", "school": SCHOOL, "pupil": pupil, "reason": "Vraagt zelf begeleiding."}


@pytest.fixture(params=PUPILS)
def way(request):
    return request.param


@pytest_asyncio.fixture(loop_scope="package")
async def visitor(chromium, stack, way):
    """Somebody at a browser that has seen nothing yet, and that complains of nothing."""
    async with Visitor.at(chromium, stack.web_url, script=way == "with script") as visitor:
        yield visitor
        assert visitor.complaints == []


async def read_at(harness, case):
    """When the CLB said that it read the notice of a new case; None if it did not."""
    about = {"about": f"case:{case['case_id']}", "template": "case-opened"}
    notices = await harness.services.all("notifications", "/notifications", **about)
    (notice,) = [notice for notice in notices if notice["recipient_role"] == "clb"]
    return notice["acknowledged_at"]


async def test_the_clb_acknowledges_a_notice_from_its_mail_and_a_scanner_does_not(visitor, harness, cases, way):
    case = cases[way]
    mails = [text_of(mail) for mail in harness.mails() if mail["To"] == CLB]
    texts = [text for text in mails if case["reference"] in text and "/acknowledgements/" in text]
    link = re.search(r"http\S+/acknowledgements/[\w.~-]+", texts[0])[0]
    async with httpx.AsyncClient(follow_redirects=True) as scanner:
        assert (await scanner.get(link)).status_code == 200
        await scanner.head(link)
    assert await read_at(harness, case) is None

    await visitor.goto(link)
    read = visitor.page.get_by_role("button", name="Ik heb het bericht gelezen")
    await expect(read).to_have_count(1)
    await visitor.press("Ik heb het bericht gelezen")
    await visitor.sees("Bedankt")

    await visitor.goto(link)
    await visitor.sees("Dit bericht is al bevestigd")
    await expect(read).to_have_count(0)
    assert await read_at(harness, case) is not None


async def test_a_caseworker_starts_a_case_of_the_worklist_takes_it_and_adds_a_note(visitor, cases, way):
    reference = cases[way]["reference"]
    await visitor.sign_in(CASEWORKER)
    await visitor.follow(reference)
    await visitor.parts_are_there()
    await visitor.sees("nieuw")

    await visitor.follow("Opvolging starten")
    await visitor.press("Opvolging starten")
    await visitor.sees("De opvolging is gestart.")
    await visitor.follow("Toewijzen")
    await visitor.press("Toewijzen")
    await visitor.sees("Het dossier is toegewezen.")
    await visitor.follow("Notitie toevoegen")
    await visitor.fill("Notitie", f"Gebeld op weg {way}")
    await visitor.press("Notitie toevoegen")
    await visitor.sees("De notitie is toegevoegd.")

    await visitor.sees(f"Gebeld op weg {way}")
    said = await visitor.page.locator(".timeline").first.inner_text()
    assert "Door u" in said
    await visitor.goto("/")
    row = visitor.page.get_by_role("row").filter(has_text=reference)
    await expect(row).to_contain_text("in opvolging")


async def test_a_moved_meeting_is_to_be_seen_on_its_case(visitor, cases, way):
    reference = cases[way]["reference"]
    await visitor.sign_in(CASEWORKER, f"/dossiers/{reference}")
    link = visitor.page.get_by_role("region", name="Zorgoverleg").get_by_role("link")
    before = await link.inner_text()
    await link.click()
    await visitor.parts_are_there()

    await visitor.follow("Verzetten")
    await visitor.press("Verzet het overleg")
    await visitor.sees("gepland")
    moment = await visitor.page.locator(".facts time").first.inner_text()

    assert moment != before
    await visitor.follow(reference)
    await visitor.sees_after_a_while(moment)


async def test_keys_alone_lead_through_the_worklist_and_its_dialogs(chromium, stack, cases):
    async with Visitor.at(chromium, stack.web_url) as visitor:
        keys = visitor.page.keyboard
        await visitor.sign_in(CASEWORKER)
        links = visitor.page.locator("[data-open-row]")
        rows = [await links.nth(place).get_attribute("href") for place in range(2)]
        for key, row in (("j", rows[0]), ("j", rows[1]), ("k", rows[0])):
            await keys.press(key)
            focused = await visitor.focused()
            assert (focused["to"], focused["is_seen"]) == (row, True)

        await keys.press("?")
        dialog = visitor.page.get_by_role("dialog")
        await expect(dialog).to_contain_text("Sneltoetsen")
        await keys.press("Escape")
        await expect(dialog).to_have_count(0)
        await keys.press("Enter")
        await visitor.page.wait_for_url(f"**{rows[0]}")
        await visitor.parts_are_there()

        opener = visitor.page.locator("[data-dialog]").first
        await opener.focus()
        await keys.press("Enter")
        await expect(visitor.page.get_by_role("dialog")).to_be_visible()
        await keys.press("Escape")
        await expect(visitor.page.get_by_role("dialog")).to_have_count(0)
        await expect(opener).to_be_focused()
        assert (await visitor.focused())["is_seen"]
        await keys.press("w")
        await visitor.page.wait_for_url(lambda url: urlsplit(url).path == "/")
        assert visitor.complaints == []


async def test_tab_and_enter_lead_through_the_worklist_without_script(chromium, stack, cases):
    async with Visitor.at(chromium, stack.web_url, script=False) as visitor:
        keys = visitor.page.keyboard
        await visitor.sign_in(CASEWORKER)
        await keys.press("Tab")
        focused = await visitor.focused()
        assert (focused["to"], focused["is_seen"]) == ("#inhoud", True)
        await keys.press("Enter")
        focused = {"to": None}
        passed = []
        while not (focused["to"] or "").startswith(
            "/dossiers/SP-"
        ):  # past the kinds of work, the filter and the search
            await keys.press("Tab")
            focused = await visitor.focused()
            assert focused["is_seen"], focused
            passed.append(focused["to"])
            assert len(passed) < 20, passed
        await keys.press("Enter")
        await visitor.page.wait_for_url(f"**{focused['to']}")
        assert visitor.complaints == []


async def test_keys_can_be_turned_off_and_stay_off(chromium, stack, cases):
    async with Visitor.at(chromium, stack.web_url) as visitor:
        keys, switch = visitor.page.keyboard, visitor.page.get_by_role("checkbox")
        await visitor.sign_in(CASEWORKER)
        await visitor.press("Sneltoetsen")
        await switch.uncheck()
        await keys.press("Escape")
        await visitor.goto("/")
        for key in ("j", "?"):
            await keys.press(key)
        assert (await visitor.focused())["to"] is None
        await expect(visitor.page.get_by_role("dialog")).to_have_count(0)

        await visitor.press("Sneltoetsen")
        await switch.check()
        await keys.press("Escape")
        await keys.press("?")
        await expect(visitor.page.get_by_role("dialog")).to_be_visible()
        assert visitor.complaints == []


async def test_a_counsellor_reports_a_concern_from_a_pupils_page_and_finds_the_meeting(visitor, cases, way):
    name = f"Reiziger{PUPILS[way][-1]} Verzonnen"
    await visitor.sign_in(COUNSELLOR, "/dossiers")
    await visitor.follow("Leerlingen")
    await visitor.follow(name)
    await visitor.press("Een bezorgdheid melden")
    await visitor.sees(name)
    await visitor.page.get_by_label("Wat meldt u?").select_option(label="pesten: online")
    await visitor.press("Melding versturen")
    await visitor.sees("Uw melding is aangekomen.")
    await visitor.follow("Dossiers")
    row = visitor.page.get_by_role("row").filter(has_text=name).filter(has_text="pesten")
    await expect(row).to_have_count(1)

    await visitor.follow("Overleg")
    meeting = visitor.page.get_by_role("row").filter(has_text=cases[way]["reference"]).get_by_role("link").first
    await meeting.click()
    for link, heading in (("Voorbereiding", "Voorbereiding"), ("Verslag", "Verslag")):
        at = visitor.page.url
        await visitor.follow(link)
        await expect(visitor.page.get_by_role("heading", level=1)).to_contain_text(heading)
        await visitor.goto(at)
    await visitor.follow("Wanneer u overleg kan hebben")
    assert visitor.path == "/directory/contacten/counsellor-125003/uren"


async def test_a_caseworker_confirms_the_withdrawal_that_a_late_certificate_proposes(visitor, harness, cases, way):
    await harness.mark(PUPILS[way], DAYS[0], "AM", "Z", at="2026-11-19T10:00:00+01:00")
    await harness.settled()
    await visitor.sign_in(CASEWORKER, f"/dossiers/{cases[way]['reference']}")
    await visitor.sees("intrekking voorgesteld")

    await visitor.follow("Intrekking bevestigen")
    await visitor.fill("Waarom?", "Het attest kwam later")
    await visitor.press("Intrekking bevestigen")

    await visitor.sees("Het dossier is ingetrokken.")
    await visitor.sees("Het attest kwam later")
    await visitor.sees_after_a_while("afgezegd")


async def test_a_clb_says_on_its_own_list_that_it_takes_a_case_up(visitor, cases, way):
    reference = cases[way]["reference"]
    await visitor.sign_in(CLB_NAME, "/dossiers")
    await visitor.follow("Berichten")
    notice = visitor.page.get_by_role("listitem").filter(has_text=reference).filter(has_text="nieuw dossier")
    await notice.get_by_role("button", name="Wij nemen dit op").click()
    await expect(notice).to_contain_text("U neemt dit op.")
    await notice.get_by_role("link").click()
    await visitor.page.wait_for_url(f"**/dossiers/{reference}")


async def test_a_coach_answers_what_waits_and_notes_a_contact_in_three_taps_on_a_phone(
    chromium, stack, harness, *, cases, way
):
    """A tap is a click on something that is to be seen; the text is typed."""
    opened = await harness.services.post("casework", "/cases", coaching(PUPILS[way]))
    await harness.services.post("casework", f"/cases/{opened['case_id']}/assign", {"assignee": "coach-1"})
    async with Visitor.at(chromium, stack.web_url, script=way == "with script", size=SIZES["phone"]) as visitor:
        await visitor.sign_in(COACH, "/traject")
        row = visitor.page.get_by_role("row").filter(has_text=opened["reference"])
        taps = (
            row.get_by_role("link", name="Contact noteren"),
            visitor.page.get_by_role("radio", name="telefoon"),
            visitor.page.get_by_role("button", name="Bereikt: bewaren", exact=True),
        )
        for tap in taps[:2]:
            await tap.click()
        await visitor.fill("Wat is er gezegd?", "Komt morgen naar school.")
        await taps[2].click()
        await visitor.sees("Het contact is toegevoegd.")
        assert visitor.path == "/traject"
        await expect(row).to_contain_text("20/11/2026")
        assert not await visitor.scrolls_sideways()

        await visitor.follow("Berichten")
        await visitor.page.get_by_role("link", name="te beantwoorden").click()
        waiting = visitor.page.get_by_role("listitem").filter(has_text=cases[way]["reference"])
        await waiting.get_by_role("button", name="Ik heb het bericht gelezen").click()
        await expect(waiting).to_have_count(0)
        assert visitor.complaints == []


async def test_a_coordinator_tries_a_rule_keeps_it_and_ends_it(visitor, way):
    name = f"proef-{way}".replace(" ", "-")
    await visitor.sign_in(COORDINATOR, "/teambord")
    await visitor.follow("Regels")
    await visitor.follow("Regel toevoegen")
    await visitor.fill("Naam van de regel", name)
    await visitor.fill("Van welke scholen?", "125999")
    await visitor.page.get_by_label("Een persoon").select_option(label="An Peeters, dossierbeheerder")
    await visitor.page.get_by_label("In welke school?").fill("125999")
    await visitor.press("Proberen")
    await visitor.sees("Er is nog niets veranderd.")
    await visitor.sees(f"regel {name}")

    await visitor.page.get_by_role("textbox", name="Naam van de regel").focus()
    await visitor.page.keyboard.press("Enter")
    await visitor.sees("De regel is bewaard.")
    await visitor.follow(name)
    await visitor.press("Regel beëindigen")
    await visitor.sees("De regel geldt niet meer.")
    await expect(visitor.page.get_by_role("link", name=name)).to_have_count(0)


async def test_a_caseworker_notes_an_absence_and_takes_it_back(visitor):
    await visitor.sign_in(CASEWORKER, "/teambord")
    await visitor.follow("Afwezig")
    await visitor.page.get_by_label("Eerste dag").fill("2027-03-01")
    await visitor.page.get_by_label("Laatste dag").fill("2027-03-05")
    await visitor.page.get_by_label("Wie vervangt?").select_option(index=2)
    await visitor.press("Bewaren")
    await visitor.sees("De afwezigheid is bewaard.")
    row = visitor.page.get_by_role("row").filter(has_text="1/3/2027")
    await row.get_by_role("button", name="Gaat niet door").click()
    await visitor.sees("De afwezigheid is gedaan.")
    await expect(row).to_have_count(0)


async def test_after_sign_out_all_four_services_ask_to_sign_in_again(visitor):
    await visitor.sign_in(CASEWORKER)
    for path in OF_EACH_SERVICE:
        await visitor.goto(path)
        assert visitor.path == path

    await visitor.press("Afmelden")
    await visitor.sees("U bent afgemeld")

    for path in OF_EACH_SERVICE:
        await visitor.goto(path)
        await visitor.sees(CHOOSE)
