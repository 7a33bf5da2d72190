"""Consultation bodies over HTTP: founded, changed, their members, and what they still lack."""

from datetime import date

import pytest

from shared.domain.roles import Role

from .councils import COUNCIL, council, findings, posted, with_organisations
from .harness import OTHER_SCHOOL, SCHOOL, Harness


@pytest.fixture
async def partners(harness: Harness) -> Harness:
    await harness.staff()
    await with_organisations(harness)
    return harness


async def test_a_body_is_founded_read_and_changed(partners: Harness):
    body = await council(partners)
    assert {name: body[name] for name in COUNCIL} == COUNCIL
    path = f"/bodies/{body['body_id']}"
    async with partners.asking("coordinator") as client:
        assert (await client.patch(path, json={"quorum": None})).status_code == 428
        assert (await client.patch(path, json={"quorum": None}, headers={"If-Match": '"9"'})).status_code == 412
        changed = await client.patch(path, json={"quorum": None, "lok": "Geen"}, headers={"If-Match": '"1"'})
        assert (changed.json()["quorum"], changed.json()["lok"], changed.headers["ETag"]) == (None, "Geen", '"2"')
        assert (await client.get("/bodies", params={"kind": "education-cell"})).json()["items"] == []
    async with partners.asking("caseworker") as client:
        assert (await client.get(path)).json() == changed.json()
        assert (await client.get("/bodies")).json()["items"] == [changed.json()]
        assert (await client.post("/bodies", json=COUNCIL)).status_code == 403


async def test_what_no_body_can_be(partners: Harness):
    mistakes = [
        ({"kind": "board"}, "kind"),
        ({"quorum": 0}, "quorum"),
        ({"times_a_year": 53}, "times_a_year"),
        ({"until": "2026-08-31"}, "until"),
        ({"pupils": [{"school": SCHOOL, "pupils": 4}]}, "pupils"),
        ({"kind": "pupils-platform", "pupils": [{"school": "125009", "pupils": 4}]}, "pupils"),
        ({"expectations": [{"partner": "CLB", "expects": "a"}, {"partner": "CLB", "expects": "b"}]}, "expectations"),
        ({"names": ["Els"]}, "names"),
    ]
    async with partners.asking("coordinator") as client:
        for fields, field in mistakes:
            response = await client.post("/bodies", json={**COUNCIL, **fields})
            assert (response.status_code, [error["field"] for error in response.json()["errors"]]) == (422, [field])


async def test_a_pupils_platform_counts_pupils_for_each_school(partners: Harness):
    pupils = [{"school": SCHOOL, "pupils": 4}, {"school": OTHER_SCHOOL, "pupils": 2}]
    assert (await council(partners, kind="pupils-platform", pupils=pupils))["pupils"] == pupils


async def test_a_member_sits_once_at_a_time(partners: Harness):
    body = await council(partners)
    path = f"/bodies/{body['body_id']}/members"
    joined = await posted(partners, path, {"contact_id": "clb-1", "from": "2026-09-01", "until": "2026-10-31"})
    await posted(partners, path, {"contact_id": "clb-1", "from": "2026-10-31"}, status=409)
    again = await posted(partners, path, {"contact_id": "clb-1", "from": "2026-11-01", "mandate": "voorzitter"})
    member = f"{path}/{joined['members'][0]['member_id']}"
    async with partners.asking("coordinator") as client:
        match = {"If-Match": f'"{again["version"]}"'}
        assert (await client.patch(member, json={"until": None}, headers=match)).status_code == 409
        ended = await client.patch(member, json={"until": "2026-10-01"}, headers=match)
        assert [row["until"] for row in ended.json()["members"]] == ["2026-10-01", None]
        assert (await client.get(path)).json()["items"] == ended.json()["members"]
    for wrong, field in (
        ({"contact_id": "nobody"}, "contact_id"),
        ({"organisation_id": "nobody"}, "organisation_id"),
        ({}, "contact_id"),
        ({"contact_id": "clb-1", "organisation_id": "jeugd"}, "contact_id"),
    ):
        refused = await posted(partners, path, {"from": "2027-01-01", **wrong}, status=422)
        assert [error["field"] for error in refused["errors"]] == [field]


