"""`PUT /organisations/{id}/closures`: who works for an organisation is away while it is closed."""

from datetime import date

import pytest

from shared.domain.roles import Role

from .harness import SCHOOL, Case, Harness

KRING = {"organisation_id": "clb-kring", "kind": "clb", "name": "CLB De Kring", "serves": [SCHOOL]}
WEEK = {"closures": [{"from": "2026-11-16", "until": "2026-11-20"}]}


@pytest.fixture
async def staffed(harness: Harness) -> Harness:
    """A CLB with a contact, whom no meeting needs, and a counsellor who works for it too."""
    await harness.add("worker-1", Role.CASEWORKER)
    async with harness.asking("coordinator") as client:
        assert (await client.post("/organisations", json=KRING)).status_code == 201
    await harness.add("counsellor-1", Role.COUNSELLOR, SCHOOL, organisation_id="clb-kring")
    return harness


async def close(harness: Harness, version: int = 1, **body: object):
    async with harness.asking("coordinator") as client:
        return await client.put(
            "/organisations/clb-kring/closures", json={**WEEK, **body}, headers={"If-Match": f'"{version}"'}
        )


async def test_a_meeting_is_planned_after_the_closure_and_one_before_asks_for_somebody(staffed: Harness):
    before = await staffed.request()
    assert before.slot.time.start.date() == date(2026, 11, 17)
    answer = await close(staffed)
    assert (answer.headers["etag"], answer.json()["closures"]) == ('"2"', WEEK["closures"])
    later = await staffed.request(Case(reference="SP-2026-000124"))
    assert later.slot.time.start.date() == date(2026, 11, 23)
    await staffed.look()
    assert [str(reason) for reason in (await staffed.meeting(before.meeting_id)).attention.reasons] == [
        "participant-away"
    ]
    assert len(await staffed.sent("organisation:clb-kring")) == 1, "closures are told to nobody"


async def test_closures_are_said_whole_and_by_version(staffed: Harness):
    assert (await close(staffed)).status_code == 200
    assert (await close(staffed)).status_code == 412
    opened = await close(staffed, 2, closures=[])
    assert (opened.status_code, opened.json()["closures"], opened.json()["version"]) == (200, [], 3)
    assert (await staffed.request()).slot.time.start.date() == date(2026, 11, 17)


@pytest.mark.parametrize("closure", [{"from": "2026-11-20", "until": "2026-11-16"}, {"from": "2026-11-16"}, {}])
async def test_a_malformed_closure_is_refused_with_its_field(staffed: Harness, closure: dict[str, str]):
    answer = await close(staffed, closures=[closure])
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"].startswith("closures.0.")


async def test_the_coordinator_alone_closes(staffed: Harness):
    async with staffed.asking("caseworker") as client:
        answer = await client.put("/organisations/clb-kring/closures", json=WEEK, headers={"If-Match": '"1"'})
    assert answer.status_code == 403
