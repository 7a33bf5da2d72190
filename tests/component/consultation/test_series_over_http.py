"""Series over HTTP: set up, proposed, fixed, and what becomes of the sessions."""

import asyncio
from datetime import date

import pytest

from shared.domain.roles import Role

from .harness import OTHER_SCHOOL, SCHOOL, Harness
from .standing import SERIES, fixed, proposed, set_up, staffed_for_two


@pytest.fixture
async def staffed(harness: Harness) -> Harness:
    await staffed_for_two(harness)
    return harness


def starts(sessions: list[dict]) -> list[str]:
    return [session["starts_at"] for session in sessions]


async def test_a_series_is_set_up_read_and_changed(staffed: Harness):
    series = await set_up(staffed)
    assert (series["required_roles"], series["proposal"], series["version"]) == (["counsellor", "caseworker"], None, 1)
    path = f"/series/{series['series_id']}"
    async with staffed.asking("coordinator") as client:
        assert (await client.patch(path, json={"title": "Overleg"})).status_code == 428
        stale = await client.patch(path, json={"title": "Overleg"}, headers={"If-Match": '"9"'})
        assert stale.status_code == 412
        changed = await client.patch(
            path, json={"title": "Overleg", "until": "2027-06-30"}, headers={"If-Match": '"1"'}
        )
        assert (changed.json()["title"], changed.json()["until"], changed.headers["ETag"]) == (
            "Overleg",
            "2027-06-30",
            '"2"',
        )
    async with staffed.asking("caseworker") as client:
        assert (await client.get(path)).json() == changed.json()
        for school, count in ((OTHER_SCHOOL, 1), ("125009", 0)):
            assert len((await client.get("/series", params={"school": school})).json()["items"]) == count
        assert (await client.post("/series", json=SERIES)).status_code == 403


async def test_what_no_series_can_be(staffed: Harness):
    mistakes = [
        ({"at": "12:00"}, "at"),
        ({"minutes": 240}, "at"),
        ({"first_on": "2026-11-21"}, "first_on"),
        ({"other_schools": [SCHOOL]}, "other_schools"),
        ({"meeting_type": "board-meeting"}, "meeting_type"),
        ({"contacts": ["nobody"]}, "contacts"),
        ({"contacts": ["clb-1"], "optional_roles": []}, "contacts"),
        ({"every_weeks": 0}, "every_weeks"),
        ({"rhythm": "weekly"}, "rhythm"),
        ({"school": "000000"}, "school"),
        ({"other_schools": ["000000"]}, "other_schools"),
        ({"required_roles": ["operator"]}, "required_roles"),
        ({"optional_roles": ["school"]}, "optional_roles"),
        ({"title": "Overleg \u202eneek"}, "title"),
    ]
    async with staffed.asking("coordinator") as client:
        for fields, field in mistakes:
            response = await client.post("/series", json={**SERIES, **fields})
            assert (response.status_code, [error["field"] for error in response.json()["errors"]]) == (422, [field])


async def test_a_proposal_plans_nothing_and_leaves_holidays_out(staffed: Harness):
    series = await set_up(staffed, every_weeks=4, first_on="2026-11-26")
    sessions = await proposed(staffed, series)
    assert [(session["on"], session["starts_at"]) for session in sessions] == [
        ("2026-11-26", "2026-11-26T10:00:00+01:00"),
        ("2026-12-24", "2027-01-07T10:00:00+01:00"),
        ("2027-01-21", "2027-01-21T10:00:00+01:00"),
    ]
    assert [person["contact_id"] for person in sessions[0]["participants"]] == [
        "counsellor-1",
        "counsellor-2",
        "worker-1",
        "clb-1",
        "coach-1",
    ]
    assert [kind for kind, _ in await staffed.sent() if kind.startswith("meeting")] == []


async def test_sessions_that_are_fixed_are_meetings_and_everyone_is_told_once(staffed: Harness):
    sessions = await fixed(staffed)
    assert [start[:10] for start in starts(sessions)] == [
        "2026-11-19",
        "2026-12-03",
        "2026-12-17",
        "2027-01-07",
        "2027-01-14",
        "2027-01-28",
    ]
    assert {session["status"] for session in sessions} == {"scheduled"}
    told = [event for kind, event in await staffed.sent() if kind == "meeting-scheduled"]
    assert [(event["meeting_id"], event["case_ids"]) for event in told] == [
        (session["meeting_id"], []) for session in sessions
    ]
    assert {(event["series_id"], tuple(event["other_schools"])) for event in told} == {
        (sessions[0]["series_id"], (OTHER_SCHOOL,))
    }
    async with staffed.asking("caseworker") as client:
        listed = await client.get(f"/series/{sessions[0]['series_id']}/sessions", params={"limit": 2})
        rest = await client.get(
            f"/series/{sessions[0]['series_id']}/sessions", params={"cursor": listed.json()["next"]}
        )
    assert starts([*listed.json()["items"], *rest.json()["items"]]) == starts(sessions)


