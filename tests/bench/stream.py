"""The marks that are measured with: an autumn of one mark a record, always the same."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from random import Random
from typing import NamedTuple, Protocol
from uuid import UUID

import orjson
from aiokafka import AIOKafkaProducer

from shared.contracts.school_attendance import TOPIC, AttendanceRecorded
from shared.domain.flemish_calendar import flemish_calendar
from shared.domain.school_year import SchoolYear
from shared.messaging.envelope import Envelope

NOW = "2027-06-25T12:00:00+02:00"
PUPILS_PER_SCHOOL = 500
_HALF_DAYS = list(flemish_calendar(SchoolYear(2026)).half_days_until(date(2027, 6, 25)))
_CODES = ("|", "B", "Z", "L")
_USUAL, _TRUANT = (94.2, 0.8, 4.0, 1.0), (75.0, 20.0, 4.0, 1.0)
_A_TRUANT_IN = 50


class Sent(Protocol):
    """A record as a school's system puts it on the topic."""

    @property
    def key(self) -> bytes: ...
    @property
    def value(self) -> bytes: ...
    @property
    def headers(self) -> list[tuple[str, bytes]]: ...


class SentMark(NamedTuple):
    """A mark as a school's system puts it on the topic."""

    school: str
    pupil: str
    date: date
    half_day: str
    code: str
    recorded_at: str
    event_id: str

    @property
    def key(self) -> bytes:
        """The key of the record."""
        return f"{self.school}:{self.pupil}".encode()

    @property
    def value(self) -> bytes:
        """The mark as JSON."""
        return orjson.dumps(self.fields)

    @property
    def fields(self) -> dict[str, object]:
        """What the mark says."""
        return {
            "school": self.school,
            "pupil": self.pupil,
            "date": self.date,
            "half_day": self.half_day,
            "code": self.code,
            "package": "smartschool",
            "recorded_at": self.recorded_at,
        }

    @property
    def headers(self) -> list[tuple[str, bytes]]:
        """The envelope."""
        return Envelope(self.event_id, f"/school/{self.school}", AttendanceRecorded.event_type).headers()


class SentList(NamedTuple):
    """The marks of a class and half day, in one record."""

    marks: tuple[SentMark, ...]

    @property
    def key(self) -> bytes:
        """The key of the record: the school."""
        return self.marks[0].school.encode()

    @property
    def value(self) -> bytes:
        """The marks as JSON."""
        return orjson.dumps({"marks": [mark.fields for mark in self.marks]})

    @property
    def headers(self) -> list[tuple[str, bytes]]:
        """The envelope."""
        return self.marks[0].headers


def pupil(number: int) -> tuple[str, str]:
    """School and register number of the ``number``-th pupil, from 0."""
    return f"{100000 + number // PUPILS_PER_SCHOOL:06}", f"{number:07}"


def marks(count: int, pupils: int, first: int = 0) -> Iterator[SentMark]:
    """The ``first`` mark up to the ``count``-th: half day after half day, those of all pupils."""
    random = Random(1 + first)
    if count > pupils * len(_HALF_DAYS):
        raise ValueError(f"{pupils} pupils have no more than {pupils * len(_HALF_DAYS)} marks in a school year")
    for number in range(first, count):
        school, register_number = pupil(number % pupils)
        day, half_day = _HALF_DAYS[number // pupils]
        weights = _USUAL if number % pupils % _A_TRUANT_IN else _TRUANT
        hour = "09" if half_day == "AM" else "14"
        yield SentMark(
            school,
            register_number,
            day,
            half_day.value,
            random.choices(_CODES, weights)[0],
            f"{day.isoformat()}T{hour}:52:10+02:00",
            str(UUID(int=random.getrandbits(128))),
        )


def lists(sent: Iterator[SentMark], length: int) -> Iterator[Sent]:
    """The same marks, ``length`` a record; as they are where that is 1. Has to divide the pupils of a school."""
    if length == 1:
        yield from sent
    while length > 1 and (some := tuple(islice(sent, length))):
        yield SentList(some)


async def produce(bootstrap_servers: str, sent: Iterable[Sent], topic: str = TOPIC) -> None:
    """Put records on a topic."""
    producer = AIOKafkaProducer(bootstrap_servers=bootstrap_servers, linger_ms=20, max_batch_size=256 * 1024)
    async with producer:
        for record in sent:
            await producer.send(topic, record.value, key=record.key, headers=record.headers)
        await producer.flush()
