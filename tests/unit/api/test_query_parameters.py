"""No route of any service passes over a query parameter that it does not know."""

import re

import httpx
import pytest

from .services import Route, applications, coordinator, routes

LINKS_AND_PAGES = {"/acknowledgements/{token}", "/replies/{token}", "/calendars/{token}.ics", "/docs"}
ROUTES = list(routes())


async def answer_to(route: Route, query: str) -> httpx.Response:
    transport = httpx.ASGITransport(applications()[route.service], raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://service", headers=coordinator()) as client:
        return await client.request(route.method, f"{re.sub(r'{[^}]*}', '1', route.path)}?{query}")


def takes_any(route: Route) -> bool:
    """Pages and links in mails: mail scanners and trackers add parameters of their own."""
    return route.is_page or route.path in LINKS_AND_PAGES


def declared(route: Route) -> list[str]:
    """What the route's OpenAPI document says."""
    operation = applications()[route.service].openapi()["paths"].get(route.path, {}).get(route.method.lower(), {})
    return sorted(each["name"] for each in operation.get("parameters", ()) if each["in"] == "query")


def test_there_are_routes_of_all_four() -> None:
    assert {route.service for route in ROUTES} == set(applications())
    assert len(ROUTES) > 80


@pytest.mark.parametrize("route", [each for each in ROUTES if not takes_any(each)], ids=str)
async def test_an_unknown_query_parameter_is_named_with_those_of_the_document(route: Route) -> None:
    answer = await answer_to(route, "no-such-parameter=1")
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert [error["field"] for error in problem["errors"]] == ["no-such-parameter"]
    assert problem["allowed"] == declared(route)


async def test_a_declared_query_parameter_is_no_unknown_one() -> None:
    asked = {route: declared(route) for route in ROUTES if declared(route)}
    answers = {route: await answer_to(route, "&".join(f"{name}=1" for name in names)) for route, names in asked.items()}
    assert [str(route) for route, answer in answers.items() if "is no query parameter" in answer.text] == []
    assert len(answers) > 40


@pytest.mark.parametrize("route", [each for each in ROUTES if takes_any(each)], ids=str)
async def test_a_page_and_a_signed_link_may_carry_what_others_add(route: Route) -> None:
    answer = await answer_to(route, "utm_source=scanner")
    assert "is no query parameter" not in answer.text
