"""What is done with a meeting: moved, cancelled, completed, minuted."""

from uuid import uuid4

import pytest

from consultation.meetings.domain.meeting import Meeting
from shared.contracts.casework_cases import WithdrawalProposed
from shared.domain.roles import Role

from .harness import Case, Harness


@pytest.fixture
async def staffed(harness: Harness) -> Harness:
    await harness.staff()
    return harness


async def do(harness: Harness, meeting: Meeting, step: str, body: object = None, headers: dict[str, str] | None = None):
    async with harness.asking("caseworker") as client:
        return await client.post(f"/meetings/{meeting.meeting_id}/{step}", json=body, headers=headers)


async def write(harness: Harness, meeting: Meeting, headers: dict[str, str] | None = None, **body: object):
    async with harness.asking("caseworker") as client:
        return await client.put(f"/meetings/{meeting.meeting_id}/minutes", json=body, headers=headers)


class TestRescheduling:
    """`POST /meetings/{id}/reschedule`."""

    async def test_it_moves_to_the_time_asked(self, staffed: Harness):
        meeting = await staffed.request()
        answer = await do(staffed, meeting, "reschedule", {"starts_at": "2026-11-18T10:00:00+01:00"})
        assert (answer.status_code, answer.headers["etag"]) == (200, '"2"')
        assert (answer.json()["starts_at"], answer.json()["ical_sequence"]) == ("2026-11-18T10:00:00+01:00", 1)
        assert await staffed.sent_kinds(meeting) == ["meeting-scheduled", "meeting-rescheduled"]

    async def test_its_own_slot_is_not_in_its_way(self, staffed: Harness):
        meeting = await staffed.request()
        answer = await do(staffed, meeting, "reschedule", {"starts_at": "2026-11-17T08:45:00+01:00"})
        assert answer.json()["starts_at"] == "2026-11-17T08:45:00+01:00"

    async def test_its_own_time_changes_nothing_and_tells_nobody(self, staffed: Harness):
        meeting = await staffed.request()
        answer = await do(staffed, meeting, "reschedule", {"starts_at": "2026-11-17T07:30:00Z"})
        assert (answer.status_code, answer.headers["etag"], answer.json()["ical_sequence"]) == (200, '"1"', 0)
        assert await staffed.sent_kinds(meeting) == ["meeting-scheduled"]

    async def test_its_own_time_finds_a_deputy_for_who_is_away(self, staffed: Harness):
        await staffed.add("counsellor-2", Role.COUNSELLOR, deputy_of="counsellor-1")
        meeting = await staffed.request()
        async with staffed.asking("coordinator") as client:
            away = {"exceptions": [{"from": "2026-11-17", "until": "2026-11-17"}]}
            await client.put("/contacts/counsellor-1/availability", json=away, headers={"If-Match": "*"})
        answer = await do(staffed, meeting, "reschedule", {"starts_at": "2026-11-17T08:30:00+01:00"})
        assert answer.json()["participants"][0]["contact_id"] == "counsellor-2"
        assert answer.json()["attention"] is None

    async def test_a_time_at_which_its_place_is_taken_is_a_conflict_that_names_the_other(self, staffed: Harness):
        await staffed.add("counsellor-2", Role.COUNSELLOR, "125001")
        await staffed.add("worker-2", Role.CASEWORKER)
        meeting, other = await staffed.request(), await staffed.request(Case())
        answer = await do(staffed, meeting, "reschedule", {"starts_at": "2026-11-17T09:30:00+01:00"})
        assert (answer.status_code, answer.json()["meeting_id"]) == (409, str(other.meeting_id))

    async def test_it_moves_to_the_next_earliest_slot_when_no_time_is_asked(self, staffed: Harness):
        meeting = await staffed.request()
        await staffed.request(Case())
        answer = await do(staffed, meeting, "reschedule")
        assert answer.json()["starts_at"] == "2026-11-17T10:00:00+01:00"

    async def test_a_proposed_meeting_gets_its_first_slot(self, harness: Harness):
        meeting = await harness.request()
        await harness.staff()
        answer = await do(harness, meeting, "reschedule", {})
        assert (answer.json()["status"], answer.json()["ical_sequence"]) == ("scheduled", 0)
        assert await harness.sent_kinds(meeting) == ["meeting-unschedulable", "meeting-scheduled"]

    async def test_a_later_last_day_can_be_given(self, staffed: Harness):
        meeting = await staffed.request(hold_by="2026-11-17", not_before="2026-11-17")
        for _ in range(7):
            await staffed.request(Case(), hold_by="2026-11-17", not_before="2026-11-17")
        full = await do(staffed, meeting, "reschedule")
        assert (full.status_code, "2026-11-17" in full.json()["detail"]) == (409, True)
        later = await do(staffed, meeting, "reschedule", {"hold_by": "2026-11-20"})
        assert (later.json()["starts_at"], later.json()["hold_by"]) == ("2026-11-18T08:30:00+01:00", "2026-11-20")

    async def test_a_time_at_which_someone_is_taken_is_a_conflict_and_changes_nothing(self, staffed: Harness):
        meeting, other = await staffed.request(), await staffed.request(Case())
        taken = other.slot.time.start.isoformat()
        answer = await do(staffed, meeting, "reschedule", {"starts_at": taken.replace("+00:00", "Z")})
        assert answer.status_code == 409
        assert (await staffed.meeting(meeting.meeting_id)).slot == meeting.slot

    @pytest.mark.parametrize(
        ("body", "field"),
        [
            ({"starts_at": "2026-11-13T09:00:00+01:00"}, "starts_at"),
            ({"starts_at": "2026-11-18T14:00:00+01:00"}, "starts_at"),
            ({"starts_at": "tomorrow"}, "starts_at"),
            ({"starts_at": "2026-11-18T10:17:33+01:00"}, "starts_at"),
            ({"starts_at": "2026-11-18T10:17:00+01:00"}, "starts_at"),
            ({"starts_at": "9999-12-29T10:00:00+01:00"}, "starts_at"),
            ({"hold_by": "9999-12-31"}, "hold_by"),
            ({"start_at": "2026-11-18T10:00:00+01:00"}, "start_at"),
            ({"hold_by": "2026-11-12"}, "hold_by"),
            ({"hold_by": "2026-11-16"}, "hold_by"),
        ],
    )
    async def test_a_time_that_cannot_be_is_refused_with_its_field(
        self, staffed: Harness, body: dict[str, object], field: str
    ):
        answer = await do(staffed, await staffed.request(), "reschedule", body)
        assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, field)


