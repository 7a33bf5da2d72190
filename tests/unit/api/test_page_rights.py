"""Who opens which page: the roles of the endpoint behind it. A page that is new fails here until it has its line."""

import pytest

from shared.domain.roles import Role
from shared.runtime.http.routes import RouteRule, RouteTable

from .pages_of_activities import ACTIVITIES
from .pages_of_offers import OF_OFFERS, OPEN_OF_OFFERS
from .pages_of_policy import OF_POLICY
from .pages_together import TOGETHER
from .services import Route, applications, routes

BEHIND = {
    "casework POST /": ("GET /worklist",),
    "casework GET /dossiers": ("GET /cases",),
    "casework GET /dossiers/zoeken": ("GET /cases",),
    "casework POST /dossiers/zoeken": ("GET /cases",),
    "casework GET /dossiers/vastgelopen": ("GET /cases/stuck",),
    "casework GET /dossiers/nieuw": ("POST /cases",),
    "casework POST /dossiers/nieuw": ("POST /cases",),
    "casework GET /dossiers/{reference}": ("GET /cases/{case_id}",),
    "casework GET /dossiers/{reference}/tijdlijn": ("GET /cases/{case_id}/timeline",),
    "casework GET /dossiers/{reference}/notities": ("GET /cases/{case_id}/notes",),
    "casework POST /dossiers/{reference}/notities": ("POST /cases/{case_id}/notes",),
    "casework GET /dossiers/{reference}/notities/{note_id}": ("GET /cases/{case_id}/notes/{note_id}/revisions",),
    "casework POST /dossiers/{reference}/notities/{note_id}": ("PUT /cases/{case_id}/notes/{note_id}",),
    "casework GET /dossiers/{reference}/plan": ("GET /cases/{case_id}/plan",),
    "casework POST /dossiers/{reference}/plan": ("PUT /cases/{case_id}/plan",),
    "casework GET /dossiers/{reference}/voorbereiding": ("GET /cases/{case_id}",),
    "casework GET /dossiers/{reference}/traject": ("GET /cases/{case_id}/trajectory",),
    "casework POST /dossiers/{reference}/traject": ("PUT /cases/{case_id}/trajectory",),
    "casework GET /dossiers/{reference}/taken": ("GET /cases/{case_id}/tasks",),
    "casework POST /dossiers/{reference}/taken": ("POST /cases/{case_id}/tasks",),
    "casework POST /dossiers/{reference}/taken/{task_id}/klaar": ("POST /cases/{case_id}/tasks/{task_id}/done",),
    "casework GET /dossiers/{reference}/papieren": ("GET /cases/{case_id}/papers",),
    "casework POST /dossiers/{reference}/papieren/{kind}": ("POST /cases/{case_id}/papers/{kind}",),
    "casework GET /dossiers/{reference}/brieven/{paper_id}": ("GET /cases/{case_id}/letters/{paper_id}",),
    "casework GET /dossiers/{reference}/contacten": ("GET /cases/{case_id}/contacts",),
    "casework POST /dossiers/{reference}/contacten": ("POST /cases/{case_id}/contacts",),
    **{
        f"casework {method} /dossiers/{{reference}}/{{move}}": tuple(
            f"POST /cases/{{case_id}}/{move}"
            for move in (
                "assign",
                "assess",
                "start",
                "hold",
                "resume",
                "monitor",
                "request-meeting",
                "withdraw",
                "close",
                "reopen",
                "transfer",
            )
        )
        for method in ("GET", "POST")
    },
    "casework GET /traject": ("GET /caseloads/own",),
    "casework GET /taken": ("GET /tasks",),
    "casework POST /taken/{task_id}/klaar": ("POST /tasks/{task_id}/done",),
    "casework GET /doorverwijzingen": ("GET /referrals",),
    "casework POST /doorverwijzingen/{referral_id}": tuple(
        f"POST /referrals/{{referral_id}}/{step}" for step in ("answer", "accept", "decline", "complete")
    ),
    "casework GET /dossiers/{reference}/doorverwijzen": (
        "GET /cases/{case_id}/referrals",
        "GET /cases/{case_id}/consents",
    ),
    "casework POST /dossiers/{reference}/doorverwijzen": ("POST /cases/{case_id}/refer",),
    "casework POST /dossiers/{reference}/toestemming": ("POST /cases/{case_id}/consents",),
    "casework POST /dossiers/{reference}/toestemming/{consent_id}/einde": ("POST /consents/{consent_id}/end",),
    "casework POST /dossiers/{reference}/doorverwijzen/{referral_id}/intrekken": (
        "POST /referrals/{referral_id}/withdraw",
    ),
    "casework GET /dossiers/{reference}/approve": ("POST /cases/{case_id}/approve",),
    "casework POST /dossiers/{reference}/approve": ("POST /cases/{case_id}/approve",),
    "casework GET /cijfers": ("GET /figures/cases",),
    "casework GET /cijfers/dossiers": ("GET /figures/cases",),
    "attendance GET /leerplicht": ("GET /not-enrolled",),
    "attendance GET /leerplicht/inlezen": ("POST /residents/imports",),
    "attendance POST /leerplicht/inlezen": ("POST /residents/imports",),
    "attendance GET /regels": ("GET /rules", "GET /early-signal-rules"),
    **{
        f"attendance {method} /regels/{page}": behind
        for method in ("GET", "POST")
        for page, behind in (
            ("niveaus/{rule}", ("PUT /rules/{rule}", "POST /rules/simulate")),
            ("signalen/{kind}", ("PUT /early-signal-rules/{kind}",)),
        )
    },
    "attendance GET /cijfers-aanwezigheid": (
        "GET /statistics/problematic-half-days",
        "GET /statistics/attendance-rates",
    ),
    "attendance GET /cijfers-aanwezigheid/kleuters": ("GET /toddlers/participation",),
    "attendance GET /cijfers-aanwezigheid/sociale-mix": ("GET /schools/social-mix",),
    "casework GET /teambord": ("GET /teams",),
    "casework GET /teambord/herverdelen": ("POST /cases/reassign",),
    "casework POST /teambord/herverdelen": ("POST /cases/reassign",),
    "casework GET /teambord/teams": ("GET /teams",),
    **dict.fromkeys(
        (
            "casework GET /teambord/nieuw-team",
            "casework POST /teambord/nieuw-team",
            "casework GET /teambord/teams/{team}",
            "casework POST /teambord/teams/{team}",
        ),
        ("PUT /teams/{team}",),
    ),
    "casework POST /teambord/teams/{team}/weg": ("DELETE /teams/{team}",),
    "casework GET /teambord/regels": ("GET /assignment-rules",),
    **dict.fromkeys(
        (
            "casework GET /teambord/nieuwe-regel",
            "casework POST /teambord/nieuwe-regel",
            "casework GET /teambord/regels/{rule}",
            "casework POST /teambord/regels/{rule}",
        ),
        ("PUT /assignment-rules", "POST /assignment-rules/simulate"),
    ),
    "casework POST /teambord/regels/{rule}/plaats": ("PUT /assignment-rules",),
    "casework POST /teambord/regels/{rule}/einde": ("PUT /assignment-rules",),
    "casework GET /teambord/afwezig": ("GET /absences",),
    "casework POST /teambord/afwezig": ("PUT /workers/{worker}/absence",),
    "casework POST /teambord/afwezig/einde": ("DELETE /workers/{worker}/absence",),
    "casework GET /dossiers/{reference}/contact": ("GET /cases/{case_id}/contacts",),
    "casework POST /dossiers/{reference}/contact": ("POST /cases/{case_id}/contacts",),
    "casework GET /dossiers/{reference}/koppelingen": ("GET /cases/{case_id}/links",),
    "casework POST /dossiers/{reference}/koppelingen": ("POST /cases/{case_id}/link",),
    "casework POST /dossiers/{reference}/koppelingen/{link_id}/einde": ("POST /cases/{case_id}/links/{link_id}/end",),
    "casework GET /dossiers/{reference}/gasten": ("GET /cases/{case_id}/guests",),
    "casework POST /dossiers/{reference}/gasten": ("POST /cases/{case_id}/guests",),
    "casework GET /dossiers/{reference}/gasten/{guest_id}": ("GET /cases/{case_id}/guests/{guest_id}",),
    "casework POST /dossiers/{reference}/gasten/{guest_id}": ("PUT /cases/{case_id}/guests/{guest_id}",),
    "casework POST /dossiers/{reference}/gasten/{guest_id}/weg": ("DELETE /cases/{case_id}/guests/{guest_id}",),
    "casework GET /dossiers/{reference}/dubbels": ("GET /cases/{case_id}/duplicates",),
    "casework GET /dossiers/{reference}/dubbels/{into}": ("POST /cases/{case_id}/merge",),
    "casework POST /dossiers/{reference}/dubbels/{into}": ("POST /cases/{case_id}/merge",),
    "casework GET /signalen": ("GET /early-signals/awaiting",),
    "casework GET /signalen/{signal_id}": ("GET /early-signals/awaiting",),
    "casework POST /signalen/{signal_id}/openen": ("POST /cases",),
    "casework POST /signalen/{signal_id}/afwijzen": ("POST /early-signals/{signal_id}/decline",),
    "casework GET /schooldossiers": (),  # a page of its own: a status, which no endpoint answers to a school
    "casework GET /hulp": (),  # for everybody, and about nobody
    "casework GET /meldingen": ("POST /reports",),
    "casework POST /meldingen": ("POST /reports",),
    "attendance GET /leerlingen": ("GET /pupils", "GET /signals"),
    "attendance GET /leerlingen/{school}/{pupil}": ("GET /pupils/{school}/{pupil}/attendance",),
    "attendance GET /leerlingen/{school}/{pupil}/kalender": ("GET /pupils/{school}/{pupil}/attendance",),
    **dict.fromkeys(
        ("attendance GET /school/{school}/bestanden", "attendance POST /school/{school}/bestanden"),
        ("POST /imports", "POST /enrolments/imports"),
    ),
    **dict.fromkeys(
        (
            "attendance GET /school/{school}/kalender",
            "attendance GET /school/{school}/kalender/{school_year}",
            "attendance POST /school/{school}/kalender/{school_year}",
        ),
        ("PUT /calendars/{school}/{school_year}",),
    ),
    "attendance GET /vragen": ("GET /questions",),
    "attendance GET /vragen/{question_id}": ("GET /questions/{question_id}",),
    "attendance POST /vragen/{question_id}": ("POST /questions/{question_id}/answer",),
    "attendance GET /school/{school}/nakijken": ("GET /attendance-records",),
    "consultation GET /overleg": ("GET /meetings",),
    "consultation GET /overleg/{meeting_id}": ("GET /meetings/{meeting_id}",),
    "consultation GET /overleg/agenda": ("GET /contacts/{contact_id}/calendar",),
    "consultation POST /overleg/agenda": ("POST /contacts/{contact_id}/calendar",),
    "consultation POST /overleg/agenda/intrekken": ("DELETE /contacts/{contact_id}/calendar",),
    "consultation GET /overleg/{meeting_id}/antwoord": ("POST /meetings/{meeting_id}/reply",),
    "consultation POST /overleg/{meeting_id}/antwoord": ("POST /meetings/{meeting_id}/reply",),
    "consultation GET /overleg/{meeting_id}/verzetten": ("POST /meetings/{meeting_id}/reschedule",),
    "consultation POST /overleg/{meeting_id}/verzetten": ("POST /meetings/{meeting_id}/reschedule",),
    "consultation GET /overleg/{meeting_id}/deelnemers": ("POST /meetings/{meeting_id}/reschedule",),
    "consultation POST /overleg/{meeting_id}/deelnemers": ("POST /meetings/{meeting_id}/reschedule",),
    "consultation GET /overleg/{meeting_id}/afzeggen": ("POST /meetings/{meeting_id}/cancel",),
    "consultation POST /overleg/{meeting_id}/afzeggen": ("POST /meetings/{meeting_id}/cancel",),
    "consultation GET /overleg/{meeting_id}/afspraken": ("POST /meetings/{meeting_id}/actions",),
    "consultation POST /overleg/{meeting_id}/afspraken": ("POST /meetings/{meeting_id}/actions",),
    "consultation GET /overleg/{meeting_id}/voorbereiding": ("GET /meetings/{meeting_id}/preparation",),
    "consultation GET /overleg/{meeting_id}/verslag": ("GET /meetings/{meeting_id}/report",),
    "consultation POST /overleg/{meeting_id}/verslag": (
        "POST /meetings/{meeting_id}/complete",
        "POST /meetings/{meeting_id}/actions",
        "PUT /meetings/{meeting_id}/cases/{case_id}/minutes",
    ),
    "consultation GET /overleg/{meeting_id}/verslag/pdf": ("GET /meetings/{meeting_id}/report",),
    "consultation GET /overleg/{meeting_id}/gasten": ("PUT /meetings/{meeting_id}/guests",),
    "consultation POST /overleg/{meeting_id}/gasten": ("PUT /meetings/{meeting_id}/guests",),
    "consultation GET /overleg/{meeting_id}/gehouden": ("POST /meetings/{meeting_id}/complete",),
    "consultation POST /overleg/{meeting_id}/gehouden": ("POST /meetings/{meeting_id}/complete",),
    **OF_OFFERS,
    **OF_POLICY,
    "consultation GET /beleid/agenda": ("GET /policy/agenda",),
    "consultation GET /beleid/evenwicht": ("GET /policy/balance",),
    "consultation GET /beleid/acties/{action_id}/cijfers": ("GET /actions/{action_id}/indicators",),
    "consultation GET /beleid/meerjarenplan": ("GET /reports/multi-year-plan",),
    **ACTIVITIES,
    "consultation GET /reeksen": ("GET /series",),
    "consultation GET /reeksen/nieuw": ("POST /series",),
    "consultation POST /reeksen/nieuw": ("POST /series",),
    "consultation GET /reeksen/plan": ("POST /plans",),
    "consultation POST /reeksen/plan": ("POST /plans",),
    "consultation POST /reeksen/plan/boeken": ("POST /plans",),
    "consultation GET /reeksen/{series_id}": ("GET /series/{series_id}",),
    "consultation POST /reeksen/{series_id}": ("PATCH /series/{series_id}",),
    "consultation POST /reeksen/{series_id}/voorstel": ("POST /series/{series_id}/propose",),
    "consultation POST /reeksen/{series_id}/vastleggen": ("POST /series/{series_id}/fix",),
    "consultation GET /reeksen/{series_id}/vrij": ("POST /series/{series_id}/propose",),
    "consultation GET /overleg/{session_id}/agenda": ("PUT /sessions/{session_id}/agenda",),
    "consultation POST /overleg/{session_id}/agenda": ("PUT /sessions/{session_id}/agenda",),
    "consultation GET /directory": ("GET /organisations", "GET /directory/gaps", "GET /directory/export"),
    "consultation GET /directory/contacten": ("GET /contacts",),
    "consultation GET /directory/nieuwe-organisatie": ("POST /organisations",),
    "consultation POST /directory/nieuwe-organisatie": ("POST /organisations",),
    "consultation GET /directory/organisaties/{organisation_id}": ("GET /organisations/{organisation_id}",),
    "consultation POST /directory/organisaties/{organisation_id}": ("PATCH /organisations/{organisation_id}",),
    "consultation GET /directory/contacten/{contact_id}/uren": ("GET /contacts/{contact_id}/availability",),
    "consultation POST /directory/contacten/{contact_id}/uren": ("PUT /contacts/{contact_id}/availability",),
    "consultation GET /directory/lokalen": ("GET /rooms",),
    "consultation GET /directory/nieuw-lokaal": ("POST /rooms",),
    "consultation POST /directory/nieuw-lokaal": ("POST /rooms",),
    "consultation GET /directory/lokalen/{room_id}": ("GET /rooms/{room_id}",),
    "consultation POST /directory/lokalen/{room_id}": ("PATCH /rooms/{room_id}",),
    "consultation GET /directory/nieuw-contact": ("POST /contacts",),
    "consultation POST /directory/nieuw-contact": ("POST /contacts",),
    "consultation GET /directory/contacten/{contact_id}": ("GET /contacts/{contact_id}",),
    "consultation POST /directory/contacten/{contact_id}": ("PATCH /contacts/{contact_id}",),
    "consultation GET /directory/inlezen": ("POST /directory/imports",),
    "consultation POST /directory/inlezen": ("POST /directory/imports",),
    "notifications GET /berichten/wie-krijgt-wat": ("GET /audiences",),
    "notifications GET /berichten/voorbeelden": ("GET /templates/{template}/{version}/preview",),
    "notifications GET /berichten/dossier/{case_id}": ("GET /notifications",),
    "notifications GET /berichten/overleg/{meeting_id}": ("GET /notifications",),
    "notifications GET /berichten/mij": ("GET /notifications/mine",),
    "notifications POST /berichten/mij/{notification_id}": ("POST /notifications/{notification_id}/answer",),
    "notifications GET /berichten/ouders/{case_id}": ("GET /cases/{case_id}/parent-mails",),
    "notifications POST /berichten/ouders/{case_id}": ("POST /cases/{case_id}/parent-mails",),
    "notifications GET /berichten/voorkeuren": ("GET /contacts/{contact_id}/preferences",),
    "notifications GET /berichten/voorkeuren/{contact_id}": ("GET /contacts/{contact_id}/preferences",),
    "notifications POST /berichten/voorkeuren/{contact_id}": ("PUT /contacts/{contact_id}/preferences",),
    "notifications GET /berichten/geen-berichten": ("GET /suppressions",),
    "notifications POST /berichten/geen-berichten": ("POST /suppressions",),
    "notifications POST /berichten/geen-berichten/{contact_id}/einde": ("DELETE /suppressions/{contact_id}",),
    "notifications GET /berichten/binnengekomen": ("GET /incoming",),
    "notifications GET /berichten/afdrukken": ("GET /letters",),
    "notifications GET /berichten/afdrukken/{notification_id}": ("GET /letters/{notification_id}",),
    "notifications POST /berichten/afdrukken/{notification_id}": ("POST /letters/{notification_id}/printed",),
    **{
        f"{service} {page}": ("GET /setup",)
        for service in applications()
        for page in ("GET /ingebruikname", f"GET /ingebruikname/{service}")
    },
    **{
        f"{service} {page}": ("GET /dead-letters",)
        for service in applications()
        for page in (
            "GET /beheer",
            "GET /beheer/verloop",
            "POST /beheer/verloop",
            f"GET /beheer/{service}",
            f"GET /beheer/{service}/niet-verwerkt",
            f"GET /beheer/{service}/niet-verwerkt/{{number}}",
        )
    },
    **{
        f"{service} POST /beheer/{service}/niet-verwerkt/{{number}}/{step}": (
            f"POST /dead-letters/{{letter_id}}/{does}",
        )
        for service in applications()
        for step, does in (("opnieuw", "replay"), ("afsluiten", "discard"))
    },
}
"""The endpoints that do what a page does."""

