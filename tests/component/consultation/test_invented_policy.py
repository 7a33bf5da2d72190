"""The invented education policy, played through the endpoints as `flankerend simulate` and `up --demo` do.

It is also a town to look at with other eyes: what a partner, a school and a CLB see of it, and what they do not.
"""

import re
from collections import Counter
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import httpx
import pytest
import pytest_asyncio
from tests.tokens import SECRET

from consultation.directory.adapters.contacts_file import SHIPPED, read_contacts
from consultation.directory.adapters.organisations_file import read_organisations
from consultation.directory.application.load_directory import load_directory
from shared.domain.roles import Role
from shared.local.simulation.policy.play import play_policy
from shared.local.simulation.policy.telling import told
from shared.local.simulation.policy.town_hall import TownHall
from shared.local.tokens import make_token
from shared.runtime.clock import BRUSSELS
from shared.testing.browser import SAME_SITE, signed_in
from shared.testing.clock import FixedClock
from shared.testing.databases import Databases
from shared.web.places import NAVIGATION, PLACES

from .harness import Harness

pytestmark = pytest.mark.asyncio(loop_scope="module")

NOW = datetime(2026, 11, 20, 9, tzinfo=BRUSSELS)
PARTNERS = ("de-springplank", "stad-jeugd")
_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")
_HERE = re.compile(f"({'|'.join(PLACES['consultation'])})(/|$)")
_POLICY = re.compile("/(overlegorganen|beleid|aanbod|bevragingen|activiteiten)(/|$)")
_FETCHED = re.compile(r"\.(pdf|csv|xlsx|ics)$|/feed")


@dataclass(frozen=True)
class Town:
    """Where the policy was played, by whom, and what came of it the first time and the second."""

    harness: Harness
    town_hall: TownHall
    made: dict[str, int] | None
    made_again: dict[str, int] | None

    async def browser(self, role: Role, **claims: str) -> httpx.AsyncClient:
        """A browser in which such a person is signed in."""
        service = self.harness.service
        cookies = await signed_in(service.engine, "consultation", service.settings, role, **claims)
        return httpx.AsyncClient(
            transport=httpx.ASGITransport(service.app), base_url="http://here", cookies=cookies, headers=SAME_SITE
        )


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def town(postgres: str) -> AsyncIterator[Town]:
    databases = Databases(postgres)
    harness = Harness.on(await databases.create("consultation"), FixedClock(NOW), {})
    async with harness.units() as uow:
        await load_directory(uow, read_contacts(SHIPPED), read_organisations(SHIPPED))
    transport = httpx.ASGITransport(harness.service.app)
    async with httpx.AsyncClient(transport=transport, base_url="http://consultation") as client:
        town_hall = TownHall(client, SECRET, make_token(SECRET, Role.COORDINATOR, contact="coordinator-1"))
        made, again = [await play_policy(town_hall, now=NOW, seed=1) for _ in range(2)]
        yield Town(harness, town_hall, made, again)
    await harness.close()
    await databases.take_back()


async def test_everything_is_made_once(town: Town) -> None:
    assert town.made is not None
    assert all(town.made.values()), town.made
    assert town.made_again is not None
    assert not any(town.made_again.values()), town.made_again
    assert told(town.made).count(",") == len(town.made) - 1, "each part is told by its words"
    assert told(town.made_again) == "education policy: it is all there already"


async def test_the_council_met_decided_with_dissent_and_forgot_a_school(town: Town) -> None:
    path = f"/bodies/{(await named(town, '/bodies', 'Onderwijsraad'))['body_id']}"
    sessions = await town.town_hall.all(f"{path}/sessions")
    assert Counter(session["status"] for session in sessions) == {"held": 4, "planned": 1}
    assert any(decision["dissent"] for session in sessions for decision in session["decisions"])
    codes = {row["code"] for row in (await town.town_hall.get(f"{path}/check"))["findings"]}
    assert codes >= {"partner-not-invited", "action-overdue"}
    assert "partner-not-member" not in codes


async def test_of_two_pairs_of_offers_that_are_alike_one_is_judged_and_one_waits(town: Town) -> None:
    waiting = await town.town_hall.all("/offers/overlaps")
    judged = await town.town_hall.all("/offers/overlaps", judged=True)
    assert [row["first"]["title"] for row in waiting] == ["Voorleesweek in de bibliotheek"]
    assert [row["judgement"]["verdict"] for row in judged] == ["overlap"]


@pytest.mark.parametrize("organisation", PARTNERS)
async def test_a_partner_sees_the_bodies_of_the_own_seats_alone(town: Town, organisation: str) -> None:
    partner = town.town_hall.as_partner(organisation)
    own = {body["name"] for body in await partner.all("/bodies")}
    everything = await town.town_hall.all("/bodies")
    sits_in = {
        body["name"]
        for body in everything
        if any(member["organisation_id"] == organisation for member in body["members"])
    }
    assert own == sits_in
    assert own < {body["name"] for body in everything}
    for body in everything:
        for path in ("", "/members", "/sessions", "/decisions"):
            assert (await status(partner, f"/bodies/{body['body_id']}{path}")) == (200 if body["name"] in own else 404)


