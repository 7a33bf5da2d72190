"""Somebody does not answer an invitation: a reminder, then a deputy, each once."""

import asyncio
from datetime import date, timedelta

import pytest

from consultation.meetings.domain.meeting import Meeting
from shared.contracts.casework_cases import WithdrawalDropped, WithdrawalProposed
from shared.domain.roles import Role
from shared.testing.clock import FixedClock

from .conftest import Opened
from .harness import Case, Harness
from .web.visitor import Visitor

A_DAY = timedelta(days=1)
AHEAD = {"not_before": "2026-12-01", "hold_by": "2026-12-11"}
AGREED = {"FLANKEREND_REPLY_REMINDER_SCHOOL_DAYS": 3, "FLANKEREND_REPLY_DEPUTY_SCHOOL_DAYS": 2}
TO_REMINDER = timedelta(days=5)  # from Friday 13 November to Wednesday 18: three school days
TO_DEPUTY = timedelta(days=2)


@pytest.fixture
async def staffed(open_harness: Opened) -> Harness:
    harness = await open_harness(**AGREED)
    await harness.staff()
    return harness


async def answer(harness: Harness, meeting: Meeting, contact_id: str, said: str = "accepted") -> None:
    async with harness.asking("caseworker", "worker-1") as client:
        body = {"answer": said, "contact_id": contact_id}
        response = await client.post(f"/meetings/{meeting.meeting_id}/reply", json=body)
        assert response.status_code == 200, response.text


async def only_the_counsellor_is_silent(harness: Harness, case: Case | None = None, **fields: object) -> Meeting:
    meeting = await harness.request(case, **{**AHEAD, **fields})
    await answer(harness, meeting, "worker-1")
    return meeting


async def look_after(harness: Harness, passed: timedelta) -> None:
    harness.clock.advance(passed)
    await harness.look()


async def reminded(harness: Harness, meeting: Meeting) -> list[str]:
    return [data["contact_id"] for kind, data in await harness.sent(meeting.meeting_id) if kind == "reply-awaited"]


async def test_silence_leads_to_one_reminder_and_then_to_a_deputy(staffed: Harness):
    await staffed.add("counsellor-2", Role.COUNSELLOR, "125001", deputy_of="counsellor-1")
    meeting = await only_the_counsellor_is_silent(staffed)
    await look_after(staffed, TO_REMINDER - timedelta(minutes=1))
    assert await reminded(staffed, meeting) == []
    await look_after(staffed, timedelta(minutes=1))
    await staffed.look()
    [event] = [data for kind, data in await staffed.sent(meeting.meeting_id) if kind == "reply-awaited"]
    assert (event["contact_id"], event["role"], event["school"]) == ("counsellor-1", "counsellor", "125001")
    assert (event["starts_at"], event["invited_at"]) == ("2026-12-01T08:30:00+01:00", "2026-11-13T10:00:00+01:00")
    await look_after(staffed, TO_DEPUTY)
    await staffed.look()
    after = await staffed.meeting(meeting.meeting_id)
    assert [person.contact_id for person in after.slot.participants if person.required] == ["counsellor-2", "worker-1"]
    assert (after.slot.time, after.attention) == (meeting.slot.time, None)
    assert await staffed.sent_kinds(meeting) == [
        "meeting-scheduled",
        "reply-received",
        "reply-awaited",
        "meeting-rescheduled",
    ]
    # The deputy has as long, and nobody who was silent before comes back into the seat.
    await look_after(staffed, TO_REMINDER)
    assert await reminded(staffed, meeting) == ["counsellor-1", "counsellor-2"]
    await look_after(staffed, TO_DEPUTY)
    assert (await staffed.meeting(meeting.meeting_id)).silent == ("counsellor-2",)


async def test_without_anybody_who_can_come_instead_the_meeting_asks_for_somebody_until_an_answer(staffed: Harness):
    meeting = await only_the_counsellor_is_silent(staffed)
    await look_after(staffed, TO_REMINDER)
    await look_after(staffed, TO_DEPUTY)
    await look_after(staffed, 7 * A_DAY)
    after = await staffed.meeting(meeting.meeting_id)
    assert after.slot == meeting.slot
    assert [str(reason) for reason in after.attention.reasons] == ["participant-away"]
    kinds = await staffed.sent_kinds(meeting)
    assert kinds[2:] == ["reply-awaited", "meeting-attention-changed"]
    await answer(staffed, meeting, "counsellor-1")
    assert (await staffed.meeting(meeting.meeting_id)).attention is None


@pytest.mark.parametrize(("said", "people"), [("accepted", []), ("tentative", ["counsellor-1"])])
async def test_who_answered_is_left_alone_and_perhaps_is_no_answer(staffed: Harness, said: str, people: list[str]):
    meeting = await only_the_counsellor_is_silent(staffed)
    await answer(staffed, meeting, "counsellor-1", said)
    await look_after(staffed, TO_REMINDER)
    assert await reminded(staffed, meeting) == people


