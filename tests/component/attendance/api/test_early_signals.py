"""Early signals and their numbers over HTTP."""

from datetime import timedelta
from typing import Any

import pytest

from attendance.early_signals.application.watch_early_signals import watch_early_signals
from shared.domain.roles import Role
from shared.runtime.ids import new_id

from .harness import OTHER_SCHOOL, SCHOOL, Harness, enrolment, mark

RULES = "/early-signal-rules"
LATENESS = {"window_half_days": 20, "times": 3}
DAYS = ["2026-11-16", "2026-11-17", "2026-11-19"]


def numbers(**changes: Any) -> dict[str, Any]:
    return {"valid_from": "2026-2027", "numbers": LATENESS, "source": "lokale afspraak"} | changes


async def look(harness: Harness) -> None:
    """What the service's ticker does."""
    await watch_early_signals(harness.service.units, clock=harness.clock, new_id=new_id)


@pytest.fixture
async def late(harness: Harness) -> Harness:
    """A pupil at each of two schools who comes late again and again."""
    client = harness.coordinator
    assert (await client.put(f"{RULES}/repeated-lateness", json=numbers())).status_code == 200
    pupils = [(SCHOOL, "1"), (OTHER_SCHOOL, "2")]
    await client.post("/enrolments", json=[enrolment(school=school, pupil=pupil) for school, pupil in pupils])
    marks = [mark(school=school, pupil=pupil, date=day, code="L") for school, pupil in pupils for day in DAYS]
    await client.post("/attendance-records", json=marks)
    await look(harness)
    return harness


async def items(harness: Harness, role: Role = Role.COORDINATOR, **params: str) -> list[dict[str, Any]]:
    answer = await harness.by(role).get("/early-signals", params=params)
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["items"]
    return found


async def test_an_early_signal_says_what_it_rests_on(late: Harness) -> None:
    [found] = await items(late, school=SCHOOL)
    assert (found["kind"], found["pupil"], found["status"], found["ended_at"]) == (
        "repeated-lateness",
        "1",
        "standing",
        None,
    )
    assert (found["school_year"], found["rule_version"]) == ("2026-2027", 1)
    rests_on = found["rests_on"]
    assert (rests_on["numbers"], rests_on["compared_with"]) == (LATENESS, None)
    assert rests_on["looked_at"] == {
        "from": "2026-10-28",
        "until": "2026-11-19",
        "planned_half_days": 20,
        "absent": 0,
        "unknown": 0,
        "rate": 1.0,
    }
    assert rests_on["half_days"] == [{"date": day, "half_day": "AM", "status": "late"} for day in DAYS]


async def test_early_signals_are_found_by_school_pupil_kind_and_status(late: Harness) -> None:
    assert len(await items(late)) == 2
    assert [each["pupil"] for each in await items(late, pupil="2")] == ["2"]
    assert len(await items(late, kind="repeated-lateness", status="standing")) == 2
    assert await items(late, kind="attendance-drop") == []
    present = mark(school=OTHER_SCHOOL, pupil="2", date=DAYS[0], code="|", recorded_at="2026-11-20T08:00:00+01:00")
    await late.coordinator.post("/attendance-records", json=present)
    await look(late)
    assert [each["pupil"] for each in await items(late, status="ended")] == ["2"]
    assert [each["pupil"] for each in await items(late, status="standing")] == ["1"]
    assert (await late.coordinator.get("/early-signals", params={"kind": "x"})).status_code == 422


async def test_pages_hold_every_early_signal_once(late: Harness) -> None:
    first = (await late.coordinator.get("/early-signals", params={"limit": "1"})).json()
    second = (await late.coordinator.get("/early-signals", params={"limit": "1", "cursor": first["next"]})).json()
    assert {each["pupil"] for each in first["items"] + second["items"]} == {"1", "2"}
    assert second["next"] is None


async def test_everyone_sees_the_early_signals_of_their_own_schools(late: Harness) -> None:
    assert [each["school"] for each in await items(late, Role.SCHOOL)] == [SCHOOL]
    assert len(await items(late, Role.CASEWORKER)) == 2
    assert await items(late, Role.COUNSELLOR) == []
    await late.know("counsellor-1", Role.COUNSELLOR, OTHER_SCHOOL)
    assert [each["school"] for each in await items(late, Role.COUNSELLOR)] == [OTHER_SCHOOL]
    assert await items(late, Role.COUNSELLOR, school=SCHOOL) == []


@pytest.mark.parametrize("role", [Role.CLB, Role.YOUTH_COACH, Role.OPERATOR])
async def test_others_see_no_early_signals(harness: Harness, role: Role) -> None:
    assert (await harness.by(role).get("/early-signals")).status_code == 403


async def test_numbers_have_versions(harness: Harness) -> None:
    client, path = harness.coordinator, f"{RULES}/repeated-lateness"
    first = await client.put(path, json=numbers())
    assert (first.status_code, first.headers["etag"], first.json()["version"]) == (200, '"1"', 1)
    assert (await client.put(path, json=numbers())).status_code == 428
    assert (await client.put(path, json=numbers(), headers={"If-Match": '"7"'})).status_code == 412
    off = await client.put(path, json=numbers(numbers=None), headers={"If-Match": '"1"'})
    assert (off.json()["version"], off.json()["numbers"]) == (2, None)
    listed = (await harness.by(Role.CLB).get(RULES)).json()["items"]
    assert [(each["kind"], each["version"], each["numbers"]) for each in listed] == [
        ("repeated-lateness", 1, LATENESS),
        ("repeated-lateness", 2, None),
    ]
    page = (await client.get(RULES, params={"limit": "1"})).json()
    rest = (await client.get(RULES, params={"limit": "1", "cursor": page["next"]})).json()
    assert ([each["version"] for each in rest["items"]], rest["next"]) == ([2], None)


@pytest.mark.parametrize(
    ("body", "field"),
    [
        (numbers(numbers={"window_half_days": 20}), "numbers.times"),
        (numbers(numbers={**LATENESS, "times": 0}), "numbers.times"),
        (numbers(numbers={**LATENESS, "times": "3"}), "numbers.times"),
        (numbers(numbers={**LATENESS, "days": 3}), "numbers"),
        ({"valid_from": "2026-2027", "source": "lokale afspraak"}, "numbers"),
        (numbers(valid_from="2026-2028"), "valid_from"),
        (numbers(source=""), "source"),
    ],
)
async def test_numbers_that_can_not_be_are_refused(harness: Harness, body: dict[str, Any], field: str) -> None:
    answer = await harness.coordinator.put(f"{RULES}/repeated-lateness", json=body)
    assert answer.status_code == 422
    assert [error["field"] for error in answer.json()["errors"]] == [field]


async def test_a_kind_that_is_none_is_refused(harness: Harness) -> None:
    assert (await harness.coordinator.put(f"{RULES}/x", json=numbers())).status_code == 422


@pytest.mark.parametrize("role", [Role.SCHOOL, Role.COUNSELLOR, Role.CASEWORKER, Role.OPERATOR])
async def test_the_coordinator_alone_sets_numbers(harness: Harness, role: Role) -> None:
    assert (await harness.by(role).put(f"{RULES}/repeated-lateness", json=numbers())).status_code == 403


async def test_without_numbers_there_are_none(harness: Harness) -> None:
    await harness.coordinator.post("/enrolments", json=enrolment())
    await harness.coordinator.post("/attendance-records", json=[mark(date=day, code="L") for day in DAYS])
    harness.clock.advance(timedelta(days=1))
    await look(harness)
    assert await items(harness) == []
