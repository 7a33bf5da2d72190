"""Every page that people pass: usable by everybody, on a wide and a narrow screen, and quickly there."""

import re
from collections.abc import Mapping
from contextlib import AsyncExitStack

import httpx
import pytest
import pytest_asyncio
from playwright.async_api import expect

from casework.domain.states import Action
from shared.domain.roles import Role

from .harness import text_of
from .school_autumn import truancy, whole_autumn
from .visitor import SIZES, Visitor
from .visits import CASEWORKER, CLB, COACH, COORDINATOR, COUNSELLOR, NOBODY, OF_OTHERS, PEOPLE, Visit, first_visits

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
SEARCH = "Zoek op referentie, naam, klas of notitie"
NAMELESS = "00000000-0000-4000-8000-000000000000"


MOVES: Mapping[str, tuple[Action, ...]] = {
    "new": (Action.ASSIGN, Action.ASSESS, Action.START, Action.HOLD, Action.CLOSE),
    "proposed": (Action.WITHDRAW, Action.RESUME),
    "held": (Action.RESUME,),
    "alone": (Action.REQUEST_MEETING,),
    "mine": (Action.MONITOR,),
    "closed": (Action.REOPEN,),
}
VISITS = (
    Visit("issuer", "/", NOBODY),
    Visit("sign-in of nothing", "/aanmelddienst/authorize", NOBODY, status=400),
    Visit("signed out", "/afmelden", NOBODY),
    Visit("acknowledgement", "{acknowledgement}", NOBODY),
    Visit("acknowledged", "{acknowledgement}", NOBODY, press="Ik heb het bericht gelezen"),
    Visit("acknowledged before", "{acknowledgement}", NOBODY),
    Visit("accessibility statement", "/toegankelijkheid", NOBODY),
    Visit("help", "/hulp"),
    Visit("unknown link", "/acknowledgements/onbekend", NOBODY, status=404),
    Visit("worklist", "/"),
    Visit("shortcuts", "/", opens="?"),
    Visit("case list", "/dossiers"),
    Visit("case list without cases", "/dossiers?toestand=monitoring"),
    Visit("search results", "/dossiers", typed={SEARCH: "3A"}, press="Zoeken"),
    Visit("search without results", "/dossiers", typed={SEARCH: "Xq"}, press="Zoeken"),
    Visit("stuck cases", "/dossiers/vastgelopen"),
    Visit("case", "/dossiers/{new}"),
    Visit("case with a proposed withdrawal", "/dossiers/{proposed}"),
    Visit("case that is closed", "/dossiers/{closed}"),
    Visit("case of mine", "/dossiers/{mine}"),
    Visit("case to the counsellor", "/dossiers/{new}", COUNSELLOR),
    Visit("case to the CLB", "/dossiers/{new}", CLB),
    Visit("case to the youth coach", "/dossiers/{new}", COACH),
    *(Visit(f"{move} of {case}", f"/dossiers/{{{case}}}/{move}") for case, moves in MOVES.items() for move in moves),
    *OF_OTHERS,
    Visit("children not known to be enrolled", "/leerplicht"),
    Visit("list of residents", "/leerplicht/inlezen", COORDINATOR),
    Visit("rules of attendance", "/regels"),
    Visit("rule of attendance", "/regels/niveaus/problematic-half-days", COORDINATOR),
    Visit(
        "rule of attendance that is tried",
        "/regels/niveaus/problematic-half-days",
        COORDINATOR,
        typed={"Niveaus": "3, 6", "Waar is dit afgesproken?": "Lokale afspraak"},
        press="Toon wat er zou veranderen",
    ),
    Visit("numbers of an early signal", "/regels/signalen/same-half-day", COORDINATOR),
    Visit("all figures", "/cijfers"),
    Visit("figures", "/cijfers/dossiers"),
    Visit("figures of attendance", "/cijfers-aanwezigheid"),
    Visit("figures of toddlers", "/cijfers-aanwezigheid/kleuters", COORDINATOR),
    Visit("social mix", "/cijfers-aanwezigheid/sociale-mix", COORDINATOR),
    Visit("figures of a school that is none", "/cijfers/dossiers?school=12", status=422),
    Visit("team board", "/teambord"),
    Visit("team board to the coordinator", "/teambord", COORDINATOR),
    Visit("sharing cases anew", "/teambord/herverdelen", COORDINATOR),
    Visit("own tasks of a youth coach", "/taken", COACH),
    Visit("own tasks without tasks", "/taken", COUNSELLOR),
    Visit("teams", "/teambord/teams", COORDINATOR),
    Visit("teams to a caseworker", "/teambord/teams"),
    Visit("new team", "/teambord/nieuw-team", COORDINATOR),
    Visit(
        "new team that is wrong",
        "/teambord/nieuw-team",
        COORDINATOR,
        typed={"Naam van het team": "Noord!", "Van welke scholen?": "12"},
        press="Team maken",
    ),
    Visit("team", "/teambord/teams/noord", COORDINATOR),
    Visit("rules", "/teambord/regels?school=125003&niveau=secundair", COORDINATOR),
    Visit("rules to a caseworker", "/teambord/regels"),
    Visit("new rule", "/teambord/nieuwe-regel", COORDINATOR),
    Visit("rule", "/teambord/regels/naar-noord", COORDINATOR),
    Visit("rule that is tried", "/teambord/regels/naar-noord", COORDINATOR, press="Proberen"),
    Visit("absences", "/teambord/afwezig"),
    Visit("absences to the coordinator", "/teambord/afwezig", COORDINATOR),
    Visit("absence that is changed", "/teambord/afwezig", COORDINATOR, press="Afwezigheid wijzigen"),
    Visit("worklist of a youth coach", "/", COACH),
    Visit("case that the youth coach has", "/dossiers/{coached}", COACH),
    Visit("trajectories", "/traject", COACH),
    Visit("trajectories without cases", "/traject"),
    Visit("trajectory", "/dossiers/{coached}/traject", COACH),
    Visit("dialog of a contact with a youngster", "/dossiers/{coached}/traject", COACH, opens="Contact noteren"),
    Visit("referrals", "/doorverwijzingen"),
    Visit("referrals to a CLB", "/doorverwijzingen", CLB),
    Visit("referring a case", "/dossiers/{mine}/doorverwijzen"),
    Visit("papers", "/dossiers/{mine}/papieren"),
    Visit("papers of a case that is closed", "/dossiers/{closed}/papieren"),
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
    Visit("plan", "/dossiers/{mine}/plan"),
    Visit("tasks", "/dossiers/{mine}/taken"),
    Visit("contacts", "/dossiers/{mine}/contacten"),
    Visit("new case", "/dossiers/nieuw"),
    Visit("early signals", "/signalen"),
    Visit("links", "/dossiers/{mine}/koppelingen"),
    Visit("dialog of a link", "/dossiers/{new}", opens="Dossier koppelen"),
    Visit("guests", "/dossiers/{mine}/gasten"),
    Visit("guest", "/dossiers/{mine}/gasten/{guest}"),
    Visit("dialog of a guest", "/dossiers/{new}", opens="Betrokkene toevoegen"),
    Visit("duplicates", "/dossiers/{mine}/dubbels"),
    Visit("merger that is not possible", "/dossiers/{mine}/dubbels/{new}"),
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
    Visit("own calendar", "/overleg/agenda", COUNSELLOR),
    Visit("answer to an invitation", "/overleg/{meeting}/antwoord", COUNSELLOR),
    Visit("standing meetings", "/reeksen"),
    Visit("standing meetings to the coordinator", "/reeksen", COORDINATOR),
    Visit("new standing meeting", "/reeksen/nieuw", COORDINATOR),
    Visit("plan of a term", "/reeksen/plan", COORDINATOR),
    Visit("standing meeting", "/reeksen/{series}"),
    Visit("standing meeting with what is proposed", "/reeksen/{series}", COORDINATOR),
    Visit("free times side by side", "/reeksen/{series}/vrij?dag=2027-06-03", COORDINATOR),
    Visit("session", "/overleg/{session}"),
    Visit("session to the counsellor", "/overleg/{session}", COUNSELLOR),
    Visit("agenda", "/overleg/{session}/agenda"),
    Visit("meeting moved", "/overleg/{meeting}/verzetten"),
    Visit("participants by name", "/overleg/{meeting}/deelnemers"),
    Visit("meeting called off", "/overleg/{meeting}/afzeggen"),
    Visit("actions of a meeting", "/overleg/{meeting}/afspraken"),
    Visit("preparation of a meeting", "/overleg/{meeting}/voorbereiding"),
    Visit("preparation of a session to the counsellor", "/overleg/{session}/voorbereiding", COUNSELLOR),
    Visit("case to prepare", "/dossiers/{mine}/voorbereiding"),
    Visit("report of a meeting", "/overleg/{meeting}/verslag"),
    Visit("report of a meeting to the counsellor", "/overleg/{meeting}/verslag", COUNSELLOR),
    Visit("report of a session", "/overleg/{session}/verslag"),
    Visit("guests of a meeting", "/overleg/{meeting}/gasten"),
    Visit("meeting held", "/overleg/{meeting}/gehouden"),
    Visit("meeting held too early", "/overleg/{meeting}/gehouden", press="Het overleg is gehouden"),
    Visit("dialog of a meeting", "/overleg/{meeting}", opens="Afzeggen"),
    Visit("notices of a case", "/berichten/dossier/{case}"),
    Visit("notices of a meeting", "/berichten/overleg/{meeting}"),
    Visit("notices to the counsellor", "/berichten/mij", COUNSELLOR),
    Visit("notices to the CLB", "/berichten/mij", CLB),
    Visit("what came back", "/berichten/binnengekomen", COORDINATOR),
    Visit("what came back of a kind", "/berichten/binnengekomen?soort=other&los=ja", COORDINATOR),
    Visit("letters to print", "/berichten/afdrukken", COORDINATOR),
    Visit("who is told what", "/berichten/wie-krijgt-wat"),
    Visit("sample of a mail", "/berichten/voorbeelden?bericht=case-opened/1/clb&taal=fr"),
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
    more = await worked_on(harness, ids)
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
        **more,
        "acknowledgement": next(filter(None, links))[0],
        **await standing_meeting(harness),
        "cancelled": meetings["alone"],
        "case": ids["new"],
        "dead_letter": await harness.dead_letter("van de pagina"),
        "meeting": meetings["new"],
        "pupil": PUPILS["new"][0],
        "reviewed": meetings["proposed"],
        "school": SCHOOL,
    }


