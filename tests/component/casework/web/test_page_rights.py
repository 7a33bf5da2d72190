"""Who may open which page: the same matrix as that of the endpoints; what may not be seen is not there."""

from typing import Any
from uuid import uuid4

import pytest
from tests.component.casework.harness import OTHER_SCHOOL, SCHOOL, Harness, contact

from shared.domain.roles import Role

from .browsers import TAG_IN_TEXT, Browser, Browsers, opened

ACTORS = {Role.CASEWORKER, Role.COORDINATOR}
READERS = ACTORS | {Role.COUNSELLOR, Role.CLB, Role.YOUTH_COACH}
MOVES = ("assign", "assess", "start", "hold", "resume", "request-meeting", "withdraw", "close", "approve", "reopen")
NOTES = "/dossiers/{case}/notities"
READ = ("/dossiers", "/dossiers/{case}", "/dossiers/{case}/tijdlijn", NOTES)
FILES = ("/dossiers/{case}/taken", "/dossiers/{case}/contacten")
ACT = (
    "/dossiers/nieuw",
    "/dossiers/{case}/plan",
    "/dossiers/{case}/traject",
    "/dossiers/{case}/close",
    "/dossiers/{case}/papieren",
    *FILES,
)
SENT = (
    *(f"/dossiers/{{case}}/{move}" for move in MOVES),
    *(path for path in ACT if not path.endswith("papieren")),
    f"/dossiers/{{case}}/taken/{uuid4()}/klaar",
    NOTES,
    "/dossiers/{case}/plan",
    f"{NOTES}/{uuid4()}",
    "/dossiers/{case}/papieren/summary",
)
CANARY = "Kanariepiet"


@pytest.fixture
async def cases(harness: Harness) -> dict[str, Any]:
    """A case at the contacts' own school, and one at another school of a pupil with the canary's name."""
    for role in READERS:
        await harness.receive(contact(f"{role}-1", role, SCHOOL), f"{role}-1")
    mine = await opened(harness)
    theirs = await opened(harness, "P-9", OTHER_SCHOOL, family_name=CANARY, class_name="9Z")
    return {"mine": mine["reference"], "theirs": theirs["reference"]}


async def browser_of(browsers: Browsers, role: Role) -> Browser:
    return await browsers(role, contact=f"{role}-1", **({"school": SCHOOL} if role is Role.SCHOOL else {}))


@pytest.mark.parametrize("role", list(Role))
async def test_each_page_opens_for_the_roles_of_its_endpoint(
    browsers: Browsers, cases: dict[str, Any], role: Role
) -> None:
    browser = await browser_of(browsers, role)
    for path in READ:
        page = await browser.open(path.format(case=cases["mine"]))
        assert (path, page.status) == (path, 200 if role in READERS else 403)
    for path in ACT:
        page = await browser.open(path.format(case=cases["mine"]))
        assert (path, page.status) == (path, 200 if role in ACTORS else 403)


@pytest.mark.parametrize("role", [role for role in Role if role not in ACTORS])
async def test_who_may_not_act_can_send_no_form(
    harness: Harness, browsers: Browsers, cases: dict[str, Any], role: Role
) -> None:
    before = await harness.cases()
    browser = await browser_of(browsers, role)
    for path in SENT:
        page = await browser.send(path.format(case=cases["mine"]), version="1", reason="reden", text="x")
        assert (path, page.status) == (path, 403)
    assert await harness.cases() == before


@pytest.mark.parametrize("role", [Role.COUNSELLOR, Role.CLB, Role.YOUTH_COACH])
async def test_who_may_not_act_sees_no_moves_and_no_file(browsers: Browsers, cases: dict[str, Any], role: Role) -> None:
    page = await (await browser_of(browsers, role)).open(f"/dossiers/{cases['mine']}")
    assert '<dialog id="venster-' not in page.html
    for words in ("Notities", "Taak toevoegen", "Contacten", "Afsluiten", "Toewijzen"):
        assert words not in page.text


