"""A case changes its standing: its meetings follow, and who has to know is told once."""

from datetime import timedelta
from uuid import uuid4

import pytest

from consultation.meetings.domain.states import Status
from shared.contracts.casework_cases import (
    CaseClosed,
    CaseOpened,
    CaseReopened,
    CaseWithdrawn,
    MeetingRequested,
    WithdrawalDropped,
    WithdrawalProposed,
)
from shared.domain.roles import Role

from .harness import SCHOOL, Case, Harness


@pytest.fixture
async def staffed(harness: Harness) -> Harness:
    await harness.staff()
    return harness


async def test_a_proposed_withdrawal_puts_the_meeting_under_review_and_keeps_its_slot(staffed: Harness):
    case = Case()
    before = await staffed.request(case)
    await staffed.tell(case.event(WithdrawalProposed))
    (meeting,) = await staffed.meetings_of(case)
    assert (meeting.status, meeting.slot) == (Status.UNDER_REVIEW, before.slot)
    assert await staffed.sent_kinds(meeting) == ["meeting-scheduled", "meeting-under-review"]
    assert (await staffed.request(Case())).slot.time.start > before.slot.time.start


async def test_a_dropped_withdrawal_puts_it_back(staffed: Harness):
    case = Case()
    await staffed.request(case)
    await staffed.tell(case.event(WithdrawalProposed))
    await staffed.tell(case.event(WithdrawalDropped))
    (meeting,) = await staffed.meetings_of(case)
    assert meeting.status is Status.SCHEDULED
    assert await staffed.sent_kinds(meeting) == ["meeting-scheduled", "meeting-under-review", "meeting-restored"]


@pytest.mark.parametrize(("kind", "fields"), [(CaseWithdrawn, {}), (CaseClosed, {"outcome": "attends-again"})])
async def test_the_end_of_the_case_cancels_the_meeting_and_frees_its_slot(staffed: Harness, kind, fields):
    case = Case()
    before = await staffed.request(case)
    await staffed.tell(case.event(WithdrawalProposed))
    await staffed.tell(case.event(kind, **fields))
    (meeting,) = await staffed.meetings_of(case)
    assert (meeting.status, meeting.ical_sequence) == (Status.CANCELLED, 1)
    assert await staffed.sent_kinds(meeting) == ["meeting-scheduled", "meeting-under-review", "meeting-cancelled"]
    assert (await staffed.request(Case())).slot.time == before.slot.time


async def test_a_meeting_that_was_held_is_not_cancelled(staffed: Harness):
    case = Case()
    held = await staffed.request(case)
    staffed.clock.advance(timedelta(days=4))
    async with staffed.asking("caseworker") as client:
        await client.post(f"/meetings/{held.meeting_id}/complete")
    await staffed.tell(case.event(CaseClosed, outcome="attends-again"))
    assert (await staffed.meeting(held.meeting_id)).status is Status.HELD
    assert await staffed.sent_kinds(held) == ["meeting-scheduled", "meeting-held"]


async def test_a_meeting_whose_time_is_past_is_not_cancelled(staffed: Harness):
    case = Case()
    past = await staffed.request(case)
    staffed.clock.advance(timedelta(days=20))
    await staffed.tell(case.event(CaseClosed, outcome="attends-again"))
    assert await staffed.sent_kinds(past) == ["meeting-scheduled"]


async def test_a_reopened_case_can_have_another_meeting(staffed: Harness):
    case = Case()
    await staffed.request(case)
    await staffed.tell(case.event(CaseWithdrawn))
    await staffed.tell(case.event(CaseReopened))
    second = await staffed.request(case)
    assert second.status is Status.SCHEDULED
    assert [meeting.status for meeting in await staffed.meetings_of(case)] == [Status.CANCELLED, Status.SCHEDULED]


async def test_an_older_event_changes_nothing_any_more(staffed: Harness):
    case = Case(sequence=5)
    await staffed.request(case)
    await staffed.tell(case.event(WithdrawalProposed))
    await staffed.tell(case.event(WithdrawalDropped, sequence=4))
    (meeting,) = await staffed.meetings_of(case)
    assert meeting.status is Status.UNDER_REVIEW


async def test_a_request_from_before_the_end_of_its_case_is_passed_over(staffed: Harness):
    case = Case()
    await staffed.tell(case.event(CaseWithdrawn, sequence=3))
    await staffed.tell(case.event(MeetingRequested, sequence=2))
    assert await staffed.meetings_of(case) == []


async def test_a_meeting_that_was_named_before_the_end_of_its_case_is_dropped(staffed: Harness):
    case, meeting_id = Case(), uuid4()
    await staffed.tell(case.event(CaseWithdrawn, sequence=3))
    await staffed.tell(case.event(MeetingRequested, sequence=2, meeting_id=meeting_id))
    ((kind, told),) = await staffed.sent(meeting_id)
    assert (kind, told["case_ids"]) == ("meeting-dropped", [str(case.case_id)])


async def test_the_case_says_what_its_meeting_is_called(staffed: Harness):
    case, meeting_id = Case(), uuid4()
    assert (await staffed.request(case, meeting_id=meeting_id)).meeting_id == meeting_id


async def test_asked_for_again_under_its_name_a_planned_meeting_stays_as_it_is(staffed: Harness):
    case, meeting_id = Case(), uuid4()
    planned = await staffed.request(case, meeting_id=meeting_id)
    assert await staffed.request(case, meeting_id=meeting_id) == planned
    assert await staffed.sent_kinds(planned) == ["meeting-scheduled"]


