"""How many records wait to be handled, asked from the broker: end of each topic against what its readers committed."""

from types import TracebackType
from typing import Self

from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.errors import KafkaError

from shared.local.home import SERVICES


class Lag:
    """Asks a broker without security, that of a local stack. An async context manager."""

    def __init__(self, bootstrap_servers: str) -> None:
        self._admin = AIOKafkaAdminClient(bootstrap_servers=bootstrap_servers)
        self._reader = AIOKafkaConsumer(bootstrap_servers=bootstrap_servers)

    async def __aenter__(self) -> Self:
        await self._admin.start()
        await self._reader.start()
        return self

    async def __aexit__(
        self, exc_type: type[BaseException] | None, exc: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self._reader.stop()
        await self._admin.close()

    async def records_left(self) -> int | None:
        """Records that some service has not handled yet, over all services and topics; None if Kafka can't say."""
        try:
            return await self._records_left()
        except KafkaError as error:
            if not error.retriable:
                raise
            return None

    async def _records_left(self) -> int:
        groups = [group for group, *_ in await self._admin.list_consumer_groups() if group.split(".")[0] in SERVICES]
        return sum([await self._left_of(group) for group in groups])

    async def _left_of(self, group: str) -> int:
        topic = group.partition(".")[2]
        (described,) = await self._admin.describe_topics([topic])
        partitions = [TopicPartition(topic, part["partition"]) for part in described["partitions"]]
        ends = await self._reader.end_offsets(partitions)
        committed = await self._admin.list_consumer_group_offsets(group)
        return sum(end - _position(committed, partition) for partition, end in ends.items())


def _position(committed: dict[TopicPartition, object], partition: TopicPartition) -> int:
    """The next record of a group in a partition. The broker says -1, or nothing, of a group that has not begun."""
    position = committed.get(partition)
    return max(0, int(getattr(position, "offset", 0)))