LEADS_ON = {
    "casework GET /": (
        "casework GET /cases",
        "casework GET /dead-letters",
        "attendance GET /school",
        "consultation GET /objectives",
    )
}
"""Where everybody begins: who has no worklist is led to the cases, an operator to how the services are doing, a school
to its own pages, a partner to the policy that it has a part in.
"""


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
} | {"casework GET /toegankelijkheid", *OPEN_OF_OFFERS}
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
    assert {str(page) for page in PAGES} == BEHIND.keys() | TOGETHER.keys() | LEADS_ON.keys() | OPEN


@pytest.mark.parametrize("page", TOGETHER)
def test_a_page_for_several_endpoints_is_opened_by_who_may_open_all_of_them(page: str) -> None:
    service, route = page.split(" ", 1)
    opening = set.intersection(*(roles_of(service, endpoint) or set() for endpoint in TOGETHER[page]))
    assert rule(service, *route.split(" ")).needs_token
    assert roles_of(service, route) == opening


@pytest.mark.parametrize("page", [page for page in PAGES if str(page) in BEHIND], ids=str)
def test_a_page_is_opened_by_the_roles_of_the_endpoints_behind_it(page: Route) -> None:
    opening = roles_of(page.service, f"{page.method} {page.path}")
    assert opening, "a page names its roles"
    assert rule(page.service, page.method, page.path).needs_token
    for endpoint in BEHIND[str(page)]:
        assert (endpoint, roles_of(page.service, endpoint)) == (endpoint, opening)


@pytest.mark.parametrize("page", LEADS_ON)
def test_where_people_begin_is_opened_by_whoever_it_can_lead_on(page: str) -> None:
    service, _, route = page.partition(" ")
    assert roles_of(service, route) == {
        role for behind in LEADS_ON[page] for role in roles_of(*behind.split(" ", 1)) or ()
    }


@pytest.mark.parametrize("page", [page for page in PAGES if str(page) in OPEN], ids=str)
def test_an_open_page_is_open(page: Route) -> None:
    assert not rule(page.service, page.method, page.path).needs_token


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_a_page_is_in_no_document_for_software(page: Route) -> None:
    assert page.path not in applications()[page.service].openapi()["paths"]
