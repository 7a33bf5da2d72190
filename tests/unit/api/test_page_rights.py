"""Who opens which page: the roles of the endpoint behind it. A page that is new fails here until it has its line."""

import pytest

from shared.domain.roles import Role
from shared.runtime.http.routes import RouteRule, RouteTable

from .services import Route, applications, routes

BEHIND = {
    "casework GET /": ("GET /cases",),  # who has no worklist is led to the cases; the next test has the worklist's
    "casework GET /dossiers": ("GET /cases",),
    "casework GET /dossiers/zoeken": ("GET /cases",),
    "casework POST /dossiers/zoeken": ("GET /cases",),
    "casework GET /dossiers/nieuw": ("POST /cases",),
    "casework POST /dossiers/nieuw": ("POST /cases",),
    "casework GET /dossiers/{reference}": ("GET /cases/{case_id}",),
    "casework GET /dossiers/{reference}/tijdlijn": ("GET /cases/{case_id}/timeline",),
    "casework GET /dossiers/{reference}/notities": ("GET /cases/{case_id}/notes",),
    "casework POST /dossiers/{reference}/notities": ("POST /cases/{case_id}/notes",),
    "casework GET /dossiers/{reference}/taken": ("GET /cases/{case_id}/tasks",),
    "casework POST /dossiers/{reference}/taken": ("POST /cases/{case_id}/tasks",),
    "casework POST /dossiers/{reference}/taken/{task_id}/klaar": ("POST /cases/{case_id}/tasks/{task_id}/done",),
    "casework GET /dossiers/{reference}/contacten": ("GET /cases/{case_id}/contacts",),
    "casework POST /dossiers/{reference}/contacten": ("POST /cases/{case_id}/contacts",),
    **{
        f"casework {method} /dossiers/{{reference}}/{{move}}": tuple(
            f"POST /cases/{{case_id}}/{move}"
            for move in ("assign", "start", "hold", "resume", "request-meeting", "withdraw", "close", "reopen")
        )
        for method in ("GET", "POST")
    },
    "attendance GET /leerlingen/{school}/{pupil}": ("GET /pupils/{school}/{pupil}/attendance",),
    "attendance GET /leerlingen/{school}/{pupil}/kalender": ("GET /pupils/{school}/{pupil}/attendance",),
    "consultation GET /overleg": ("GET /meetings",),
    "consultation GET /overleg/{meeting_id}": ("GET /meetings/{meeting_id}",),
    "consultation GET /overleg/{meeting_id}/verzetten": ("POST /meetings/{meeting_id}/reschedule",),
    "consultation POST /overleg/{meeting_id}/verzetten": ("POST /meetings/{meeting_id}/reschedule",),
    "consultation GET /overleg/{meeting_id}/afzeggen": ("POST /meetings/{meeting_id}/cancel",),
    "consultation POST /overleg/{meeting_id}/afzeggen": ("POST /meetings/{meeting_id}/cancel",),
    "consultation GET /overleg/{meeting_id}/gehouden": ("POST /meetings/{meeting_id}/complete",),
    "consultation POST /overleg/{meeting_id}/gehouden": ("POST /meetings/{meeting_id}/complete",),
    "notifications GET /berichten/dossier/{case_id}": ("GET /notifications",),
    "notifications GET /berichten/overleg/{meeting_id}": ("GET /notifications",),
}
"""The endpoints that do what a page does."""

OPEN = {
    f"{service} {route}"
    for service in applications()
    for route in (
        f"GET /aanmelden/{service}",
        f"GET /aanmelden/{service}/stil",
        f"GET /aanmelden/{service}/terug",
        f"GET /aanmelden/{service}/klaar",
        f"POST /afmelden/{service}",
        "GET /afmelden",
    )
}
"""The pages that nobody has to sign in for."""

PAGES = [route for route in routes() if route.is_page]


def rule(service: str, method: str, template: str) -> RouteRule:
    """What a service demands of such a request."""
    declared = RouteTable(applications()[service]).match({"path": template, "method": method}).rule
    assert declared is not None, f"{method} {template}"
    return declared


def roles_of(service: str, route: str) -> set[Role] | None:
    """The roles that open a route; None for a route that names none."""
    opened_by = rule(service, *route.split(" ")).opened_by
    return None if opened_by is None else set(opened_by)


def test_every_page_has_its_line() -> None:
    assert {str(page) for page in PAGES} == BEHIND.keys() | OPEN


@pytest.mark.parametrize("page", [page for page in PAGES if str(page) not in OPEN], ids=str)
def test_a_page_is_opened_by_the_roles_of_the_endpoints_behind_it(page: Route) -> None:
    opening = roles_of(page.service, f"{page.method} {page.path}")
    assert opening, "a page names its roles"
    assert rule(page.service, page.method, page.path).needs_token
    for endpoint in BEHIND[str(page)]:
        assert (endpoint, roles_of(page.service, endpoint)) == (endpoint, opening)


@pytest.mark.parametrize("page", [page for page in PAGES if str(page) in OPEN], ids=str)
def test_an_open_page_is_open(page: Route) -> None:
    assert not rule(page.service, page.method, page.path).needs_token


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_a_page_is_in_no_document_for_software(page: Route) -> None:
    assert page.path not in applications()[page.service].openapi()["paths"]
