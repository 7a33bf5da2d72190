from datetime import timedelta

import pytest

from shared.domain.roles import Role

from .harness import OTHER_SCHOOL, SCHOOL, Harness, enrolment, mark

DAYS = ["2026-10-05", "2026-10-06", "2026-10-08", "2026-10-09", "2026-10-12"]


def truancy(school: str, pupil: str, half_days: int) -> list[dict[str, object]]:
    slots = [(day, half_day) for day in DAYS for half_day in ("AM", "PM")][:half_days]
    return [mark(school=school, pupil=pupil, date=day, half_day=half_day) for day, half_day in slots]


@pytest.fixture
async def signalled(harness: Harness) -> Harness:
    """Pupil 1 with levels 5 and 10, pupil 2 with level 5, pupil 3 of another school with level 5."""
    client = harness.coordinator
    pupils = [(SCHOOL, "1", 10), (SCHOOL, "2", 5), (OTHER_SCHOOL, "3", 5)]
    await client.post("/enrolments", json=[enrolment(school=school, pupil=pupil) for school, pupil, _ in pupils])
    for school, pupil, half_days in pupils:
        answer = await client.post("/attendance-records", json=truancy(school, pupil, half_days))
        assert answer.status_code == 200
    return harness


async def test_a_signal_says_what_it_rests_on(signalled: Harness) -> None:
    found = (await signalled.coordinator.get("/signals", params={"school": SCHOOL, "level": 10})).json()
    [signal] = found["items"]
    assert found["next"] is None
    assert (signal["pupil"], signal["count"], signal["reached_on"], signal["status"]) == (
        "1",
        10,
        "2026-10-12",
        "standing",
    )
    assert (signal["rule"], signal["rule_version"], signal["school_year"]) == ("problematic-half-days", 1, "2026-2027")
    explanation = signal["explanation"]
    assert explanation["calendar_version"] == 0
    assert len(explanation["half_days"]) == 10
    assert explanation["half_days"][0].keys() == {"date", "half_day", "school", "pupil", "event_id"}
    assert (await signalled.coordinator.get(f"/signals/{signal['signal_id']}")).json() == signal


async def test_signals_are_found_by_person_status_and_level(signalled: Harness) -> None:
    client = signalled.coordinator
    assert len((await client.get("/signals")).json()["items"]) == 4
    [two] = [each for each in (await client.get("/signals")).json()["items"] if each["pupil"] == "2"]
    of_person = (await client.get("/signals", params={"person": two["person_id"]})).json()["items"]
    assert [each["signal_id"] for each in of_person] == [two["signal_id"]]
    certificates = [
        each | {"code": "Z", "recorded_at": "2026-10-20T09:00:00+02:00"} for each in truancy(SCHOOL, "2", 1)
    ]
    await client.post("/attendance-records", json=certificates)
    withdrawn = (await client.get("/signals", params={"status": "withdrawn"})).json()["items"]
    assert [each["signal_id"] for each in withdrawn] == [two["signal_id"]]
    assert len((await client.get("/signals", params={"status": "standing", "level": 5})).json()["items"]) == 2


async def test_pages_hold_every_signal_once(signalled: Harness) -> None:
    seen: list[str] = []
    cursor: dict[str, str] = {}
    while True:
        page = (await signalled.coordinator.get("/signals", params={"limit": "1", **cursor})).json()
        seen += [each["signal_id"] for each in page["items"]]
        if page["next"] is None:
            break
        cursor = {"cursor": page["next"]}
    assert len(seen) == len(set(seen)) == 4


@pytest.mark.parametrize(
    "params",
    [{"limit": "0"}, {"limit": "201"}, {"cursor": "x"}, {"status": "open"}, {"person": "x"}, {"school": "12"}],
)
async def test_a_malformed_parameter_is_refused(harness: Harness, params: dict[str, str]) -> None:
    answer = await harness.coordinator.get("/signals", params=params)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == next(iter(params))


async def test_a_caller_sees_the_signals_of_its_own_schools(signalled: Harness) -> None:
    await signalled.know("counsellor-1", Role.COUNSELLOR, OTHER_SCHOOL)
    own = (await signalled.by(Role.SCHOOL).get("/signals")).json()["items"]
    assert {each["school"] for each in own} == {SCHOOL}
    of_counsellor = (await signalled.by(Role.COUNSELLOR).get("/signals")).json()["items"]
    assert [each["pupil"] for each in of_counsellor] == ["3"]
    foreign = await signalled.by(Role.SCHOOL).get(f"/signals/{of_counsellor[0]['signal_id']}")
    assert foreign.status_code == 404


async def test_who_is_a_contact_no_longer_sees_none(signalled: Harness) -> None:
    [first, *_] = (await signalled.coordinator.get("/signals")).json()["items"]
    yesterday = signalled.clock.today() - timedelta(days=1)
    await signalled.know("counsellor-1", Role.COUNSELLOR, valid_until=yesterday)
    assert (await signalled.by(Role.COUNSELLOR).get("/signals")).json()["items"] == []
    assert (await signalled.by(Role.COUNSELLOR).get(f"/signals/{first['signal_id']}")).status_code == 404


async def test_the_clb_sees_level_and_count_only(signalled: Harness) -> None:
    await signalled.know("clb-1", Role.CLB, SCHOOL)
    found = (await signalled.by(Role.CLB).get("/signals")).json()["items"]
    assert {each["pupil"] for each in found} == {"1", "2"}
    assert all("explanation" not in each and "reached_on" not in each for each in found)
    one = (await signalled.by(Role.CLB).get(f"/signals/{found[0]['signal_id']}")).json()
    assert one == found[0]
    assert {"level", "count"} <= one.keys()


async def test_a_school_sees_the_half_days_at_its_own_school(harness: Harness) -> None:
    person = {"given_name": "Noor", "family_name": "Voorbeeld", "birth_date": "2011-03-04", "insz": "11030499935"}
    body = [
        enrolment(pupil="1", person=person),
        enrolment(school=OTHER_SCHOOL, pupil="3", person=person, valid_from="2026-10-08"),
    ]
    await harness.coordinator.post("/enrolments", json=body)
    marks = truancy(SCHOOL, "1", 4) + truancy(OTHER_SCHOOL, "3", 6)[4:]
    await harness.coordinator.post("/attendance-records", json=marks)
    [whole] = (await harness.coordinator.get("/signals")).json()["items"]
    assert len(whole["explanation"]["half_days"]) == 6
    [own] = (await harness.by(Role.SCHOOL, school=OTHER_SCHOOL).get("/signals")).json()["items"]
    assert {each["school"] for each in own["explanation"]["half_days"]} == {OTHER_SCHOOL}
    assert own["count"] == whole["count"]


async def test_an_unknown_signal_is_not_found(harness: Harness) -> None:
    path = "/signals/01900000-0000-7000-8000-000000000000"
    assert (await harness.coordinator.get(path)).status_code == 404
    assert (await harness.coordinator.get("/signals/x")).status_code == 422


@pytest.mark.parametrize("role", [Role.YOUTH_COACH, Role.OPERATOR])
async def test_others_see_none(harness: Harness, role: Role) -> None:
    assert (await harness.by(role).get("/signals")).status_code == 403


async def test_a_rule_that_is_off_has_no_signals_to_ask_for(signalled: Harness) -> None:
    answer = await signalled.coordinator.get("/signals", params={"mode": "off"})
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "mode")
