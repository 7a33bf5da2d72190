"""Answers to invitations: over HTTP, and from calendars by mail."""

from uuid import uuid4

import pytest

from consultation.meetings.domain.meeting import Meeting
from shared.contracts.notifications_deliveries import ReplyArrived
from shared.domain.roles import Role
from shared.messaging.envelope import Envelope
from shared.messaging.parsing import Received
from shared.runtime.ids import new_id

from .harness import Harness

NEVER = "2026-11-20T10:00:00+01:00"


@pytest.fixture
async def staffed(harness: Harness) -> Harness:
    await harness.staff()
    return harness


async def reply(harness: Harness, meeting: Meeting, role: str = "counsellor", contact: str = "counsellor-1", **body):
    async with harness.asking(role, contact) as client:
        return await client.post(f"/meetings/{meeting.meeting_id}/reply", json=body)


async def by_mail(harness: Harness, meeting_id: object, contact_id: str = "counsellor-1", **fields: object) -> None:
    told = {"notification_id": new_id(), "meeting_id": meeting_id, "contact_id": contact_id, **fields}
    envelope = Envelope(id=str(new_id()), source="/notifications", type=ReplyArrived.event_type, sequence=2)
    await harness.tell(Received(envelope, ReplyArrived.model_validate(told)))


async def answers(harness: Harness, meeting: Meeting, role: str = "caseworker") -> dict[str, dict[str, object]]:
    async with harness.asking(role, "worker-1") as client:
        participants = (await client.get(f"/meetings/{meeting.meeting_id}")).json()["participants"]
    return {person["contact_id"]: person["reply"] for person in participants if person["reply"]}


async def told(harness: Harness, meeting: Meeting) -> list[dict[str, object]]:
    return [data for kind, data in await harness.sent(meeting.meeting_id) if kind == "reply-received"]


class TestOverHttp:
    """`POST /meetings/{id}/reply`."""

    async def test_an_answer_is_kept_shown_and_told(self, staffed: Harness):
        meeting = await staffed.request()
        answer = await reply(staffed, meeting, answer="accepted")
        assert (answer.status_code, answer.headers["etag"]) == (200, '"2"')
        assert (await answers(staffed, meeting))["counsellor-1"]["answer"] == "accepted"
        [event] = await told(staffed, meeting)
        assert {name: event[name] for name in ("contact_id", "role", "required", "answer", "ical_sequence")} == {
            "contact_id": "counsellor-1",
            "role": "counsellor",
            "required": True,
            "answer": "accepted",
            "ical_sequence": 0,
        }

    async def test_the_same_answer_again_tells_nobody_and_the_last_one_counts(self, staffed: Harness):
        meeting = await staffed.request()
        for answer in ("accepted", "accepted", "tentative"):
            assert (await reply(staffed, meeting, answer=answer)).status_code == 200
        assert [event["answer"] for event in await told(staffed, meeting)] == ["accepted", "tentative"]
        assert (await answers(staffed, meeting))["counsellor-1"]["answer"] == "tentative"

    async def test_why_not_is_for_who_runs_the_case(self, staffed: Harness):
        meeting = await staffed.request()
        answer = await reply(staffed, meeting, "youth-coach", "coach-1", answer="declined", reason="absent")
        own = {person["contact_id"]: person for person in answer.json()["participants"]}["coach-1"]
        assert (own["reply"]["answer"], own["reply"]["reason"]) == ("declined", None)
        assert (await answers(staffed, meeting))["coach-1"]["reason"] == "absent"
        assert "absent" not in str(await told(staffed, meeting))

    async def test_another_time_takes_as_long_as_the_meeting(self, staffed: Harness):
        meeting = await staffed.request()
        assert (await reply(staffed, meeting, answer="countered", proposed_starts_at=NEVER)).status_code == 200
        [event] = await told(staffed, meeting)
        assert event["proposed"] == {"starts_at": NEVER, "ends_at": "2026-11-20T10:45:00+01:00"}

    async def test_a_deputy_is_a_contact_of_the_role_at_the_school(self, staffed: Harness):
        await staffed.add("counsellor-2", Role.COUNSELLOR, deputy_of="counsellor-1")
        meeting = await staffed.request()
        refused = await reply(staffed, meeting, answer="delegated", delegate="clb-1")
        assert (refused.status_code, refused.json()["errors"][0]["field"]) == (422, "delegate")
        assert (await reply(staffed, meeting, answer="delegated", delegate="counsellor-2")).status_code == 200
        [event] = await told(staffed, meeting)
        assert event["delegate"] == "counsellor-2"

    @pytest.mark.parametrize(
        ("body", "field"),
        [
            ({"answer": "declined", "reason": "because"}, "reason"),
            ({"answer": "countered"}, "proposed_starts_at"),
            ({"answer": "countered", "proposed_starts_at": "2026-11-13T09:00:00+01:00"}, "proposed_starts_at"),
            ({"answer": "delegated"}, "delegate"),
            ({"answer": "accepted", "reason": "absent"}, "reason"),
            ({"answer": "maybe"}, "answer"),
        ],
    )
    async def test_what_is_wrong_is_named(self, staffed: Harness, body: dict[str, str], field: str):
        meeting = await staffed.request()
        answer = await reply(staffed, meeting, **body)
        assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, field)

    async def test_no_reason_is_taken_of_a_clb(self, staffed: Harness):
        meeting = await staffed.request()
        answer = await reply(staffed, meeting, "clb", "clb-1", answer="declined", reason="absent")
        assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "reason")
        assert (await reply(staffed, meeting, "clb", "clb-1", answer="declined")).status_code == 200

    async def test_who_runs_the_case_notes_what_a_participant_said_and_nobody_else_does(self, staffed: Harness):
        meeting = await staffed.request()
        answer = await reply(staffed, meeting, "caseworker", "worker-1", answer="accepted", contact_id="clb-1")
        assert answer.status_code == 200
        assert (await answers(staffed, meeting))["clb-1"]["came_by"] == "on-behalf"
        answer = await reply(staffed, meeting, answer="accepted", contact_id="clb-1")
        assert answer.status_code == 403

    async def test_who_is_not_invited_and_what_is_over_or_moved_is_a_conflict(self, staffed: Harness):
        await staffed.add("counsellor-2", Role.COUNSELLOR, "125001")
        meeting = await staffed.request()
        assert (await reply(staffed, meeting, contact="counsellor-2", answer="accepted")).status_code == 409
        async with staffed.asking("caseworker") as client:
            moved = f"/meetings/{meeting.meeting_id}/reschedule"
            await client.post(moved, json={"starts_at": "2026-11-18T10:00:00+01:00"})
        assert (await reply(staffed, meeting, answer="accepted", ical_sequence=0)).status_code == 409
        assert (await reply(staffed, meeting, answer="accepted", ical_sequence=1)).status_code == 200
        async with staffed.asking("caseworker") as client:
            await client.post(f"/meetings/{meeting.meeting_id}/cancel")
        assert (await reply(staffed, meeting, answer="tentative")).status_code == 409

    async def test_another_schools_meeting_is_not_there(self, staffed: Harness):
        await staffed.add("counsellor-9", Role.COUNSELLOR, "125002")
        meeting = await staffed.request()
        assert (await reply(staffed, meeting, contact="counsellor-9", answer="accepted")).status_code == 404