@pytest.mark.parametrize("role", [Role.COUNSELLOR, Role.CLB, Role.YOUTH_COACH])
async def test_nothing_of_another_school_is_there(browsers: Browsers, cases: dict[str, Any], role: Role) -> None:
    browser = await browser_of(browsers, role)
    theirs = cases["theirs"]
    pages = [
        await browser.open("/dossiers"),
        await browser.open("/dossiers?toestand=alle"),
        *[await browser.send("/dossiers/zoeken", q=words) for words in (CANARY, "9Z", OTHER_SCHOOL, theirs[:-1])],
    ]
    for page in pages:
        assert page.status == 200
        assert f"/dossiers/{theirs}" not in page.links
        assert OTHER_SCHOOL not in page.html.replace(f'value="{OTHER_SCHOOL}"', "").replace(f"“{OTHER_SCHOOL}”", "")
    assert (await browser.send("/dossiers/zoeken", q=theirs)).status == 200
    absent = [await browser.open(f"/dossiers/{name}") for name in (theirs, "SP-2026-999999")]
    assert [page.status for page in absent] == [404, 404]
    assert absent[0].html == absent[1].html


async def test_a_youth_coach_sees_the_first_name_alone(browsers: Browsers, cases: dict[str, Any]) -> None:
    browser = await browser_of(browsers, Role.YOUTH_COACH)
    for page in (await browser.open("/dossiers"), await browser.open(f"/dossiers/{cases['mine']}")):
        assert "Amina" in page.text
        assert "Vandeputte" not in page.html
    assert "/leerlingen" not in page.html
    found = await browser.send("/dossiers/zoeken", q="vandeputte")
    assert f"/dossiers/{cases['mine']}" not in found.links


async def test_without_a_session_a_page_leads_to_sign_in(harness: Harness, cases: dict[str, Any]) -> None:
    headers = {"Accept": "text/html"}
    for path in ("/", *READ, *ACT):
        answer = await harness.http.get(path.format(case=cases["mine"]), headers=headers)
        assert (path, answer.status_code) == (path, 303)
        assert answer.headers["Location"] == "/aanmelden/casework"


async def test_a_form_from_another_site_is_refused(harness: Harness, browser: Browser, cases: dict[str, Any]) -> None:
    browser.http.headers["Sec-Fetch-Site"] = "cross-site"
    page = await browser.send(f"/dossiers/{cases['mine']}/start", version="1")
    assert page.status == 403
    assert {case["status"] for case in await harness.cases()} == {"new"}


async def test_every_page_says_what_it_may_load(browser: Browser, cases: dict[str, Any]) -> None:
    for path in ("/", *READ, *ACT, "/dossiers/SP-2026-999999"):
        headers = (await browser.open(path.format(case=cases["mine"]))).answer.headers
        assert "default-src 'none'" in headers["Content-Security-Policy"]
        assert headers["Referrer-Policy"] == "no-referrer"
        assert headers["Cache-Control"] == "no-store"


async def test_what_people_typed_is_shown_as_text(harness: Harness, browser: Browser) -> None:
    case = await opened(harness, given_name=TAG_IN_TEXT, family_name="<i>", class_name="<u>")
    for action, body in (
        ("notes", {"text": TAG_IN_TEXT}),
        ("tasks", {"text": TAG_IN_TEXT, "owner": "cw-1", "due": "2026-11-24"}),
        ("contacts", {"on": "2026-11-20", "party": "parents", "means": "phone", "text": TAG_IN_TEXT}),
        ("hold", {"until": "2026-11-30", "reason": TAG_IN_TEXT}),
    ):
        assert (await harness.act(case["case_id"], action, **body)).status_code < 300
    reference = case["reference"]
    of_case = ("", "/tijdlijn", "/close", "/notities", "/taken", "/contacten")
    paths = ("/", "/dossiers", *(f"/dossiers/{reference}{name}" for name in of_case))
    pages = [await browser.open(path) for path in paths]
    pages.append(await browser.send("/dossiers/zoeken", q=TAG_IN_TEXT))
    pages.append(await browser.send("/dossiers/nieuw", reason=TAG_IN_TEXT, school=TAG_IN_TEXT, pupil='"><b>'))
    pages.append(await browser.send(f"/dossiers/{reference}/close", version=TAG_IN_TEXT, reason=TAG_IN_TEXT))
    for page in pages:
        assert not any(tag in page.html for tag in ("<b onclick", "<i>", "<u>", "<b>"))
    assert pages[2].text.count(TAG_IN_TEXT) >= 4
