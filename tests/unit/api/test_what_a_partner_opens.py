"""A partner works with the schools on the education policy, and has nothing to do with pupils and their cases."""

import re

import pytest

from shared.domain.roles import Role
from shared.runtime.http.routes import RouteTable

from .services import Route, applications, routes

POLICY = re.compile(
    "/(bodies|objectives|actions|activities|activity-kinds|offers|surveys|questions-to-coordinator|policy-themes|policy"
    "|reports|overlegorganen|beleid|aanbod|bevragingen|activiteiten)(/|$)"
)
BEGINNING = {"casework GET /", "casework GET /hulp"}
"""Where everybody begins, and is helped: `/` leads a partner on to the policy."""

OF_PERSONS = ("{pupil}", "{case_id}", "{reference}", "{person_id}", "{contact_id}", "{meeting_id}", "{notification_id}")


def opens(route: Route, role: Role) -> bool:
    """Whether a token or session of this role opens it; what needs neither is no right of anybody."""
    rule = RouteTable(applications()[route.service]).match({"path": route.path, "method": route.method}).rule
    assert rule is not None, str(route)
    return rule.needs_token and (rule.opened_by is None or role in rule.opened_by)


OPENED = [route for route in routes() if opens(route, Role.PARTNER)]


def test_a_partner_opens_the_consultation_bodies() -> None:
    assert {"consultation GET /bodies", "consultation GET /overlegorganen"} <= {str(route) for route in OPENED}


@pytest.mark.parametrize("route", [route for route in OPENED if str(route) not in BEGINNING], ids=str)
def test_what_a_partner_opens_is_of_the_policy_and_of_no_person(route: Route) -> None:
    assert route.service == "consultation"
    assert POLICY.match(route.path)
    assert not [name for name in OF_PERSONS if name in route.path]


@pytest.mark.parametrize("route", [route for route in OPENED if str(route) not in BEGINNING], ids=str)
def test_the_coordinator_opens_all_that_a_partner_opens(route: Route) -> None:
    assert opens(route, Role.COORDINATOR)