async def test_a_cancelled_meeting_frees_its_people(staffed: Harness):
    meeting = await staffed.request()
    answer = await do(staffed, meeting, "cancel", {"reason": "ziekte"})
    assert (answer.json()["status"], answer.json()["cancel_reason"]) == ("cancelled", "ziekte")
    assert await staffed.sent_kinds(meeting) == ["meeting-scheduled", "meeting-cancelled"]
    assert (await staffed.request(Case())).slot.time == meeting.slot.time


async def test_why_it_was_cancelled_is_for_those_who_run_the_case(staffed: Harness):
    meeting = await staffed.request()
    await do(staffed, meeting, "cancel", {"reason": "ziekte"})
    async with staffed.asking("counsellor", "counsellor-1") as client:
        answer = await client.get(f"/meetings/{meeting.meeting_id}")
    assert answer.json()["cancel_reason"] is None


async def test_a_completed_meeting_was_held(staffed: Harness):
    meeting = await staffed.request()
    staffed.clock.set(meeting.slot.time.end)
    assert (await do(staffed, meeting, "complete")).json()["status"] == "held"
    assert await staffed.sent_kinds(meeting) == ["meeting-scheduled", "meeting-held"]


async def test_a_meeting_days_ahead_is_not_completed(staffed: Harness):
    meeting = await staffed.request()
    answer = await do(staffed, meeting, "complete")
    assert (answer.status_code, answer.json()["type"]) == (409, "urn:flankerend:problem:conflict")
    assert (await staffed.meeting(meeting.meeting_id)).status == "scheduled"


@pytest.mark.parametrize("step", ["reschedule", "cancel", "complete"])
async def test_an_illegal_step_names_what_is_allowed(staffed: Harness, step: str):
    meeting = await staffed.request()
    staffed.clock.set(meeting.slot.time.end)
    await do(staffed, meeting, "complete")
    answer = await do(staffed, meeting, step)
    assert (answer.status_code, answer.json()["allowed"]) == (409, ["minutes"])
    assert answer.json()["type"] == "urn:flankerend:problem:illegal-transition"


async def test_a_meeting_under_review_is_not_moved(staffed: Harness):
    case = Case()
    meeting = await staffed.request(case)
    await staffed.tell(case.event(WithdrawalProposed))
    answer = await do(staffed, meeting, "reschedule")
    assert (answer.status_code, answer.json()["allowed"]) == (409, ["cancel", "complete", "minutes"])


