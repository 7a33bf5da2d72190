"""An event goes to the partition that every Kafka client would choose for its key."""

from aiokafka.partitioner import DefaultPartitioner

from shared.messaging.partitions import partition_of
from shared.runtime.ids import new_id


def test_a_key_goes_where_aiokafka_itself_would_send_it() -> None:
    partitions = [0, 1, 2, 3, 4, 5]
    keys = [str(new_id()).encode() for _ in range(100)]
    usual = DefaultPartitioner()
    assert [partition_of(key, partitions, ()) for key in keys * 2] == [usual(key, partitions, ()) for key in keys * 2]