async def test_a_request_from_before_a_proposed_withdrawal_waits_for_the_decision(staffed: Harness):
    case = Case()
    await staffed.tell(case.event(WithdrawalProposed, sequence=3))
    await staffed.tell(case.event(MeetingRequested, sequence=2))
    (waiting,) = await staffed.meetings_of(case)
    assert waiting.status is Status.PROPOSED
    assert await staffed.sent_kinds(waiting) == []
    await staffed.tell(case.event(WithdrawalDropped, sequence=4))
    assert await staffed.sent_kinds(waiting) == ["meeting-scheduled"]


async def test_a_meeting_asked_for_while_a_withdrawal_is_proposed_is_planned(staffed: Harness):
    case = Case()
    await staffed.tell(case.event(WithdrawalProposed))
    assert (await staffed.request(case)).status is Status.SCHEDULED


async def test_a_proposed_meeting_of_an_ended_case_is_dropped(harness: Harness):
    case = Case()
    meeting = await harness.request(case)
    await harness.tell(case.event(CaseWithdrawn))
    assert (await harness.meeting(meeting.meeting_id)).status is Status.CANCELLED
    assert await harness.sent_kinds(meeting) == ["meeting-unschedulable", "meeting-dropped"]


async def test_a_dropped_withdrawal_is_another_chance_for_a_meeting_without_slot(harness: Harness):
    case = Case()
    meeting = await harness.request(case)
    await harness.tell(case.event(WithdrawalProposed))
    await harness.staff()
    await harness.tell(case.event(WithdrawalDropped))
    assert await harness.sent_kinds(meeting) == ["meeting-unschedulable", "meeting-scheduled"]


class TestMergedCases:
    """Two cases become one: the meetings go along, and nobody is mailed."""

    async def test_the_meeting_moves_to_the_case_that_remains(self, staffed: Harness):
        merged, remaining = Case(), Case()
        before = await staffed.request(merged)
        await staffed.tell(remaining.event(CaseOpened))
        await staffed.tell(merged.event(CaseClosed, outcome="merged", merged_into=remaining.case_id))
        (meeting,) = await staffed.meetings_of(remaining)
        assert (meeting.meeting_id, meeting.status, meeting.slot) == (before.meeting_id, Status.SCHEDULED, before.slot)
        assert await staffed.sent_kinds(meeting) == ["meeting-scheduled"]

    async def test_from_then_on_it_follows_that_case(self, staffed: Harness):
        merged, remaining = Case(), Case()
        await staffed.request(merged)
        await staffed.tell(merged.event(CaseClosed, outcome="merged", merged_into=remaining.case_id))
        await staffed.tell(remaining.event(CaseWithdrawn))
        (meeting,) = await staffed.meetings_of(remaining)
        assert await staffed.sent_kinds(meeting) == ["meeting-scheduled", "meeting-cancelled"]

    async def test_it_takes_the_standing_of_that_case(self, staffed: Harness):
        merged, remaining = Case(), Case()
        await staffed.request(merged)
        await staffed.tell(remaining.event(WithdrawalProposed))
        await staffed.tell(merged.event(CaseClosed, outcome="merged", merged_into=remaining.case_id))
        (meeting,) = await staffed.meetings_of(remaining)
        assert meeting.status is Status.UNDER_REVIEW

    async def test_a_case_that_was_merged_itself_passes_it_on(self, staffed: Harness):
        first, second, third = Case(), Case(), Case()
        await staffed.request(first)
        await staffed.tell(second.event(CaseClosed, outcome="merged", merged_into=third.case_id))
        await staffed.tell(first.event(CaseClosed, outcome="merged", merged_into=second.case_id))
        assert len(await staffed.meetings_of(third)) == 1

    async def test_without_a_case_that_remains_it_stays_as_it_is(self, staffed: Harness):
        case = Case()
        before = await staffed.request(case)
        await staffed.tell(case.event(CaseClosed, outcome="merged"))
        assert (await staffed.meeting(before.meeting_id)) == before

    async def test_telling_it_again_changes_nothing(self, staffed: Harness):
        merged, remaining = Case(), Case()
        await staffed.request(merged)
        closed = merged.event(CaseClosed, outcome="merged", merged_into=remaining.case_id)
        await staffed.tell(closed)
        (before,) = await staffed.meetings_of(remaining)
        await staffed.tell(closed)
        assert await staffed.meetings_of(remaining) == [before]


async def test_a_moved_meeting_without_slot_is_not_planned_behind_peoples_backs(harness: Harness):
    merged, remaining = Case(), Case()
    meeting = await harness.request(merged)
    await harness.add("counsellor-1", Role.COUNSELLOR, SCHOOL)
    await harness.add("worker-1", Role.CASEWORKER)
    await harness.tell(merged.event(CaseClosed, outcome="merged", merged_into=remaining.case_id))
    assert await harness.sent_kinds(meeting) == ["meeting-unschedulable"]


async def test_what_is_told_of_a_case_whose_type_has_no_meetings_is_passed_over(harness: Harness) -> None:
    """A child that is not enrolled is at no school; a type of case that comes later is unknown here."""
    for case_type in ("not-enrolled", "bullying", "newcomer", "dropout-risk", "a-later-type"):
        case = Case(case_type=case_type)
        await harness.tell(case.event(CaseOpened, school=None, pupil=None, level=None, count=None, respond_by=None))
        await harness.tell(case.event(MeetingRequested))
        await harness.tell(case.event(WithdrawalProposed))
        await harness.tell(case.event(CaseClosed, outcome="enrolled"))
        async with harness.units() as uow:
            assert await uow.cases.get(case.case_id) is None
            assert await uow.meetings.of_case(case.case_id) == []
    assert await harness.sent() == []
