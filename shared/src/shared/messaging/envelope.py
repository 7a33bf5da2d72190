"""CloudEvents 1.0 on Kafka: the envelope of an event, read from binary or structured mode, written in binary mode."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson

from shared.messaging.errors import InvalidEvent
from shared.messaging.record import Record
from shared.runtime.context import may_correlate

_STRUCTURED = "application/cloudevents+json"
_JSON = re.compile(r"^application/([a-z0-9!#$&^_.+-]+\+)?json$")
_MAX_ID = 64
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Envelope:
    """The attributes of one event; ``source`` and ``id`` together name it.

    ``sequence`` is the version of the aggregate named by the record's key, from 1.
    """

    id: str
    source: str
    type: str
    subject: str | None = None
    time: datetime | None = None
    correlation_id: str | None = None
    causation_id: str | None = None
    sequence: int | None = None
    traceparent: str | None = None

    @property
    def story(self) -> str:
        """The correlation id of the story this event belongs to; an event without one begins its own."""
        return self.correlation_id or self.id

    def headers(self) -> list[tuple[str, bytes]]:
        """Kafka headers in binary mode."""
        attributes = {
            "specversion": "1.0",
            "id": self.id,
            "source": self.source,
            "type": self.type,
            "subject": self.subject,
            "time": self.time.isoformat() if self.time else None,
            "correlationid": self.correlation_id,
            "causationid": self.causation_id,
            "sequence": None if self.sequence is None else str(self.sequence),
            "traceparent": self.traceparent,
        }
        headers = [(f"ce_{name}", value.encode()) for name, value in attributes.items() if value is not None]
        return [*headers, ("content-type", b"application/json")]


def read(record: Record) -> tuple[Envelope, bytes]:
    """The envelope of a record and its data as JSON text, not yet looked into.

    Headers that are null or not UTF-8 are passed over unless they are needed.
    Raises InvalidEvent, with the attribute's name, when the record is not a CloudEvent or holds no JSON.
    """
    if not record.value:
        raise InvalidEvent("data", "expected a JSON object, got an empty value")
    headers = _text_headers(record)
    content_type = headers.get("content-type", "application/json").split(";")[0].strip().lower()
    if content_type == _STRUCTURED:
        return _read_structured(record.value)
    if not _JSON.match(content_type):
        raise InvalidEvent("content-type", f"expected application/json or {_STRUCTURED}")
    attributes = {name[3:]: value for name, value in headers.items() if name.startswith("ce_")}
    return read_attributes(attributes), record.value


def read_attributes(attributes: Mapping[str, Any]) -> Envelope:
    """The envelope made of CloudEvents attributes by name. Raises InvalidEvent for a missing or malformed one."""
    if attributes.get("specversion") != "1.0":
        raise InvalidEvent("specversion", 'expected a CloudEvent of specversion "1.0"')
    return Envelope(
        id=_required(attributes, "id", _MAX_ID),
        source=_required(attributes, "source", 512),
        type=_required(attributes, "type", 256),
        subject=_superfluous(attributes, "subject", 512),
        time=_time(attributes.get("time")),
        correlation_id=_story(attributes.get("correlationid")),
        causation_id=_superfluous(attributes, "causationid", _MAX_ID),
        sequence=_sequence(attributes.get("sequence")),
        traceparent=_superfluous(attributes, "traceparent", 128),
    )


def read_structured(event: Any) -> tuple[Envelope, Any]:
    """The envelope and the data of a CloudEvent in JSON format. Raises InvalidEvent."""
    if not isinstance(event, dict):
        raise InvalidEvent("data", "expected a CloudEvent as a JSON object")
    if "data" not in event:
        raise InvalidEvent("data", "expected the member data with a JSON object")
    if not _JSON.match(str(event.get("datacontenttype") or "application/json").split(";")[0].strip().lower()):
        raise InvalidEvent("datacontenttype", "expected application/json")
    return read_attributes(event), event["data"]


def _read_structured(value: bytes) -> tuple[Envelope, bytes]:
    try:
        event = orjson.loads(value)
    except orjson.JSONDecodeError:
        raise InvalidEvent("data", "expected JSON") from None
    envelope, data = read_structured(event)
    return envelope, orjson.dumps(data)


def _text_headers(record: Record) -> dict[str, str]:
    headers: dict[str, str] = {}
    for name, value in record.headers:
        if value is None:
            continue
        try:
            headers[name.lower()] = value.decode()
        except UnicodeDecodeError:
            continue
    return headers


def _required(attributes: Mapping[str, Any], name: str, longest: int) -> str:
    value = attributes.get(name)
    if value is None:
        raise InvalidEvent(name, "is missing")
    if not _is_text(value, longest):
        raise InvalidEvent(name, f"expected 1 to {longest} printable characters")
    return str(value)


def _superfluous(attributes: Mapping[str, Any], name: str, longest: int) -> str | None:
    """An attribute nothing depends on: where it is unusable the event goes on without it."""
    value = attributes.get(name)
    return value if _is_text(value, longest) else None


def _story(value: Any) -> str | None:
    """A correlation id; one that is unusable, or that could be a person's number, is not taken over."""
    return value if isinstance(value, str) and may_correlate(value) else None


def _is_text(value: Any, longest: int) -> bool:
    return isinstance(value, str) and 0 < len(value) <= longest and not _UNPRINTABLE.search(value)


def _time(value: Any) -> datetime | None:
    if value is None:
        return None
    try:
        time = datetime.fromisoformat(value)
    except (TypeError, ValueError):
        time = None
    if time is None or time.tzinfo is None:
        raise InvalidEvent("time", "expected an RFC 3339 time with offset")
    return time


def _sequence(value: Any) -> int | None:
    if value is None:
        return None
    if not str(value).isascii() or not str(value).isdigit() or len(str(value)) > 18 or int(value) < 1:
        raise InvalidEvent("sequence", "expected a whole number from 1")
    return int(value)
