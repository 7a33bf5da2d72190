"""`/dossiers/{reference}/traject`: a coach writes a trajectory down row by row, and reads how it stands."""

import pytest
from tests.component.casework.harness import OTHER_SCHOOL, SCHOOL, Harness, contact
from tests.component.casework.of_types import opened

from shared.domain.roles import Role

from .browsers import Browser, Browsers
from .browsers import opened as truancy_opened

GOAL = {"goal-0-text": "Elke dag op school"}
WEEKLY = {"contact_every-number": "1", "contact_every-unit": "school-weeks"}


@pytest.fixture
async def path(harness: Harness) -> str:
    """The case that the coach was given."""
    await harness.receive(contact("coach-1", "youth-coach", SCHOOL), "coach-1")
    case = await opened(harness, "dropout-risk", OTHER_SCHOOL)
    await harness.act(case["case_id"], "assign", assignee="coach-1")
    return f"/dossiers/{case['reference']}"


@pytest.fixture
async def coach(path: str, browsers: Browsers) -> Browser:
    return await browsers(Role.YOUTH_COACH, subject="u-coach", contact="coach-1")


async def test_a_trajectory_is_written_and_brought_up_to_date(coach: Browser, path: str) -> None:
    page = await coach.open(path)
    assert ("Er is nog geen traject." in page.text, f"{path}/traject" in page.links) == (True, True)
    first = {"intake-on": "2026-11-20", "intake-done": "ja", "evaluation-0-on": "2026-12-18"}
    form = (await coach.open(f"{path}/traject")).fields(f"{path}/traject")
    assert (await coach.send(f"{path}/traject", **{**form, **GOAL, **WEEKLY, **first})).status == 303
    page = await coach.open(f"{path}?gedaan=trajectory")
    for words in (
        "Het traject is bewaard.",
        "Intake gebeurd op 20/11/2026",
        "Contact elke schoolweek",
        "Volgend contact uiterlijk 27/11/2026",
        "Volgende evaluatie 18/12/2026",
        "Elke dag op school loopt",
    ):
        assert words in page.text

    form = (await coach.open(f"{path}/traject")).fields(f"{path}/traject")
    assert (form["goal-0-text"], form["goal-1-text"], form["evaluation-1-on"]) == (GOAL["goal-0-text"], "", "")
    later = {"goal-0-state": "reached", "evaluation-1-on": "2026-11-23", "evaluation-1-judgement": "on-track"}
    over = {"hand_over-to": "youth-coach/coach-1", "hand_over-on": "2027-06-30"}
    assert (await coach.send(f"{path}/traject", **{**form, **later, **over})).status == 303
    assert (await coach.send(f"{path}/traject", **{**form, **later})).status == 412
    page = await coach.open(path)
    for words in (
        "Elke dag op school bereikt",
        "Evaluatie van 23/11/2026 : het loopt goed",
        "Overdracht aan u op 30/6",
    ):
        assert words in page.text


async def test_a_contact_is_noted_from_the_page_and_counts(harness: Harness, coach: Browser, path: str) -> None:
    await coach.fill_in(f"{path}/traject", **WEEKLY)
    page = await coach.open(f"{path}/traject")
    assert "Laatste contact nog geen Contact elke schoolweek Volgend contact uiterlijk 4/12/2026" in page.text
    form = page.fields(f"{path}/contacten")
    assert (form["party"], form["on"]) == ("pupil", "2026-11-23")
    talk = {"on": "2026-11-12", "means": "talk", "text": "Koffie gedronken."}
    assert (await coach.send(f"{path}/contacten", **{**form, **talk})).status == 303
    page = await coach.open(f"{path}/traject")
    assert "Laatste contact 12/11/2026" in page.text
    assert "Volgend contact uiterlijk 20/11/2026 te laat" in page.text
    assert "contact met de jongere" in (await coach.open("/")).text


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"intake-on": "2026-11-24", "intake-done": "ja"}, "Een intake die gebeurd is"),
        ({"intake-done": "ja"}, "Vul dit in."),
        ({"contact_every-number": "0"}, "1"),
        ({"contact_every-number": "vaak"}, "Dit past hier niet."),
        ({"evaluation-3-on": "2026-11-24", "evaluation-3-judgement": "adjust"}, "Kijk de evaluaties na"),
        ({"evaluation-0-judgement": "adjust"}, "Vul dit in."),
        ({"hand_over-to": "clb/nobody", "hand_over-on": "2026-12-01"}, "Deze contactpersoon kan nu niets overnemen."),
        ({"hand_over-to": "clb"}, "Vul dit in."),
    ],
)
async def test_what_is_wrong_is_said_and_what_was_typed_stays(
    coach: Browser, path: str, typed: dict[str, str], said: str
) -> None:
    wrong = await coach.fill_in(f"{path}/traject", **typed, **GOAL)
    assert (wrong.status, said in wrong.text) == (422, True), wrong.text
    fields = wrong.fields(f"{path}/traject")
    kept = {name: text for name, text in typed.items() if "nobody" not in text}
    assert {name: fields[name] for name in (*kept, *GOAL)} == {**kept, **GOAL}
    assert "Er is nog geen traject." in (await coach.open(path)).text