@pytest.mark.parametrize("organisation", PARTNERS)
async def test_a_partner_sees_objectives_and_actions_that_it_has_a_part_in_alone(town: Town, organisation: str) -> None:
    actions, objectives = await town.town_hall.all("/actions"), await town.town_hall.all("/objectives")
    takes_part = {action["objective_id"] for action in actions if organisation in action["partners"]}
    has_a_stance = {
        objective["objective_id"]
        for objective in objectives
        if any(row["organisation_id"] == organisation for row in objective["support"])
    }
    own_actions = {
        action["action_id"]
        for action in actions
        if organisation in action["partners"] or action["objective_id"] in has_a_stance
    }
    partner = town.town_hall.as_partner(organisation)
    await sees_alone(partner, "/objectives", "objective_id", own=takes_part | has_a_stance, rows=objectives)
    await sees_alone(partner, "/actions", "action_id", own=own_actions, rows=actions)


@pytest.mark.parametrize("organisation", PARTNERS)
async def test_a_partner_sees_the_own_activities_and_who_registered_for_them_alone(
    town: Town, organisation: str
) -> None:
    activities = await town.town_hall.all("/activities")
    own = {row["activity_id"] for row in activities if organisation in (row["provider"], row["confirmed_by"])}
    partner = town.town_hall.as_partner(organisation)
    await sees_alone(partner, "/activities", "activity_id", own=own, rows=activities)
    for activity in activities:
        here = f"/activities/{activity['activity_id']}/registrations"
        assert await status(partner, here) == (200 if activity["activity_id"] in own else 404)


@pytest.mark.parametrize("organisation", PARTNERS)
async def test_a_partner_sees_what_schools_asked_of_the_own_offers_alone(town: Town, organisation: str) -> None:
    offers = await town.town_hall.all("/offers")
    own = {offer["offer_id"] for offer in offers if offer["provider"] == organisation}
    requests = await town.town_hall.all("/offers/requests")
    partner = town.town_hall.as_partner(organisation)
    seen = await partner.all("/offers/requests")
    assert {row["request_id"] for row in seen} == {row["request_id"] for row in requests if row["offer_id"] in own}
    assert len(seen) < len(requests)
    for offer in offers:
        if offer["offer_id"] not in own:
            with pytest.raises(httpx.HTTPStatusError, match="403"):
                await partner.post(f"/offers/{offer['offer_id']}/withdraw", {})


@pytest.mark.parametrize("organisation", PARTNERS)
async def test_a_partner_sees_the_own_questions_alone(town: Town, organisation: str) -> None:
    questions = await town.town_hall.all("/questions-to-coordinator")
    own = {row["question_id"] for row in questions if row["organisation_id"] == organisation}
    partner = town.town_hall.as_partner(organisation)
    await sees_alone(partner, "/questions-to-coordinator", "question_id", own=own, rows=questions)


async def test_a_school_sees_the_own_requests_and_registrations_alone(town: Town) -> None:
    school = town.town_hall.as_school("125004")
    assert {row["school"] for row in await school.all("/offers/requests")} == {"125004"}
    registered = [
        row["organisation_id"]
        for activity in await school.all("/activities")
        for row in await school.all(f"/activities/{activity['activity_id']}/registrations")
    ]
    assert set(registered) == {"school-125004"}


@pytest.mark.parametrize(
    ("role", "claims"),
    [
        *((Role.PARTNER, {"organisation": organisation}) for organisation in PARTNERS),
        (Role.SCHOOL, {"school": "125001"}),
        (Role.COUNSELLOR, {"contact": "counsellor-125001"}),
        (Role.CLB, {"contact": "clb-1"}),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
async def test_every_link_of_the_policy_opens_for_whoever_sees_it(
    town: Town, role: Role, claims: dict[str, str]
) -> None:
    begin = [path for entry in NAVIGATION if role in entry.roles for path in (entry.path, *entry.also)]
    ahead = [path for path in begin if _POLICY.match(path)]
    seen: set[str] = set()
    async with await town.browser(role, **claims) as browser:
        while ahead:
            path = ahead.pop()
            if (kind := _UUID.sub("{}", path.partition("?")[0])) in seen:
                continue
            seen.add(kind)
            answer = await browser.get(path)
            assert (path, answer.status_code) == (path, 200)
            if _POLICY.match(path):
                ahead += [link for link in re.findall(r'href="(/[^"#]*)', answer.text) if is_page_here(link)]
    assert "/overlegorganen/{}/zittingen/{}" in seen


def is_page_here(path: str) -> bool:
    """Whether consultation answers it with a page."""
    return bool(_HERE.match(path)) and not _FETCHED.search(path.partition("?")[0])


async def sees_alone(who: TownHall, path: str, key: str, *, own: set[str], rows: Sequence[Mapping[str, Any]]) -> None:
    """Fail unless somebody finds the own of these rows, and of the others not even that they are there."""
    assert own
    assert own < {row[key] for row in rows}
    assert {row[key] for row in await who.all(path)} == own
    for row in rows:
        assert await status(who, f"{path}/{row[key]}") == (200 if row[key] in own else 404)


async def named(town: Town, path: str, name: str) -> dict[str, Any]:
    """What is called like this in a list."""
    return next(item for item in await town.town_hall.all(path) if name in (item.get("name"), item.get("title")))


async def status(who: TownHall, path: str) -> int:
    """The status of the answer to somebody."""
    try:
        await who.get(path)
    except httpx.HTTPStatusError as refused:
        return refused.response.status_code
    return 200