async def test_only_what_is_chosen_is_fixed_also_at_another_time_and_never_twice(staffed: Harness):
    series = await set_up(staffed)
    path = f"/series/{series['series_id']}/fix"
    chosen = {"sessions": [{"on": "2026-11-19"}, {"on": "2026-12-03", "starts_at": "2026-12-04T13:00:00+01:00"}]}
    async with staffed.asking("coordinator") as client:
        assert (await client.post(path)).status_code == 409
        await proposed(staffed, series)
        assert (await client.post(path, json={"sessions": [{"on": "2026-11-20"}]})).status_code == 422
        answer = (await client.post(path, json=chosen)).json()
    assert starts(answer["sessions"]) == ["2026-11-19T10:00:00+01:00", "2026-12-04T13:00:00+01:00"]
    assert answer["sessions"][1]["fixed_for"] == "2026-12-03T10:00:00+01:00"
    again = await proposed(staffed, series)
    assert [session["on"] for session in again] == ["2026-12-17", "2026-12-31", "2027-01-14", "2027-01-28"]


async def test_a_session_whose_place_somebody_took_meanwhile_is_refused_and_the_others_stand(staffed: Harness):
    series = await set_up(staffed)
    await proposed(staffed, series)
    await staffed.add("counsellor-9", Role.COUNSELLOR, "125009")
    await staffed.add("worker-9", Role.CASEWORKER)
    alone = {"school": "125009", "other_schools": [], "first_on": "2026-12-03", "every_weeks": 26}
    other = await set_up(staffed, **alone, contacts=["worker-9"])
    await proposed(staffed, other)
    async with staffed.asking("coordinator") as client:
        await client.post(f"/series/{other['series_id']}/fix")
        answer = (await client.post(f"/series/{series['series_id']}/fix")).json()
    refused = [(session["on"], session["reasons"]) for session in answer["refused"]]
    assert (refused, len(answer["sessions"])) == ([("2026-12-03", ["place-taken"])], 5)
    assert [session["on"] for session in await proposed(staffed, series)] == ["2026-12-03"]


async def test_two_who_fix_at_once_do_it_once(staffed: Harness):
    series = await set_up(staffed)
    await proposed(staffed, series)
    async with staffed.asking("coordinator") as client:
        answers = await asyncio.gather(*(client.post(f"/series/{series['series_id']}/fix") for _ in range(3)))
    assert sorted(answer.status_code for answer in answers) == [200, 409, 409]


async def test_participants_see_their_sessions_and_not_the_series(staffed: Harness):
    await staffed.add("counsellor-9", Role.COUNSELLOR, "125009")
    sessions = await fixed(staffed)
    path = f"/series/{sessions[0]['series_id']}"
    for contact, count in (("counsellor-2", 6), ("counsellor-9", 0)):
        async with staffed.asking("counsellor", contact) as client:
            assert (await client.get(path)).status_code == 403
            assert len((await client.get(f"{path}/sessions")).json()["items"]) == count


async def test_a_session_moves_with_its_people_and_is_called_off_alone(staffed: Harness):
    first, second, *_ = await fixed(staffed)
    async with staffed.asking("caseworker") as client:
        body = {"starts_at": "2026-11-20T13:00:00+01:00"}
        moved = (await client.post(f"/meetings/{first['meeting_id']}/reschedule", json=body)).json()
        assert (moved["starts_at"], moved["ends_at"][11:16], moved["fixed_for"]) == (
            body["starts_at"],
            "14:00",
            first["starts_at"],
        )
        assert (moved["participants"], moved["ical_sequence"]) == (first["participants"], 1)
        later = await client.post(f"/meetings/{first['meeting_id']}/reschedule", json={"hold_by": "2026-11-27"})
        assert later.json()["starts_at"] == "2026-11-20T14:00:00+01:00"
        assert (await client.post(f"/meetings/{second['meeting_id']}/cancel")).json()["status"] == "cancelled"
        listed = (await client.get(f"/series/{first['series_id']}/sessions")).json()["items"]
    assert [session["status"] for session in listed[:3]] == ["scheduled", "cancelled", "scheduled"]


async def test_a_session_asks_for_somebody_when_one_of_its_schools_closes(staffed: Harness):
    sessions = await fixed(staffed, school=OTHER_SCHOOL, other_schools=[SCHOOL])
    await staffed.close_school(date(2026, 11, 19))
    async with staffed.asking("caseworker") as client:
        session = (await client.get(f"/meetings/{sessions[0]['meeting_id']}")).json()
    assert session["attention"]["reasons"] == ["school-closed"]


async def test_who_declines_a_session_is_replaced_by_somebody_of_the_own_school(staffed: Harness):
    await staffed.add("counsellor-1-deputy", Role.COUNSELLOR, SCHOOL, deputy_of="counsellor-1")
    [session, *_] = await fixed(staffed)
    await staffed.add("counsellor-2-deputy", Role.COUNSELLOR, OTHER_SCHOOL, deputy_of="counsellor-2")
    async with staffed.asking("counsellor", "counsellor-2") as client:
        answer = await client.post(f"/meetings/{session['meeting_id']}/reply", json={"answer": "declined"})
    assert answer.status_code == 200, answer.text
    async with staffed.asking("coordinator") as client:
        seated = (await client.get(f"/meetings/{session['meeting_id']}")).json()["participants"]
    counsellors = {person["contact_id"] for person in seated if person["role"] == "counsellor"}
    assert counsellors == {"counsellor-1", "counsellor-2-deputy"}
