from typing import Any

import pytest

from shared.domain.roles import Role

from .harness import Harness, mark

RULE = "/rules/problematic-half-days"


def body(**changes: Any) -> dict[str, Any]:
    return {"valid_from": "2026-2027", "levels": [1, 10], "source": "Lokaal akkoord"} | changes


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.PARTNER])
async def test_everyone_who_works_with_marks_or_cases_reads_the_rules(harness: Harness, role: Role) -> None:
    found = (await harness.by(role).get("/rules")).json()
    rules = {rule["rule"]: rule for rule in found["items"]}
    assert all(rule["source"] and rule["pack"] for rule in rules.values())
    flemish = rules["problematic-half-days"]
    assert (flemish["version"], flemish["levels"], flemish["pack"]) == (1, [5, 10, 15, 30], "flanders")
    assert flemish["counts"] == {"statuses": ["problematic"], "codes": []}
    assert (flemish["unit"], flemish["window"]["kind"], flemish["after"]) == ("half-days", "school-year", "counts-on")


async def test_a_changed_rule_signals_whoever_it_concerns(enrolled: Harness) -> None:
    client = enrolled.coordinator
    await client.post("/attendance-records", json=mark())
    changed = await client.put(RULE, json=body(), headers={"If-Match": '"1"'})
    assert (changed.status_code, changed.headers["etag"], changed.json()["version"]) == (200, '"2"', 2)
    [signal] = (await client.get("/signals")).json()["items"]
    assert (signal["level"], signal["rule_version"]) == (1, 2)


async def test_a_rule_is_changed_by_its_version(harness: Harness) -> None:
    client = harness.coordinator
    assert (await client.put(RULE, json=body())).status_code == 428
    assert (await client.put(RULE, json=body(), headers={"If-Match": '"2"'})).status_code == 412
    assert (await client.put("/rules/no-such-rule", json=body(), headers={"If-Match": '"1"'})).status_code == 412


async def test_versions_of_rules_come_in_pages(harness: Harness) -> None:
    client = harness.coordinator
    await client.put(RULE, json=body(), headers={"If-Match": '"1"'})
    seen, cursor = [], None
    while True:
        page = (await client.get("/rules", params={"limit": 2} | ({"cursor": cursor} if cursor else {}))).json()
        seen += [(rule["rule"], rule["version"]) for rule in page["items"]]
        if (cursor := page["next"]) is None:
            break
    assert seen == sorted(seen)
    assert [version for name, version in seen if name == "problematic-half-days"] == [1, 2]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"levels": []}, "levels"),
        ({"levels": [10, 5]}, "levels"),
        ({"levels": [0]}, "levels.0"),
        ({"valid_from": "2026"}, "valid_from"),
        ({"valid_from": "9998-9999"}, "valid_from"),
        ({"source": " "}, "source"),
        ({"mode": "maybe"}, "mode"),
    ],
)
async def test_a_malformed_rule_is_refused_with_its_field(
    harness: Harness, changes: dict[str, Any], field: str
) -> None:
    answer = await harness.coordinator.put(RULE, json=body(**changes), headers={"If-Match": '"1"'})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == field


async def test_a_simulation_says_what_a_rule_would_have_done_and_does_nothing(enrolled: Harness) -> None:
    client = enrolled.coordinator
    await client.post("/attendance-records", json=[mark(), mark(half_day="PM")])
    found = (await client.post("/rules/simulate", json={"levels": [1, 2, 3]})).json()
    assert found["school_year"] == "2026-2027"
    assert found["levels"] == [{"level": 1, "persons": 1}, {"level": 2, "persons": 1}, {"level": 3, "persons": 0}]
    assert [(each["level"], each["count"], each["reached_on"]) for each in found["signals"]] == [
        (1, 2, "2026-10-05"),
        (2, 2, "2026-10-05"),
    ]
    assert (await client.get("/signals")).json()["items"] == []


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.COORDINATOR])
async def test_only_the_coordinator_decides_on_rules(harness: Harness, role: Role) -> None:
    client = harness.by(role)
    assert (await client.put(RULE, json=body(), headers={"If-Match": '"1"'})).status_code == 403
    assert (await client.post("/rules/simulate", json={"levels": [1]})).status_code == 403
