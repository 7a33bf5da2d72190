"""`/contacts`: who reads and changes whom, versions, and what is told."""

import pytest

from shared.domain.roles import Role

from .harness import OTHER_SCHOOL, SCHOOL, Harness

NEW = {"contact_id": "c-9", "name": "Nele Voorbeeld", "role": "clb", "email": "nele@clb.example", "schools": [SCHOOL]}
EVERY_WEEK = {"valid_from": None, "valid_until": None, "every_weeks": 1}
MORNINGS = {
    "weekly": [{"weekday": 1, "from": "08:30", "until": "12:00", **EVERY_WEEK}],
    "exceptions": [],
    "max_meetings_per_day": 2,
    "minutes_between_places": None,
}


@pytest.fixture
async def staffed(harness: Harness) -> Harness:
    await harness.staff()
    await harness.add("counsellor-2", Role.COUNSELLOR, OTHER_SCHOOL)
    return harness


async def get(harness: Harness, path: str, role: str = "coordinator", contact: str | None = None):
    async with harness.asking(role, contact) as client:
        return await client.get(path)


def ids(answer) -> list[str]:
    return [item["contact_id"] for item in answer.json()["items"]]


async def test_the_directory_lists_contacts_by_role_and_school(staffed: Harness):
    everyone = ["clb-1", "coach-1", "counsellor-1", "counsellor-2", "worker-1"]
    assert ids(await get(staffed, "/contacts")) == everyone
    assert ids(await get(staffed, "/contacts?role=counsellor")) == ["counsellor-1", "counsellor-2"]
    assert ids(await get(staffed, f"/contacts?school={OTHER_SCHOOL}")) == ["coach-1", "counsellor-2", "worker-1"]


async def test_a_long_list_comes_in_pages(staffed: Harness):
    first = await get(staffed, "/contacts?limit=2")
    second = await get(staffed, f"/contacts?limit=3&cursor={first.json()['next']}")
    assert ids(first) + ids(second) == ["clb-1", "coach-1", "counsellor-1", "counsellor-2", "worker-1"]
    assert second.json()["next"] is None


async def test_a_contact_is_as_it_is_told_with_version_and_availability(staffed: Harness):
    answer = await get(staffed, "/contacts/counsellor-1")
    assert answer.headers["etag"] == '"1"'
    assert answer.json() == {
        "contact_id": "counsellor-1",
        "name": "Els Voorbeeld",
        "role": "counsellor",
        "organisation": None,
        "schools": [SCHOOL],
        "email": None,
        "language": "nl",
        "deputy_of": None,
        "valid_from": None,
        "valid_until": None,
        "phone": None,
        "organisation_id": None,
        "availability": {
            "weekly": [],
            "exceptions": [],
            "max_meetings_per_day": None,
            "minutes_between_places": None,
        },
        "version": 1,
    }


async def test_a_contact_is_added_and_told(harness: Harness):
    async with harness.asking("coordinator") as client:
        answer = await client.post("/contacts", json=NEW)
        again = await client.post("/contacts", json=NEW)
    assert (answer.status_code, answer.headers["location"], answer.headers["etag"]) == (201, "/contacts/c-9", '"1"')
    assert again.status_code == 409
    ((kind, told),) = await harness.sent("c-9")
    assert (kind, told["email"], told["schools"]) == ("contact-changed", "nele@clb.example", [SCHOOL])


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"contact_id": "c 9"}, "contact_id"),
        ({"name": ""}, "name"),
        ({"role": "school"}, "role"),
        ({"role": "teacher"}, "role"),
        ({"schools": ["12"]}, "schools.0"),
        ({"email": "nele"}, "email"),
        ({"deputy_of": "nobody"}, "deputy_of"),
        ({"valid_from": "2026-09-02", "valid_until": "2026-09-01"}, "valid_until"),
    ],
)
async def test_a_malformed_contact_is_refused_with_its_field(harness: Harness, change: dict[str, object], field: str):
    async with harness.asking("coordinator") as client:
        answer = await client.post("/contacts", json={**NEW, **change})
    assert (answer.status_code, [error["field"] for error in answer.json()["errors"]]) == (422, [field])


async def test_a_change_is_told_with_the_whole_state(staffed: Harness):
    async with staffed.asking("coordinator") as client:
        answer = await client.patch(
            "/contacts/clb-1", json={"email": "els@clb.example", "schools": []}, headers={"If-Match": '"1"'}
        )
    assert (answer.status_code, answer.headers["etag"], answer.json()["schools"]) == (200, '"2"', [])
    assert (await staffed.sent("clb-1"))[-1][1]["email"] == "els@clb.example"


