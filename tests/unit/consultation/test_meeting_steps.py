"""A meeting's states: which steps there are, what they tell, and what calendars see of them."""

import itertools
from datetime import timedelta

import pytest

from consultation.domain.wanted import NoSlot
from consultation.meetings.domain import events
from consultation.meetings.domain.attention import Attention, AttentionReason
from consultation.meetings.domain.meeting import Meeting
from consultation.meetings.domain.standing import Standing
from consultation.meetings.domain.states import TRANSITIONS, Status, Step, after, allowed
from consultation.testing.factories import MONDAY, NOW, TUESDAY, a_slot, at, proposed, wanted
from shared.domain.errors import Conflict, IllegalTransition

LATER = NOW + timedelta(hours=1)
END = at(MONDAY, "09:15")
CLOSED, AWAY = (AttentionReason.SCHOOL_CLOSED,), (AttentionReason.PARTICIPANT_AWAY,)


def scheduled() -> Meeting:
    return proposed().schedule(a_slot(), NOW)


def told(meeting: Meeting) -> list[type]:
    return [type(event) for event in meeting.events]


@pytest.mark.parametrize(
    ("status", "step"), [pair for pair in itertools.product(Status, Step) if pair not in TRANSITIONS]
)
def test_a_step_that_is_not_in_the_table_is_illegal(status: Status, step: Step):
    with pytest.raises(IllegalTransition) as caught:
        after(status, step)
    assert (caught.value.state, caught.value.allowed) == (status, allowed(status))


@pytest.mark.parametrize(
    ("status", "endpoints"),
    [
        (Status.PROPOSED, ("reschedule", "relax", "cancel")),
        (Status.SCHEDULED, ("reschedule", "cancel", "complete", "minutes")),
        (Status.UNDER_REVIEW, ("cancel", "complete", "minutes")),
        (Status.HELD, ("minutes",)),
        (Status.CANCELLED, ()),
    ],
)
def test_what_is_allowed_are_names_of_endpoints(status: Status, endpoints: tuple[str, ...]):
    assert allowed(status) == endpoints


def test_the_first_slot_schedules_a_meeting():
    meeting = scheduled()
    assert (meeting.status, meeting.ical_sequence, told(meeting)) == (Status.SCHEDULED, 0, [events.MeetingScheduled])


def test_another_slot_reschedules_it_under_the_same_uid():
    before = scheduled()
    meeting = before.reschedule(a_slot(TUESDAY), LATER)
    assert (meeting.ical_uid, meeting.ical_sequence) == (before.ical_uid, 1)
    assert told(meeting) == [events.MeetingScheduled, events.MeetingRescheduled]
    assert meeting.events[-1].meeting.slot == a_slot(TUESDAY)


def test_a_proposed_meeting_that_is_rescheduled_gets_its_first_slot():
    meeting = proposed().without_slot(NoSlot(("no-common-time",), ()), NOW).reschedule(a_slot(), LATER)
    assert told(meeting) == [events.MeetingUnschedulable, events.MeetingScheduled]
    assert (meeting.ical_sequence, meeting.no_slot) == (0, None)


def test_without_a_slot_it_stays_proposed_and_says_so_once():
    no_slot = NoSlot(("counsellor-not-free",), ("hold_by",))
    meeting = proposed().without_slot(no_slot, NOW)
    assert (meeting.status, told(meeting)) == (Status.PROPOSED, [events.MeetingUnschedulable])
    assert meeting.without_slot(no_slot, LATER) is meeting
    assert len(meeting.without_slot(NoSlot(("no-common-time",), ()), LATER).events) == 2


def test_asked_again_it_says_again_why_there_is_no_slot():
    no_slot = NoSlot(("counsellor-not-free",), ("hold_by",))
    meeting = proposed().without_slot(no_slot, NOW).asked_again(wanted(not_before=TUESDAY), LATER)
    assert len(meeting.without_slot(no_slot, LATER).events) == 2