async def test_the_check_names_a_local_school_that_was_forgotten(partners: Harness):
    body = await council(partners, times_a_year=None)
    path = f"/bodies/{body['body_id']}/members"
    await posted(partners, path, {"contact_id": "counsellor-1", "from": "2026-09-01"})
    await posted(partners, path, {"organisation_id": "clb-a", "from": "2026-09-01"})
    assert await findings(partners, body) == [("partner-not-member", "College")]
    await posted(partners, f"{path}/partners", {"from": "2026-11-01"}, status=200)
    assert await findings(partners, body) == []
    assert await findings(partners, await council(partners, kind="internal-consultation", times_a_year=None)) == []


async def test_the_check_names_mandates_and_contacts_that_ended(partners: Harness):
    body = await council(partners, kind="education-cell", times_a_year=None)
    await partners.add("coach-9", Role.YOUTH_COACH, valid_until=date(2026, 10, 31))
    path = f"/bodies/{body['body_id']}/members"
    mandate = {"mandate": "voorzitter", "mandate_until": "2026-10-31"}
    await posted(partners, path, {"contact_id": "clb-1", "from": "2026-09-01", **mandate})
    await posted(partners, path, {"contact_id": "coach-9", "from": "2026-09-01"})
    assert await findings(partners, body) == [("mandate-ended", "clb-1"), ("contact-ended", "coach-9")]


async def test_a_member_reads_the_body_and_nobody_else_does(partners: Harness):
    body = await council(partners)
    path = f"/bodies/{body['body_id']}"
    await posted(partners, f"{path}/members", {"organisation_id": "school-1", "from": "2026-09-01"})
    async with partners.asking("counsellor", contact="counsellor-1") as client:
        assert (await client.get(path)).json()["name"] == "Onderwijsraad"
        assert len((await client.get("/bodies")).json()["items"]) == 1
        assert (await client.get(f"{path}/check")).status_code == 403
    async with partners.asking("clb", contact="clb-1") as client:
        assert (await client.get(path)).status_code == 404
        assert (await client.get("/bodies")).json()["items"] == []


async def test_a_school_and_a_partner_read_the_bodies_they_sit_in_and_no_others(partners: Harness):
    await posted(partners, "/organisations", {"organisation_id": "vzw-1", "kind": "partner", "name": "Jeugdhuis"})
    body, other = await council(partners), await council(partners, kind="education-cell", name="Onderwijscel")
    members = f"/bodies/{body['body_id']}/members"
    for organisation in ("school-1", "vzw-1"):
        await posted(partners, members, {"organisation_id": organisation, "from": "2026-09-01"})
    session = {"starts_at": "2026-12-01T10:00:00+01:00", "ends_at": "2026-12-01T12:00:00+01:00", "place": "Raadzaal"}
    planned = await posted(partners, f"/bodies/{body['body_id']}/sessions", session)
    path = f"/bodies/{body['body_id']}/sessions/{planned['session_id']}"
    for role, claims, organisation in (
        ("school", {"school": SCHOOL}, "school-1"),
        ("partner", {"organisation": "vzw-1"}, "vzw-1"),
    ):
        async with partners.asking(role, **claims) as client:
            assert [row["name"] for row in (await client.get("/bodies")).json()["items"]] == ["Onderwijsraad"]
            assert (await client.get(f"/bodies/{other['body_id']}")).status_code == 404
            added = await client.post(f"{path}/agenda", json={"text": "Vervoer naar school"})
            assert added.json()["agenda"][-1]["added_by"] == organisation
            assert (await client.post(f"{path}/cancel")).status_code == 403
            assert (await client.get(f"/bodies/{body['body_id']}/check")).status_code == 403
    for role, claims in (("school", {"school": OTHER_SCHOOL}), ("partner", {"organisation": "jeugd"})):
        async with partners.asking(role, **claims) as client:
            assert (await client.get("/bodies")).json()["items"] == []
            assert (await client.get(path)).status_code == 404
