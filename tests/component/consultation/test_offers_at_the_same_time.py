"""Two at the same moment, on two connections: the first is kept, the other is told which one it was."""

import asyncio
from collections.abc import Mapping
from contextlib import AsyncExitStack
from typing import Any

import httpx
import pytest

from .harness import SCHOOL, Harness
from .offered import OFFER, offered, with_providers
from .test_requests_for_offers import WISH
from .test_surveys_over_http import sent

AT_ONCE = 4


@pytest.fixture
async def providers(harness: Harness) -> Harness:
    await with_providers(harness)
    return harness


async def at_once(harness: Harness, path: str, body: Mapping[str, Any], **who: str) -> list[httpx.Response]:
    """What several get who send the same at once."""
    role = who.pop("role")
    async with AsyncExitStack() as browsers:
        clients = [await browsers.enter_async_context(harness.asking(role, **who)) for _ in range(AT_ONCE)]
        return [*await asyncio.gather(*(client.post(path, json=body) for client in clients))]


def first_of(answers: list[httpx.Response], key: str) -> str:
    """What was made; fail unless the others were told that it is there."""
    (made,) = [answer.json() for answer in answers if answer.status_code == 201]
    others = [answer for answer in answers if answer.status_code != 201]
    assert [(answer.status_code, answer.json()[key]) for answer in others] == [(409, made[key])] * (AT_ONCE - 1)
    return str(made[key])


async def test_a_school_that_asks_twice_at_once_has_one_request(providers: Harness):
    path = f"/offers/{(await offered(providers))['offer_id']}/requests"
    request_id = first_of(await at_once(providers, path, WISH, role="school", school=SCHOOL), "request_id")
    async with providers.asking("coordinator") as client:
        assert [row["request_id"] for row in (await client.get(path)).json()["items"]] == [request_id]


async def test_an_offer_that_is_added_twice_at_once_is_there_once(providers: Harness):
    offer_id = first_of(await at_once(providers, "/offers", OFFER, role="coordinator"), "offer_id")
    async with providers.asking("coordinator") as client:
        assert [row["offer_id"] for row in (await client.get("/offers")).json()["items"]] == [offer_id]


async def test_of_offers_that_get_one_title_at_once_one_gets_it(providers: Harness):
    offers = [await offered(providers, title=f"Voorstelling {number}") for number in range(AT_ONCE)]
    body = {"title": "Voorstelling van het jaar"}
    async with providers.asking("coordinator") as client:
        answers = await asyncio.gather(
            *(client.patch(f"/offers/{row['offer_id']}", json=body, headers={"If-Match": '"1"'}) for row in offers)
        )
    assert sorted(answer.status_code for answer in answers) == [200, *[409] * (AT_ONCE - 1)]


async def test_a_school_that_answers_twice_at_once_is_heard_once(providers: Harness):
    path = f"{await sent(providers)}/answers"
    answers = await at_once(providers, path, {"answers": [12, True, None]}, role="school", school=SCHOOL)
    assert sorted(answer.status_code for answer in answers) == [201, *[409] * (AT_ONCE - 1)]
    (refused, *_) = [answer.json() for answer in answers if answer.status_code == 409]
    assert refused["survey_id"] == path.split("/")[2]
    async with providers.asking("coordinator") as client:
        assert [row["school"] for row in (await client.get(path)).json()["items"]] == [SCHOOL]