def test_cancelling_tells_the_slot_it_had_with_the_next_sequence():
    meeting = scheduled().cancel("ziekte", LATER)
    assert (meeting.status, meeting.ical_sequence, meeting.cancel_reason) == (Status.CANCELLED, 1, "ziekte")
    assert told(meeting)[-1] is events.MeetingCancelled
    assert meeting.events[-1].meeting.slot == a_slot()


def test_a_meeting_nobody_was_invited_to_is_dropped():
    meeting = proposed().cancel(None, NOW)
    assert (meeting.status, told(meeting)) == (Status.CANCELLED, [events.MeetingDropped])


def test_completing_says_it_was_held():
    meeting = scheduled().complete(END)
    assert (meeting.status, told(meeting)[-1]) == (Status.HELD, events.MeetingHeld)


def test_a_meeting_cannot_be_completed_before_its_end():
    with pytest.raises(Conflict, match="not ended"):
        scheduled().complete(END - timedelta(seconds=1))


def test_the_slot_it_has_already_changes_nothing():
    before = scheduled()
    assert before.reschedule(a_slot(), LATER) is before


def test_other_terms_for_the_slot_it_has_are_told_to_nobody():
    before = scheduled()
    meeting = before.reschedule(a_slot(), LATER, wanted(hold_by=TUESDAY))
    assert (meeting.wanted.hold_by, meeting.ical_sequence, meeting.events) == (TUESDAY, 0, before.events)


def test_what_asks_for_somebody_is_told_with_the_time_it_began():
    meeting = scheduled().asks_for_somebody(CLOSED, NOW)
    assert (meeting.status, meeting.attention) == (Status.SCHEDULED, Attention(NOW, CLOSED))
    assert told(meeting)[-1] is events.MeetingAttentionChanged
    assert meeting.asks_for_somebody(CLOSED, LATER) is meeting
    more = meeting.asks_for_somebody(CLOSED + AWAY, LATER)
    assert (more.attention, told(more)[-2:]) == (Attention(NOW, CLOSED + AWAY), [events.MeetingAttentionChanged] * 2)


def test_attention_ends_with_its_reason_and_that_is_told():
    meeting = scheduled().asks_for_somebody(CLOSED, NOW).asks_for_somebody((), LATER)
    assert (meeting.attention, told(meeting)[-1]) == (None, events.MeetingAttentionChanged)
    untroubled = scheduled()
    assert untroubled.asks_for_somebody((), LATER) is untroubled


@pytest.mark.parametrize(
    ("step", "first"),
    [
        (lambda meeting: meeting.reschedule(a_slot(TUESDAY), LATER), events.MeetingRescheduled),
        (lambda meeting: meeting.cancel(None, LATER), events.MeetingCancelled),
        (lambda meeting: meeting.complete(END), events.MeetingHeld),
    ],
)
def test_a_step_that_deals_with_the_meeting_ends_its_attention(step, first: type):
    before = scheduled().asks_for_somebody(CLOSED, NOW)
    meeting = step(before)
    assert (meeting.attention, meeting.version) == (None, before.version + 1)
    assert told(meeting)[-2:] == [first, events.MeetingAttentionChanged]
    assert meeting.events[-1].meeting.attention is None


def test_a_review_keeps_the_attention_and_both_ways_are_told():
    before = scheduled().asks_for_somebody(CLOSED, NOW)
    reviewed = before.follow(Standing.WITHDRAWAL_PROPOSED, LATER)
    restored = reviewed.follow(Standing.OPEN, LATER)
    assert told(restored)[-2:] == [events.MeetingUnderReview, events.MeetingRestored]
    assert restored.attention == before.attention


def test_minutes_change_the_version_and_tell_nobody():
    before = scheduled()
    meeting = before.minuted(LATER)
    assert (meeting.version, meeting.events, meeting.changed_at) == (before.version + 1, before.events, LATER)


def test_every_change_has_the_next_version():
    versions = [meeting.version for meeting in (scheduled(), scheduled().reschedule(a_slot(TUESDAY), LATER))]
    assert versions == [1, 2]


def test_a_cancelled_meeting_can_no_longer_be_moved():
    with pytest.raises(IllegalTransition):
        scheduled().cancel(None, NOW).reschedule(a_slot(MONDAY, "10:00"), LATER)