async def test_a_change_that_changes_nothing_tells_nothing(staffed: Harness):
    async with staffed.asking("coordinator") as client:
        answer = await client.patch("/contacts/clb-1", json={"language": "nl"}, headers={"If-Match": '"1"'})
    assert (answer.status_code, answer.headers["etag"]) == (200, '"1"')
    assert len(await staffed.sent("clb-1")) == 1


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [("PATCH", "/contacts/clb-1", {"language": "fr"}), ("PUT", "/contacts/clb-1/availability", MORNINGS)],
)
async def test_a_change_names_the_version_it_changes(staffed: Harness, method: str, path: str, body: dict[str, object]):
    async with staffed.asking("coordinator") as client:
        without = await client.request(method, path, json=body)
        stale = await client.request(method, path, json=body, headers={"If-Match": '"7"'})
        good = await client.request(method, path, json=body, headers={"If-Match": '"1"'})
    assert (without.status_code, stale.status_code, good.status_code) == (428, 412, 200)


@pytest.mark.parametrize(
    ("body", "field"),
    [({"name": None}, "name"), ({"deputy_of": "nobody"}, "deputy_of"), ({"telephone": "1"}, "telephone")],
)
async def test_a_malformed_change_is_refused_with_its_field(staffed: Harness, body: dict[str, object], field: str):
    async with staffed.asking("coordinator") as client:
        answer = await client.patch("/contacts/clb-1", json=body, headers={"If-Match": '"1"'})
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, field)


class TestAvailability:
    """`PUT /contacts/{id}/availability`."""

    async def test_it_is_kept_and_not_told(self, staffed: Harness):
        body = {
            **MORNINGS,
            "exceptions": [
                {"from": "2026-11-23", "until": "2026-11-27", "available": False},
                {"from": "2026-12-01T13:00:00+01:00", "until": "2026-12-01T16:00:00+01:00", "available": True},
            ],
        }
        async with staffed.asking("counsellor", "counsellor-1") as client:
            put = await client.put("/contacts/counsellor-1/availability", json=body, headers={"If-Match": '"1"'})
            read = await client.get("/contacts/counsellor-1/availability")
        assert (put.status_code, put.headers["etag"]) == (200, '"2"')
        assert put.json() == read.json() == body
        assert len(await staffed.sent("counsellor-1")) == 1

    async def test_hours_that_hold_for_a_time_are_kept_and_answered(self, staffed: Harness):
        hours = {"weekday": 1, "from": "08:30", "until": "12:00", "valid_from": "2026-09-07"}
        weekly = [{**hours, "valid_until": "2027-06-30", "every_weeks": 2}]
        async with staffed.asking("counsellor", "counsellor-1") as client:
            body = {"weekly": weekly, "minutes_between_places": 20}
            put = await client.put("/contacts/counsellor-1/availability", json=body, headers={"If-Match": '"1"'})
            read = await client.get("/contacts/counsellor-1/availability")
        assert put.json() == read.json() == {**body, "exceptions": [], "max_meetings_per_day": None}

    async def test_meetings_are_planned_by_it(self, staffed: Harness):
        async with staffed.asking("counsellor", "counsellor-1") as client:
            body = {"weekly": [{"weekday": 4, "from": "10:00", "until": "12:00"}]}
            await client.put("/contacts/counsellor-1/availability", json=body, headers={"If-Match": '"1"'})
        meeting = await staffed.request()
        assert meeting.slot.time.start.isoformat() == "2026-11-19T09:00:00+00:00"

    @pytest.mark.parametrize(
        ("body", "field"),
        [
            ({"weekly": [{"weekday": 8, "from": "08:30", "until": "12:00"}]}, "weekly.0.weekday"),
            ({"weekly": [{"weekday": 1, "from": "8 uur", "until": "12:00"}]}, "weekly.0.from"),
            ({"weekly": [{"weekday": 1, "from": "12:00", "until": "08:30"}]}, "weekly.0.until"),
            ({"weekly": [{"weekday": 1, "until": "08:30"}]}, "weekly.0.from"),
            ({"exceptions": [{"from": "2026-11-27", "until": "2026-11-23"}]}, "exceptions.0.until"),
            ({"max_meetings_per_day": -1}, "max_meetings_per_day"),
            ({"minutes_between_places": -5}, "minutes_between_places"),
            ({"weekly": [{"weekday": 1, "from": "08:30", "until": "12:00", "every_weeks": 2}]}, "weekly.0.valid_from"),
        ],
    )
    async def test_a_mistake_is_told_with_its_field(self, staffed: Harness, body: dict[str, object], field: str):
        async with staffed.asking("coordinator") as client:
            answer = await client.put("/contacts/clb-1/availability", json=body, headers={"If-Match": '"1"'})
        assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, field)

    async def test_an_exception_without_a_date_names_it(self, staffed: Harness):
        async with staffed.asking("coordinator") as client:
            body = {"exceptions": [{"from": "morgen", "until": "2026-11-23"}]}
            answer = await client.put("/contacts/clb-1/availability", json=body, headers={"If-Match": '"1"'})
        assert answer.status_code == 422
        assert {error["field"].split("[")[0][:17] for error in answer.json()["errors"]} == {"exceptions.0.from"}


