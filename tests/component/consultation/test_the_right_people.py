"""Who has the case, and who of the CLB was told of it, sit at the table."""

from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest

from consultation.domain.availability import Availability, AvailabilityException
from consultation.meetings.domain.meeting import Meeting
from shared.contracts.casework_cases import CaseAssigned, CaseOpened
from shared.contracts.notifications_deliveries import NotificationSent
from shared.domain.roles import Role
from shared.messaging.envelope import Envelope
from shared.messaging.parsing import Received
from shared.runtime.clock import BRUSSELS
from shared.runtime.ids import new_id

from .conftest import Opened
from .harness import SCHOOL, Case, Harness

TUESDAY, THURSDAY = date(2026, 11, 17), date(2026, 11, 19)
AWAY_UNTIL_THURSDAY = Availability(exceptions=(AvailabilityException(TUESDAY, date(2026, 11, 18), available=False),))
AWAY = Availability(exceptions=(AvailabilityException(TUESDAY, date(2027, 1, 31), available=False),))


@pytest.fixture
async def staffed(harness: Harness) -> Harness:
    await harness.staff()
    return harness


def people(meeting: Meeting) -> list[str]:
    return [participant.contact_id for participant in meeting.slot.participants]


def told_of(
    case: Case, contact_id: str, at: datetime, role: str = "clb", kind: str = "case"
) -> Received[NotificationSent]:
    data = {
        "notification_id": uuid4(), "recipient_role": role, "contact_id": contact_id, "channel": "email",
        "template": "case-opened", "template_version": 1, "about": {"kind": kind, "id": case.case_id}, "sent_at": at,
    }  # fmt: skip
    envelope = Envelope(id=str(new_id()), source="/notifications", type=NotificationSent.event_type, sequence=1)
    return Received(envelope, NotificationSent.model_validate(data))


async def test_who_gets_the_case_takes_the_seat_at_the_same_time_and_everybody_is_told(staffed: Harness):
    case = Case()
    before = await staffed.request(case, assignee="worker-1")
    await staffed.add("worker-2", Role.CASEWORKER)
    await staffed.tell(case.event(CaseAssigned, assignee="worker-2"))
    (meeting,) = await staffed.meetings_of(case)
    assert (meeting.slot.time, people(meeting)) == (before.slot.time, ["counsellor-1", "worker-2", "clb-1", "coach-1"])
    assert await staffed.sent_kinds(meeting) == ["meeting-scheduled", "meeting-rescheduled"]
    other = await staffed.request(Case(), assignee="worker-1")
    assert other.slot.participants[1].contact_id == "worker-1"
    # The same again, and what was said before, change nothing.
    await staffed.tell(case.event(CaseAssigned, assignee="worker-2"))
    await staffed.tell(case.event(CaseAssigned, sequence=1, assignee="worker-1"))
    assert await staffed.sent_kinds(meeting) == ["meeting-scheduled", "meeting-rescheduled"]


async def test_who_is_not_free_then_gets_the_first_time_at_which_they_are(staffed: Harness):
    case = Case()
    await staffed.request(case, assignee="worker-1")
    await staffed.add("worker-2", Role.CASEWORKER, availability=AWAY_UNTIL_THURSDAY)
    await staffed.tell(case.event(CaseAssigned, assignee="worker-2"))
    (meeting,) = await staffed.meetings_of(case)
    assert (meeting.slot.time.start.astimezone(BRUSSELS).date(), people(meeting)[1]) == (THURSDAY, "worker-2")
    assert meeting.attention is None


@pytest.mark.parametrize(
    ("replan", "availability"), [(True, AWAY), (False, AWAY_UNTIL_THURSDAY)], ids=["never free", "left to people"]
)
async def test_a_meeting_that_can_not_have_who_has_the_case_stays_and_asks_for_somebody(
    open_harness: Opened, replan: bool, availability: Availability
):
    harness = await open_harness(FLANKEREND_REPLAN_DECLINED=replan)
    await harness.staff()
    case = Case()
    before = await harness.request(case, assignee="worker-1")
    await harness.add("worker-2", Role.CASEWORKER, availability=availability)
    await harness.tell(case.event(CaseAssigned, assignee="worker-2"))
    await harness.look()
    (meeting,) = await harness.meetings_of(case)
    assert (meeting.slot, [str(reason) for reason in meeting.attention.reasons]) == (before.slot, ["participant-away"])
    async with harness.asking("caseworker") as client:
        thursday = {"starts_at": "2027-02-01T10:00:00+01:00"}
        moved = await client.post(f"/meetings/{meeting.meeting_id}/reschedule", json=thursday)
    assert (moved.json()["attention"], moved.json()["participants"][1]["contact_id"]) == (None, "worker-2")


async def test_a_meeting_that_is_over_or_under_review_or_of_another_case_keeps_its_people(staffed: Harness):
    case, other = Case(), Case()
    for opened in (case, other):
        await staffed.tell(opened.event(CaseOpened))
        await staffed.tell(opened.event(CaseAssigned, assignee="worker-1"))
    async with staffed.asking("caseworker") as client:
        body = {"case_ids": [str(other.case_id), str(case.case_id)]}
        both = (await client.post("/meetings", json=body)).json()
    await staffed.add("worker-2", Role.CASEWORKER)
    past = await staffed.request(case, assignee="worker-1")
    staffed.clock.advance(timedelta(days=20))
    await staffed.tell(case.event(CaseAssigned, assignee="worker-2"))
    assert people(await staffed.meeting(past.meeting_id)) == people(past)
    assert people(await staffed.meeting(both["meeting_id"]))[1] == "worker-1"


async def test_a_meeting_by_hand_has_who_has_the_case_and_who_of_the_clb_was_told_last(staffed: Harness):
    await staffed.add("worker-0", Role.CASEWORKER)
    await staffed.add("clb-0", Role.CLB, SCHOOL)
    await staffed.add("clb-2", Role.CLB, SCHOOL)
    case = Case()
    # Notices may be heard of before the case is.
    await staffed.tell(told_of(case, "clb-2", datetime(2026, 11, 12, 9, tzinfo=BRUSSELS)))
    await staffed.tell(told_of(case, "clb-0", datetime(2026, 11, 11, 9, tzinfo=BRUSSELS)))
    await staffed.tell(told_of(case, "coach-1", datetime(2026, 11, 13, 9, tzinfo=BRUSSELS), role="youth-coach"))
    await staffed.tell(told_of(case, "clb-1", datetime(2026, 11, 13, 9, tzinfo=BRUSSELS), kind="meeting"))
    await staffed.tell(case.event(CaseOpened))
    await staffed.tell(case.event(CaseAssigned, assignee="worker-1"))
    async with staffed.asking("caseworker") as client:
        meeting = (await client.post("/meetings", json={"case_ids": [str(case.case_id)]})).json()
    by_hand = [participant["contact_id"] for participant in meeting["participants"]]
    assert by_hand == ["counsellor-1", "worker-1", "clb-2", "coach-1"]
    asked = Case()
    await staffed.tell(told_of(asked, "clb-2", datetime(2026, 11, 12, 9, tzinfo=BRUSSELS)))
    await staffed.tell(asked.event(CaseOpened))
    assert people(await staffed.request(asked))[2] == "clb-2"
    assert people(await staffed.request(Case()))[2] == "clb-0"
