"""Where the pages of a case lead: no reader is led to what is not for that reader."""

import pytest
from tests.component.casework.harness import SCHOOL, Harness, contact

from shared.domain.roles import Role
from shared.web.places import NAVIGATION, PLACES

from .browsers import Browsers, opened

_OF_OTHERS = (
    "#",
    "/web",
    "https://",
    *(path for service, paths in PLACES.items() if service != "casework" for path in paths),
)


@pytest.mark.parametrize("role", [Role.COUNSELLOR, Role.CLB, Role.YOUTH_COACH, Role.CASEWORKER, Role.COORDINATOR])
async def test_every_link_opens_for_whoever_sees_it(harness: Harness, browsers: Browsers, role: Role) -> None:
    for contact_id, of in (("c-1", role), ("coach-1", Role.YOUTH_COACH)):
        await harness.receive(contact(contact_id, of, SCHOOL), contact_id)
    case = await opened(harness)
    await harness.act(case["case_id"], "assign", assignee="c-1" if role is Role.YOUTH_COACH else "coach-1")
    browser = await browsers(role, contact="c-1")
    links = {entry.path for entry in NAVIGATION if role in entry.roles}
    for path in ("/", "/dossiers", "/doorverwijzingen", f"/dossiers/{case['reference']}"):
        links |= set((await browser.open(path)).links)
    for link in sorted(link for link in links if not link.startswith(_OF_OTHERS)):
        assert (link, (await browser.open(link)).status) == (link, 200)


async def test_a_coach_finds_the_own_work_at_the_front(harness: Harness, browsers: Browsers) -> None:
    await harness.receive(contact("coach-1", "youth-coach", SCHOOL), "coach-1")
    case, other = await opened(harness), await opened(harness, "P-2")
    await harness.act(case["case_id"], "assign", assignee="coach-1")
    page = await (await browsers(Role.YOUTH_COACH, contact="coach-1")).open("/")
    assert case["reference"] in page.text
    assert "U volgt één dossier op, met een gewicht van 1." in page.text
    assert "Nog te starten: 1, sinds 23/11/2026" in page.text
    for words in (other["reference"], "Vandeputte", "die van niemand", "Dossier openen"):
        assert words not in page.text
