"""Every page that people pass: usable by everybody, on a wide and a narrow screen, and quickly there."""

import re
from collections.abc import Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass, field

import pytest
import pytest_asyncio
from playwright.async_api import expect

from casework.domain.states import Action

from .harness import text_of
from .school_autumn import truancy, whole_autumn
from .visitor import DESKTOP, PHONE, Visitor

pytestmark = [pytest.mark.asyncio(loop_scope="package"), pytest.mark.timeout(180)]

SCHOOL = "125003"
PUPILS = {
    "new": ("7101", "Noor", "Verzonnen"),
    "proposed": ("7102", "Elias", "Denkbeeldig"),
    "closed": ("7103", "Lotte", "Bedacht"),
    "held": ("7104", "Mohamed", "Verzinsel"),
    "alone": ("7105", "Fien", "Fantasie"),
    "mine": ("7106", "Jef", "Droomland"),
    "other": ("7107", "Aya", "Sprookje"),
}
SIZES = {"desktop": DESKTOP, "phone": PHONE}
CASEWORKER, COUNSELLOR, CLB, COACH = "An Peeters", "Griet Daenen", "Ann Robijns", "Yasmina Bouzid"
NOBODY = None
PEOPLE = (CASEWORKER, COUNSELLOR, CLB, COACH, NOBODY)
NAMELESS = "00000000-0000-4000-8000-000000000000"


@dataclass(frozen=True)
class Visit:
    """A page, who comes there, and what is typed and pressed to have it; ``{…}`` stand for what the fixture made."""

    name: str
    path: str
    by: str | None = CASEWORKER
    typed: Mapping[str, str] = field(default_factory=dict)
    press: str | None = None
    opens: str | None = None
    status: int = 200


