"""Whatever becomes of the attempts: each way is tried at most once, and a failure is told when no way is left."""

from dataclasses import replace
from datetime import timedelta

import hypothesis.strategies as st
from hypothesis import given, settings
from tests.property.lengths import examples

from notifications.domain.events import NoticeBounced, NoticeFailed, NoticeSent
from notifications.domain.fallback import ORDER, way_on
from notifications.domain.notice import Notice
from notifications.domain.telling import Purpose
from notifications.domain.vocabulary import Channel, Status
from notifications.testing.cases import opening
from notifications.testing.factories import NOW, REAL_NOW, contact
from notifications.testing.harness import Harness
from notifications.testing.letters import POST
from shared.domain.roles import Role

OUTCOMES = ("accepted", "refused", "given-up", "in-doubt", "comes-back")


@settings(max_examples=examples(100, 1000))
@given(
    st.sets(st.sampled_from(ORDER)),
    st.booleans(),
    st.lists(st.sampled_from(OUTCOMES), min_size=len(ORDER) + 1, max_size=len(ORDER) + 1),
)
def test_each_way_is_tried_once_and_its_failure_told_at_the_end(
    opened: set[Channel], has_post: bool, outcomes: list[str]
) -> None:
    harness = Harness()
    harness.arrive(opening(1))
    notice = harness.notices[0]
    receiver = replace(contact("clb-1", Role.CLB), post=POST if has_post else None)
    tried = []
    for outcome in outcomes:
        if notice.pending:
            tried.append(notice.channel)
            attempt(notice, outcome)
            if notice.status is not Status.SENT:
                go_on(notice, outcome, way_on(notice, receiver, opened, purpose=Purpose.GUIDE))
    assert tried == [channel for channel in ORDER if channel in tried], "in their order, and none twice"
    assert not notice.pending
    failures = [event for event in notice.events if isinstance(event, NoticeFailed)]
    came_back = isinstance(notice.events[-1], NoticeBounced)
    assert bool(failures) == (notice.status is not Status.SENT and not came_back)
    assert len(failures) <= 1
    assert not notice.in_doubt or notice.status is Status.FAILED
    assert (notice.status is Status.SENT) == isinstance(notice.events[-1], NoticeSent)


def attempt(notice: Notice, outcome: str) -> None:
    """A worker takes it, and this is how that ends at first."""
    notice.hand_over("clb-1", Role.CLB, real_now=REAL_NOW, lease=timedelta(seconds=15))
    if outcome in ("accepted", "comes-back"):
        notice.accept(NOW)
    if outcome == "comes-back":
        notice.come_back("5.1.1", NOW)
    if outcome == "in-doubt":
        notice.defer("no-answer", REAL_NOW, in_doubt=True, tried_at=NOW)


def go_on(notice: Notice, outcome: str, way: str | None) -> None:
    """Another way if there is one, else it is over."""
    if way:
        notice.fall_back(way, outcome, REAL_NOW)
    elif outcome == "refused":
        notice.bounce(outcome, NOW)
    elif outcome != "comes-back":
        notice.give_up(outcome, NOW)
