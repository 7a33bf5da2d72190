"""The state machine of a notice, and how patiently it is tried."""

from datetime import timedelta

import pytest

from notifications.delivery.domain.retries import RetryPolicy
from notifications.domain.events import NoticeAcknowledged, NoticeBounced, NoticeFailed, NoticeSent
from notifications.domain.notice import Notice
from notifications.domain.states import TRANSITIONS, after, endpoints_from
from notifications.domain.vocabulary import Action, NoticeAnswer, Reason, Status
from notifications.testing.cases import opening
from notifications.testing.factories import NOW, REAL_NOW
from notifications.testing.harness import Harness
from shared.domain.errors import IllegalTransition, InvalidField
from shared.domain.roles import Role

LEASE = timedelta(seconds=15)


def a_notice() -> Notice:
    harness = Harness()
    harness.arrive(opening(1))
    return harness.notices[0]


def test_each_step_of_the_table_leads_where_it_says_and_every_other_is_refused() -> None:
    for action, (sources, target) in TRANSITIONS.items():
        for status in Status:
            if status in sources:
                assert after(status, action) is target
            else:
                with pytest.raises(IllegalTransition) as refused:
                    after(status, action)
                assert refused.value.allowed == endpoints_from(status)


def test_what_can_be_asked_for_in_each_state() -> None:
    assert {status: endpoints_from(status) for status in Status} == {
        Status.QUEUED: ("cancel",),
        Status.SENDING: (),
        Status.SENT: ("resend",),
        Status.DEFERRED: ("cancel", "retry"),
        Status.BOUNCED: ("retry", "resend"),
        Status.FAILED: ("retry", "resend"),
        Status.CANCELLED: ("resend",),
    }


def test_what_is_called_off_goes_to_nobody_and_a_correction_is_never_called_off() -> None:
    notice = a_notice()
    notice.call_off()
    assert (notice.status, notice.reason, notice.told) == (Status.CANCELLED, Reason.CALLED_OFF, False)
    correction = a_notice()
    correction.corrects = (notice.id,)
    with pytest.raises(IllegalTransition, match="has to reach whoever was told"):
        correction.call_off()


def test_what_is_called_off_after_an_attempt_in_doubt_may_have_been_told() -> None:
    notice = a_notice()
    notice.hand_over("clb-1", Role.CLB, real_now=REAL_NOW, lease=LEASE)
    notice.defer(Reason.NO_ANSWER, REAL_NOW, in_doubt=True)
    notice.call_off()
    assert notice.told


def test_a_mail_that_was_taken_is_told_once_and_acknowledged_once() -> None:
    notice = a_notice()
    notice.hand_over("clb-1", Role.CLB, real_now=REAL_NOW, lease=LEASE)
    assert notice.lease_until == REAL_NOW + LEASE
    notice.accept(NOW)
    [sent] = notice.events
    assert isinstance(sent, NoticeSent)
    assert (sent.delivery.contact_id, sent.delivery.recipient_role, sent.sent_at) == ("clb-1", Role.CLB, NOW)
    for _ in range(2):
        notice.acknowledge(NOW)
    assert [type(event) for event in notice.events] == [NoticeSent, NoticeAcknowledged]
    assert notice.version == 4


def test_a_notice_that_comes_back_has_bounced_and_tells_when_it_was_sent_and_why() -> None:
    notice = a_notice()
    with pytest.raises(IllegalTransition):
        notice.come_back("5.1.1", NOW)
    notice.hand_over("clb-1", Role.CLB, real_now=REAL_NOW, lease=LEASE)
    notice.accept(NOW)
    later = NOW + timedelta(hours=1)
    notice.come_back("5.1.1", later)
    assert (notice.status, notice.reason, notice.told) == (Status.BOUNCED, "5.1.1", False)
    [_, bounced] = notice.events
    assert isinstance(bounced, NoticeBounced)
    assert (bounced.sent_at, bounced.bounced_at, bounced.code) == (NOW, later, "5.1.1")


