"""`/organisations`: who reads and writes them, versions, what is told, and what contacts are told with them."""

import pytest

from .harness import OTHER_SCHOOL, SCHOOL, Harness

WILG = {
    "organisation_id": "school-wilg",
    "kind": "school",
    "name": "Atheneum De Wilg",
    "school": SCHOOL,
    "board": "Scholengroep De Wilgen",
    "levels": ["secundair"],
    "sites": [{"site": "1", "name": "Hoofdgebouw", "address": "Wilgenlaan 1"}],
    "email": "info@dewilg.example",
    "phone": "011 00 00 00",
}
KRING = {"organisation_id": "clb-kring", "kind": "clb", "name": "CLB De Kring", "serves": [OTHER_SCHOOL, SCHOOL]}
ELS = {"contact_id": "c-1", "name": "Els Voorbeeld", "role": "counsellor", "organisation_id": "school-wilg"}


@pytest.fixture
async def founded(harness: Harness) -> Harness:
    async with harness.asking("coordinator") as client:
        for body in (WILG, KRING):
            assert (await client.post("/organisations", json=body)).status_code == 201
    return harness


NO_POST = {"street": None, "postcode": None, "municipality": None}


async def test_an_organisation_is_added_answered_and_told(founded: Harness):
    async with founded.asking("caseworker") as client:
        answer = await client.get("/organisations/school-wilg")
        listed = await client.get("/organisations?limit=1")
        of_school = await client.get(f"/organisations?school={SCHOOL}")
        of_kind = await client.get("/organisations?kind=school")
    assert (answer.headers["etag"], answer.json()) == (
        '"1"',
        {**WILG, "serves": [], "local": True, **NO_POST, "closures": [], "version": 1},
    )
    assert [item["organisation_id"] for item in listed.json()["items"]] == ["clb-kring"]
    assert [item["organisation_id"] for item in of_school.json()["items"]] == ["clb-kring", "school-wilg"]
    assert [item["organisation_id"] for item in of_kind.json()["items"]] == ["school-wilg"]
    ((kind, data),) = await founded.sent("organisation:school-wilg")
    assert (kind, data["name"], data["school"]) == ("organisation-changed", "Atheneum De Wilg", SCHOOL)
    assert data["sites"] == WILG["sites"]


@pytest.mark.parametrize(
    ("change", "status", "field"),
    [
        ({}, 409, None),
        ({"organisation_id": "school-2"}, 422, "school"),
        ({"organisation_id": "school-2", "school": None}, 422, "school"),
        ({"organisation_id": "school-2", "school": "12"}, 422, "school"),
        ({"organisation_id": "school-2", "serves": [SCHOOL], "school": OTHER_SCHOOL}, 422, "serves"),
        ({"kind": "academy"}, 422, "kind"),
        ({"address": "Wilgenlaan 1"}, 422, "address"),
    ],
)
async def test_what_does_not_fit_is_refused_with_its_field(
    founded: Harness, change: dict[str, object], status: int, field: str | None
):
    async with founded.asking("coordinator") as client:
        answer = await client.post("/organisations", json={**WILG, **change})
    assert answer.status_code == status
    assert [error["field"] for error in answer.json().get("errors", [])] == ([field] if field else [])


async def test_a_new_name_is_told_of_the_organisation_and_of_who_works_there(founded: Harness):
    async with founded.asking("coordinator") as client:
        added = await client.post("/contacts", json=ELS)
        changed = await client.patch(
            "/organisations/school-wilg", json={"name": "Lyceum De Wilg", "sites": []}, headers={"If-Match": '"1"'}
        )
        same = await client.patch(
            "/organisations/school-wilg", json={"levels": ["secundair"]}, headers={"If-Match": '"2"'}
        )
    assert (added.json()["organisation"], added.json()["version"]) == ("Atheneum De Wilg", 1)
    assert (changed.status_code, changed.json()["name"], changed.json()["sites"]) == (200, "Lyceum De Wilg", [])
    assert same.headers["etag"] == '"2"'
    assert [data["name"] for _, data in await founded.sent("organisation:school-wilg")] == [
        "Atheneum De Wilg",
        "Lyceum De Wilg",
    ]
    assert [data["organisation"] for _, data in await founded.sent("c-1")] == ["Atheneum De Wilg", "Lyceum De Wilg"]


