"""A planned meeting that no longer fits asks for somebody, and stops when it fits again."""

from datetime import date, timedelta
from uuid import UUID

import pytest
import sqlalchemy as sa

from consultation.meetings.domain.attention import AttentionReason
from consultation.meetings.domain.meeting import Meeting
from consultation.storage.tables import meeting as meeting_table
from shared.contracts.casework_cases import WithdrawalProposed
from shared.domain.roles import Role

from .harness import OTHER_SCHOOL, SCHOOL, Case, Harness

DAY = date(2026, 11, 17)


@pytest.fixture
async def staffed(harness: Harness) -> Harness:
    await harness.staff()
    return harness


async def reasons(harness: Harness, meeting: Meeting) -> list[str]:
    """What the meeting's answer says, its status being what it was."""
    async with harness.asking("caseworker") as client:
        answer = (await client.get(f"/meetings/{meeting.meeting_id}")).json()
        [listed] = [
            item
            for item in (await client.get("/meetings")).json()["items"]
            if item["meeting_id"] == str(meeting.meeting_id)
        ]
    assert (listed["attention"], answer["status"]) == (answer["attention"], meeting.status)
    return answer["attention"]["reasons"] if answer["attention"] else []


async def away(harness: Harness, contact_id: str, *exceptions: dict[str, object]) -> None:
    async with harness.asking("coordinator") as client:
        body = {"exceptions": list(exceptions)}
        answer = await client.put(f"/contacts/{contact_id}/availability", json=body, headers={"If-Match": "*"})
    assert answer.status_code == 200, answer.text


async def patch(harness: Harness, contact_id: str, **fields: object) -> None:
    async with harness.asking("coordinator") as client:
        answer = await client.patch(f"/contacts/{contact_id}", json=fields, headers={"If-Match": "*"})
    assert answer.status_code == 200, answer.text


async def test_a_closure_on_its_day_and_its_end(staffed: Harness):
    meeting = await staffed.request()
    assert await reasons(staffed, meeting) == []
    await staffed.close_school(DAY, version=1)
    assert await reasons(staffed, meeting) == ["school-closed"]
    await staffed.close_school(date(2026, 11, 18), version=2)
    assert await reasons(staffed, meeting) == []
    told = [data["attention"] for kind, data in await staffed.sent(meeting.meeting_id) if kind.endswith("changed")]
    assert told == [{"since": "2026-11-13T10:00:00+01:00", "reasons": ["school-closed"]}, None]


async def test_an_older_calendar_says_nothing(staffed: Harness):
    meeting = await staffed.request()
    await staffed.close_school(version=2)
    await staffed.close_school(DAY, version=1)
    assert await reasons(staffed, meeting) == []


@pytest.mark.parametrize("contact_id", ["counsellor-1", "coach-1"])
async def test_a_participant_who_is_away_on_its_day_and_back_again(staffed: Harness, contact_id: str):
    meeting = await staffed.request()
    await away(staffed, contact_id, {"from": "2026-11-17", "until": "2026-11-17"})
    assert await reasons(staffed, meeting) == ["participant-away"]
    await away(staffed, contact_id, {"from": "2026-11-18", "until": "2026-11-18"})
    assert await reasons(staffed, meeting) == []


async def test_an_absence_that_leaves_its_time_alone_says_nothing(staffed: Harness):
    meeting = await staffed.request()
    afternoon = {"from": "2026-11-17T13:00:00+01:00", "until": "2026-11-17T16:00:00+01:00"}
    await away(staffed, "counsellor-1", afternoon)
    assert await reasons(staffed, meeting) == []


@pytest.mark.parametrize(
    ("change", "back"),
    [
        ({"valid_until": "2026-11-16"}, {"valid_until": "2026-11-17"}),
        ({"valid_from": "2026-11-18"}, {"valid_from": None}),
        ({"schools": [OTHER_SCHOOL]}, {"schools": [SCHOOL]}),
        ({"role": "clb"}, {"role": "counsellor"}),
    ],
)
async def test_a_contact_who_ends_before_it(staffed: Harness, change: dict[str, object], back: dict[str, object]):
    meeting = await staffed.request()
    await patch(staffed, "counsellor-1", **change)
    assert await reasons(staffed, meeting) == ["contact-ended"]
    await patch(staffed, "counsellor-1", **back)
    assert await reasons(staffed, meeting) == []


async def test_a_deputy_whose_principal_leaves_the_school_is_no_contact_there_any_more(staffed: Harness):
    await staffed.add("counsellor-2", Role.COUNSELLOR, OTHER_SCHOOL, deputy_of="counsellor-1")
    await away(staffed, "counsellor-1", {"from": "2026-11-01", "until": "2026-12-31"})
    meeting = await staffed.request()
    assert meeting.slot.participants[0].contact_id == "counsellor-2"
    await patch(staffed, "counsellor-1", schools=[OTHER_SCHOOL])
    assert await reasons(staffed, meeting) == ["contact-ended"]