def test_who_is_no_clb_confirms_reading_alone() -> None:
    notice = a_notice()
    notice.hand_over("coach-1", Role.YOUTH_COACH, real_now=REAL_NOW, lease=LEASE)
    notice.accept(NOW)
    with pytest.raises(InvalidField):
        notice.acknowledge(NOW, NoticeAnswer.TAKEN_UP)
    assert notice.answer is None


def test_a_notice_that_was_not_sent_cannot_be_acknowledged() -> None:
    with pytest.raises(IllegalTransition):
        a_notice().acknowledge(NOW)


def test_waiting_keeps_since_when() -> None:
    notice = a_notice()
    notice.wait("person:x", NOW, look_again_at=REAL_NOW)
    notice.wait("person:x", NOW + timedelta(hours=1), look_again_at=REAL_NOW)
    assert (notice.status, notice.waiting_since) == (Status.QUEUED, NOW)
    notice.hand_over("clb-1", Role.CLB, real_now=REAL_NOW, lease=LEASE)
    assert (notice.waiting_for, notice.waiting_since) == (None, None)


def test_doubt_does_not_go_away() -> None:
    notice = a_notice()
    for in_doubt in (True, False):
        notice.hand_over("clb-1", Role.CLB, real_now=REAL_NOW, lease=LEASE)
        notice.defer(Reason.NO_ANSWER, REAL_NOW, in_doubt=in_doubt)
    assert notice.told
    assert notice.attempt == 2


def test_the_time_before_it_is_given_up_begins_when_the_next_hop_hears_of_it() -> None:
    notice, times = a_notice(), []
    for tried_at in (None, NOW, NOW + timedelta(hours=1)):
        notice.hand_over("clb-1", Role.CLB, real_now=REAL_NOW, lease=LEASE)
        notice.defer("smtp-450", REAL_NOW, in_doubt=False, tried_at=tried_at)
        times.append(notice.first_tried_at)
    assert times == [None, NOW, NOW]


def test_a_failed_notice_starts_afresh_when_asked_to() -> None:
    notice = a_notice()
    notice.hand_over("clb-1", Role.CLB, real_now=REAL_NOW, lease=LEASE)
    notice.give_up("smtp-450", NOW)
    [failed] = notice.events
    assert isinstance(failed, NoticeFailed)
    assert failed.failed_at == NOW
    notice.retry(REAL_NOW)
    assert (notice.status, notice.reason, notice.first_tried_at) == (Status.QUEUED, None, None)


def test_a_receiver_who_cannot_be_reached_is_named_in_the_failure() -> None:
    notice = a_notice()
    notice.cannot_reach("clb-1", Role.CLB, reason=Reason.NO_ADDRESS, now=NOW)
    [failed] = notice.events
    assert (failed.delivery.contact_id, failed.delivery.recipient_role) == ("clb-1", Role.CLB)


def test_a_notice_without_a_receiver_has_no_delivery() -> None:
    with pytest.raises(ValueError, match="without a receiver"):
        a_notice().give_up("smtp-450", NOW)


def test_pauses_double_up_to_the_longest_and_jitter_takes_off_up_to_half() -> None:
    policy = RetryPolicy(timedelta(seconds=1), timedelta(seconds=60), timedelta(days=1))
    assert [policy.pause(attempt, 0).total_seconds() for attempt in (1, 2, 3, 7, 500)] == [1, 2, 4, 60, 60]
    assert policy.pause(2, 1) == timedelta(seconds=1)


def test_the_time_a_notice_gets_counts_from_when_it_was_first_put_off() -> None:
    policy = RetryPolicy(give_up_after=timedelta(days=1))
    assert not policy.over(None, NOW)
    assert not policy.over(NOW, NOW + timedelta(hours=23))
    assert policy.over(NOW, NOW + timedelta(days=1))


def test_every_action_is_in_the_table() -> None:
    assert set(TRANSITIONS) == set(Action)
