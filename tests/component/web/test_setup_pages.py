"""What is still missing before the system does its work, as each service finds it out for itself."""

import asyncio
import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from httpx import ASGITransport, AsyncClient
from sqlalchemy import text
from tests.component.notifications.mail_server import MailServer
from tests.tokens import bearer

from casework.domain.assignment import AssignmentRule, AssignmentRules
from casework.web.setup.looking import setup_of as casework_setup
from consultation.web.setup.looking import setup_of as consultation_setup
from notifications.web.setup.looking import setup_of as notifications_setup
from shared.domain.roles import Role
from shared.local.knock import first_line
from shared.local.mail_catcher import catch
from shared.local.ports import LOCALHOST, free_port
from shared.runtime.http.routes import RouteTable
from shared.service.setup import Setup

from .front import SETTINGS, SOMEWHERE, Front, front_on

pytestmark = pytest.mark.asyncio(loop_scope="module")

SCHOOL = SOMEWHERE["school"]
EMPTY = {
    "attendance": {
        "schools": "missing",
        "counsellors": "ready",
        "clbs": "ready",
        "levels": "shipped",
        "calendars": "ready",
        "residents": "missing",
    },
    "casework": {"sign-in": "missing", "tokens": "shipped", "assignment": "shipped", "letterhead": "shipped"},
    "consultation": {
        "directory": "missing",
        "coordinators": "missing",
        "caseworkers": "missing",
        "clbs": "missing",
        "youth-coaches": "missing",
        "gaps": "ready",
    },
    "notifications": {"mail-server": "missing", "sender": "missing", "mailbox": "missing"},
}
"""What each service says while nothing was set up; without pupils no school lacks anything."""
CONTACTS = "contact_id,name,role\n" + "".join(
    f"{role}-9,Verzonnen Persoon,{role}\n" for role in ("coordinator", "caseworker", "clb", "youth-coach")
)
ENROLMENT = {
    "school": SCHOOL,
    "pupil": "42",
    "valid_from": "2026-09-01",
    "class": "3A",
    "level": "secundair",
    "structure": "311",
    "person": {"given_name": "Noor", "family_name": "Verzonnen", "birth_date": "2011-03-04"},
    "recorded_at": "2026-09-01T07:00:00+02:00",
}
SIGN_IN = {
    "FLANKEREND_WEB_URL": "https://leerplicht.example.be",
    "FLANKEREND_SIGN_IN_CLIENT_SECRET": "s" * 32,
}
LOCAL_ISSUER = "https://leerplicht.example.be/aanmelddienst"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def arranged(postgres: str, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Front]:
    """The services with settings of a municipality's own; nothing is in their databases yet."""
    mail_server = MailServer()
    await mail_server.start()
    settings = SIGN_IN | {
        "FLANKEREND_SIGN_IN_ISSUER": "https://issuer.example.be/realms/stad",
        "FLANKEREND_OIDC_JWKS_URL": "https://issuer.example.be/keys",
        "FLANKEREND_MUNICIPALITY": "Verzonnegem",
        "FLANKEREND_SMTP_PORT": mail_server.port,
        "FLANKEREND_MAIL_FROM": "flankerend@verzonnegem.example",
        "FLANKEREND_MAILDIR": tmp_path_factory.mktemp("maildir"),
    }
    async with front_on(postgres, **settings) as front:
        yield front
    await mail_server.stop()


def asking(front: Front, service: str, role: str = "coordinator", **claims: str) -> AsyncClient:
    transport = ASGITransport(front.services[service].app)
    return AsyncClient(transport=transport, base_url="http://service", headers=bearer(role, **claims))


async def matters(front: Front, service: str) -> dict[str, str]:
    """What a service says of itself, by kind."""
    async with asking(front, service, "operator") as client:
        answer = (await client.get("/setup")).json()
    states = {matter["kind"]: matter["state"] for matter in answer["matters"]}
    assert answer["ready"] == (set(states.values()) == {"ready"})
    return states


async def seen(front: Front, service: str, role: Role = Role.COORDINATOR) -> str:
    return (await (await front.browser(service, role)).get(f"/ingebruikname/{service}")).text


@pytest.mark.parametrize("service", SETTINGS)
async def test_an_empty_system_says_what_it_lacks(front: Front, service: str):
    assert await matters(front, service) == EMPTY[service]
    page = await seen(front, service)
    badges = re.findall(r'class="badge (?:bad|warn)">(\w+)', page)
    assert len(badges) == len([state for state in EMPTY[service].values() if state != "ready"])


@pytest.mark.parametrize("service", SETTINGS)
async def test_every_service_answers_the_page_of_all(front: Front, service: str):
    page = (await (await front.browser(service, Role.OPERATOR)).get("/ingebruikname")).text
    assert re.findall(r'data-fragment="([^"]+)"', page) == [f"/ingebruikname/{name}" for name in SETTINGS]


@pytest.mark.parametrize(("role", "follows"), [(Role.COORDINATOR, True), (Role.OPERATOR, False)])
async def test_a_link_leads_only_who_may_go_there(front: Front, role: Role, follows: bool):
    assert ('href="/directory/inlezen"' in await seen(front, "consultation", role)) == follows


