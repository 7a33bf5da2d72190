"""What the proxy is told, looked up as it would look it up: the first route that fits is the last."""

from fnmatch import fnmatchcase
from typing import Any

import pytest

from shared.local.front.config import Front
from shared.local.home import SERVICES
from shared.web.places import PLACES

ADDRESSES = {service: f"{service}:80" for service in SERVICES}
FRONT = Front(listen="127.0.0.1:8000", services=ADDRESSES, folder="/nowhere", issuer="issuer:80")


def handlers(path: str, front: Front = FRONT) -> list[dict[str, Any]]:
    """What is done with a path; the names of services have no star in them."""
    server = front.config()["apps"]["http"]["servers"]["front"]
    done: list[dict[str, Any]] = []
    for route in server["routes"]:
        paths = [pattern for match in route.get("match", ({"path": ["*"]},)) for pattern in match["path"]]
        if any(fnmatchcase(path, pattern) for pattern in paths):
            done += route["handle"]
            if route.get("terminal"):
                break
    return done


def leads_to(path: str, front: Front = FRONT) -> list[str]:
    """The addresses that a path leads to."""
    proxies = [handler for handler in handlers(path, front) if handler["handler"] == "reverse_proxy"]
    return [upstream["dial"] for proxy in proxies for upstream in proxy["upstreams"]]


def is_compressed(path: str) -> bool:
    return any(handler["handler"] == "encode" for handler in handlers(path))


@pytest.mark.parametrize("service", PLACES)
def test_each_service_has_its_pages_its_sign_in_and_its_sign_out(service):
    own = [
        f"/ingebruikname/{service}",
        f"/beheer/{service}",
        f"/ingebruikname/{service}",
        f"/beheer/{service}/niet-verwerkt/7",
        f"/aanmelden/{service}",
        f"/aanmelden/{service}/terug",
        f"/afmelden/{service}/bericht",
        *PLACES[service],
    ]
    for path in (*own, f"{PLACES[service][0]}/123456/42"):
        assert leads_to(path) == [f"{service}:80"], path
        assert is_compressed(path)


@pytest.mark.parametrize("service", PLACES)
def test_an_api_is_reached_below_its_name_and_its_answers_stay_as_they_are(service):
    path = f"/api/{service}/cases"

    assert leads_to(path) == [f"{service}:80"]
    assert {"handler": "rewrite", "strip_path_prefix": f"/api/{service}"} in handlers(path)
    assert not is_compressed(path)


@pytest.mark.parametrize("path", ["/", "/afmelden", "/hulp", "/cases/42"])
def test_casework_has_what_no_other_service_has(path):
    assert leads_to(path) == ["casework:80"]


def test_the_link_of_an_older_invitation_leads_to_consultation():
    assert leads_to("/meetings/42") == ["consultation:80"]


def test_the_issuer_is_at_the_same_address():
    assert leads_to("/aanmelddienst/authorize") == ["issuer:80"]


@pytest.mark.parametrize("path", ["/web/abc/flankerend.css", "/beheer", "/beheer/verloop", "/ingebruikname"])
def test_what_all_services_have_alike_comes_from_any_that_is_there(path):
    assert sorted(leads_to(path)) == sorted(ADDRESSES.values())


@pytest.mark.parametrize("path", ["/metrics", "/health/live", "/api/nobody/cases"])
def test_what_is_for_the_inside_is_not_there(path):
    assert {"handler": "error", "status_code": 404} in handlers(path)
    assert leads_to(path) == []


def test_a_service_that_was_not_started_is_away_and_the_others_are_there():
    front = Front(listen="127.0.0.1:8000", services={"notifications": "notifications:80"}, folder="/nowhere")

    assert leads_to("/berichten", front) == ["notifications:80"]
    assert leads_to("/web/abc/flankerend.css", front) == ["notifications:80"]
    for path in ("/", "/leerlingen/1/2", "/api/casework/cases"):
        assert {"handler": "error", "status_code": 503} in handlers(path, front), path


def test_it_listens_where_it_is_told_to_and_nothing_else_of_it_can_be_reached():
    config = FRONT.config()

    assert config["apps"]["http"]["servers"]["front"]["listen"] == ["127.0.0.1:8000"]
    assert config["admin"]["disabled"]
    assert config["apps"]["http"]["grace_period"]


@pytest.mark.parametrize("path", ["/", "/leerlingen/1/2", "/api/casework/cases"])
def test_what_a_client_says_of_itself_does_not_reach_a_service(path):
    (proxy,) = (handler for handler in handlers(path) if handler["handler"] == "reverse_proxy")
    assert {"Forwarded", "X-Real-IP"} <= {*proxy["headers"]["request"]["delete"]}