async def worked_on(harness, ids):
    """A team, a rule, an absence, a plan, a linked case, a guest, and referrals; a youth coach accepted hers."""
    casework = harness.stack.service_url("casework")
    headers = {"Authorization": f"Bearer {harness.stack.token(Role.COORDINATOR)}"}
    action = {"text": "Elke maandag bellen", "owner": "caseworker-1", "due": "2026-11-30"}
    plan = {"goals": [{"text": "Elke dag op school", "actions": [action]}], "evaluate_on": ["2026-12-18"]}
    team = {"members": ["caseworker-1", "caseworker-2", "coach-1"]}
    to_team = {"name": "naar-noord", "team": "noord", "case_types": ["newcomer"], "schools": ["125999"]}
    ahead = {"from": "2027-02-08", "until": "2027-02-12", "deputy": "caseworker-1"}
    wanted = {
        f"/cases/{ids['mine']}/plan": plan,
        "/teams/noord": team,
        "/assignment-rules": {"rules": [to_team]},
        "/workers/caseworker-2/absence": ahead,
    }
    async with httpx.AsyncClient(base_url=casework, headers=headers) as client:
        version = (await client.get("/assignment-rules")).headers["ETag"]
        for path, body in wanted.items():
            match = {"If-Match": version} if path == "/assignment-rules" else {}
            (await client.put(path, json=body, headers=match)).raise_for_status()
    link = {"case_id": ids["other"], "relation": "sibling", "reason": "Broer en zus."}
    await harness.services.post("casework", f"/cases/{ids['mine']}/link", link)
    guest = {"role": "parent", "name": "Mia Droomland", "phone": "0470 00 00 00"}
    guest = await harness.services.post("casework", f"/cases/{ids['mine']}/guests", guest)
    for to, contact, reason in (("clb", "clb-1", "guidance"), ("youth-coach", "coach-1", "coaching")):
        consent = {"purpose": f"share-with-{to}", "on": "2026-11-19", "given_by": "pupil", "until": "2027-06-30"}
        await harness.services.post("casework", f"/cases/{ids['mine']}/consents", consent)
        asked = {"to": to, "contact": contact, "reason_code": reason}
        await harness.services.post("casework", f"/cases/{ids['mine']}/refer", asked)
    referrals = await harness.services.all("casework", f"/cases/{ids['mine']}/referrals")
    referral_id = next(referral["referral_id"] for referral in referrals if referral["to"] == "youth-coach")
    coached = await harness.services.post("casework", f"/referrals/{referral_id}/accept", {})
    case = await harness.services.get("casework", f"/cases/{coached['led_to']}")
    trajectory = {
        "intake": {"on": "2026-11-05", "done": True},
        "goals": [{"text": "Een richting vinden die past."}],
        "contact_every": {"number": 1, "unit": "school-weeks"},
        "evaluations": [{"on": "2026-11-12", "judgement": "on-track"}, {"on": "2026-12-18"}],
    }
    async with httpx.AsyncClient(base_url=casework, headers=headers) as client:
        (await client.put(f"/cases/{case['case_id']}/trajectory", json=trajectory)).raise_for_status()
    for name, due in ((ids["mine"], "2026-11-20"), (case["case_id"], "2026-11-27")):
        task = {"text": "Samen naar de open lesdag gaan.", "owner": "coach-1", "due": due}
        await harness.services.post("casework", f"/cases/{name}/tasks", task)
    return {"guest": guest["guest_id"], "coached": case["reference"]}