async def test_an_answer_after_the_reminder_keeps_the_seat(staffed: Harness):
    await staffed.add("counsellor-2", Role.COUNSELLOR, "125001", deputy_of="counsellor-1")
    meeting = await only_the_counsellor_is_silent(staffed)
    await look_after(staffed, TO_REMINDER)
    await answer(staffed, meeting, "counsellor-1")
    await look_after(staffed, TO_DEPUTY)
    assert (await staffed.meeting(meeting.meeting_id)).has_participant("counsellor-1")


async def test_a_move_starts_the_count_anew(staffed: Harness):
    meeting = await only_the_counsellor_is_silent(staffed)
    await look_after(staffed, 4 * A_DAY)
    async with staffed.asking("caseworker") as client:
        moved = await client.post(
            f"/meetings/{meeting.meeting_id}/reschedule", json={"starts_at": "2026-12-02T10:00:00+01:00"}
        )
        assert moved.status_code == 200
    await look_after(staffed, A_DAY)
    assert await reminded(staffed, meeting) == []
    await look_after(staffed, 2 * A_DAY)
    assert sorted(await reminded(staffed, meeting)) == ["counsellor-1", "worker-1"]


async def test_school_days_are_those_of_the_school(staffed: Harness):
    await staffed.close_school(date(2026, 11, 17))
    meeting = await only_the_counsellor_is_silent(staffed)
    await look_after(staffed, TO_REMINDER)
    assert await reminded(staffed, meeting) == []
    await look_after(staffed, A_DAY)
    assert await reminded(staffed, meeting) == ["counsellor-1"]


async def test_nobody_is_reminded_of_what_has_begun_is_in_doubt_or_called_off(staffed: Harness, clock: FixedClock):
    soon = await only_the_counsellor_is_silent(staffed, not_before="2026-11-18", hold_by="2026-11-18")
    assert soon.slot.time.start < clock.now() + TO_REMINDER
    off = await only_the_counsellor_is_silent(staffed)
    async with staffed.asking("caseworker") as client:
        assert (await client.post(f"/meetings/{off.meeting_id}/cancel")).status_code == 200
    case = Case()
    in_doubt = await only_the_counsellor_is_silent(staffed, case)
    await staffed.tell(case.event(WithdrawalProposed))
    await look_after(staffed, TO_REMINDER)
    assert [kind for kind, _ in await staffed.sent() if kind == "reply-awaited"] == []
    await staffed.tell(case.event(WithdrawalDropped))
    await staffed.look()
    assert await reminded(staffed, in_doubt) == ["counsellor-1"]


async def test_two_processes_that_look_at_once_remind_once_and_ask_one_deputy(open_harness: Opened):
    first = await open_harness(**AGREED)
    second = await open_harness(**AGREED)
    await first.staff()
    for number in (2, 3):
        await first.add(f"counsellor-{number}", Role.COUNSELLOR, "125001", deputy_of="counsellor-1")
    meetings = [await only_the_counsellor_is_silent(first) for _ in range(3)]
    for passed in (TO_REMINDER, TO_DEPUTY):
        first.clock.advance(passed)
        await asyncio.gather(first.look(), second.look())
    for meeting in meetings:
        kinds = await first.sent_kinds(meeting)
        assert (kinds.count("reply-awaited"), kinds.count("meeting-rescheduled")) == (1, 1)


async def test_nothing_happens_unless_it_was_agreed_on(harness: Harness):
    await harness.staff()
    meeting = await harness.request(**AHEAD)
    await look_after(harness, 10 * A_DAY)
    assert await harness.sent_kinds(meeting) == ["meeting-scheduled"]


async def test_reminders_go_with_the_answers(staffed: Harness):
    meeting = await only_the_counsellor_is_silent(staffed)
    await look_after(staffed, TO_REMINDER)

    async def noted() -> list[str]:
        async with staffed.units() as uow:
            return list(await uow.silences.reminded(meeting.meeting_id))

    assert await noted() == ["counsellor-1"]
    await look_after(staffed, 105 * A_DAY)
    assert await noted() == []


async def test_the_page_of_the_meeting_says_who_was_reminded_and_then_that_nobody_answers(staffed: Harness):
    meeting = await only_the_counsellor_is_silent(staffed)
    await look_after(staffed, TO_REMINDER)
    page = f"/overleg/{meeting.meeting_id}"
    assert "nog geen antwoord, herinnerd op 18/11/2026 om 10.00\u00a0uur" in (await Visitor(staffed).see(page)).text
    await look_after(staffed, TO_DEPUTY)
    assert "Een deelnemer is er dan niet of antwoordt niet." in (await Visitor(staffed).see(page)).text