async def test_a_new_address_is_told_of_the_organisation_and_once_more_of_who_works_there(founded: Harness):
    post = {"street": "Wilgenlaan 1", "postcode": "3500", "municipality": "Hasselt"}
    async with founded.asking("coordinator") as client:
        await client.post("/contacts", json=ELS)
        for version in ("1", "2"):
            changed = await client.patch("/organisations/school-wilg", json=post, headers={"If-Match": f'"{version}"'})
        contact = await client.get("/contacts/c-1")
        wrong = await client.patch("/organisations/school-wilg", json={"postcode": "-"}, headers={"If-Match": '"2"'})
    assert (changed.headers["etag"], changed.json()["municipality"], contact.json()["version"]) == ('"2"', "Hasselt", 2)
    assert [data["street"] for _, data in await founded.sent("organisation:school-wilg")] == [None, "Wilgenlaan 1"]
    assert [data["organisation_id"] for _, data in await founded.sent("c-1")] == ["school-wilg", "school-wilg"]
    assert [error["field"] for error in wrong.json()["errors"]] == ["postcode"]


async def test_a_change_names_the_version_it_changes(founded: Harness):
    async with founded.asking("coordinator") as client:
        without = await client.patch("/organisations/clb-kring", json={"name": "CLB"})
        stale = await client.patch("/organisations/clb-kring", json={"name": "CLB"}, headers={"If-Match": '"7"'})
        nothing = await client.patch("/organisations/clb-kring", json={"name": None}, headers={"If-Match": '"1"'})
        nowhere = await client.patch("/organisations/clb-9", json={"name": "CLB"}, headers={"If-Match": '"1"'})
    assert [answer.status_code for answer in (without, stale, nothing, nowhere)] == [428, 412, 422, 404]


async def test_a_contact_works_for_an_organisation_by_its_name(founded: Harness):
    async with founded.asking("coordinator") as client:
        unknown = await client.post("/contacts", json={**ELS, "organisation_id": "school-9"})
        other = await client.post("/contacts", json={**ELS, "organisation": "De Wilg"})
        added = await client.post("/contacts", json={**ELS, "phone": "0470 00 00 00"})
        renamed = await client.patch("/contacts/c-1", json={"organisation": "De Wilg"}, headers={"If-Match": '"1"'})
        moved = await client.patch("/contacts/c-1", json={"organisation_id": "clb-kring"}, headers={"If-Match": '"1"'})
        left = await client.patch(
            "/contacts/c-1", json={"organisation_id": None, "organisation": "Elders"}, headers={"If-Match": '"2"'}
        )
    fields = [[error["field"] for error in answer.json()["errors"]] for answer in (unknown, other, renamed)]
    assert fields == [["organisation_id"], ["organisation"], ["organisation"]]
    assert added.json()["phone"] == "0470 00 00 00"
    assert (moved.json()["organisation"], moved.json()["organisation_id"]) == ("CLB De Kring", "clb-kring")
    assert (left.json()["organisation"], left.json()["organisation_id"]) == ("Elders", None)


@pytest.mark.parametrize("role", ["counsellor", "clb", "youth-coach", "school", "operator", "caseworker"])
async def test_the_coordinator_alone_writes(founded: Harness, role: str):
    async with founded.asking(role, school=SCHOOL) as client:
        added = await client.post("/organisations", json={**WILG, "organisation_id": "school-2"})
        changed = await client.patch("/organisations/clb-kring", json={"name": "CLB"}, headers={"If-Match": '"1"'})
        read = await client.get("/organisations/clb-kring")
    assert (added.status_code, changed.status_code) == (403, 403)
    assert read.status_code == (200 if role == "caseworker" else 403)
