"""Who is invited, told of a new time, and told that it is off."""

from notifications.domain.vocabulary import Status
from notifications.subjects.meeting.domain.decide import decide, still_holds
from notifications.subjects.meeting.domain.story import MeetingState, MeetingVersion
from notifications.subjects.meeting.domain.vocabulary import MeetingTemplate
from notifications.testing.harness import Harness
from notifications.testing.meetings import CASEWORKER_ONE, CLB_ONE, COUNSELLOR_ONE, meeting, planned

BOTH = (COUNSELLOR_ONE, CASEWORKER_ONE)


def sent_in_order(*versions: MeetingVersion) -> list[tuple[str, str]]:
    harness = Harness()
    for version in versions:
        harness.arrive(version)
        harness.send_all()
    return [(n.key.template, n.key.slot) for n in harness.mails]


def test_every_participant_is_invited_once() -> None:
    assert sent_in_order(planned(1), planned(1)) == [
        (MeetingTemplate.INVITATION, "caseworker-1"),
        (MeetingTemplate.INVITATION, "counsellor-1"),
    ]


def test_a_moved_meeting_is_told_to_every_participant() -> None:
    told = sent_in_order(planned(1), planned(2, day=16))
    assert told[2:] == [(MeetingTemplate.MOVED, "caseworker-1"), (MeetingTemplate.MOVED, "counsellor-1")]


def test_a_cancelled_meeting_is_told_to_those_who_were_invited() -> None:
    harness = Harness()
    harness.arrive(planned(1))
    caseworker, counsellor = harness.notices
    harness.start(caseworker)
    harness.finish(caseworker, result="accepted")
    harness.arrive(planned(2, state=MeetingState.CANCELLED))
    assert counsellor.status is Status.CANCELLED
    harness.send_all()
    assert [(n.key.template, n.key.slot, n.corrects) for n in harness.mails[1:]] == [
        (MeetingTemplate.CANCELLED, "caseworker-1", (caseworker.id,))
    ]


def test_who_takes_part_no_longer_is_told_so_and_who_is_new_is_invited() -> None:
    told = sent_in_order(planned(1, participants=BOTH), planned(2, participants=(COUNSELLOR_ONE, CLB_ONE)))
    assert sorted(told[2:]) == [
        (MeetingTemplate.CANCELLED, "caseworker-1"),
        (MeetingTemplate.INVITATION, "clb-1"),
    ]


def test_who_was_not_told_yet_is_invited_to_the_new_time_only() -> None:
    harness = Harness()
    harness.arrive(planned(1))
    harness.arrive(planned(2, day=16))
    harness.send_all()
    assert [(n.key.template, n.key.occasion) for n in harness.mails] == [(MeetingTemplate.INVITATION, 2)] * 2


def test_a_move_back_before_anybody_heard_of_it_is_not_told() -> None:
    harness = Harness()
    harness.arrive(planned(1))
    harness.send_all()
    harness.arrive(planned(2, day=16))
    harness.arrive(planned(3))
    harness.send_all()
    assert len(harness.mails) == 2


def test_a_meeting_planned_again_after_its_cancellation_is_an_invitation() -> None:
    told = sent_in_order(planned(1), planned(2, state=MeetingState.CANCELLED), planned(3))
    assert [template for template, _ in told] == [
        *[MeetingTemplate.INVITATION] * 2,
        *[MeetingTemplate.CANCELLED] * 2,
        *[MeetingTemplate.INVITATION] * 2,
    ]


def test_a_move_waits_for_the_end_of_the_attempt() -> None:
    harness = Harness()
    harness.arrive(planned(1, participants=(COUNSELLOR_ONE,)))
    [invitation] = harness.notices
    harness.start(invitation)
    harness.arrive(planned(2, day=16, participants=(COUNSELLOR_ONE,)))
    assert harness.notices == [invitation]
    harness.finish(invitation, result="accepted")
    assert harness.notices[-1].key.template is MeetingTemplate.MOVED


def test_a_refused_invitation_is_not_sent_again_for_the_same_version() -> None:
    harness = Harness()
    harness.arrive(planned(1, participants=(COUNSELLOR_ONE,)))
    harness.start(harness.notices[0])
    harness.finish(harness.notices[0], result="refused")
    harness.arrive(planned(1, participants=(COUNSELLOR_ONE,)))
    assert len(harness.notices) == 1


def test_what_was_not_sent_before_the_meeting_was_held_is_not_sent() -> None:
    harness = Harness()
    harness.arrive(planned(1))
    harness.arrive(planned(2, state=MeetingState.HELD))
    assert {n.status for n in harness.notices} == {Status.CANCELLED}


def test_an_older_version_that_arrives_late_changes_nothing() -> None:
    assert sent_in_order(planned(2, day=16), planned(1)) == [
        (MeetingTemplate.INVITATION, "caseworker-1"),
        (MeetingTemplate.INVITATION, "counsellor-1"),
    ]


def test_nothing_follows_from_a_meeting_of_which_nothing_is_known() -> None:
    assert decide(meeting(), []).make == ()


def test_an_invitation_to_an_older_time_no_longer_holds() -> None:
    harness = Harness()
    harness.arrive(planned(1))
    assert still_holds(harness.notices[0], harness.meeting)
    assert not still_holds(harness.notices[0], meeting(planned(1), planned(2, day=16)))
    assert not still_holds(harness.notices[0], meeting())
