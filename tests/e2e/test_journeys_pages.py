"""Every page that people pass: usable by everybody, on a wide and a narrow screen, and quickly there."""

import re
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
from .visits import CASEWORKER, MOVES, NOBODY, PEOPLE, VISITS, first_visits

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

    assert_cheap(cost)


@pytest.mark.soak
@pytest.mark.parametrize(
    "visit", [visit for visit in VISITS if visit.status == 200 and not visit.press], ids=lambda visit: visit.name
)
async def test_so_is_every_page_on_a_phone(chromium, stack, made, people, *, visit):
    cookies = await people[visit.by].context.storage_state()
    async with Visitor.at(chromium, stack.web_url, cookies=cookies, size=SIZES["phone"]) as visitor:
        assert_cheap(await visitor.cost_of(visit.path.format(**made)))


def assert_cheap(cost):
    """What a first visit may cost: as many requests, bytes and shifts as this."""
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
