"""What a case shows of its pupil and of who was told, to whom."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from tests.tokens import bearer

from shared.contracts import notifications_deliveries as deliveries
from shared.contracts.attendance_persons import PersonMerged
from shared.contracts.consultation_meetings import MeetingScheduled

from .harness import (
    OTHER_SCHOOL,
    SCHOOL,
    Harness,
    contact,
    level_reached,
    level_withdrawn,
    meeting,
    notice,
    person,
)

AM = {"date": "2026-11-20", "half_day": "AM", "school": SCHOOL}
PM = {"date": "2026-11-20", "half_day": "PM", "school": OTHER_SCHOOL}
READERS = {
    "counsellor": bearer("counsellor", contact="counsellor-1"),
    "clb": bearer("clb", contact="clb-1"),
    "another clb": bearer("clb", contact="clb-2"),
    "youth-coach": bearer("youth-coach", contact="coach-1"),
    "caseworker": bearer("caseworker"),
    "coordinator": bearer("coordinator"),
    "coach who is a counsellor too": bearer("youth-coach", "counsellor", contact="counsellor-1"),
}


@pytest.fixture
async def case_id(harness: Harness) -> str:
    """A case of a pupil in 3A, and contacts of its school."""
    signal = level_reached()
    await harness.receive(person(signal.person_id, (SCHOOL, "P-1")), str(signal.person_id))
    await harness.receive(signal, str(signal.person_id))
    for contact_id, role in (
        ("counsellor-1", "counsellor"),
        ("clb-1", "clb"),
        ("clb-2", "clb"),
        ("coach-1", "youth-coach"),
    ):
        await harness.receive(contact(contact_id, role, SCHOOL), contact_id)
    shown: str = (await harness.only_case())["case_id"]
    return shown


async def tell(
    harness: Harness, kind: Any, about: Any, role: str, template: str, sequence: int = 1, **given: Any
) -> UUID:
    """What became of a notice; its id."""
    given = {"notification_id": uuid4()} | given
    told = notice(kind, given.pop("about_kind", "case"), about, role, template, **given)
    await harness.receive(told, str(given["notification_id"]), sequence=sequence)
    known: UUID = given["notification_id"]
    return known


def body(template: str, role: str, status: str = "sent", answer: str | None = None) -> dict[str, str | None]:
    return {"template": template, "recipient_role": role, "status": status, "answer": answer}


async def test_a_case_shows_the_half_days_of_what_was_said_last(harness: Harness) -> None:
    five = level_reached(half_days=[AM])
    await harness.receive(five, str(five.person_id))
    assert (await harness.only_case())["half_days"] == [AM]
    harness.clock.advance(timedelta(minutes=1))
    ten = level_reached(10, person_id=five.person_id, half_days=[AM, PM])
    await harness.receive(ten, str(five.person_id))
    assert (await harness.only_case())["half_days"] == [AM, PM]
    harness.clock.advance(timedelta(minutes=1))
    await harness.receive(level_withdrawn(ten, half_days=[PM]), str(five.person_id), sequence=2)
    case = await harness.only_case()
    assert (case["count"], case["half_days"]) == (9, [PM])


async def test_the_class_is_that_of_the_case_s_school(harness: Harness) -> None:
    signal = level_reached()
    here, there = person(signal.person_id, (SCHOOL, "P-1"), (OTHER_SCHOOL, "P-2")).enrolments
    told = person(signal.person_id).model_copy(
        update={"enrolments": (here, there.model_copy(update={"class_": "6Z", "valid_from": here.valid_from}))}
    )
    await harness.receive(signal, str(signal.person_id))
    assert (await harness.only_case())["class"] is None
    await harness.receive(told, str(signal.person_id))
    assert (await harness.only_case())["class"] == "3A"
    moved = here.model_copy(update={"class_": "3B"})
    await harness.receive(told.model_copy(update={"enrolments": (moved,)}), str(signal.person_id), sequence=2)
    assert (await harness.only_case())["class"] == "3B"


async def test_a_case_shows_what_became_of_its_notices(harness: Harness, case_id: str) -> None:
    first = await tell(harness, deliveries.NotificationSent, case_id, "clb", "case-opened", notification_id=UUID(int=1))
    await tell(
        harness, deliveries.NotificationFailed, case_id, "youth-coach", "case-opened", notification_id=UUID(int=2)
    )
    planned = uuid4()
    about = {"about_kind": "meeting", "notification_id": UUID(int=3)}
    await tell(harness, deliveries.NotificationSent, planned, "counsellor", "meeting-invitation", **about)
    await harness.receive(meeting(MeetingScheduled, planned, case_id), str(planned))
    shown = [
        body("case-opened", "clb"),
        body("case-opened", "youth-coach", "failed"),
        body("meeting-invitation", "counsellor"),
    ]
    assert (await harness.only_case())["notices"] == shown
    await tell(harness, deliveries.NotificationAcknowledged, case_id, "clb", "case-opened", 2, notification_id=first)
    shown[0]["answer"] = "received"
    assert (await harness.only_case())["notices"] == shown
    assert (await harness.http.get("/worklist")).json()["items"][0]["notices"] == shown
    assert (await harness.act(case_id, "start")).json()["notices"] == shown


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
async def test_a_notice_shows_what_was_told_last_in_whatever_order_it_arrives(
    harness: Harness, case_id: str, order: tuple[int, ...]
) -> None:
    steps = (deliveries.NotificationFailed, deliveries.NotificationSent, deliveries.NotificationAcknowledged)
    notification_id = uuid4()
    for step in order:
        same = {"notification_id": notification_id}
        await tell(harness, steps[step], case_id, "clb", "case-opened", step + 1, **same)
    assert (await harness.only_case())["notices"] == [body("case-opened", "clb", "sent", "received")]


async def test_who_sees_half_days_class_and_notices(harness: Harness, case_id: str) -> None:
    await tell(harness, deliveries.NotificationSent, case_id, "clb", "case-opened", contact_id="clb-1")
    await tell(harness, deliveries.NotificationSent, case_id, "youth-coach", "case-opened", contact_id="coach-1")
    await tell(harness, deliveries.NotificationSent, case_id, "counsellor", "other", contact_id="clb-1")
    seen = {}
    for reader, headers in READERS.items():
        case = (await harness.http.get(f"/cases/{case_id}", headers=headers)).json()
        [listed] = (await harness.http.get("/cases", headers=headers)).json()["items"]
        assert listed == case
        half_days = None if case["half_days"] is None else len(case["half_days"])
        notices = None if case["notices"] is None else len(case["notices"])
        seen[reader] = (case["class"], half_days, notices)
    assert seen == {
        "counsellor": ("3A", 1, 3),
        "clb": ("3A", 1, 1),
        "another clb": ("3A", 1, 0),
        "youth-coach": ("3A", None, None),
        "caseworker": ("3A", 1, 3),
        "coordinator": ("3A", 1, 3),
        "coach who is a counsellor too": ("3A", 1, 3),
    }


async def test_notices_of_a_case_that_was_merged_are_those_of_the_case_that_goes_on(
    harness: Harness, case_id: str
) -> None:
    first = (await harness.only_case())["person_id"]
    harness.clock.advance(timedelta(minutes=1))
    other = level_reached(school=OTHER_SCHOOL, pupil="P-2")
    await harness.receive(other, str(other.person_id))
    [merged] = [case["case_id"] for case in await harness.cases() if case["case_id"] != case_id]
    await tell(harness, deliveries.NotificationSent, merged, "clb", "case-opened")
    together = person(first, (SCHOOL, "P-1"), (OTHER_SCHOOL, "P-2"))
    await harness.receive(together, first, sequence=2)
    await harness.receive(PersonMerged(person_id=other.person_id, merged_into=first), str(other.person_id), sequence=3)
    await tell(harness, deliveries.NotificationSent, merged, "youth-coach", "case-opened")
    shown = {case["case_id"]: {told["recipient_role"] for told in case["notices"]} for case in await harness.cases()}
    assert shown == {case_id: {"clb", "youth-coach"}, merged: set()}


async def test_a_notice_without_a_sequence_is_parked(harness: Harness, case_id: str) -> None:
    told = notice(deliveries.NotificationSent, "case", case_id, "clb", "case-opened")
    await harness.receive(told, "notice", sequence=None)  # type: ignore[arg-type]
    assert (await harness.only_case())["notices"] == []
    assert len(await harness.parked()) == 1
