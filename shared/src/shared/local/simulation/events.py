"""Events as a school's software puts them on Kafka."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID, uuid5

import orjson

from shared.contracts.contract import Contract
from shared.contracts.school_attendance import AttendanceRecorded
from shared.contracts.school_enrolment import PupilEnrolled, PupilWithdrawn
from shared.local.simulation.population import Place, Pupil
from shared.local.simulation.recording import RecordedMark
from shared.messaging.envelope import Envelope

_NAMESPACE = UUID("6c1b2f0a-4c6e-5d5e-9a0b-6f3a9f2f7b11")
_STRUCTURED_MODE = 0.06
_SENT_TWICE = 0.02
_STRUCTURED = (("content-type", b"application/cloudevents+json"),)


@dataclass(frozen=True, slots=True)
class SimulatedEvent:
    """One Kafka record, and when it is sent by the clock of the simulation."""

    time: datetime
    topic: str
    key: bytes
    headers: tuple[tuple[str, bytes], ...]
    value: bytes


class Sender:
    """The schools' software: wraps data in CloudEvents, now and then in structured mode, now and then twice."""

    def __init__(self, seed: int, random: Random) -> None:
        self._seed = seed
        self._random = random
        self._sent = 0

    def enrolled(self, pupil: Pupil, place: Place, at: datetime) -> list[SimulatedEvent]:
        """A pupil begins at a school."""
        return self._send(PupilEnrolled, place, at=at, data=_enrolment(pupil, place, at))

    def withdrawn(self, place: Place, at: datetime) -> list[SimulatedEvent]:
        """A pupil leaves a school; the place has a last day."""
        data = {"school": place.school.number, "pupil": place.pupil, "recorded_at": at.isoformat()}
        return self._send(PupilWithdrawn, place, at=at, data={**data, "valid_until": str(place.valid_until)})

    def recorded(self, marks: Sequence[RecordedMark]) -> list[SimulatedEvent]:
        """Marks of one school, in one event."""
        at = max(mark.recorded_at for mark in marks)
        data = marks[0].data() if len(marks) == 1 else {"marks": [mark.data() for mark in marks]}
        return self._send(AttendanceRecorded, marks[0].place, at=at, data=data, software=marks[0].package)

    def _send(
        self, contract: type[Contract], place: Place, *, at: datetime, data: dict[str, Any], software: str | None = None
    ) -> list[SimulatedEvent]:
        self._sent += 1
        envelope = Envelope(
            id=str(uuid5(_NAMESPACE, f"{self._seed}/{self._sent}")),
            source=f"/schools/{place.school.number}/{software or place.school.package}",
            type=contract.event_type,
            time=at,
        )
        structured = self._random.random() < _STRUCTURED_MODE
        headers, value = _structured(envelope, data) if structured else _binary(envelope, data)
        key = f"{place.school.number}:{place.pupil}".encode()
        times = [at]
        if self._random.random() < _SENT_TWICE:
            times.append(at + timedelta(seconds=self._random.randint(1, 120)))
        return [SimulatedEvent(time, contract.topic, key, headers, value) for time in times]


def _enrolment(pupil: Pupil, place: Place, at: datetime) -> dict[str, Any]:
    person = {
        "given_name": pupil.given_name,
        "family_name": pupil.family_name,
        "birth_date": pupil.birth_date.isoformat(),
        "postcode": pupil.postcode,
    }
    data: dict[str, Any] = {
        "school": place.school.number,
        "pupil": place.pupil,
        "valid_from": place.valid_from.isoformat(),
        "class": place.class_name,
        "level": place.school.level,
        "structure": place.school.structure,
        "person": person if pupil.insz is None else {**person, "insz": pupil.insz},
        "recorded_at": at.isoformat(),
    }
    if place.transferred is not None:
        until = place.valid_from - timedelta(days=1)
        data["transferred"] = {"problematic": place.transferred, "until": until.isoformat()}
    return data


def _binary(envelope: Envelope, data: dict[str, Any]) -> tuple[tuple[tuple[str, bytes], ...], bytes]:
    return tuple(envelope.headers()), orjson.dumps(data)


def _structured(envelope: Envelope, data: dict[str, Any]) -> tuple[tuple[tuple[str, bytes], ...], bytes]:
    event = {
        "specversion": "1.0",
        "id": envelope.id,
        "source": envelope.source,
        "type": envelope.type,
        "time": envelope.time,
        "datacontenttype": "application/json",
        "data": data,
    }
    return _STRUCTURED, orjson.dumps(event)
