"""What the standing of its cases means for a meeting."""

from datetime import timedelta

import pytest

from consultation.meetings.domain import events
from consultation.meetings.domain.meeting import Meeting
from consultation.meetings.domain.standing import KnownCase, Standing, standing_of
from consultation.meetings.domain.states import Status
from consultation.testing.factories import NOW, a_slot, case_id, proposed

AFTER_THE_MEETING = NOW + timedelta(days=30)


def in_status(status: Status) -> Meeting:
    scheduled = proposed().schedule(a_slot(), NOW)
    return {
        Status.PROPOSED: proposed(),
        Status.SCHEDULED: scheduled,
        Status.UNDER_REVIEW: scheduled.follow(Standing.WITHDRAWAL_PROPOSED, NOW),
        Status.HELD: scheduled.complete(AFTER_THE_MEETING),
        Status.CANCELLED: scheduled.cancel(None, NOW),
    }[status]


@pytest.mark.parametrize(
    ("standing", "before", "now"),
    [
        (Standing.WITHDRAWAL_PROPOSED, Status.SCHEDULED, Status.UNDER_REVIEW),
        (Standing.WITHDRAWAL_PROPOSED, Status.PROPOSED, Status.PROPOSED),
        (Standing.WITHDRAWAL_PROPOSED, Status.HELD, Status.HELD),
        (Standing.OPEN, Status.UNDER_REVIEW, Status.SCHEDULED),
        (Standing.OPEN, Status.CANCELLED, Status.CANCELLED),
        (Standing.ENDED, Status.PROPOSED, Status.CANCELLED),
        (Standing.ENDED, Status.SCHEDULED, Status.CANCELLED),
        (Standing.ENDED, Status.UNDER_REVIEW, Status.CANCELLED),
        (Standing.ENDED, Status.HELD, Status.HELD),
    ],
)
def test_a_meeting_follows_its_case(standing: Standing, before: Status, now: Status):
    assert in_status(before).follow(standing, NOW).status is now


def test_review_keeps_the_slot_and_calendars_need_not_know():
    before = in_status(Status.SCHEDULED)
    back = before.follow(Standing.WITHDRAWAL_PROPOSED, NOW).follow(Standing.OPEN, NOW)
    assert (back.slot, back.ical_sequence) == (before.slot, before.ical_sequence)
    assert [type(event) for event in back.events[1:]] == [events.MeetingUnderReview, events.MeetingRestored]


def test_the_end_of_the_case_tells_everyone_once():
    cancelled = in_status(Status.UNDER_REVIEW).follow(Standing.ENDED, NOW)
    told = [events.MeetingScheduled, events.MeetingUnderReview, events.MeetingCancelled]
    assert [type(event) for event in cancelled.events] == told
    assert cancelled.follow(Standing.ENDED, NOW) is cancelled


def test_a_meeting_whose_time_is_past_is_not_cancelled_afterwards():
    meeting = in_status(Status.SCHEDULED)
    assert meeting.follow(Standing.ENDED, AFTER_THE_MEETING) is meeting


def known(number: int, standing: Standing) -> KnownCase:
    return KnownCase(case_id=case_id(number), reference=f"SP-2026-00000{number}", standing=standing, sequence=1)


@pytest.mark.parametrize(
    ("standings", "together"),
    [
        ([Standing.ENDED, Standing.OPEN], Standing.OPEN),
        ([Standing.ENDED, Standing.WITHDRAWAL_PROPOSED], Standing.WITHDRAWAL_PROPOSED),
        ([Standing.ENDED, Standing.ENDED], Standing.ENDED),
    ],
)
def test_a_meeting_about_several_cases_goes_on_while_one_of_them_does(standings: list[Standing], together: Standing):
    cases = {case_id(number): known(number, standing) for number, standing in enumerate(standings)}
    assert standing_of(cases, cases) is together


def test_a_case_nobody_told_of_is_open():
    assert standing_of([case_id(1)], {}) is Standing.OPEN
    assert not known(1, Standing.ENDED).goes_on


def test_a_merged_case_takes_its_meeting_along_and_tells_nobody():
    meeting = proposed(case_ids=(case_id(1), case_id(2))).schedule(a_slot(), NOW)
    moved = meeting.moved_along(case_id(1), case_id(3), NOW)
    assert (moved.case_ids, moved.events) == ((case_id(3), case_id(2)), meeting.events)
    assert meeting.moved_along(case_id(1), case_id(2), NOW).case_ids == (case_id(2),)
    assert meeting.moved_along(case_id(9), case_id(3), NOW) is meeting