class TestRights:
    """The rights table's row of contacts."""

    @pytest.mark.parametrize("role", ["school", "operator"])
    async def test_software_and_operators_have_no_business_here(self, staffed: Harness, role: str):
        async with staffed.asking(role, school=SCHOOL) as client:
            assert (await client.get("/contacts")).status_code == 403
            assert (await client.get("/contacts/clb-1")).status_code == 403

    async def test_nobody_reads_without_a_token(self, staffed: Harness):
        async with staffed.asking("coordinator") as client:
            assert (await client.get("/contacts", headers={"Authorization": ""})).status_code == 401

    async def test_a_counsellor_sees_contacts_of_the_own_schools(self, staffed: Harness):
        answer = await get(staffed, "/contacts", "counsellor", "counsellor-1")
        assert ids(answer) == ["clb-1", "coach-1", "counsellor-1", "worker-1"]
        assert (await get(staffed, "/contacts/counsellor-2", "counsellor", "counsellor-1")).status_code == 404

    async def test_a_contact_of_all_schools_sees_everyone(self, staffed: Harness):
        assert len(ids(await get(staffed, "/contacts", "youth-coach", "coach-1"))) == 5

    async def test_an_unknown_contact_sees_nobody(self, staffed: Harness):
        assert ids(await get(staffed, "/contacts", "clb", "stranger")) == []

    async def test_a_contact_whose_time_is_over_sees_only_the_own_entry(self, staffed: Harness):
        await staffed.add("clb-0", Role.CLB, SCHOOL, valid_until=staffed.clock.today().replace(day=1))
        assert ids(await get(staffed, "/contacts", "clb", "clb-0")) == ["clb-0"]

    async def test_a_contact_whose_time_is_over_saves_nothing_any_more(self, staffed: Harness):
        await staffed.add("clb-0", Role.CLB, SCHOOL, valid_until=staffed.clock.today().replace(day=1))
        async with staffed.asking("clb", "clb-0") as client:
            hours = await client.put("/contacts/clb-0/availability", json=MORNINGS, headers={"If-Match": '"1"'})
            details = await client.patch("/contacts/clb-0", json={"language": "fr"}, headers={"If-Match": '"1"'})
        assert (hours.status_code, details.status_code) == (403, 403)
        assert "coordinator" in hours.json()["detail"]

    async def test_a_caseworker_reads_and_does_not_write(self, staffed: Harness):
        async with staffed.asking("caseworker", "worker-1") as client:
            assert (await client.get("/contacts/clb-1")).status_code == 200
            assert (await client.post("/contacts", json=NEW)).status_code == 403
            patch = await client.patch("/contacts/worker-1", json={"language": "fr"}, headers={"If-Match": '"1"'})
            put = await client.put("/contacts/worker-1/availability", json=MORNINGS, headers={"If-Match": '"1"'})
        assert (patch.status_code, put.status_code) == (403, 403)

    async def test_a_counsellor_changes_the_own_contact_only(self, staffed: Harness):
        async with staffed.asking("counsellor", "counsellor-1") as client:
            own = await client.patch("/contacts/counsellor-1", json={"language": "fr"}, headers={"If-Match": '"1"'})
            colleague = await client.patch("/contacts/clb-1", json={"language": "fr"}, headers={"If-Match": '"1"'})
            hours = await client.put("/contacts/clb-1/availability", json=MORNINGS, headers={"If-Match": '"1"'})
            stranger = await client.put(
                "/contacts/counsellor-2/availability", json=MORNINGS, headers={"If-Match": '"1"'}
            )
            added = await client.post("/contacts", json=NEW)
        codes = [answer.status_code for answer in (own, colleague, hours, stranger, added)]
        assert codes == [200, 403, 403, 404, 403]

    @pytest.mark.parametrize("change", [{"schools": []}, {"role": "coordinator"}, {"valid_until": None}])
    async def test_nobody_gives_themselves_more_rights(self, staffed: Harness, change: dict[str, object]):
        async with staffed.asking("counsellor", "counsellor-1") as client:
            answer = await client.patch("/contacts/counsellor-1", json=change, headers={"If-Match": '"1"'})
        assert answer.status_code == 403
        assert len(await staffed.sent("counsellor-1")) == 1
