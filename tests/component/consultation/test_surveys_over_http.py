"""Surveys of schools over HTTP: before one goes out somebody looks who asked the same; a school answers once."""

import asyncio
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from .harness import OTHER_SCHOOL, SCHOOL, Harness
from .offered import offered, partner, with_providers

SURVEY = {
    "title": "Fietsen naar school",
    "service": "jeugd",
    "questions": [
        {"text": "Hoeveel leerlingen komen met de fiets?", "kind": "number", "choices": []},
        {"text": "Is er een fietsenstalling?", "kind": "yes-no", "choices": []},
        {"text": "Wanneer begint de school?", "kind": "choice", "choices": ["8.15 uur", "8.30 uur"]},
    ],
    "schools": [SCHOOL, OTHER_SCHOOL],
    "answer_by": "2026-12-18",
    "shares_answers": True,
}


@pytest.fixture
async def services(harness: Harness) -> Harness:
    await with_providers(harness)
    return harness


async def post(harness: Harness, path: str, body: dict[str, Any] | None = None, status: int = 200) -> dict[str, Any]:
    async with harness.asking("coordinator") as client:
        response = await client.post(path, json=body)
    assert response.status_code == status, response.text
    return response.json()


async def sent(harness: Harness, **fields: object) -> str:
    """The path of a survey that was sent."""
    path = f"/surveys/{(await post(harness, '/surveys', {**SURVEY, **fields}, 201))['survey_id']}"
    await post(harness, f"{path}/check")
    await post(harness, f"{path}/send")
    return path


async def answered(harness: Harness, path: str, *values: object, school: str = SCHOOL) -> int:
    async with harness.asking("school", school=school) as client:
        return (await client.post(f"{path}/answers", json={"answers": list(values)})).status_code


async def test_a_survey_is_sent_only_once_somebody_looked_who_asked_the_same(services: Harness):
    survey = await post(services, "/surveys", SURVEY, 201)
    assert {name: survey[name] for name in SURVEY} == SURVEY
    path = f"/surveys/{survey['survey_id']}"
    await post(services, f"{path}/send", status=409)
    assert (await post(services, f"{path}/check"))["asked_before"] == []
    async with services.asking("coordinator") as client:
        changed = await client.put(path, json={**SURVEY, "title": "Fietsen"}, headers={"If-Match": '"2"'})
        assert (changed.json()["status"], changed.json()["version"]) == ("draft", 3)
    await post(services, f"{path}/send", status=409)
    await post(services, f"{path}/check")
    assert (await post(services, f"{path}/send"))["status"] == "sent"


async def test_what_was_asked_this_year_is_shown_with_what_schools_answered(services: Harness):
    first = await sent(services)
    secret = await sent(services, title="Intern", shares_answers=False)
    for path in (first, secret):
        assert await answered(services, path, 120, True, None) == 201
    again = {
        "title": "Mobiliteit",
        "service": "sportraad",
        "questions": [{"text": "Hoeveel leerlingen komen er met de fiets?", "kind": "number"}],
        "schools": [SCHOOL],
    }
    survey = await post(services, "/surveys", {**SURVEY, **again}, 201)
    before = (await post(services, f"/surveys/{survey['survey_id']}/check"))["asked_before"]
    told = sorted((row["title"], row["service"], row["schools"], row["answers"]) for row in before)
    assert told == [("Fietsen naar school", "jeugd", [SCHOOL], {SCHOOL: 120}), ("Intern", "jeugd", [SCHOOL], {})]
    assert all(row["question"] == 0 and row["similarity"] > 80 for row in before)


async def test_a_school_answers_once_for_all_services(services: Harness):
    path = await sent(services)
    assert await answered(services, path, 120, "ja", None) == 422
    assert await answered(services, path, 120, True) == 422
    assert await answered(services, path, 120, True, "9 uur") == 422
    assert await answered(services, path, 120, True, "8.30 uur") == 201
    assert await answered(services, path, 130, True, "8.30 uur") == 409
    assert await answered(services, path, 80, False, None, school=OTHER_SCHOOL) == 201
    async with services.asking("caseworker") as client:
        items = (await client.get(f"{path}/answers")).json()["items"]
    assert [(row["school"], row["answers"]) for row in items] == [
        (SCHOOL, [120, True, "8.30 uur"]),
        (OTHER_SCHOOL, [80, False, None]),
    ]
    async with services.asking("school", school=SCHOOL) as client:
        assert len((await client.get(f"{path}/answers")).json()["items"]) == 1
    await post(services, f"{path}/close")
    assert await answered(services, path, 1, True, None) == 409