class TestByMail:
    """`reply-arrived`."""

    async def test_a_calendars_answer_is_kept_and_told(self, staffed: Harness):
        meeting = await staffed.request()
        await by_mail(staffed, meeting.meeting_id, answer="accepted", ical_sequence=0)
        assert (await answers(staffed, meeting))["counsellor-1"]["came_by"] == "mail"
        assert [event["answer"] for event in await told(staffed, meeting)] == ["accepted"]

    async def test_a_calendar_that_names_no_version_answers_the_newest(self, staffed: Harness):
        meeting = await staffed.request()
        await by_mail(staffed, meeting.meeting_id, answer="accepted")
        assert [event["ical_sequence"] for event in await told(staffed, meeting)] == [0]

    async def test_a_calendar_that_names_a_version_to_come_does_not_outdo_what_is_answered_later(
        self, staffed: Harness
    ):
        meeting = await staffed.request()
        await by_mail(staffed, meeting.meeting_id, answer="accepted", ical_sequence=1_000_000)
        assert (await reply(staffed, meeting, answer="declined")).status_code == 200
        assert [event["answer"] for event in await told(staffed, meeting)] == ["accepted", "declined"]

    async def test_a_counter_without_a_readable_time_and_a_deputy_nobody_knows_are_kept_without(self, staffed: Harness):
        meeting = await staffed.request()
        time = {"starts_at": NEVER, "ends_at": NEVER}
        await by_mail(staffed, meeting.meeting_id, answer="countered", proposed=time)
        await by_mail(staffed, meeting.meeting_id, "clb-1", answer="delegated", delegate="clb-1")
        events = await told(staffed, meeting)
        assert [(event["answer"], event["proposed"], event["delegate"]) for event in events] == [
            ("countered", None, None),
            ("delegated", None, None),
        ]

    async def test_what_says_nothing_of_the_meeting_any_more_is_passed_over(self, staffed: Harness):
        meeting = await staffed.request()
        await by_mail(staffed, uuid4(), answer="accepted")
        await by_mail(staffed, meeting.meeting_id, "somebody", answer="accepted")
        async with staffed.asking("caseworker") as client:
            moved = f"/meetings/{meeting.meeting_id}/reschedule"
            await client.post(moved, json={"starts_at": "2026-11-18T10:00:00+01:00"})
        await by_mail(staffed, meeting.meeting_id, answer="declined", ical_sequence=0)
        assert await told(staffed, meeting) == []
        assert await answers(staffed, meeting) == {}