async def standing_meeting(harness):
    """A series with one session, and others that are proposed: all so late that no case comes on an agenda."""
    headers = {"Authorization": f"Bearer {harness.stack.token(Role.COORDINATOR)}"}
    agreed = {
        "title": "Zorgoverleg secundair",
        "school": SCHOOL,
        "first_on": "2027-06-03",
        "at": "10:00",
        "minutes": 60,
    }
    term = {"from": "2027-06-01", "until": "2027-06-30"}
    async with httpx.AsyncClient(base_url=harness.stack.service_url("consultation"), headers=headers) as client:
        series = (await client.post("/series", json={**agreed, "every_weeks": 1})).raise_for_status().json()
        path = f"/series/{series['series_id']}"
        (await client.post(f"{path}/propose", json=term)).raise_for_status()
        fixed = await client.post(f"{path}/fix", json={"sessions": [{"on": "2027-06-03"}]})
        (await client.post(f"{path}/propose", json=term)).raise_for_status()
    return {"series": series["series_id"], "session": fixed.raise_for_status().json()["sessions"][0]["meeting_id"]}


@pytest_asyncio.fixture(scope="module", loop_scope="package")
async def people(chromium, stack, made):
    """Everybody at a browser of their own, signed in."""
    async with AsyncExitStack() as browsers:
        people = {name: await browsers.enter_async_context(Visitor.at(chromium, stack.web_url)) for name in PEOPLE}
        for name in PEOPLE:
            if name is not NOBODY:
                await people[name].sign_in(name, PEOPLE[name])
        yield people


