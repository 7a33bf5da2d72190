"""A case is followed from a distance over HTTP, and attendance answers with its events."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest

from shared.contracts.attendance_signals import WatchBroken, WatchMet

from .harness import Harness, level_reached

NO_NEW = {"kind": "no-new-problematic-half-day", "school_weeks": 4}
RATE = {"kind": "rate-above", "school_weeks": 6, "rate": 0.9}
TODAY = date(2026, 11, 23)


async def active(harness: Harness) -> tuple[str, str]:
    """A truancy case that is worked on; its id, and its person's."""
    signal = level_reached(level_of_education="lager")
    await harness.receive(signal, str(signal.person_id))
    case_id = (await harness.only_case())["case_id"]
    assert (await harness.act(case_id, "start")).status_code == 200
    return case_id, str(signal.person_id)


def answer(kind: type[WatchMet | WatchBroken], case_id: str, person_id: str, **given: Any) -> WatchMet | WatchBroken:
    told = {"case_id": case_id, "person_id": person_id, "criterion": NO_NEW, "since": TODAY + timedelta(days=3)}
    return kind.model_validate(told | {"asked_on": TODAY} | given)


async def test_met_it_proposes_the_closure_and_broken_it_is_active_again(harness: Harness) -> None:
    case_id, person_id = await active(harness)
    followed = (await harness.act(case_id, "monitor", criteria=[NO_NEW, RATE])).json()
    assert followed["status"] == "monitoring"
    assert followed["watch"] == {"asked_on": "2026-11-23", "criteria": [{**NO_NEW, "rate": None}, RATE]}
    assert followed["actions"] == ["assign", "hold", "resume", "request-meeting", "close", "transfer"]
    assert (await harness.sent())[-1] == (
        "watch-asked.v1",
        {"case_id": case_id, "person_id": person_id, "criteria": [NO_NEW, RATE], "asked_on": "2026-11-23"},
    )
    for _ in range(2):
        await harness.receive(answer(WatchMet, case_id, person_id), case_id)
    met = await harness.only_case()
    assert (met["status"], met["closure_proposed_since"]) == ("monitoring", "2026-11-23")
    worklist = (await harness.http.get("/worklist")).json()["items"]
    assert [item["due"] for item in worklist] == ["2026-11-23"]
    await harness.receive(answer(WatchBroken, case_id, person_id), case_id)
    broken = await harness.only_case()
    assert (broken["status"], broken["watch"], broken["closure_proposed_since"]) == ("active", None, None)
    kinds = [entry["kind"] for entry in await harness.timeline(case_id)]
    assert kinds[-3:] == ["monitored", "watch-met", "watch-broken"]
    assert await harness.parked() == []


async def test_what_is_said_of_an_older_watch_or_of_no_case_changes_nothing(harness: Harness) -> None:
    case_id, person_id = await active(harness)
    await harness.act(case_id, "monitor", criteria=[NO_NEW])
    version = (await harness.only_case())["version"]
    older = answer(WatchBroken, case_id, person_id, asked_on=TODAY - timedelta(days=1))
    await harness.receive(older, case_id)
    await harness.receive(answer(WatchBroken, str(uuid4()), person_id), case_id)
    assert (await harness.only_case())["version"] == version
    assert await harness.parked() == []


async def test_resumed_closed_or_with_another_level_the_watch_ends(harness: Harness) -> None:
    case_id, person_id = await active(harness)
    await harness.act(case_id, "monitor", criteria=[NO_NEW])
    assert (await harness.act(case_id, "resume")).json()["status"] == "active"
    await harness.act(case_id, "monitor", criteria=[NO_NEW])
    signal = level_reached(10, person_id=person_id, level_of_education="lager")
    await harness.receive(signal, person_id)
    assert (await harness.only_case())["status"] == "active"
    await harness.act(case_id, "monitor", criteria=[NO_NEW])
    await harness.act(case_id, "close", outcome="other", reason="reden")
    about_watches = [name for name in await harness.sent_types() if name.startswith("watch-")]
    assert about_watches == ["watch-asked.v1", "watch-ended.v1"] * 3


@pytest.mark.parametrize(
    ("criteria", "field"),
    [
        ([], "criteria"),
        ([{**NO_NEW, "kind": "mood"}], "criteria.0.kind"),
        ([{**NO_NEW, "school_weeks": 0}], "criteria.0.school_weeks"),
        ([NO_NEW, {**RATE, "rate": None}], "criteria.1.rate"),
        ([{**NO_NEW, "rate": 0.5}], "criteria.0.rate"),
    ],
)
async def test_a_criterion_that_nobody_can_judge_is_refused_by_its_field(
    harness: Harness, criteria: list[dict[str, Any]], field: str
) -> None:
    case_id, _ = await active(harness)
    refused = await harness.act(case_id, "monitor", criteria=criteria)
    assert (refused.status_code, [item["field"] for item in refused.json()["errors"]]) == (422, [field])


async def test_only_an_active_case_is_followed(harness: Harness) -> None:
    signal = level_reached(level_of_education="lager")
    await harness.receive(signal, str(signal.person_id))
    case_id = (await harness.only_case())["case_id"]
    refused = await harness.act(case_id, "monitor", criteria=[NO_NEW])
    assert refused.status_code == 409
    assert "monitor" not in refused.json()["allowed"]
