"""A Kafka consumer that sleeps until there are records, and for which unreadable records hold up their partition alone.

aiokafka counts records as read when it has decoded them. It may then fail to decode the records of the next partition:
a wrong checksum, a header's name that is not UTF-8. Then it raises, and the decoded records are lost.
"""

import asyncio
from functools import partial
from typing import Any

from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.errors import ConsumerStoppedError, KafkaError
from faststream.kafka import KafkaBroker

_LONGEST_WAIT_S = 5.0

# aiokafka leaves partitions whose records wait here out of its request. Until that request ends, it does not ask for
# them either: so the broker holds it no longer than this, or what comes next waits as long as it is held at rest.
_HOLD_BESIDE_RECORDS_MS = 50


class CarefulConsumer(AIOKafkaConsumer):  # type: ignore[misc]  # aiokafka has no types
    """Asks partition by partition, and once more as soon as records have come."""

    _last = TopicPartition("", -1)

    async def start(self) -> None:
        """Connect and join the group. Raises what connecting raises."""
        await super().start()
        fetcher = self._fetcher
        next_requests, hold_ms = fetcher._get_actions_per_node, fetcher._fetch_max_wait_ms

        def requests(assignment: Any) -> Any:
            fetcher._fetch_max_wait_ms = min(hold_ms, _HOLD_BESIDE_RECORDS_MS) if fetcher._records else hold_ms
            return next_requests(assignment)

        fetcher._get_actions_per_node = requests

    async def getmany(self, *_: Any, timeout_ms: int = 0, max_records: int) -> dict[TopicPartition, list[Any]]:
        """What was fetched of every partition, up to ``max_records``; empty if nothing comes for 5 s.

        Raises KafkaError for unreadable records if there are no others.
        """
        # Made before asking, or what comes while a partition is asked would wake nobody.
        woken: asyncio.Future[None] = self._fetcher._create_fetch_waiter()
        try:
            if fetched := await self._fetched(max_records):
                return fetched
            await asyncio.wait([woken], timeout=_LONGEST_WAIT_S)
            if woken.done():
                woken.result()
        finally:
            if not woken.cancel():
                woken.exception()  # or it is logged that nobody looked
        return await self._fetched(max_records)

    async def _fetched(self, max_records: int) -> dict[TopicPartition, list[Any]]:
        """What is here by now."""
        fetched: dict[TopicPartition, list[Any]] = {}
        wrong: Exception | None = None
        for partition in self._in_turn():
            try:
                fetched |= await super().getmany(partition, max_records=max_records)
            except ConsumerStoppedError:
                raise
            except Exception as error:
                wrong = error
                continue
            self._last = partition
            max_records -= len(fetched.get(partition, ()))
            if max_records < 1:
                break
        if wrong is None or fetched:
            return fetched
        # After a KafkaError FastStream waits before it asks again. What another says may quote the record.
        raise wrong if isinstance(wrong, KafkaError) else KafkaError(type(wrong).__name__) from None

    def _in_turn(self) -> list[TopicPartition]:
        """The partitions in turn, from the last asked on: what was fetched of it is given out whole, and can go."""
        partitions = sorted(self.assignment())
        later = [partition for partition in partitions if partition >= self._last]
        return later + [partition for partition in partitions if partition < self._last]


async def connect_carefully(broker: KafkaBroker) -> None:
    """Connect, and have the broker's subscribers read with such consumers. Raises what connecting raises."""
    await broker.connect()
    config = broker.config.broker_config
    config.builder = partial(CarefulConsumer, **config.builder.keywords)  # type: ignore[attr-defined]
