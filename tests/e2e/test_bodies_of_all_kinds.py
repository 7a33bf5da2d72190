"""Each kind of consultation body, and the mails by which its sessions are known."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
import pytest_asyncio
from icalendar import Calendar, Component

from shared.domain.roles import Role

from .harness import read_mail, text_of
from .visitor import Visitor
from .visits import COORDINATOR, COUNSELLOR

pytestmark = [pytest.mark.asyncio(loop_scope="package"), pytest.mark.timeout(180)]

SCHOOL, CLB = "school-125003", "clb-de-kring"
KINDS: dict[str, dict[str, Any]] = {
    "external-consultation": {"form": "advisory-council", "deciding": "majority", "lop": "Zetelt mee."},
    "internal-consultation": {"form": "informal", "rooms": "Stadhuis"},
    "education-cell": {"form": "informal", "money": "5.000 euro", "times_a_year": 1},
    "pupils-platform": {
        "form": "advisory-council",
        "deciding": "advice",
        "pupils": [{"school": "125003", "pupils": 4}],
    },
    "standing-care-meeting": {"form": "informal", "expectations": [{"partner": "CLB", "expects": "Vaste afspraken"}]},
    "training-committee": {"form": "informal", "lok": "Stemt het aanbod af."},
}


@pytest_asyncio.fixture(scope="module", loop_scope="package")
async def coordinator(stack) -> AsyncIterator[httpx.AsyncClient]:
    """The coordinator at the API of consultation."""
    headers = {"Authorization": f"Bearer {stack.token(Role.COORDINATOR)}"}
    async with httpx.AsyncClient(base_url=stack.service_url("consultation"), headers=headers, timeout=30) as client:
        yield client


async def done(answer: httpx.Response) -> dict[str, Any]:
    assert answer.is_success, answer.text
    content: dict[str, Any] = answer.json()
    return content


async def founded(coordinator: httpx.AsyncClient, kind: str, *members: dict[str, Any], **fields: Any) -> str:
    """The path of a body with these members."""
    agreed = {"kind": kind, "name": f"Overleg {kind}", "from": "2026-09-01", **KINDS[kind], **fields}
    body = await done(await coordinator.post("/bodies", json=agreed))
    path = f"/bodies/{body['body_id']}"
    for member in members:
        await done(await coordinator.post(f"{path}/members", json={"from": "2026-09-01", **member}))
    return path


@pytest.mark.soak
@pytest.mark.parametrize("kind", KINDS)
async def test_a_body_of_this_kind_meets_decides_and_is_checked(coordinator, kind):
    members = [{"organisation_id": SCHOOL}, {"contact_id": "coach-1", "mandate": "voorzitter"}]
    path = await founded(coordinator, kind, *members)
    body = await done(await coordinator.get(path))
    assert {name: body[name] for name in KINDS[kind]} == KINDS[kind]
    times = {"starts_at": "2026-11-20T07:00:00+01:00", "ends_at": "2026-11-20T08:00:00+01:00", "place": "Raadzaal"}
    session = await done(await coordinator.post(f"{path}/sessions", json=times))
    assert session["invited"] == {"contacts": ["coach-1"], "organisations": [SCHOOL]}
    assert {"coach-1"} < set(session["called"])
    at = f"{path}/sessions/{session['session_id']}"
    await done(await coordinator.post(f"{at}/hold", json={"organisations": [SCHOOL], "contacts": ["coach-1"]}))
    votes = {"for": 1, "against": 0} if body["deciding"] == "majority" else {}
    decision = {"text": "Eén meldpunt.", "way": body["deciding"], "dissent": "Liever per school.", **votes}
    await done(await coordinator.post(f"{at}/decisions", json=decision))
    [decided] = (await done(await coordinator.get(f"{path}/decisions")))["items"]
    assert (decided["text"], decided["dissent"]) == ("Eén meldpunt.", "Liever per school.")
    codes = {row["code"] for row in (await done(await coordinator.get(f"{path}/check")))["findings"]}
    assert codes == ({"partner-not-member", "partner-not-invited"} if kind == "external-consultation" else set())


async def entries(stack, path: str, number: int) -> list[tuple[str, Component]]:
    """The newest entry that went to each address about this session, and its method, once so many went."""
    for _ in range(200):
        mails = [read_mail(file) for file in sorted(stack.home.mail.glob("*.eml"))]
        ours = {mail["Message-ID"]: mail for mail in mails if path in text_of(mail)}
        if len(ours) >= number:
            break
        await asyncio.sleep(0.1)
    assert len(ours) == number
    parts = [part for mail in ours.values() for part in mail.walk() if part.get_content_type() == "text/calendar"]
    calendars = [Calendar.from_ical(part.get_content()) for part in parts]
    return [(str(calendar["METHOD"]), calendar.walk("VEVENT")[0]) for calendar in calendars]


async def test_an_invitation_to_a_session_arrives_and_a_move_sends_the_next_sequence(stack, coordinator):
    path = await founded(coordinator, "internal-consultation", {"contact_id": "coach-1"})
    times = {"starts_at": "2026-12-10T10:00:00+01:00", "ends_at": "2026-12-10T12:00:00+01:00", "place": "Raadzaal"}
    session = await done(await coordinator.post(f"{path}/sessions", json=times))
    page = f"zittingen/{session['session_id']}"
    [(method, entry)] = await entries(stack, page, 1)
    assert (method, entry["SEQUENCE"], str(entry["UID"])) == ("REQUEST", 0, f"{session['session_id']}@flankerend")
    later = {"starts_at": "2026-12-11T10:00:00+01:00", "ends_at": "2026-12-11T12:00:00+01:00"}
    at, match = f"{path}/sessions/{session['session_id']}", {"If-Match": f'"{session["version"]}"'}
    moved = await done(await coordinator.patch(at, json=later, headers=match))
    assert moved["ical_sequence"] == 1
    [_, (method, entry)] = await entries(stack, page, 2)
    assert (method, entry["SEQUENCE"], entry["DTSTART"].dt.day) == ("REQUEST", 1, 11)
    await done(await coordinator.post(f"{at}/cancel"))
    [*_, (method, entry)] = await entries(stack, page, 3)
    assert (method, entry["SEQUENCE"]) == ("CANCEL", 2)


async def usable(visitor: Visitor, name: str) -> None:
    """Fail where axe-core finds a barrier, at a desk or on a phone; keep a picture of both."""
    for size, colours in (("phone", "dark"), ("desktop", "light")):
        await visitor.looks_at(size, colours)
        await visitor.page.evaluate("document.querySelectorAll('main details').forEach((part) => { part.open = true })")
        assert await visitor.barriers() == []
        assert not await visitor.scrolls_sideways()
        await visitor.photograph(f"{name}-{size}")


@pytest.mark.soak
async def test_a_body_changes_and_its_sessions_are_answered_in_the_browser(chromium, stack, coordinator):
    organisations = [{"organisation_id": SCHOOL}, {"organisation_id": CLB}]
    path = await founded(coordinator, "pupils-platform", *organisations, name="Leerlingenplatform in beeld")
    page = path.replace("/bodies/", "/overlegorganen/")
    async with Visitor.at(chromium, stack.web_url) as visitor:
        await visitor.sign_in(COORDINATOR, page)
        await usable(visitor, "body")
        await visitor.goto(f"{page}/wijzigen")
        await visitor.page.get_by_label("Partner 1", exact=True).fill("CLB")
        await visitor.page.get_by_label("Wat partner 1 verwacht").fill("Een vast aanspreekpunt")
        await usable(visitor, "body-change")
        await visitor.press("Bewaren")
        await visitor.sees("Een vast aanspreekpunt")
        await visitor.page.locator("tr", has_text="Haspengouw").locator("td[data-label=Wijzigen] a").click()
        await usable(visitor, "body-member")
        await visitor.page.get_by_role("checkbox").first.check()
        await visitor.press("Bewaren")

        await visitor.page.locator("summary").get_by_text("Vergadering plannen", exact=True).click()
        await visitor.page.get_by_label("Begin").fill("2026-12-16T14:00")
        await visitor.page.get_by_label("Einde").fill("2026-12-16T16:00")
        await visitor.page.get_by_label("Waar", exact=True).fill("Raadzaal")
        await visitor.page.locator("#veld-repeat").select_option("2")
        await visitor.page.locator("#veld-herhalen-until").fill("2027-01-15")
        await visitor.page.locator("form[action$=zittingen]").get_by_role("button", name="Bewaren").click()
        await visitor.sees("dan is er geen les op de lokale scholen")
        await usable(visitor, "body-with-year")
        await visitor.page.locator("[data-open-row]").first.click()
        await usable(visitor, "body-session")
        session = visitor.path
    async with Visitor.at(chromium, stack.web_url) as visitor:
        await visitor.sign_in(COUNSELLOR, session)
        await usable(visitor, "body-session-of-a-counsellor")
    assert visitor.complaints == []
