"""Open cases that nothing moves any more, why, and what would help."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from shared.contracts.consultation_meetings import MeetingUnschedulable
from shared.contracts.notifications_deliveries import (
    NotificationAcknowledged,
    NotificationFailed,
    NotificationUnacknowledged,
)

from .harness import OTHER_SCHOOL, SCHOOL, Harness, level_reached, meeting, notice

LONG_AFTER = timedelta(days=60)


async def case_of(harness: Harness, **given: Any) -> str:
    """An active truancy case that nobody has; its id."""
    signal = level_reached(**{"level_of_education": "lager", "person_id": uuid4(), "signal_id": uuid4()} | given)
    await harness.receive(signal, str(signal.person_id))
    [*_, case] = await harness.cases()
    assert (await harness.act(case["case_id"], "start")).status_code == 200
    return str(case["case_id"])


async def stuck(harness: Harness, **params: Any) -> list[dict[str, Any]]:
    answer = await harness.http.get("/cases/stuck", params=params)
    assert answer.status_code == 200, answer.text
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


async def test_a_case_that_nothing_moves_is_stuck_and_says_what_would_help(harness: Harness) -> None:
    case_id = await case_of(harness)
    assert await stuck(harness) == []
    harness.clock.advance(LONG_AFTER)
    [item] = await stuck(harness)
    assert (item["case_id"], item["stuck_by"]) == (case_id, [{"why": "no-movement", "help": "assign"}])
    await harness.act(case_id, "notes", text="gebeld")
    assert await stuck(harness) == []
    harness.clock.advance(LONG_AFTER)
    assert len(await stuck(harness)) == 1
    await harness.act(case_id, "tasks", text="bellen", owner="u-caseworker", due="2027-04-01")
    assert await stuck(harness) == []


@pytest.mark.parametrize(
    ("action", "body"),
    [
        ("hold", {"until": "2027-06-01", "reason": "reden"}),
        ("monitor", {"criteria": [{"kind": "no-new-problematic-half-day", "school_weeks": 20}]}),
    ],
)
async def test_a_case_that_waits_for_something_is_not_stuck(
    harness: Harness, action: str, body: dict[str, Any]
) -> None:
    case_id = await case_of(harness)
    assert (await harness.act(case_id, action, **body)).status_code == 200
    harness.clock.advance(LONG_AFTER)
    assert await stuck(harness) == []


async def test_a_meeting_without_a_time_and_notices_that_nobody_got_or_confirmed(harness: Harness) -> None:
    case_id, meeting_id = await case_of(harness), str(uuid4())
    await harness.receive(meeting(MeetingUnschedulable, meeting_id, case_id), meeting_id)
    failed = notice(NotificationFailed, "case", case_id, "clb", "case-opened", reason="mailbox full")
    await harness.receive(failed, str(uuid4()))
    late = notice(NotificationUnacknowledged, "meeting", meeting_id, "counsellor", "meeting-invitation")
    await harness.receive(late, str(uuid4()))
    [item] = await stuck(harness)
    assert [reason["why"] for reason in item["stuck_by"]] == [
        "meeting-unschedulable",
        "notice-failed",
        "notice-unacknowledged",
    ]
    confirmed = notice(
        NotificationAcknowledged,
        "meeting",
        meeting_id,
        "counsellor",
        "meeting-invitation",
        notification_id=late.model_dump()["notification_id"],
    )
    await harness.receive(confirmed, str(uuid4()), sequence=2)
    [item] = await stuck(harness)
    assert [reason["why"] for reason in item["stuck_by"]] == ["meeting-unschedulable", "notice-failed"]


async def test_stuck_cases_are_filtered_and_paged_in_the_order_of_opening(harness: Harness) -> None:
    here = [await case_of(harness, pupil=f"P-{number}") for number in range(3)]
    there = await case_of(harness, school=OTHER_SCHOOL)
    harness.clock.advance(LONG_AFTER)
    assert [item["case_id"] for item in await stuck(harness, school=SCHOOL)] == here
    assert [item["case_id"] for item in await stuck(harness, school=OTHER_SCHOOL, case_type="truancy")] == [there]
    assert await stuck(harness, assignee="cw-1") == []
    first = (await harness.http.get("/cases/stuck", params={"limit": 2})).json()
    await harness.act(here[0], "close", outcome="other", reason="reden")  # what ends does not move the next page
    then = (await harness.http.get("/cases/stuck", params={"limit": 2, "cursor": first["next"]})).json()
    assert [item["case_id"] for item in first["items"] + then["items"]] == [*here, there]
    assert then["next"] is None
