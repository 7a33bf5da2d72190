"""A topic has one subscription, whichever subjects listen to it."""

from datetime import UTC, datetime
from typing import cast

from notifications.application.clocks import Clocks
from notifications.domain.agreements import NOTHING_AGREED
from notifications.messaging import copies_in
from notifications.messaging.listening import merged
from notifications.subjects.registry import SUBJECTS, by_kind
from notifications.testing.factories import NOW
from notifications.unit_of_work import NotificationsUnitOfWork
from shared.contracts import attendance_signals
from shared.contracts.attendance_signals import FeedHeard, FeedSilent
from shared.messaging.envelope import Envelope
from shared.messaging.keys import Key
from shared.messaging.parsing import Received
from shared.messaging.subscriptions import Subscription, on
from shared.runtime.ids import new_id
from shared.testing.clock import FixedClock

TOPIC = attendance_signals.TOPIC
HEARD = FeedHeard(silence_id=new_id(), school="123456", school_year="2026-2027", concluded_at=datetime.now(UTC))
UNIT = cast("NotificationsUnitOfWork", None)


async def test_an_event_that_two_subjects_listen_to_is_heard_by_each_in_turn() -> None:
    heard: list[str] = []

    async def first(_: NotificationsUnitOfWork, event: Received[FeedHeard]) -> None:
        heard.append(f"first {event.data.school}")

    async def second(_: NotificationsUnitOfWork, event: Received[FeedHeard]) -> None:
        heard.append(f"second {event.data.school}")

    async def silent(_: NotificationsUnitOfWork, event: Received[FeedSilent]) -> None:
        heard.append("silent")

    [subscription] = merged(
        [
            Subscription(TOPIC, (on(FeedHeard, first, keys=lambda _: [Key("a", "1")]),)),
            Subscription(TOPIC, (on(FeedSilent, silent), on(FeedHeard, second, keys=lambda _: [Key("b", "2")]))),
        ]
    )
    assert [handled.contract for handled in subscription.handlers] == [FeedHeard, FeedSilent]
    both = subscription.handlers[0]
    envelope = Envelope(id="1", source="/tests", type=HEARD.event_type, subject="123456", sequence=1)
    await both.handler(UNIT, Received(envelope, HEARD))
    assert heard == ["first 123456", "second 123456"]
    assert list(both.keys(HEARD)) == [Key("a", "1"), Key("b", "2")]


async def test_tombstones_are_handled_whoever_else_listens() -> None:
    async def erased(_: NotificationsUnitOfWork, key: str) -> None:
        raise AssertionError(key)

    plain: Subscription[NotificationsUnitOfWork] = Subscription(TOPIC, ())
    erasing: Subscription[NotificationsUnitOfWork] = Subscription(TOPIC, (), on_tombstone=erased)
    for order in ([plain, erasing], [erasing, plain]):
        assert [subscription.on_tombstone for subscription in merged(order)] == [erased]


def test_the_service_listens_to_five_topics() -> None:
    clocks = Clocks(FixedClock(NOW))
    told = [subscription for entry in SUBJECTS for subscription in entry.subscriptions(clocks, NOTHING_AGREED)]
    everything = merged([*told, *copies_in.subscriptions(clocks, by_kind(SUBJECTS))])
    assert [subscription.topic for subscription in everything] == [
        "casework.cases.v1",
        "consultation.meetings.v1",
        "consultation.policy.v1",
        "consultation.directory.v1",
        "attendance.persons.v1",
    ]
