"""Rules of any form, by HTTP: made, switched on, tried, refused."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import datetime
from typing import Any

import pytest
from tests.tokens import SECRET

from attendance.app import build
from attendance.settings import AttendanceSettings
from shared.domain.roles import Role
from shared.testing.clock import FixedClock

from .harness import Harness, enrolment, mark

DUTCH, Z_CODES = "/rules/netherlands-16-hours", "/rules/z-codes"
FIRST = {"If-Match": '"1"'}
HOURS = {"AM": 4, "PM": 3}
LATE = {
    "valid_from": "2026-2027",
    "levels": [2],
    "source": "Lokaal akkoord",
    "counts": {"statuses": ["late"]},
    "unit": "half-days",
    "window": {"kind": "school-weeks", "weeks": 2},
}


def body(**changes: Any) -> dict[str, Any]:
    return {"valid_from": "2026-2027", "levels": [16], "source": "Lokaal akkoord"} | changes


def days(*of_october: int, code: str = "B") -> list[dict[str, Any]]:
    dates = [f"2026-10-{day:02}" for day in of_october]
    return [mark(date=day, half_day=half_day, code=code) for day in dates for half_day in ("AM", "PM")]


async def signals(harness: Harness, rule: str, **asked: str) -> list[dict[str, Any]]:
    answer = await harness.coordinator.get("/signals", params={"rule": rule, **asked})
    return list(answer.json()["items"])


@pytest.fixture
async def retaining(at: datetime, create_database: Callable[..., Awaitable[str]]) -> AsyncIterator[Harness]:
    """The API of a municipality that keeps official codes, with one pupil enrolled."""
    settings = AttendanceSettings(
        database_url=await create_database("attendance"),
        FLANKEREND_TOKEN_SECRET=SECRET,
        FLANKEREND_RETAIN_OFFICIAL_CODES=True,
    )
    clock = FixedClock(at)
    service = build(settings, clock)
    found = Harness(service, clock)
    await found.coordinator.post("/enrolments", json=enrolment())
    yield found
    await service.engine.dispose()


async def test_the_packs_are_there_and_only_the_flemish_one_is_on(harness: Harness) -> None:
    rules = (await harness.coordinator.get("/rules")).json()["items"]
    assert {rule["pack"]: rule["mode"] for rule in rules} == {
        "flanders": "active",
        "z-rule": "off",
        "netherlands": "off",
        "england": "off",
        "ohio": "off",
        "california": "off",
    }
    [z_codes] = [rule for rule in rules if rule["rule"] == "z-codes"]
    assert (z_codes["levels"], z_codes["valid_from"]) == ([], "2027-2028")
    assert z_codes["counts"] == {"statuses": [], "codes": ["Z"]}


async def test_a_pack_is_switched_on_with_what_it_lacks(enrolled: Harness) -> None:
    client = enrolled.coordinator
    refused = await client.put(DUTCH, json=body(), headers=FIRST)
    assert (refused.status_code, refused.json()["errors"][0]["field"]) == (422, "hours")
    changed = (await client.put(DUTCH, json=body(hours=HOURS), headers=FIRST)).json()
    assert changed["window"] == {"kind": "school-weeks", "weeks": 4, "spans_school_years": False}
    assert (changed["hours"], changed["after"], changed["pack"]) == (HOURS, "restarts-the-day-after", "netherlands")
    await client.post("/attendance-records", json=days(5, 6, 8))
    [signal] = await signals(enrolled, "netherlands-16-hours")
    assert (signal["level"], signal["reached_on"], signal["count"]) == (16, "2026-10-08", 5)


async def test_a_rule_in_the_shadow_is_shown_to_who_decides_on_rules(enrolled: Harness) -> None:
    client = enrolled.coordinator
    await client.put(DUTCH, json=body(hours=HOURS, mode="shadow"), headers=FIRST)
    await client.post("/attendance-records", json=days(5, 6, 8))
    assert await signals(enrolled, "netherlands-16-hours") == []
    [signal] = await signals(enrolled, "netherlands-16-hours", mode="shadow")
    assert (await client.get(f"/signals/{signal['signal_id']}")).json()["level"] == 16
    caseworker = enrolled.by(Role.CASEWORKER)
    assert (await caseworker.get("/signals", params={"mode": "shadow"})).status_code == 403
    assert (await caseworker.get(f"/signals/{signal['signal_id']}")).status_code == 404


async def test_a_new_rule_is_made_of_a_complete_body(enrolled: Harness) -> None:
    client = enrolled.coordinator
    for missing in ("counts", "unit", "window"):
        partly = {name: value for name, value in LATE.items() if name != missing}
        refused = await client.put("/rules/late-twice", json=partly)
        assert (refused.status_code, refused.json()["errors"][0]["field"]) == (422, missing)
    made = await client.put("/rules/late-twice", json=LATE)
    assert (made.status_code, made.json()["version"], made.json()["pack"]) == (200, 1, None)
    assert (await client.put("/rules/late-twice", json=LATE)).status_code == 428
    await client.post("/attendance-records", json=days(5, code="L"))
    [signal] = await signals(enrolled, "late-twice")
    assert signal["level"] == 2


async def test_of_two_who_make_a_rule_at_once_one_is_told_that_it_is_there(harness: Harness) -> None:
    both = (harness.coordinator.put("/rules/late-twice", json=LATE) for _ in range(2))
    made, refused = sorted(answer.status_code for answer in await asyncio.gather(*both))
    assert made == 200
    assert refused in (412, 428), "which of them depends on when it looked"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"window": {"kind": "school-weeks"}}, "window.weeks"),
        ({"window": {"kind": "school-weeks", "weeks": 54}}, "window.weeks"),
        ({"window": {"kind": "school-month", "spans_school_years": True}}, "window.spans_school_years"),
        ({"counts": {}}, "counts"),
        ({"counts": {"statuses": ["present"]}}, "counts.statuses"),
        ({"counts": {"codes": ["D"]}, "mode": "off"}, "counts.codes"),
        ({"unit": "minutes"}, "unit"),
        ({"unit": "percent", "window": {"kind": "consecutive-half-days"}}, "window.kind"),
        ({"unit": "percent", "levels": [101]}, "levels"),
        ({"hours": {"AM": 4}}, "hours.PM"),
        ({"hours": {"AM": 0, "PM": 3}}, "hours.AM"),
        ({"after": "stops"}, "after"),
        ({"applies_to": ["hoger"]}, "applies_to.0"),
        ({"valid_until": "2025-2026"}, "valid_until"),
    ],
)
async def test_a_form_that_cannot_be_is_refused_with_its_field(
    harness: Harness, changes: dict[str, Any], field: str
) -> None:
    answer = await harness.coordinator.put("/rules/late-twice", json=LATE | changes)
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, field)


@pytest.mark.parametrize("mode", ["active", "shadow"])
async def test_r18_a_rule_on_codes_is_a_conflict_while_none_are_kept(harness: Harness, mode: str) -> None:
    client = harness.coordinator
    answer = await client.put(Z_CODES, json=body(levels=[10], mode=mode), headers=FIRST)
    assert answer.status_code == 409
    assert "FLANKEREND_RETAIN_OFFICIAL_CODES" in answer.json()["detail"]
    assert (await client.post("/rules/simulate", json={"rule": "z-codes", "levels": [10]})).status_code == 409
    off = await client.put(Z_CODES, json=body(levels=[10], mode="off"), headers=FIRST)
    assert (off.status_code, off.json()["levels"]) == (200, [10])


async def test_r18_a_rule_on_codes_counts_those_that_are_kept(retaining: Harness) -> None:
    client = retaining.coordinator
    changed = await client.put(Z_CODES, json=body(levels=[3]), headers=FIRST)
    assert changed.status_code == 200
    await client.post("/attendance-records", json=[*days(5, code="D"), *days(6, code="R03"), *days(8, code="Z")])
    [signal] = await signals(retaining, "z-codes")
    assert (signal["level"], signal["count"], signal["reached_on"]) == (3, 4, "2026-10-08")


async def test_a_rule_of_any_form_can_be_tried_before_it_is_made(enrolled: Harness) -> None:
    client = enrolled.coordinator
    await client.post("/attendance-records", json=days(5, 6, 8, 12, 13))
    trial = {
        "levels": [3, 4],
        "counts": {"statuses": ["problematic"]},
        "unit": "days",
        "window": {"kind": "school-year"},
    }
    found = (await client.post("/rules/simulate", json={"rule": "not-yet", **trial})).json()
    assert found["levels"] == [{"level": 3, "persons": 1}, {"level": 4, "persons": 1}]
    assert [(each["level"], each["reached_on"]) for each in found["signals"]] == [(3, "2026-10-08"), (4, "2026-10-12")]
    known = {"rule": "netherlands-16-hours", "levels": [16], "hours": HOURS}
    found = (await client.post("/rules/simulate", json=known)).json()
    assert (found["total"], found["signals"][0]["reached_on"]) == (1, "2026-10-08")
    assert (await client.post("/rules/simulate", json=known | {"levels": None})).json() == found
    missing = await client.post("/rules/simulate", json={"rule": "netherlands-16-hours", "levels": [16]})
    assert (missing.status_code, missing.json()["errors"][0]["field"]) == (422, "hours")
    for unknown in ("not-yet", "z-codes-of-a-class"):
        none = await client.post("/rules/simulate", json={**trial, "rule": unknown, "levels": None})
        assert (none.status_code, none.json()["errors"][0]["field"]) == (422, "levels")
