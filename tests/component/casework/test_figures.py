"""`GET /figures/cases`: what the cases of a school year come to, as JSON and CSV."""

from datetime import timedelta
from typing import Any

import pytest
from tests.tokens import bearer

from casework.application.publish_figures import publish_figures
from shared.contracts import consultation_meetings

from .harness import OTHER_SCHOOL, SCHOOL, Harness, contact, level_reached, meeting, person

COORDINATOR = bearer("coordinator", sub="u-lead", contact="lead-1")
HALF_DAYS = [{"date": "2026-11-02", "half_day": "AM", "school": SCHOOL}]


@pytest.fixture
async def story(harness: Harness) -> Harness:
    """Six cases at one school, one at another; one of them plays through: started, contact, meeting, closed."""
    await harness.receive(contact("an", "caseworker"), "an")
    await harness.http.put("/teams/north", json={"members": ["an"]}, headers=COORDINATOR)
    for number in range(7):
        signal = level_reached(school=OTHER_SCHOOL if number == 6 else SCHOOL, pupil=f"P-{number}", half_days=HALF_DAYS)
        await harness.receive(person(signal.person_id, (signal.school, signal.pupil)), str(signal.person_id))
        await harness.receive(signal, str(signal.person_id))
    case_id = (await harness.cases())[0]["case_id"]
    await harness.act(case_id, "assign", assignee="an")
    harness.clock.advance(timedelta(days=2))
    await harness.act(case_id, "start")
    await harness.act(case_id, "contacts", on="2026-11-25", party="parents", means="phone", text="gebeld")
    told = [(kind, data) for kind, data in await harness.sent() if data["case_id"] == case_id]
    [meeting_id] = [data["meeting_id"] for kind, data in told if kind == "meeting-requested.v1"]
    held = meeting(consultation_meetings.MeetingHeld, meeting_id, case_id)
    await harness.receive(held, meeting_id)
    harness.clock.advance(timedelta(days=8))
    assert (await harness.act(case_id, "close", outcome="attends-again", reason="reden")).status_code == 200
    assert (await harness.act(case_id, "reopen", reason="reden")).status_code == 200
    assert (await harness.act(case_id, "close", outcome="attends-again", reason="reden")).status_code == 200
    return harness


async def figures(harness: Harness, **params: str) -> dict[str, Any]:
    answer = await harness.http.get("/figures/cases", params=params)
    assert answer.status_code == 200, answer.text
    body: dict[str, Any] = answer.json()
    return body


async def test_small_numbers_are_not_in_the_figures(story: Harness) -> None:
    answer = await figures(story)
    assert (answer["by"], answer["school_year"], answer["smallest_cell"]) == ("case_type", "2026-2027", 5)
    [truancy] = answer["items"]
    assert (truancy["group"], truancy["cases"]) == ("truancy", 7)
    assert (truancy["outcomes"], truancy["reopened"]) == ([{"outcome": "attends-again", "cases": None}], None)
    by_school = await figures(story, by="school")
    assert [(item["group"], item["cases"]) for item in by_school["items"]] == [(SCHOOL, 6), (OTHER_SCHOOL, None)]
    hops = {hop["hop"]: (hop["cases"], hop["median_days"], hop["p90_days"]) for hop in truancy["hops"]}
    assert hops["first-half-day-to-level"] == (7, 18, 18)
    assert hops["level-to-opened"] == (7, 3, 3)
    assert hops["opened-to-started"] == (None, None, None)


async def test_every_step_of_a_case_is_found(story: Harness) -> None:
    async with story.service.units() as uow:
        steps = await uow.figures.steps(None, of_types=frozenset(uow.case_types.names), school=SCHOOL)
    [played] = [case for case in steps if case.outcome]
    days = [played.first_half_day, played.level_on, played.opened_on, played.started_on, played.contact_on]
    assert [day.isoformat() for day in (*days, played.meeting_on, played.closed_on) if day] == [
        "2026-11-02",
        "2026-11-20",
        "2026-11-23",
        "2026-11-25",
        "2026-11-25",
        "2026-12-01",
        "2026-12-03",
    ]
    assert played.was_reopened
    assert len(steps) == 6


async def test_figures_are_asked_for_by_team_and_year_and_as_csv(story: Harness) -> None:
    by_team = await figures(story, by="team")
    assert [(item["group"], item["cases"]) for item in by_team["items"]] == [("north", None), (None, 6)]
    assert (await figures(story, team="north"))["items"][0]["cases"] is None
    assert (await figures(story, by="school_year"))["school_year"] is None
    assert (await figures(story, school_year="2025-2026"))["items"] == []
    answer = await story.http.get("/figures/cases", headers={"Accept": "text/csv"})
    assert answer.headers["content-type"].startswith("text/csv")
    lines = answer.text.splitlines()
    assert lines[:2] == ["group,measure,cases,median_days,p90_days", "truancy,cases,7,,"]
    assert "truancy,first-half-day-to-level,7,18.0,18" in lines
    assert (await story.http.get("/figures/cases", params={"team": "south"})).status_code == 404
    assert (await story.http.get("/figures/cases", params={"by": "pupil"})).status_code == 422


async def test_what_events_say_nothing_of_is_in_the_figures_of_a_coordinator_alone(harness: Harness) -> None:
    signal = level_reached()
    await harness.receive(person(signal.person_id, (SCHOOL, "P-1")), str(signal.person_id))
    report = {"case_type": "bullying", "school": SCHOOL, "pupil": "P-1"}
    codes = {item["case_type"]: item for item in (await harness.http.get("/case-types")).json()["items"]}
    report["code"] = codes["bullying"]["report_codes"][0]["code"]
    assert (await harness.http.post("/reports", json=report)).status_code < 300
    assert (await figures(harness))["items"] == []
    answer = await harness.http.get("/figures/cases", headers=COORDINATOR)
    assert [item["group"] for item in answer.json()["items"]] == ["bullying"]
    for role in ("school", "counsellor", "clb", "youth-coach", "operator"):
        headers = bearer(role, sub=f"u-{role}", school=SCHOOL, contact=f"{role}-1")
        assert (await harness.http.get("/figures/cases", headers=headers)).status_code == 403


async def test_figures_are_published_by_type_of_case_when_they_changed(story: Harness) -> None:
    for _ in range(2):
        await publish_figures(story.service.units, clock=story.clock, smallest=5)
    [told] = [data for kind, data in await story.sent() if kind == "figures-published.v1"]
    numbers = {tuple(group["name"] for group in item["groups"]): item["value"] for item in told["values"]}
    assert (told["figure"], told["school_year"], told["unit"]) == ("cases", "2026-2027", "cases")
    assert numbers == {
        ("truancy",): 7,
        ("truancy", "open"): None,
        ("truancy", "withdrawn"): 0,
        ("truancy", "reopened"): None,
        ("truancy", "attends-again"): None,
    }
