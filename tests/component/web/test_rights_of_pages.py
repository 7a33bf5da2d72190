"""Every role at every page of every service; and what opens no page, and what no session opens."""

import pytest
from tests.tokens import bearer

from shared.domain.roles import Role
from shared.runtime.http.routes import RouteTable

from .front import CONTACT, SOMEWHERE, Front

pytestmark = pytest.mark.asyncio(loop_scope="module")

TRIED_ALWAYS = {Role.COUNSELLOR, Role.CLB}
"""The roles that may open some of the pages only; the soak tries them all."""
SERVICES = ("attendance", "casework", "consultation", "notifications")


@pytest.mark.parametrize(
    "role", [pytest.param(role, marks=() if role in TRIED_ALWAYS else pytest.mark.soak) for role in Role]
)
async def test_a_page_opens_for_its_roles_alone(front: Front, role: Role) -> None:
    browsers = {service: await front.browser(service, role) for service in SERVICES}
    for page in front.pages:
        if not page.rule.needs_token:
            continue
        answer = await browsers[page.service].request(page.method, page.path)
        assert (str(page), answer.status_code == 403) == (str(page), role not in (page.rule.opened_by or ()))
        assert (str(page), answer.status_code in {200, 303, 403, 404, 422}) == (str(page), True)
        assert (str(page), "text/html" in answer.headers.get("content-type", "text/html")) == (str(page), True)
        if role not in (page.rule.opened_by or ()):
            assert "Dit is niet voor u" in answer.text
            assert 'action="/afmelden/' in answer.text


async def test_without_a_session_every_page_leads_to_sign_in(front: Front) -> None:
    for page in front.pages:
        if not page.rule.needs_token:
            continue
        answer = await (await front.nobody(page.service)).request(page.method, page.path)
        assert (str(page), answer.status_code) == (str(page), 303)
        assert answer.headers["location"] == f"/aanmelden/{page.service}"


async def test_a_token_opens_no_page(front: Front) -> None:
    token = bearer("coordinator", "caseworker", contact=CONTACT)
    for page in front.pages:
        if not page.rule.needs_token:
            continue
        answer = await (await front.nobody(page.service, **token)).request(page.method, page.path)
        assert (str(page), answer.status_code) == (str(page), 303)


async def test_a_session_opens_no_endpoint(front: Front) -> None:
    for service in SERVICES:
        browser = await front.browser(service, Role.COORDINATOR, Role.CASEWORKER, Accept="*/*")
        app = front.services[service].app
        table = RouteTable(app)
        for path, operations in app.openapi()["paths"].items():
            for method in operations:
                declared = table.match({"path": path, "method": method.upper()}).rule
                if declared and declared.needs_token:
                    answer = await browser.request(method.upper(), path.format_map(_Anything()))
                    assert (service, method, path, answer.status_code) == (service, method, path, 401)


async def test_a_session_of_one_service_opens_no_page_of_another(front: Front) -> None:
    casework = await front.browser("casework", Role.COORDINATOR)
    consultation = await front.nobody("consultation")
    consultation.cookies.update(casework.cookies)
    assert (await consultation.get("/overleg")).status_code == 303
    consultation.cookies.set("flankerend-consultation", casework.cookies["flankerend-casework"])
    assert (await consultation.get("/overleg")).status_code == 303


async def test_the_worklist_is_for_who_acts_and_leads_others_to_where_they_begin(front: Front) -> None:
    for role in (Role.CASEWORKER, Role.COORDINATOR, Role.YOUTH_COACH):
        answer = await (await front.browser("casework", role)).get("/")
        assert (answer.status_code, "Werklijst" in answer.text) == (200, True)
    for role in (Role.COUNSELLOR, Role.CLB):
        answer = await (await front.browser("casework", role)).get("/")
        assert (answer.status_code, answer.headers["location"]) == (303, "/dossiers")
    answer = await (await front.browser("casework", Role.OPERATOR)).get("/")
    assert (answer.status_code, answer.headers["location"]) == (303, "/beheer")
    answer = await (await front.browser("casework")).get("/")
    assert (answer.status_code, "U hebt hier nog geen rol" in answer.text) == (403, True)
    answer = await (await front.browser("casework", Role.SCHOOL)).get("/")
    assert (answer.status_code, answer.headers["location"]) == (303, "/school")
    answer = await (await front.browser("attendance", Role.SCHOOL)).get("/school")
    assert (answer.status_code, answer.headers["location"]) == (303, f"/school/{SOMEWHERE['school']}/overzicht")


class _Anything(dict[str, str]):
    def __missing__(self, name: str) -> str:
        return SOMEWHERE.get(name, SOMEWHERE["case_id"])
