"""Activities over HTTP: what each kind notes, who may do it, what it counts, and what of it is kept."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from consultation.activities.domain.counts import Counts, OrganisationCounts, Period
from consultation.activities.kinds import registry
from shared.domain.roles import Role

from .afternoons import (
    AT_SCHOOL,
    FROM,
    PLACES,
    UNTIL,
    fields_of,
    opened,
    planned,
    put,
    read,
    registered,
    with_providers,
)
from .conftest import Opened
from .councils import posted
from .harness import OTHER_SCHOOL, SCHOOL, Harness
from .test_policy_over_http import action

YEAR = Period(date(2026, 9, 1), date(2027, 8, 31))


@pytest.fixture
async def city(harness: Harness) -> Harness:
    await harness.staff()
    await with_providers(harness)
    return harness


async def with_session(city: Harness, path: str, day: str, **fields: object) -> str:
    """The path of a session on this day."""
    times = {"starts_at": f"{day}T15:30:00+01:00", "ends_at": f"{day}T17:00:00+01:00"}
    activity = await posted(city, f"{path}/sessions", {**times, **fields})
    return f"{path}/sessions/{activity['sessions'][-1]['session_id']}"


async def counted(city: Harness, action_id: str | None = None) -> Counts:
    """What is counted of an action in the school year."""
    async with city.units() as uow:
        rows = await uow.activity_counts.by_action(YEAR)
    return {str(row.action_id) if row.action_id else None: row.counts for row in rows}[action_id]


async def test_homework_guidance_counts_children_once_and_the_hours_of_paid_guides(city: Harness):
    agreed = (await action(city, theme="language"))["action_id"]
    path = await opened(city, "huiswerkbegeleiding", capacity=6, place="Bibliotheek", action_id=agreed)
    rows = [await registered(city, path, name=f"Kind {number}", **{"class": "4A"}) for number in range(7)]
    sessions = [await with_session(city, path, day, instructor="Mia Voorbeeld") for day in ("2026-11-05", "2026-11-10")]
    came = [{"registration_id": row["registration_id"], "number": 1} for row in rows[:6]]
    await put(city, f"{sessions[0]}/presence", {"came": came[:5], "guides": 2, "hours": 3.0})
    noted = await put(city, f"{sessions[1]}/presence", {"came": came[1:], "guides": 1, "hours": 1.5})
    assert [row["presence"]["participants"] for row in noted["sessions"]] == [5, 5]
    counts = await counted(city, agreed)
    assert counts == Counts(
        activities=1,
        sessions=2,
        participants=6,
        attendances=10,
        registrations=6,
        places=6,
        waiting=1,
        hours=4.5,
        by_organisation={"school-1": OrganisationCounts(6, 6, 6, 0)},
    )
    held = await posted(city, f"{path}/hold", {}, status=200)
    assert (held["status"], held["theme"]) == ("held", "language")
    ((kind, told),) = await city.sent(held["activity_id"])
    assert (kind, told["participants"], told["hours"], told["day"]) == ("activity-held", 6, 4.5, "2026-11-10")
    await put(city, f"{sessions[0]}/presence", {"came": came[:5], "guides": 2, "hours": 3.5})
    assert [data["hours"] for _, data in await city.sent(held["activity_id"])] == [4.5, 5.0]
    assert "Kind" not in str(await city.sent(held["activity_id"]))


async def test_a_number_that_could_point_at_a_child_is_told_to_nobody(city: Harness):
    path = await opened(city, target_group="Lager", capacity=10)
    row = await registered(city, path, label="4A", places=3)
    session = await with_session(city, path, "2026-11-05")
    await put(city, f"{session}/presence", {"came": [{"registration_id": row["registration_id"], "number": 3}]})
    held = await posted(city, f"{path}/hold", {}, status=200)
    ((_, told),) = await city.sent(held["activity_id"])
    assert (told["participants"], told["places"], told["sessions"]) == (None, None, 1)


async def test_a_person_comes_to_a_session_once(city: Harness):
    path = await opened(city, "huiswerkbegeleiding", capacity=6, place="Bibliotheek")
    row = await registered(city, path, name="Kind 1", **{"class": "4A"})
    session = await with_session(city, path, "2026-11-05")
    twice = {"came": [{"registration_id": row["registration_id"], "number": 2}]}
    refused = await put(city, f"{session}/presence", twice, status=422)
    assert [error["field"] for error in refused["errors"]] == ["came"]


async def test_boekstart_counts_packs_and_vouchers_and_hands_out_no_more_than_a_point_has(city: Harness):
    activity = await planned(city, "boekstart", target_group="Baby’s van 6 maanden")
    path = f"/activities/{activity['activity_id']}"

    async def moved(what: str, number: int, status: int = 201) -> dict[str, Any]:
        body = {"point": "Bibliotheek", "moved": what, "number": number, "on": "2026-10-01"}
        return await posted(city, f"{path}/stock", body, status=status)

    await moved("received", 100)
    await moved("handed-out", 80)
    refused = await moved("handed-out", 21, status=422)
    assert [error["field"] for error in refused["errors"]] == ["number"]
    await moved("handed-out", -5)
    counted_stock = await moved("redeemed", 30)
    point = {"point": "Bibliotheek", "received": 100, "handed_out": 75, "redeemed": 30, "left": 25}
    assert (counted_stock["stock"], counted_stock["redemption_rate"]) == ([point], 0.4)
    counts = await counted(city)
    assert (counts.activities, counts.handed_out, counts.redeemed) == (1, 75, 30)
    await posted(city, f"{path}/open", {}, status=409)


async def test_internships_are_asked_by_schools_and_confirmed_by_the_personnel_department(city: Harness):
    path = await opened(city, "stages", capacity=2, place="Groendienst", confirmed_by="personeel", until="2026-11-12")
    first = await registered(city, path, places=1)
    second = await registered(city, path, organisation_id="school-2", places=1)
    await posted(city, f"{path}/hold", {}, status=409)
    await city.add("person-2", Role.YOUTH_COACH, organisation_id="personeel")
    registration = f"{path}/registrations/{first['registration_id']}"
    async with city.asking("youth-coach", contact="person-2") as client:
        confirmed = await client.post(f"{registration}/confirm", json={"mentor": "Jo Voorbeeld"})
        assert (confirmed.status_code, confirmed.json()["mentor"]) == (200, "Jo Voorbeeld")
        assert (await client.post(f"{path}/registrations/{second['registration_id']}/decline")).status_code == 200
        assert (await client.post(f"{path}/cancel", json={"why": "Geen plaats"})).status_code == 403
    async with city.asking("school", school=SCHOOL) as client:
        assert (await client.get(registration)).json()["mentor"] == "Jo Voorbeeld"
        assert (await client.post(f"{registration}/confirm", json={"mentor": "Wij"})).status_code == 403
    await posted(city, f"{path}/hold", {}, status=200)
    assert (await counted(city)).participants == 1


async def test_training_lists_certificates_for_each_school(city: Harness):
    path = await opened(city, "vormingen", capacity=20)
    row = await registered(city, path, places=4)
    session = await with_session(city, path, "2026-11-05", instructor="Mia Voorbeeld")
    await put(city, f"{session}/presence", {"came": [{"registration_id": row["registration_id"], "number": 4}]})
    await posted(city, f"{path}/hold", {}, status=200)
    for school, came in ((SCHOOL, 4), (OTHER_SCHOOL, 0)):
        async with city.asking("school", school=school) as client:
            presence = (await client.get(path)).json()["sessions"][0]["presence"]
            assert (presence["participants"], len(presence["came"])) == (came, int(came > 0))
    certificates = f"{path}/registrations/{row['registration_id']}/certificates"
    assert (await put(city, certificates, {"certificates": 3}))["certificates"] == 3
    refused = await put(city, certificates, {"certificates": 5}, status=422)
    assert [error["field"] for error in refused["errors"]] == ["certificates"]
    assert (await counted(city)).by_organisation == {"school-1": OrganisationCounts(1, 4, 4, 3)}


async def test_the_subsidy_file_names_what_is_missing_until_nothing_is(city: Harness):
    path = await opened(city, target_group="Lager", capacity=20)
    row = await registered(city, path, label="4A", places=12)
    session = await with_session(city, path, "2026-11-05")
    file = await read(city, f"{path}/subsidy-file")
    assert file["missing"] == ["place", "instructor", "budget", "least", "participants", "attachments"]
    async with city.asking("coordinator") as client:
        etag = (await client.get(path)).headers["ETag"]
        money = {"budget": 450.5, "least": 10, "place": "Sporthal"}
        assert (await client.patch(path, json=money, headers={"If-Match": etag})).status_code == 200
        assert (await client.patch(session, json={"instructor": "Mia Voorbeeld"})).status_code == 200
    await posted(city, f"{path}/attachments", {"title": "Verslag", "link": "https://voorbeeld.test/verslag"})
    await put(city, f"{session}/presence", {"came": [{"registration_id": row["registration_id"], "number": 11}]})
    await posted(city, f"{path}/hold", {}, status=200)
    assert (await read(city, f"{path}/subsidy-file"))["missing"] == ["cost"]
    async with city.asking("coordinator") as client:
        etag = (await client.get(path)).headers["ETag"]
        await client.patch(path, json={"cost": 431.25}, headers={"If-Match": etag})
        answer = await client.get(f"{path}/subsidy-file", headers={"Accept": "text/csv"})
    lines = answer.text.splitlines()
    assert {"budget,450.50", "cost,431.25", "least,10", "participants,11", "session 1 place,Sporthal", "missing,"} <= {
        *lines
    }
    async with city.asking("school", school=SCHOOL) as client:
        assert (await client.get(f"{path}/subsidy-file")).status_code == 403


async def test_a_partner_and_a_city_service_run_their_own_and_nothing_else(city: Harness):
    body = {
        "kind": "brede-school",
        "title": "Circus",
        "from": FROM,
        "until": UNTIL,
        "capacity": 9,
        "target_group": "Lager",
    }
    foreign = await planned(city, target_group="Lager", capacity=9)
    async with city.asking("partner", organisation="circus") as client:
        assert (await client.post("/activities", json={**body, "provider": "jeugd"})).status_code == 403
        own = await client.post("/activities", json={**body, "provider": "circus"})
        assert own.status_code == 201, own.text
        path = f"/activities/{own.json()['activity_id']}"
        assert (await client.post(f"{path}/open")).status_code == 200
        assert (await client.get(f"/activities/{foreign['activity_id']}")).status_code == 404
        assert [row["title"] for row in (await client.get("/activities")).json()["items"]] == ["Circus"]
        assert (await client.post(f"{path}/cancel", json={"why": "Ziekte"})).json()["why_cancelled"] == "Ziekte"
    await city.add("coach-2", Role.YOUTH_COACH, organisation_id="jeugd")
    async with city.asking("youth-coach", contact="coach-2") as client:
        assert (await client.post(f"/activities/{foreign['activity_id']}/open")).status_code == 200
        assert (await client.post(f"{path}/open")).status_code == 403
    async with city.asking("school", school=SCHOOL) as client:
        assert (await client.post(f"/activities/{foreign['activity_id']}/run")).status_code == 403
        assert (await client.post("/activities", json={**body, "provider": "school-1"})).status_code == 403


async def test_a_partner_plans_activities_of_actions_it_has_a_part_in(city: Harness):
    others = (await action(city, theme="language"))["action_id"]
    body = {"kind": "brede-school", "title": "Circus", "provider": "circus", "from": FROM, "until": UNTIL, **PLACES}
    async with city.asking("partner", organisation="circus") as client:
        refused = await client.post("/activities", json={**body, "action_id": others})
        assert (refused.status_code, fields_of(refused)) == (422, ["action_id"])
        path = f"/activities/{(await client.post('/activities', json=body)).json()['activity_id']}"
        refused = await client.patch(path, json={"action_id": others}, headers={"If-Match": "*"})
        assert (refused.status_code, fields_of(refused)) == (422, ["action_id"])
    async with city.asking("coordinator") as client:
        await client.patch(path, json={"action_id": others}, headers={"If-Match": "*"})
    async with city.asking("partner", organisation="circus") as client:
        kept = await client.patch(path, json={"action_id": others, "title": "Circus!"}, headers={"If-Match": "*"})
        assert kept.status_code == 200, kept.text


async def test_schools_read_an_activity_without_its_subsidy_file(city: Harness):
    path = await opened(city, **PLACES, budget=1200, cost=1100)
    document = {"title": "Offerte", "link": "https://stad.example/offerte"}
    whole = await posted(city, f"{path}/attachments", document)
    assert (whole["budget"], whole["cost"], whole["attachments"]) == ("1200.00", "1100.00", [document])
    async with city.asking(**AT_SCHOOL) as client:
        seen = (await client.get(path)).json()
        (listed,) = (await client.get("/activities")).json()["items"]
    for answer in (seen, listed):
        assert (answer["budget"], answer["cost"], answer["attachments"]) == (None, None, [])


async def test_what_no_activity_can_be(city: Harness):
    plain = {"kind": "brede-school", "title": "Circus", "provider": "jeugd", "from": FROM, "until": UNTIL}
    good = {"target_group": "Lager", "capacity": 9}
    async with city.asking("coordinator") as client:
        for wrong, field in (
            ({"kind": "skiing"}, "kind"),
            ({"target_group": None}, "target_group"),
            ({"capacity": None}, "capacity"),
            ({"provider": "nobody"}, "provider"),
            ({"until": "2026-08-31"}, "until"),
            ({"least": 10}, "least"),
            ({"budget": -1}, "budget"),
            ({"budget": 1.005}, "budget"),
            ({"confirmed_by": "personeel"}, "confirmed_by"),
            ({"colour": "red"}, "colour"),
            ({"theme": "skiing"}, "theme"),
            ({"action_id": "0199a000-0000-7000-8000-0000000000aa"}, "action_id"),
        ):
            answer = await client.post("/activities", json={**plain, **good, **wrong})
            assert (answer.status_code, fields_of(answer)) == (422, [field])


async def test_names_of_people_go_after_their_term_and_numbers_stay(open_harness: Opened):
    city = await open_harness(FLANKEREND_ACTIVITY_NAMES_KEPT_DAYS=30, FLANKEREND_ACTIVITIES_KEPT_DAYS=365)
    await city.staff()
    await with_providers(city)
    path = await opened(city, "huiswerkbegeleiding", capacity=6, place="Bibliotheek")
    await registered(city, path, name="Kind Voorbeeld", **{"class": "4A"})
    async with city.asking("caseworker", contact="worker-1") as client:
        assert [row["name"] for row in (await client.get(f"{path}/registrations")).json()["items"]] == [None]
    async with city.asking("coordinator") as client:
        for day, names in (("2027-07-29", ["Kind Voorbeeld"]), ("2027-08-01", [None])):
            city.clock.set(datetime.fromisoformat(f"{day}T10:00+02:00"))
            await city.look()
            rows = (await client.get(f"{path}/registrations")).json()["items"]
            assert ([row["name"] for row in rows], [row["places"] for row in rows]) == (names, [1])
        city.clock.set(datetime.fromisoformat("2028-07-01T10:00+02:00"))
        await city.look()
        assert (await client.get(path)).status_code == 404


async def test_an_invented_kind_goes_the_whole_way(open_harness: Opened, monkeypatch: pytest.MonkeyPatch):
    line = Path(__file__).parent / "activity_kinds" / "reading_club.toml"
    monkeypatch.setattr(registry, "DEFINITIONS", [*registry.DEFINITIONS, line])
    city = await open_harness()
    await with_providers(city)
    path = await opened(city, "reading-club", capacity=10, budget=100)
    await registered(city, path, places=10)
    await registered(city, path, status=409, organisation_id="school-2", places=1)
    await posted(city, f"{path}/stock", {"point": "Bib", "moved": "received", "number": 40, "on": FROM})
    session = await with_session(city, path, "2026-11-05")
    await put(city, f"{session}/presence", {"others": 7, "hours": 1}, status=422)
    await put(city, f"{session}/presence", {"others": 7})
    await posted(city, f"{path}/hold", {}, status=200)
    assert (await counted(city)).participants == 7
    async with city.asking("partner", organisation="circus") as client:
        kinds = (await client.get("/activity-kinds")).json()["items"]
    assert len(kinds) == 11
    assert kinds[-1]["title"] == "Leesclub"