MOVES: Mapping[str, tuple[Action, ...]] = {
    "new": (Action.ASSIGN, Action.START, Action.HOLD, Action.CLOSE),
    "proposed": (Action.WITHDRAW, Action.RESUME),
    "held": (Action.RESUME,),
    "alone": (Action.REQUEST_MEETING,),
    "closed": (Action.REOPEN,),
}
VISITS = (
    Visit("issuer", "/", NOBODY),
    Visit("sign-in of nothing", "/aanmelddienst/authorize", NOBODY, status=400),
    Visit("signed out", "/afmelden", NOBODY),
    Visit("acknowledgement", "{acknowledgement}", NOBODY),
    Visit("acknowledged", "{acknowledgement}", NOBODY, press="Ik heb het bericht gelezen"),
    Visit("acknowledged before", "{acknowledgement}", NOBODY),
    Visit("unknown link", "/acknowledgements/onbekend", NOBODY, status=404),
    Visit("worklist", "/"),
    Visit("shortcuts", "/", opens="?"),
    Visit("case list", "/dossiers"),
    Visit("case list without cases", "/dossiers?toestand=monitoring"),
    Visit("search results", "/dossiers", typed={"Zoek op referentie, naam of klas": "3A"}, press="Zoeken"),
    Visit("search without results", "/dossiers", typed={"Zoek op referentie, naam of klas": "Xq"}, press="Zoeken"),
    Visit("case", "/dossiers/{new}"),
    Visit("case with a proposed withdrawal", "/dossiers/{proposed}"),
    Visit("case that is closed", "/dossiers/{closed}"),
    Visit("case of mine", "/dossiers/{mine}"),
    Visit("case to the counsellor", "/dossiers/{new}", COUNSELLOR),
    Visit("case to the CLB", "/dossiers/{new}", CLB),
    Visit("case to the youth coach", "/dossiers/{new}", COACH),
    *(Visit(f"{move} of {case}", f"/dossiers/{{{case}}}/{move}") for case, moves in MOVES.items() for move in moves),
    Visit("dialog of a move", "/dossiers/{new}", opens="Afsluiten"),
    Visit("dialog of a contact", "/dossiers/{new}", opens="Contact toevoegen"),
    Visit(
        "move that is wrong",
        "/dossiers/{new}/hold",
        typed={"Tot en met": "2026-01-01", "Waarom?": "Te vroeg"},
        press="In wacht zetten",
    ),
    Visit("timeline", "/dossiers/{mine}/tijdlijn"),
    Visit("notes", "/dossiers/{mine}/notities"),
    Visit("notes without notes", "/dossiers/{new}/notities"),
    Visit("tasks", "/dossiers/{mine}/taken"),
    Visit("contacts", "/dossiers/{mine}/contacten"),
    Visit("new case", "/dossiers/nieuw"),
    Visit(
        "new case of nobody",
        "/dossiers/nieuw",
        typed={"Instellingsnummer van de school": "1", "Stamnummer": "1", "Waarom?": "x"},
        press="Dossier openen",
    ),
    Visit("pupil", "/leerlingen/{school}/{pupil}"),
    Visit("pupil to the CLB", "/leerlingen/{school}/{pupil}", CLB),
    Visit("calendar", "/leerlingen/{school}/{pupil}/kalender?dossier={new}"),
    Visit("calendar without marks", "/leerlingen/{school}/{pupil}/kalender?schooljaar=2025-2026"),
    Visit("meetings", "/overleg"),
    Visit("meeting", "/overleg/{meeting}"),
    Visit("meeting under review", "/overleg/{reviewed}"),
    Visit("meeting that is cancelled", "/overleg/{cancelled}"),
    Visit("meeting to the counsellor", "/overleg/{meeting}", COUNSELLOR),
    Visit("meeting moved", "/overleg/{meeting}/verzetten"),
    Visit("meeting called off", "/overleg/{meeting}/afzeggen"),
    Visit("meeting held", "/overleg/{meeting}/gehouden"),
    Visit("meeting held too early", "/overleg/{meeting}/gehouden", press="Het overleg is gehouden"),
    Visit("dialog of a meeting", "/overleg/{meeting}", opens="Afzeggen"),
    Visit("notices of a case", "/berichten/dossier/{case}"),
    Visit("notices of a meeting", "/berichten/overleg/{meeting}"),
    Visit("notices of nothing", f"/berichten/dossier/{NAMELESS}"),
    Visit("problem: not found", "/dossiers/SP-2026-999999", status=404),
    Visit("problem: no such page", "/nergens", status=404),
    Visit("problem: wrong address", "/overleg?cursor=x", status=422),
    Visit("problem: forbidden", "/leerlingen/{school}/{pupil}", COACH, status=403),
    Visit("problem: not now", "/dossiers/{closed}/start", status=409),
)

WEIGHED = {
    "worklist": "/",
    "new-case": "/dossiers/{new}",
    "running-case": "/dossiers/{mine}",
    "pupil": "/leerlingen/{school}/{pupil}",
}