class TestWhatFollows:
    """What a meeting does without somebody who does not come."""

    async def test_it_goes_on_with_a_deputy_who_is_free_and_nobody_else_changes(self, staffed: Harness):
        await staffed.add("counsellor-2", Role.COUNSELLOR, deputy_of="counsellor-1")
        meeting = await staffed.request()
        await reply(staffed, meeting, answer="declined")
        after = await staffed.meeting(meeting.meeting_id)
        assert after.slot.time == meeting.slot.time
        assert [person.contact_id for person in after.slot.participants] == [
            "counsellor-2",
            *(person.contact_id for person in meeting.slot.participants[1:]),
        ]
        kinds = await staffed.sent_kinds(meeting)
        assert kinds == ["meeting-scheduled", "reply-received", "meeting-rescheduled"]
        assert after.attention is None

    async def test_without_a_deputy_it_moves_to_the_next_time_at_which_who_declined_can(self, staffed: Harness):
        meeting = await staffed.request()
        await reply(staffed, meeting, answer="declined")
        moved = await staffed.meeting(meeting.meeting_id)
        assert moved.slot.time.start == meeting.slot.time.end
        assert moved.has_participant("counsellor-1")
        assert (moved.ical_sequence, moved.attention) == (1, None)
        await reply(staffed, meeting, answer="declined")
        again = await staffed.meeting(meeting.meeting_id)
        assert again.slot.time.start == moved.slot.time.end

    async def test_for_who_has_the_case_it_rather_moves_than_taking_another_caseworker(self, staffed: Harness):
        await staffed.add("worker-2", Role.CASEWORKER)
        meeting = await staffed.request(assignee="worker-1")
        await reply(staffed, meeting, "caseworker", "worker-1", answer="declined")
        moved = await staffed.meeting(meeting.meeting_id)
        assert moved.has_participant("worker-1")
        assert moved.slot.time != meeting.slot.time

    async def test_a_deputy_who_was_named_comes_also_for_a_role_it_could_do_without(self, staffed: Harness):
        await staffed.add("clb-2", Role.CLB, "125001")
        meeting = await staffed.request()
        await reply(staffed, meeting, "clb", "clb-1", answer="delegated", delegate="clb-2")
        after = await staffed.meeting(meeting.meeting_id)
        assert (after.has_participant("clb-1"), after.has_participant("clb-2")) == (False, True)
        assert after.participant("clb-2").required is False

    async def test_who_it_can_do_without_changes_nothing_but_the_list(self, staffed: Harness):
        await staffed.add("clb-2", Role.CLB, "125001", deputy_of="clb-1")
        meeting = await staffed.request()
        await reply(staffed, meeting, "clb", "clb-1", answer="declined")
        after = await staffed.meeting(meeting.meeting_id)
        assert (after.slot, after.attention, after.declined) == (meeting.slot, None, ("clb-1",))

    async def test_where_nothing_helps_it_asks_for_somebody_until_they_come_after_all(self, staffed: Harness):
        meeting = await staffed.request(hold_by="2026-11-17", not_before="2026-11-17")
        async with staffed.asking("coordinator") as client:
            away = {"weekly": [{"weekday": 2, "from": "08:30", "until": "09:15"}]}
            await client.put("/contacts/counsellor-1/availability", json=away, headers={"If-Match": "*"})
        await reply(staffed, meeting, answer="declined")
        attention = (await staffed.meeting(meeting.meeting_id)).attention
        assert attention
        assert [str(reason) for reason in attention.reasons] == ["participant-away"]
        await reply(staffed, meeting, answer="accepted")
        assert (await staffed.meeting(meeting.meeting_id)).attention is None

    async def test_a_deputy_nobody_knows_is_left_to_people(self, staffed: Harness):
        await staffed.add("counsellor-2", Role.COUNSELLOR, deputy_of="counsellor-1")
        meeting = await staffed.request()
        await by_mail(staffed, meeting.meeting_id, answer="delegated")
        after = await staffed.meeting(meeting.meeting_id)
        assert (after.slot, after.attention is not None) == (meeting.slot, True)

    async def test_another_time_that_is_proposed_is_left_to_people(self, staffed: Harness):
        meeting = await staffed.request()
        await reply(staffed, meeting, answer="countered", proposed_starts_at=NEVER)
        after = await staffed.meeting(meeting.meeting_id)
        assert (after.slot, after.attention is not None) == (meeting.slot, True)

    async def test_by_setting_it_is_left_to_people(self, open_harness):
        harness = await open_harness(FLANKEREND_REPLAN_DECLINED=False)
        await harness.staff()
        meeting = await harness.request()
        await reply(harness, meeting, answer="declined")
        after = await harness.meeting(meeting.meeting_id)
        assert (after.slot, after.attention is not None) == (meeting.slot, True)
