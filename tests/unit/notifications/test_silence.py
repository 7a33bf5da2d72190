"""Until when a notice can be answered, and what a missed day does to it."""

from datetime import datetime, timedelta

import pytest

from notifications.domain.events import NoticeUnanswered
from notifications.domain.notice import Notice
from notifications.domain.silence import SilenceRules, first_slot, is_rung, names_receiver, slot_to
from notifications.testing.cases import opening
from notifications.testing.factories import NOW, REAL_NOW
from notifications.testing.harness import Harness
from shared.domain.roles import Role
from shared.runtime.clock import BRUSSELS


def at(month: int, day: int, hour: int = 9) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=BRUSSELS)


@pytest.mark.parametrize(
    ("sent_at", "last_day"),
    [
        (at(10, 12), at(10, 19)),  # over a weekend
        (at(10, 29), at(11, 13)),  # over the autumn holiday and Armistice Day
        (at(10, 23, 23), at(10, 30)),  # over the end of summer time
    ],
)
def test_the_last_day_counts_school_days_and_ends_at_midnight(sent_at: datetime, last_day: datetime) -> None:
    by = SilenceRules(5).answer_by(sent_at)
    assert by == last_day.replace(hour=0) + timedelta(days=1)
    assert by.astimezone(BRUSSELS).hour == 0


def test_without_a_number_of_days_no_answer_is_waited_for() -> None:
    assert SilenceRules(None).answer_by(NOW) is None


def sent(answer_by: datetime | None = NOW) -> Notice:
    harness = Harness()
    harness.arrive(opening(1))
    notice = harness.notices[0]
    notice.hand_over("clb-1", Role.CLB, real_now=REAL_NOW, lease=timedelta(seconds=15))
    notice.accept(NOW, answer_by)
    notice.events.clear()
    return notice


def test_a_missed_day_is_told_once_and_never_of_what_was_answered_or_awaits_nothing() -> None:
    notice = sent()
    for _ in range(2):
        notice.miss(NOW)
    [missed] = notice.events
    assert isinstance(missed, NoticeUnanswered)
    assert (missed.sent_at, missed.answer_by) == (NOW, NOW)
    answered, unawaited = sent(), sent(answer_by=None)
    answered.acknowledge(NOW)
    for other in (answered, unawaited):
        other.miss(NOW)
        assert not any(isinstance(event, NoticeUnanswered) for event in other.events)


def test_who_is_told_instead_is_known_by_the_slot_of_who_was_told_first() -> None:
    assert [is_rung(slot) for slot in ("clb", "clb:deputy", "clb:coordinator")] == [False, True, True]
    assert {first_slot(slot) for slot in ("clb", "clb:deputy", "clb:coordinator")} == {"clb"}


def test_who_is_told_too_is_known_by_the_slot() -> None:
    to_another = slot_to("clb:deputy", "clb-2")
    assert (to_another, first_slot(to_another), is_rung(to_another)) == ("clb:to:clb-2", "clb", False)
    assert [names_receiver(slot) for slot in ("clb", "clb:deputy", "clb:coordinator", to_another)] == [
        False,
        True,
        False,
        True,
    ]