@pytest_asyncio.fixture(scope="module", loop_scope="package")
async def made(harness):
    """What fills the pages: cases in each state, with meetings, notices, notes, tasks and contacts."""
    for pupil, given_name, family_name in PUPILS.values():
        await harness.enrol(pupil, given_name, family_name)
        await (whole_autumn if pupil == PUPILS["new"][0] else truancy)(harness, pupil)
    outcome = await harness.settled()
    cases = {name: next(case for case in outcome.cases if case["pupil"] == PUPILS[name][0]) for name in PUPILS}
    ids = {name: case["case_id"] for name, case in cases.items()}
    meetings = {name: next(m for m in outcome.meetings if ids[name] in m["case_ids"])["meeting_id"] for name in PUPILS}

    async def act(name, step, **body):
        await harness.services.post("casework", f"/cases/{ids[name]}/{step}", body)

    await act("mine", "assign", assignee="caseworker-1")
    await act("mine", "start")
    await act("mine", "notes", text="Het secretariaat gebeld: de leerling is vandaag op school.")
    await act("mine", "tasks", text="Bel de ouders", owner="caseworker-1", due="2026-11-23")
    await act("mine", "contacts", on="2026-11-19", party="parents", means="phone", text="Mama komt mee.")
    await act("closed", "close", outcome="attends-again", reason="Gaat weer elke dag naar school.")
    await act("held", "assign", assignee="caseworker-1")
    await act("held", "hold", until="2026-11-27", reason="Wacht op het attest.")
    await harness.services.post("consultation", f"/meetings/{meetings['alone']}/cancel", {"reason": "Niet nodig"})
    await harness.mark(PUPILS["proposed"][0], "2026-10-05", "AM", "Z", at="2026-11-19T10:00:00+01:00")
    await harness.settled()
    texts = map(text_of, harness.mails())
    links = [
        re.search(r"http\S+/acknowledgements/[\w.~-]+", text) for text in texts if cases["new"]["reference"] in text
    ]
    return {
        **{name: case["reference"] for name, case in cases.items()},
        "acknowledgement": next(filter(None, links))[0],
        "cancelled": meetings["alone"],
        "case": ids["new"],
        "meeting": meetings["new"],
        "pupil": PUPILS["new"][0],
        "reviewed": meetings["proposed"],
        "school": SCHOOL,
    }


@pytest_asyncio.fixture(scope="module", loop_scope="package")
async def people(chromium, stack, made):
    """Everybody at a browser of their own, signed in."""
    async with AsyncExitStack() as browsers:
        people = {name: await browsers.enter_async_context(Visitor.at(chromium, stack.web_url)) for name in PEOPLE}
        for name in PEOPLE:
            if name is not NOBODY:
                await people[name].sign_in(name, "/dossiers")
        yield people


async def open_page(visitor, visit, made):
    """Come to the page, and do there what has to be done to see it."""
    status = await visitor.goto(visit.path.format(**made))
    assert status == visit.status
    for label, text in visit.typed.items():
        await visitor.page.get_by_label(label).locator("visible=true").fill(text)
    if visit.press:
        await visitor.press(visit.press)
        await visitor.parts_are_there()
    if visit.opens == "?":
        await visitor.page.keyboard.press("?")
    elif visit.opens:
        await visitor.follow(visit.opens)
    await expect(visitor.page.get_by_role("dialog")).to_have_count(1 if visit.opens else 0)


@pytest.mark.parametrize("visit", VISITS, ids=lambda visit: visit.name)
async def test_everybody_can_use_the_page(people, made, visit):
    async with people[visit.by].another_page() as visitor:
        await open_page(visitor, visit, made)
        name, barriers = re.sub(r"\W+", "-", visit.name), []
        for size, colours in (("desktop", "light"), ("phone", "dark")):
            await visitor.page.set_viewport_size(SIZES[size])
            await visitor.page.emulate_media(color_scheme=colours)
            barriers += await visitor.barriers(everything=colours == "light")
            barriers += [f"scrolls sideways at {size}"] if await visitor.scrolls_sideways() else []
            await visitor.photograph(f"{name}-{size}-{colours}")

    assert barriers == []
    assert visitor.complaints == []


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", WEIGHED)
async def test_a_page_is_there_after_four_requests_is_light_and_stands_still(
    chromium, stack, made, people, *, name, size
):
    cookies = await people[CASEWORKER].context.storage_state()
    async with Visitor.at(chromium, stack.web_url, cookies=cookies, size=SIZES[size]) as visitor:
        cost = await visitor.cost_of(WEIGHED[name].format(**made))
        await visitor.photograph(f"first-of-{name}-{size}", whole=False)

    assert cost.requests_before_content <= 4, cost
    assert cost.transferred < 150_000, cost
    assert cost.layout_shift < 0.01, cost


async def test_the_visits_pass_the_page_of_every_move():
    assert {move for moves in MOVES.values() for move in moves} == {*Action}
