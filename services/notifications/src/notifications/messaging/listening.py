"""Several subjects may listen to the same topic, and to the same event: each hears it, in one transaction."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from notifications.unit_of_work import NotificationsUnitOfWork
from shared.contracts.contract import Contract
from shared.messaging.keys import Key
from shared.messaging.parsing import Received
from shared.messaging.subscriptions import On, Subscription

Unit = NotificationsUnitOfWork


def merged(subscriptions: Iterable[Subscription[Unit]]) -> list[Subscription[Unit]]:
    """One subscription a topic. At most one of a topic's subscriptions handles its tombstones."""
    by_topic: dict[str, Subscription[Unit]] = {}
    for subscription in subscriptions:
        before = by_topic.get(subscription.topic)
        by_topic[subscription.topic] = _together(before, subscription) if before else subscription
    return list(by_topic.values())


def _together(first: Subscription[Unit], second: Subscription[Unit]) -> Subscription[Unit]:
    base = second if second.on_tombstone else first
    by_type: dict[str, list[On[Unit]]] = defaultdict(list)
    for on in (*first.handlers, *second.handlers):
        by_type[on.contract.event_type].append(on)
    return replace(base, handlers=tuple(_each_in_turn(handlers) for handlers in by_type.values()))


def _each_in_turn(handlers: Sequence[On[Unit]]) -> On[Unit]:
    async def handle(uow: Unit, received: Received[Contract]) -> None:
        for on in handlers:
            await on.handler(uow, received)

    def keys_of(data: Contract) -> list[Key]:
        return [key for on in handlers for key in on.keys(data)]

    def is_wanted(data: Contract) -> bool:
        return any(on.is_wanted(data) for on in handlers)

    return On(handlers[0].contract, handle, keys_of, is_wanted) if len(handlers) > 1 else handlers[0]