async def test_a_school_sees_what_was_sent_to_it_and_a_partner_its_own(services: Harness):
    path = await sent(services, schools=[SCHOOL])
    draft = await post(services, "/surveys", SURVEY, 201)
    async with services.asking("school", school=SCHOOL) as client:
        assert [row["title"] for row in (await client.get("/surveys")).json()["items"]] == [SURVEY["title"]]
        assert (await client.get(f"/surveys/{draft['survey_id']}")).status_code == 404
        assert (await client.post("/surveys", json=SURVEY)).status_code == 403
    async with services.asking("school", school=OTHER_SCHOOL) as client:
        assert (await client.get(path)).status_code == 404
    assert await answered(services, path, 1, True, None, school=OTHER_SCHOOL) == 422
    async with partner(services) as client:
        assert (await client.get("/surveys")).json()["items"] == []
        assert (await client.get(f"{path}/answers")).status_code == 404
        assert (await client.post("/surveys", json={**SURVEY, "service": "sportraad"})).status_code == 201
        assert (await client.post(f"{path}/close")).status_code == 403


async def test_a_clb_sees_what_was_sent_to_its_schools_and_what_these_answered(services: Harness):
    await services.staff()
    path = await sent(services)
    elsewhere = await sent(services, title="Elders", schools=[OTHER_SCHOOL])
    draft = await post(services, "/surveys", SURVEY, 201)
    assert await answered(services, path, 120, True, None) == 201
    assert await answered(services, path, 80, True, None, school=OTHER_SCHOOL) == 201
    async with services.asking("clb", contact="clb-1") as client:
        assert [row["title"] for row in (await client.get("/surveys")).json()["items"]] == [SURVEY["title"]]
        items = (await client.get(f"{path}/answers")).json()["items"]
        assert [row["school"] for row in items] == [SCHOOL]
        for unseen in (elsewhere, f"/surveys/{draft['survey_id']}"):
            assert (await client.get(unseen)).status_code == 404
            assert (await client.get(f"{unseen}/answers")).status_code == 404
    async with services.asking("clb", contact="nobody-1") as client:
        assert (await client.get("/surveys")).json()["items"] == []


async def test_what_nobody_can_ask(services: Harness):
    question = {"text": "Wat?", "kind": "choice", "choices": ["A"]}
    for fields, field in [
        ({"service": "school-1"}, "service"),
        ({"schools": ["125009"]}, "schools"),
        ({"questions": [question]}, "questions.0.choices"),
        ({"questions": []}, "questions"),
    ]:
        refused = await post(services, "/surveys", {**SURVEY, **fields}, 422)
        assert [error["field"] for error in refused["errors"]] == [field]


async def test_nobody_answers_after_the_last_day(services: Harness):
    path = await sent(services)
    services.clock.set(datetime.fromisoformat("2026-12-18T23:30+01:00"))
    assert await answered(services, path, 1, True, None) == 201
    services.clock.set(datetime.fromisoformat("2026-12-19T00:30+01:00"))
    assert await answered(services, path, 1, True, None, school=OTHER_SCHOOL) == 409


async def test_requests_and_surveys_go_with_their_term_and_what_waits_stays(services: Harness):
    survey = await sent(services)
    assert await answered(services, survey, 120, True, None) == 201
    wish = {"level": "lager", "group": "3A", "participants": 22, "from": "2027-01-11", "until": "2027-02-12"}
    titles = ("Bezoek", "Voorstelling")
    waiting, ended = [f"/offers/{(await offered(services, title=title))['offer_id']}/requests" for title in titles]
    async with services.asking("school", school=SCHOOL) as client:
        assert (await client.post(waiting, json=wish)).status_code == 201
        request = (await client.post(ended, json=wish)).json()["request_id"]
        assert (await client.post(f"{ended}/{request}/withdraw")).status_code == 200
    purge = next(ticker for ticker in services.service.tickers if ticker.name == "offers")
    await purge._job()
    async with services.asking("coordinator") as client:
        assert len((await client.get("/offers/requests")).json()["items"]) == 2
        services.clock.advance(timedelta(days=2300))
        await purge._job()
        kept = (await client.get("/offers/requests")).json()["items"]
        assert [row["status"] for row in kept] == ["asked"]
        assert (await client.get(survey)).status_code == 404


async def test_who_reads_a_survey_waits_for_nobody_who_changes_it(services: Harness):
    survey = await sent(services)
    async with services.units() as uow:
        await uow.surveys.get(UUID(survey.rpartition("/")[2]))
        async with asyncio.timeout(5):
            async with services.asking("school", school=SCHOOL) as client:
                assert (await client.get(survey)).status_code == 200
                assert (await client.get(f"{survey}/answers")).status_code == 200