@pytest.mark.parametrize("step", ["reschedule", "cancel", "complete"])
async def test_a_stale_version_is_refused_when_sent(staffed: Harness, step: str):
    meeting = await staffed.request()
    if step == "complete":
        staffed.clock.set(meeting.slot.time.end)
    assert (await do(staffed, meeting, step, headers={"If-Match": '"9"'})).status_code == 412
    assert (await do(staffed, meeting, step, headers={"If-Match": '"1"'})).status_code == 200


@pytest.mark.parametrize("step", ["reschedule", "cancel", "complete"])
async def test_a_meeting_that_is_not_there_is_not_found(harness: Harness, step: str):
    async with harness.asking("coordinator") as client:
        assert (await client.post(f"/meetings/{uuid4()}/{step}")).status_code == 404


async def test_who_was_there_and_what_was_decided_is_for_who_takes_part(staffed: Harness):
    await staffed.add("counsellor-2", Role.COUNSELLOR, "125001")
    meeting = await staffed.request()
    assert meeting.slot
    staffed.clock.set(meeting.slot.time.end)
    decisions = [{"case_id": str(meeting.case_ids[0]), "decision": "monitor"}]
    body = {"present": ["counsellor-1"], "decisions": decisions}
    assert (await do(staffed, meeting, "complete", {"present": ["nobody"]})).status_code == 422
    answer = (await do(staffed, meeting, "complete", body)).json()
    assert (answer["present"], answer["decisions"]) == (["counsellor-1"], decisions)
    seen = []
    for contact in ("counsellor-1", "counsellor-2"):
        async with staffed.asking("counsellor", contact) as client:
            read = (await client.get(f"/meetings/{meeting.meeting_id}")).json()
            seen.append((read["present"], read["decisions"]))
    assert seen == [(["counsellor-1"], decisions), (None, [])]
    assert (await staffed.sent(meeting.meeting_id))[-1][1]["decisions"] == decisions


class TestMinutes:
    """`PUT /meetings/{id}/minutes`."""

    async def test_they_are_kept_with_who_wrote_them(self, staffed: Harness):
        meeting = await staffed.request()
        actions = [{"what": "Ouders uitnodigen", "who": "counsellor-1", "by": "2026-11-27"}]
        answer = await write(staffed, meeting, text="Besproken.", actions=actions)
        assert (answer.status_code, answer.headers["etag"]) == (200, '"2"')
        async with staffed.asking("coordinator") as client:
            read = (await client.get(f"/meetings/{meeting.meeting_id}/minutes")).json()
        assert read == answer.json()
        assert (read["text"], read["actions"], read["written_by"]) == ("Besproken.", actions, "caseworker-u1")

    async def test_replacing_them_needs_the_version(self, staffed: Harness):
        meeting = await staffed.request()
        etag = (await write(staffed, meeting, text="Eerste.")).headers["etag"]
        assert (await write(staffed, meeting, text="Tweede.")).status_code == 428
        assert (await write(staffed, meeting, {"If-Match": '"1"'}, text="Tweede.")).status_code == 412
        assert (await write(staffed, meeting, {"If-Match": etag}, text="Tweede.")).status_code == 200

    async def test_the_first_ones_check_the_version_when_it_is_sent(self, staffed: Harness):
        meeting = await staffed.request()
        assert (await write(staffed, meeting, {"If-Match": '"9"'}, text="Eerste.")).status_code == 412
        assert (await write(staffed, meeting, {"If-Match": '"1"'}, text="Eerste.")).status_code == 200

    async def test_a_meeting_without_time_has_none(self, harness: Harness):
        answer = await write(harness, await harness.request(), text="Besproken.")
        assert (answer.status_code, answer.json()["allowed"]) == (409, ["reschedule", "relax", "cancel"])

    async def test_those_who_take_part_read_them_and_others_do_not(self, staffed: Harness):
        await staffed.add("counsellor-2", Role.COUNSELLOR, "125001")
        meeting = await staffed.request()
        await write(staffed, meeting, text="Besproken.")
        codes = []
        for contact in ("counsellor-1", "counsellor-2"):
            async with staffed.asking("counsellor", contact) as client:
                codes.append((await client.get(f"/meetings/{meeting.meeting_id}/minutes")).status_code)
        assert codes == [200, 403]

    async def test_before_they_are_written_there_are_none(self, staffed: Harness):
        meeting = await staffed.request()
        async with staffed.asking("caseworker") as client:
            assert (await client.get(f"/meetings/{meeting.meeting_id}/minutes")).status_code == 404

    @pytest.mark.parametrize("body", [{}, {"text": ""}, {"text": " \n "}, {"text": "x", "actions": [{"what": "  "}]}])
    async def test_empty_minutes_are_refused(self, staffed: Harness, body: dict[str, object]):
        assert (await write(staffed, await staffed.request(), **body)).status_code == 422
