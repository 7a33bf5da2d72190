"""Notices wait for hours or a digest in between: nobody is told what no longer holds, and corrections stay one."""

from uuid import uuid4

import hypothesis.strategies as st
from hypothesis import given, settings
from tests.property.lengths import examples
from tests.property.notifications.test_every_order_ends_right import check, last_word, stories

from notifications.domain.notice import Notice
from notifications.domain.vocabulary import Status
from notifications.testing.factories import NOW, REAL_NOW
from notifications.testing.harness import Fact, Harness

RESULTS = ("accepted", "refused", "deferred", "taken-without-answer", "not-taken-without-answer")


def receiver_of(notice: Notice) -> str:
    return notice.contact_id or f"{notice.role}-1"


def wait(notice: Notice) -> None:
    """Its turn comes before the hour of its receiver's digest."""
    notice.wait(f"digest:{receiver_of(notice)}", NOW, look_again_at=REAL_NOW, digest_at=NOW)


def close(harness: Harness, fact: str) -> None:
    """The hour of a digest came."""
    waiting = [notice for notice in harness.notices if notice.pending and notice.waiting_for == fact]
    bundle_id = uuid4() if len(waiting) > 1 else None
    for notice in waiting:
        notice.come_due(bundle_id, REAL_NOW)


def together(harness: Harness, notice: Notice) -> list[Notice]:
    """All that goes in the same message, in the same state."""
    return [
        other for other in harness.notices if other.message_id == notice.message_id and other.status is notice.status
    ]


def start(harness: Harness, first: Notice) -> None:
    """A worker takes a message; everything in it still holds."""
    for notice in together(harness, first):
        assert harness.subject.still_holds(notice, harness.story)
        harness.start(notice)


def finish(harness: Harness, first: Notice, result: str) -> None:
    for notice in together(harness, first):
        harness.finish(notice, result=result)


@settings(max_examples=examples(100, 300), deadline=None)
@given(data=st.data(), facts=stories)
def test_what_waits_is_told_only_while_it_holds_and_corrected_once(data: st.DataObject, facts: list[Fact]) -> None:
    arrivals = data.draw(st.permutations(facts))
    harness = Harness()
    while arrivals or any(n.pending for n in harness.notices) or harness.of_status(Status.SENDING):
        fresh = [n for n in harness.notices if n.pending and not n.waiting_for and not n.digest_at]
        due = [n for n in harness.notices if n.pending and not n.waiting_for]
        digests = sorted({n.waiting_for for n in harness.notices if n.pending and n.waiting_for})
        sending = harness.of_status(Status.SENDING)
        steps = [
            *["arrive"] * bool(arrivals),
            *["wait"] * bool(fresh),
            *["close"] * bool(digests),
            *["start"] * bool(due),
            *["finish"] * bool(sending),
        ]
        match data.draw(st.sampled_from(steps)):
            case "arrive":
                harness.arrive(arrivals.pop(0))
            case "wait":
                wait(data.draw(st.sampled_from(fresh)))
            case "close":
                close(harness, data.draw(st.sampled_from(digests)))
            case "start":
                start(harness, data.draw(st.sampled_from(due)))
            case "finish":
                notice = data.draw(st.sampled_from(sending))
                results = RESULTS if notice.attempt < 3 else ("accepted", "refused")
                finish(harness, notice, data.draw(st.sampled_from(results)))
        check(harness)
    last_word(harness)
    for notice in harness.of_status(Status.CANCELLED):
        assert notice.in_doubt or notice not in harness.mails, "what was called off in time was told to nobody"
