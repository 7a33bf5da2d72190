"""Who is invited, told of a new time, and told that it is off."""

from notifications.domain.meeting_story import MeetingState, MeetingVersion
from notifications.domain.stories import decide, still_holds
from notifications.domain.vocabulary import Status, Template
from notifications.testing.factories import (
    CASEWORKER_ONE,
    CLB_ONE,
    COUNSELLOR_ONE,
    meeting,
    planned,
)
from notifications.testing.play import Play

BOTH = (COUNSELLOR_ONE, CASEWORKER_ONE)


def sent_in_order(*versions: MeetingVersion) -> list[tuple[Template, str]]:
    play = Play()
    for version in versions:
        play.arrive(version)
        play.send_all()
    return [(n.key.template, n.key.slot) for n in play.mails]


def test_every_participant_is_invited_once() -> None:
    assert sent_in_order(planned(1), planned(1)) == [
        (Template.MEETING_INVITATION, "caseworker-1"),
        (Template.MEETING_INVITATION, "counsellor-1"),
    ]


def test_a_moved_meeting_is_told_to_every_participant() -> None:
    told = sent_in_order(planned(1), planned(2, day=16))
    assert told[2:] == [(Template.MEETING_MOVED, "caseworker-1"), (Template.MEETING_MOVED, "counsellor-1")]


def test_a_cancelled_meeting_is_told_to_those_who_were_invited() -> None:
    play = Play()
    play.arrive(planned(1))
    caseworker, counsellor = play.notices
    play.start(caseworker)
    play.finish(caseworker, result="accepted")
    play.arrive(planned(2, state=MeetingState.CANCELLED))
    assert counsellor.status is Status.CANCELLED
    play.send_all()
    assert [(n.key.template, n.key.slot, n.corrects) for n in play.mails[1:]] == [
        (Template.MEETING_CANCELLED, "caseworker-1", (caseworker.id,))
    ]


def test_who_takes_part_no_longer_is_told_so_and_who_is_new_is_invited() -> None:
    told = sent_in_order(planned(1, participants=BOTH), planned(2, participants=(COUNSELLOR_ONE, CLB_ONE)))
    assert sorted(told[2:]) == [
        (Template.MEETING_CANCELLED, "caseworker-1"),
        (Template.MEETING_INVITATION, "clb-1"),
    ]


def test_who_was_not_told_yet_is_invited_to_the_new_time_only() -> None:
    play = Play()
    play.arrive(planned(1))
    play.arrive(planned(2, day=16))
    play.send_all()
    assert [(n.key.template, n.key.occasion) for n in play.mails] == [(Template.MEETING_INVITATION, 2)] * 2


def test_a_move_back_before_anybody_heard_of_it_is_not_told() -> None:
    play = Play()
    play.arrive(planned(1))
    play.send_all()
    play.arrive(planned(2, day=16))
    play.arrive(planned(3))
    play.send_all()
    assert len(play.mails) == 2


def test_a_meeting_planned_again_after_its_cancellation_is_an_invitation() -> None:
    told = sent_in_order(planned(1), planned(2, state=MeetingState.CANCELLED), planned(3))
    assert [template for template, _ in told] == [
        *[Template.MEETING_INVITATION] * 2,
        *[Template.MEETING_CANCELLED] * 2,
        *[Template.MEETING_INVITATION] * 2,
    ]


def test_a_move_waits_for_the_end_of_the_attempt() -> None:
    play = Play()
    play.arrive(planned(1, participants=(COUNSELLOR_ONE,)))
    [invitation] = play.notices
    play.start(invitation)
    play.arrive(planned(2, day=16, participants=(COUNSELLOR_ONE,)))
    assert play.notices == [invitation]
    play.finish(invitation, result="accepted")
    assert play.notices[-1].key.template is Template.MEETING_MOVED


def test_a_refused_invitation_is_not_sent_again_for_the_same_version() -> None:
    play = Play()
    play.arrive(planned(1, participants=(COUNSELLOR_ONE,)))
    play.start(play.notices[0])
    play.finish(play.notices[0], result="refused")
    play.arrive(planned(1, participants=(COUNSELLOR_ONE,)))
    assert len(play.notices) == 1


def test_what_was_not_sent_before_the_meeting_was_held_is_not_sent() -> None:
    play = Play()
    play.arrive(planned(1))
    play.arrive(planned(2, state=MeetingState.HELD))
    assert {n.status for n in play.notices} == {Status.CANCELLED}


def test_an_older_version_that_arrives_late_changes_nothing() -> None:
    assert sent_in_order(planned(2, day=16), planned(1)) == [
        (Template.MEETING_INVITATION, "caseworker-1"),
        (Template.MEETING_INVITATION, "counsellor-1"),
    ]


def test_nothing_follows_from_a_meeting_of_which_nothing_is_known() -> None:
    assert decide(meeting(), []).make == ()


def test_an_invitation_to_an_older_time_no_longer_holds() -> None:
    play = Play()
    play.arrive(planned(1))
    assert still_holds(play.notices[0], play.story)
    assert not still_holds(play.notices[0], meeting(planned(1), planned(2, day=16)))
    assert not still_holds(play.notices[0], meeting())