async def test_several_reasons_stand_together_since_the_first(staffed: Harness):
    meeting = await staffed.request()
    await staffed.close_school(DAY)
    staffed.clock.advance(timedelta(hours=1))
    await away(staffed, "clb-1", {"from": "2026-11-17", "until": "2026-11-17"})
    assert await reasons(staffed, meeting) == ["school-closed", "participant-away"]
    last = (await staffed.sent(meeting.meeting_id))[-1][1]
    assert (last["attention"]["since"], last["status"]) == ("2026-11-13T10:00:00+01:00", "scheduled")


async def test_a_meeting_under_review_asks_too_and_keeps_asking_after_it(staffed: Harness):
    case = Case()
    await staffed.request(case)
    await staffed.tell(case.event(WithdrawalProposed))
    await staffed.close_school(DAY)
    [meeting] = await staffed.meetings_of(case)
    assert await reasons(staffed, meeting) == ["school-closed"]


async def test_a_move_to_another_day_ends_it(staffed: Harness):
    meeting = await staffed.request()
    await staffed.close_school(DAY)
    async with staffed.asking("caseworker") as client:
        moved = await client.post(f"/meetings/{meeting.meeting_id}/reschedule")
    assert (moved.json()["starts_at"], moved.json()["attention"]) == ("2026-11-18T08:30:00+01:00", None)
    assert (await staffed.sent_kinds(meeting))[-2:] == ["meeting-rescheduled", "meeting-attention-changed"]


class TestWatching:
    """What time and crossing changes do is seen by looking again and again."""

    async def test_a_meeting_that_is_past_asks_to_be_completed(self, staffed: Harness):
        meeting = await staffed.request()
        staffed.clock.set(meeting.slot.time.end - timedelta(seconds=1))
        await staffed.look()
        assert await reasons(staffed, meeting) == []
        staffed.clock.advance(timedelta(seconds=1))
        await staffed.look()
        assert await reasons(staffed, meeting) == ["to-complete"]
        async with staffed.asking("caseworker") as client:
            held = (await client.post(f"/meetings/{meeting.meeting_id}/complete")).json()
        assert (held["status"], held["attention"]) == ("held", None)

    async def test_looking_again_tells_nothing_new(self, staffed: Harness):
        meeting = await staffed.request()
        await staffed.close_school(DAY)
        for days in (0, 0, 30, 0):
            staffed.clock.advance(timedelta(days=days))
            await staffed.look()
        kinds = await staffed.sent_kinds(meeting)
        assert kinds == ["meeting-scheduled", "meeting-attention-changed", "meeting-attention-changed"]

    async def test_a_change_that_crossed_the_planning_is_seen_later(self, staffed: Harness):
        meeting = await staffed.request()
        async with staffed.units() as uow:
            contact = await uow.contacts.get("worker-1")
            await uow.contacts.save(contact.changed(valid_until=date(2026, 11, 16)))
        await staffed.look()
        assert await reasons(staffed, meeting) == ["contact-ended"]

    async def test_a_meeting_that_fitted_is_read_again_only_if_something_changed(self, staffed: Harness):
        await staffed.request()
        read: list[int] = []
        for change in (None, None, staffed.add("clb-2", Role.CLB), None, staffed.close_school(), None):
            if change is not None:
                await change
            async with staffed.units() as uow:
                read.append(len(await uow.watch.due(staffed.clock.now())))
            await staffed.look()
        assert read == [1, 0, 1, 0, 1, 0]


class TestPlacesOfBefore:
    """Two meetings at one place from before a place had one at a time: the migration left it to the first."""

    @pytest.fixture
    async def doubled(self, staffed: Harness) -> Meeting:
        """The second of two, at the time and place of the first."""
        await staffed.add("counsellor-2", Role.COUNSELLOR, SCHOOL)
        await staffed.add("worker-2", Role.CASEWORKER)
        first, second = await staffed.request(), await staffed.request(Case())
        await self._put(staffed, second.meeting_id, first)
        await staffed.look()
        return await staffed.meeting(second.meeting_id)

    async def _put(self, harness: Harness, meeting_id: UUID, at: Meeting) -> None:
        then = {"starts_at": at.slot.time.start, "ends_at": at.slot.time.end, "holds_place": False}
        async with harness.service.engine.begin() as connection:
            await connection.execute(
                sa.update(meeting_table).where(meeting_table.c.meeting_id == meeting_id).values(then)
            )

    async def test_the_second_says_that_its_place_is_taken(self, staffed: Harness, doubled: Meeting):
        assert doubled.attention.reasons == (AttentionReason.PLACE_TAKEN,)

    async def test_it_gets_the_place_when_the_first_leaves_and_keeps_it(self, staffed: Harness, doubled: Meeting):
        async with staffed.asking("caseworker") as client:
            [first] = [
                item
                for item in (await client.get("/meetings")).json()["items"]
                if item["meeting_id"] != str(doubled.meeting_id)
            ]
            await client.post(f"/meetings/{first['meeting_id']}/cancel")
        await staffed.look()
        assert await reasons(staffed, doubled) == []
        again = await staffed.request(Case())
        assert not again.slot.time.overlaps(doubled.slot.time)