async def open_page(visitor, visit, made):
    """Come to the page, and do there what has to be done to see it."""
    status = await visitor.goto(visit.path.format(**made))
    assert status == visit.status
    for label, text in visit.typed.items():
        await visitor.page.get_by_label(label).locator("visible=true").fill(text.format(**made))
    if visit.press:
        await visitor.press(visit.press)
        await visitor.parts_are_there()
    if visit.opens == "?":
        await visitor.page.keyboard.press("?")
    elif visit.opens:
        await visitor.follow(visit.opens)
    await expect(visitor.page.get_by_role("dialog")).to_have_count(1 if visit.opens else 0)


@pytest.mark.parametrize("visit", [*first_visits(VISITS)], ids=lambda visit: visit.name)
async def test_everybody_can_use_the_page(people, made, visit):
    visitor = people[visit.by]
    name, barriers = re.sub(r"\W+", "-", visit.name), []
    visitor.complaints.clear()
    await visitor.looks_at("desktop", "light")
    await open_page(visitor, visit, made)
    for size, colours in (("desktop", "light"), ("phone", "dark")):
        await visitor.looks_at(size, colours)
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


async def test_a_paper_can_be_looked_at_and_then_made(people, made):
    async with people[CASEWORKER].another_page() as visitor:
        await visitor.goto(f"/dossiers/{made['mine']}/papieren")
        paper = visitor.page.get_by_role("region", name="Bijdrage aan een zorgwekkend dossier")
        for button in ("Voorbeeld bekijken", "Maken"):
            async with visitor.page.expect_download():
                await paper.get_by_role("button", name=button).click()
            await expect(visitor.page.locator("form[data-sent]")).to_have_count(0)
        await visitor.page.reload()
        await expect(visitor.page.get_by_role("region", name="Wat gemaakt is").get_by_role("listitem")).to_have_count(1)


async def test_the_visits_pass_the_page_of_every_move():
    """No type of these cases asks for an approval, and no pupil is in the registers of two schools."""
    visited = {move for moves in MOVES.values() for move in moves}
    assert visited == {*Action} - {Action.APPROVE, Action.TRANSFER}
