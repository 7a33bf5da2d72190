"""A Kafka record, as it arrived or as it was kept with the dead letters."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

Headers = Sequence[tuple[str, bytes | None]]


class Record(Protocol):
    """What is used of a Kafka record: of aiokafka's ``ConsumerRecord``, and of ``StoredRecord``."""

    @property
    def topic(self) -> str: ...
    @property
    def partition(self) -> int: ...
    @property
    def offset(self) -> int: ...
    @property
    def timestamp(self) -> int: ...
    @property
    def key(self) -> bytes | None: ...
    @property
    def value(self) -> bytes | None: ...
    @property
    def headers(self) -> Headers: ...


R = TypeVar("R", bound=Record)


def parted(records: Sequence[R], most_bytes: int) -> Iterator[Sequence[R]]:
    """These records in order, in as few parts as may be, whose values weigh up to ``most_bytes``, or a single record.

    How much work a record is, its value says: it may hold one mark or 500.
    """
    first, size = 0, 0
    for place, record in enumerate(records):
        weight = len(record.value or b"")
        if size and size + weight > most_bytes:
            yield records[first:place]
            first, size = place, 0
        size += weight
    yield records[first:]


@dataclass(frozen=True, slots=True)
class StoredRecord:
    """A record that was kept, whole, to be handled again. ``timestamp`` is in milliseconds since 1970."""

    topic: str
    partition: int
    offset: int
    timestamp: int
    key: bytes | None
    value: bytes | None
    headers: Headers = ()