async def test_it_is_for_whoever_acts_on_a_case_of_a_type_that_has_one(
    harness: Harness, browser: Browser, browsers: Browsers, path: str
) -> None:
    assert (await browser.open(f"{path}/traject")).status == 200  # a caseworker reads it too
    await harness.receive(contact("coach-2", "youth-coach", OTHER_SCHOOL), "coach-2")
    other = await browsers(Role.YOUTH_COACH, contact="coach-2")
    assert (await other.open(f"{path}/traject")).status == 403
    assert f"{path}/traject" not in (await other.open(path)).links
    newcomer = await opened(harness, "newcomer")
    for page in (
        await browser.open(f"/dossiers/{newcomer['reference']}/traject"),
        await browser.send(f"/dossiers/{newcomer['reference']}/traject", version="0"),
    ):
        assert page.status == 403
    truancy = await truancy_opened(harness)
    page = await browser.open(f"/dossiers/{truancy['reference']}")
    assert "Er is nog geen traject." not in page.text  # a caseworker's own cases rarely have one


async def test_the_trajectory_of_a_case_that_has_ended_stays_to_be_read(
    harness: Harness, coach: Browser, path: str
) -> None:
    await coach.fill_in(f"{path}/traject", **GOAL)
    case = await harness.only_case()
    await harness.act(case["case_id"], "close", outcome="other", reason="reden", causes=["unknown"])
    page = await coach.open(path)
    assert ("Elke dag op school loopt" in page.text, f"{path}/traject" in page.links) == (True, False)
    assert (await coach.fill_in(f"{path}/traject", **GOAL)).status == 409


async def test_the_own_cases_stand_in_the_order_of_what_comes_first(
    harness: Harness, coach: Browser, browser: Browser, path: str
) -> None:
    page = await coach.open("/traject")
    assert "U volgt één dossier op, met een gewicht van 1. Nog te starten: 1, sinds 23/11/2026" in page.text
    assert "Dat is veel" not in page.text
    second = await opened(harness, "dropout-risk")
    await harness.act(second["case_id"], "assign", assignee="coach-1")
    await coach.fill_in(f"/dossiers/{second['reference']}/traject", **WEEKLY)
    page = await coach.open("/traject")
    assert "Dat is veel: afgesproken is om te waarschuwen vanaf een gewicht van 2." in page.text
    links = [link for link in page.links if link.endswith("/traject") and "-2026-" in link]
    assert links == [f"/dossiers/{second['reference']}/traject", f"{path}/traject"]
    assert "nieuw 1 23/11/2026 (0 dagen) nog geen 4/12/2026 – Bijwerken" in page.text
    assert "Vandeputte" not in page.html
    assert "U volgt nu geen dossiers op." in (await browser.open("/traject")).text


async def test_a_contact_is_noted_from_the_lists_in_one_form_that_leads_back(
    harness: Harness, coach: Browser, path: str
) -> None:
    for start in ("/traject", "/"):
        assert (start, f"{path}/contact" in (await coach.open(start)).links) == (start, True)
    form = (await coach.open(f"{path}/contact")).fields(f"{path}/contact")
    assert (form["party"], form["on"]) == ("pupil", harness.clock.today().isoformat())
    said = {**form, "means": "phone", "text": "Morgen weer op school.", "reached": "nee"}
    for _ in range(2):
        sent = await coach.send(f"{path}/contact", **said)
        assert (sent.status, sent.answer.headers["Location"]) == (303, "/traject?gedaan=contact")
    assert "Het contact is toegevoegd." in (await coach.open("/traject?gedaan=contact")).text
    page = await coach.open(f"{path}/contact")
    assert page.text.count("Morgen weer op school.") == 1
    assert "niet bereikt" in page.text


async def test_a_contact_that_lacks_something_keeps_what_was_typed(coach: Browser, path: str) -> None:
    page = await coach.fill_in(f"{path}/contact", text="Gezien aan de bushalte.", means="", reached="ja")
    assert page.status == 422
    assert "Vul dit in." in page.text
    assert page.fields(f"{path}/contact")["text"] == "Gezien aan de bushalte."