@pytest.mark.parametrize("service", SETTINGS)
async def test_every_link_leads_to_a_page_that_coordinators_open(front: Front, service: str):
    tables = [RouteTable(other.app) for other in front.services.values()]
    for words in front.services[service].setup.words.values():
        if words.page:
            rules = [table.match({"path": words.page[0], "method": "GET"}).rule for table in tables]
            roles = {role for rule in rules if rule and rule.is_page for role in rule.opened_by or ()}
            assert (words.page[0], Role.COORDINATOR in roles) == (words.page[0], True)


async def test_attendance_counts_the_schools_with_pupils_that_lack_something(front: Front):
    async with asking(front, "attendance") as coordinator:
        school = bearer("school", school=SCHOOL)
        enrolled = await coordinator.post("/enrolments", json=ENROLMENT, headers=school)
        assert enrolled.json()["results"][0]["status"] == "accepted", enrolled.text
    try:
        assert await matters(front, "attendance") == EMPTY["attendance"] | {
            "schools": "ready",
            "counsellors": "missing",
            "clbs": "missing",
            "calendars": "shipped",
        }
        assert "Scholen met leerlingen die er geen hebben: 1." in await seen(front, "attendance")
        await set_up_attendance(front)
        assert set((await matters(front, "attendance")).values()) == {"ready"}
        page = await seen(front, "attendance")
        assert ("Hier is alles er." in page, 'class="badge bad"' in page) == (True, False)
    finally:
        async with front.services["attendance"].engine.begin() as connection:
            await connection.execute(text("TRUNCATE pupil, person, directory_contact, calendar, resident CASCADE"))


async def set_up_attendance(front: Front) -> None:
    """A counsellor of the school, a CLB contact of all schools, a calendar, levels that were agreed, and a list."""
    async with asking(front, "attendance") as coordinator:
        rule = {"valid_from": "2026-2027", "levels": [5, 10, 15, 30], "source": "Afspraak van de stad"}
        changes = {
            f"/calendars/{SCHOOL}/2026-2027": ({"base": "flanders"}, {}),
            "/rules/problematic-half-days": (rule, {"If-Match": '"1"'}),
        }
        for path, (body, headers) in changes.items():
            answer = await coordinator.put(path, json=body, headers=headers)
            assert answer.status_code == 200, answer.text
    async with front.services["attendance"].engine.begin() as connection:
        await connection.execute(
            text("""
                INSERT INTO directory_contact (contact_id, name, role, schools, language, sequence)
                VALUES ('counsellor-9', 'Verzonnen Persoon', 'counsellor', ARRAY[:school], 'nl', 1),
                    ('clb-9', 'Verzonnen Persoon', 'clb', '{}', 'nl', 1)
            """),
            {"school": SCHOOL},
        )
        await connection.execute(
            text("""
                INSERT INTO resident (school_year, insz_key, reference_date, of_age, imported_at)
                VALUES (2026, '\\x01', '2026-10-01', true, now())
            """)
        )


async def test_casework_knows_whether_the_city_s_own_sign_in_and_keys_are_set(arranged: Front):
    casework = arranged.services["casework"]
    assert await states(casework.setup) == {
        "sign-in": "ready",
        "tokens": "ready",
        "assignment": "shipped",
        "letterhead": "ready",
    }
    local = casework.settings.model_copy(update={"sign_in_issuer": LOCAL_ISSUER})
    assert (await states(casework_setup(casework.units, local)))["sign-in"] == "shipped"
    async with casework.units() as uow:
        await uow.assignment.save(AssignmentRules((AssignmentRule(name="alles", assignee="caseworker-9"),)))
    assert (await states(casework.setup))["assignment"] == "ready"


async def test_consultation_wants_somebody_of_each_role_in_a_directory_of_the_city_s_own(front: Front):
    consultation = front.services["consultation"]
    async with asking(front, "consultation") as coordinator:
        answer = await coordinator.post("/directory/imports", content=CONTACTS)
        assert answer.status_code == 200, answer.text
    try:
        assert set((await matters(front, "consultation")).values()) == {"ready"}
        invented = consultation.settings.model_copy(update={"contacts_file": "default"})
        shipped = await states(consultation_setup(consultation.units, invented, consultation.clock))
        assert [kind for kind, state in shipped.items() if state != "ready"] == ["directory"]
    finally:
        async with consultation.engine.begin() as connection:
            await connection.execute(text("TRUNCATE contact, organisation CASCADE"))


async def test_notifications_tries_the_mail_server(arranged: Front):
    notifications = arranged.services["notifications"]
    assert await states(notifications.setup) == {"mail-server": "ready", "sender": "ready", "mailbox": "ready"}
    away = notifications.settings.model_copy(update={"smtp_port": free_port()})
    assert (await states(notifications_setup(away)))["mail-server"] == "missing"


async def test_the_mail_catcher_is_no_mail_server_of_the_city(arranged: Front, tmp_path: Path):
    port = free_port()
    catcher = asyncio.create_task(catch(tmp_path, LOCALHOST, port))
    try:
        await until_it_greets(port)
        caught = arranged.services["notifications"].settings.model_copy(update={"smtp_port": port})
        assert (await states(notifications_setup(caught)))["mail-server"] == "shipped"
    finally:
        catcher.cancel()


async def until_it_greets(port: int) -> None:
    """Wait until an SMTP server is there."""
    async with asyncio.timeout(20):
        while not (await first_line(port)).startswith(b"220"):
            await asyncio.sleep(0.01)


async def states(setup: Setup) -> dict[str, str]:
    """What a service finds out, by kind."""
    return {matter.kind: matter.state.value for matter in await setup.look()}
