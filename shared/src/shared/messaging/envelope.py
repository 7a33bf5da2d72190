"""CloudEvents 1.0: the envelope of an event, read from binary or structured mode, written in binary mode."""

import base64
import re
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any, Literal, NamedTuple, TypeGuard

import orjson

from shared.messaging.errors import InvalidEvent
from shared.messaging.record import Headers, Record
from shared.runtime.context import may_correlate

_STRUCTURED = "application/cloudevents+json"
_EVENTS = "application/cloudevents"  # what begins so holds events, in one of their formats
_JSON = re.compile(r"^[a-z]+/([a-z0-9!#$&^_.+-]+\+)?json$")
_MAX_ID = 64
_LONGEST_TYPE = 256
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f]")
_CONTENT_TYPE = "content-type"
_HEADERS = {
    _CONTENT_TYPE: _CONTENT_TYPE,
    **{
        f"ce_{name}": name
        for name in (
            "specversion",
            "id",
            "source",
            "type",
            "subject",
            "time",
            "correlationid",
            "causationid",
            "sequence",
            "traceparent",
        )
    },
}


_REQUIRED_HEADERS = 5
_SPEC_VERSION = ("ce_specversion", b"1.0")
_JSON_DATA = (_CONTENT_TYPE, b"application/json")


class Envelope(NamedTuple):
    """The attributes of one event; ``source`` and ``id`` together name it.

    ``sequence`` is the version of the aggregate that the key of the record names, from 1. It is None where the sender
    leaves it out or writes some other text. A named tuple, because every mark makes an envelope.
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

    @property
    def version(self) -> int:
        """The sequence of an event that has to have a sequence: of all events on our own topics. Raises InvalidEvent
        without.
        """
        if self.sequence is None:
            raise InvalidEvent("sequence", "expected a whole number from 1")
        return self.sequence

    def headers(self) -> list[tuple[str, bytes]]:
        """Kafka headers in binary mode."""
        headers = [
            _SPEC_VERSION,
            ("ce_id", self.id.encode()),
            ("ce_source", self.source.encode()),
            ("ce_type", self.type.encode()),
        ]
        if self.subject is not None:
            headers.append(("ce_subject", self.subject.encode()))
        if self.time:
            headers.append(("ce_time", self.time.isoformat().encode()))
        if self.correlation_id is not None:
            headers.append(("ce_correlationid", self.correlation_id.encode()))
        if self.causation_id is not None:
            headers.append(("ce_causationid", self.causation_id.encode()))
        if self.sequence is not None:
            headers.append(("ce_sequence", b"%d" % self.sequence))
        if self.traceparent is not None:
            headers.append(("ce_traceparent", self.traceparent.encode()))
        headers.append(_JSON_DATA)
        return headers


def read(record: Record) -> tuple[Envelope, bytes]:
    """The envelope of a record and its data as JSON text, not yet looked into.

    Headers that are null or not UTF-8 count as absent.
    Raises InvalidEvent, with the name of the attribute, for a record that is no CloudEvent or holds no JSON.
    """
    if not record.value:
        got = "a null value" if record.value is None else "an empty value"
        raise InvalidEvent("data", f"expected a JSON object, got {got}")
    if envelope := _plain(record.headers):
        return envelope, record.value
    attributes = _attributes_of(record)
    match _mode(attributes.get(_CONTENT_TYPE) or "application/json"):
        case "binary":
            return read_attributes(attributes), record.value
        case "structured":
            return _read_structured(record.value)
    raise InvalidEvent("content-type", f"expected application/json or {_STRUCTURED}")


def read_attributes(attributes: Mapping[str, Any]) -> Envelope:
    """The envelope made of CloudEvents attributes by name.

    Required are specversion, id, source and type: raises InvalidEvent where an attribute is missing or malformed. All
    others are optional: None where they are missing or malformed.
    """
    if attributes.get("specversion") != "1.0":
        raise InvalidEvent("specversion", 'expected a CloudEvent of specversion "1.0"')
    return Envelope(
        id=_required(attributes, "id", _MAX_ID),
        source=_required(attributes, "source", 512),
        type=_required(attributes, "type", _LONGEST_TYPE),
        subject=_superfluous(attributes, "subject", 512),
        time=_time(attributes.get("time")),
        correlation_id=_story(attributes.get("correlationid")),
        causation_id=_superfluous(attributes, "causationid", _MAX_ID),
        sequence=_sequence(attributes.get("sequence")),
        traceparent=_superfluous(attributes, "traceparent", 128),
    )


def read_structured(event: Any) -> tuple[Envelope, Any]:
    """The envelope and the parsed data of a CloudEvent in JSON format. Raises InvalidEvent."""
    members = _members(event)
    return read_attributes(members), structured_data(members)


def structured_data(event: Any) -> Any:
    """The parsed data of a CloudEvent in JSON format, whatever its attributes. Raises InvalidEvent."""
    data = _data(_members(event))
    return _parsed(data) if isinstance(data, bytes) else data


def _read_structured(value: bytes) -> tuple[Envelope, bytes]:
    event = _members(_parsed(value))
    envelope, data = read_attributes(event), _data(event)
    if isinstance(data, bytes):
        return envelope, data
    try:
        return envelope, orjson.dumps(data)
    except orjson.JSONEncodeError:  # what can be read can be nested deeper than what can be written
        raise InvalidEvent("data", "expected JSON that is less deep") from None


def _members(event: Any) -> dict[str, Any]:
    """The members of an event in JSON format; a member that is null counts as absent."""
    if not isinstance(event, dict):
        raise InvalidEvent("data", "expected a CloudEvent as a JSON object")
    return {name: value for name, value in event.items() if value is not None}


def _data(members: Mapping[str, Any]) -> Any:
    """The member ``data`` as it is, or what ``data_base64`` stands for, as bytes."""
    if _mode(str(members.get("datacontenttype") or "application/json")) != "binary":
        raise InvalidEvent("datacontenttype", "expected application/json")
    if "data" in members and "data_base64" in members:
        raise InvalidEvent("data_base64", "expected data or data_base64, not both")
    if "data" in members:
        return members["data"]
    if "data_base64" not in members:
        raise InvalidEvent("data", "expected the member data, or data_base64, with a JSON object")
    try:
        return base64.b64decode(members["data_base64"], validate=True)
    except (TypeError, ValueError):  # binascii.Error is one
        raise InvalidEvent("data_base64", "expected base64") from None


def _parsed(value: bytes) -> Any:
    try:
        return orjson.loads(value)
    except orjson.JSONDecodeError:
        raise InvalidEvent("data", "expected JSON") from None


def _plain(headers: Headers) -> Envelope | None:
    """The envelope of an event in binary mode that has the required headers alone, in their usual spelling.

    Most events are like that; the longer way to the same answer takes three times as long.
    """
    present: dict[str, Any] = dict(headers)
    if len(present) != _REQUIRED_HEADERS or present.get("ce_specversion") != b"1.0":
        return None
    if present.get(_CONTENT_TYPE) != b"application/json":
        return None
    id_, source, type_ = present.get("ce_id"), present.get("ce_source"), present.get("ce_type")
    if id_ is None or source is None or type_ is None:
        return None
    try:
        text = id_.decode()
        return Envelope(text, _known(source), _known(type_)) if _is_text(text, _MAX_ID) else None
    except ValueError:
        return None


@lru_cache(maxsize=4096)
def _known(value: bytes) -> str:
    """A source or a type as text; there are few, and they recur. Raises ValueError for any other text."""
    text = value.decode()
    if not _is_text(text, _LONGEST_TYPE):
        raise ValueError("no source and no type")
    return text


def _attributes_of(record: Record) -> dict[str, str]:
    attributes: dict[str, str] = {}
    for header, value in record.headers:
        name = _HEADERS.get(header) or _HEADERS.get(header.lower())
        if name is None or value is None:
            continue
        try:
            attributes[name] = value.decode()
        except UnicodeDecodeError:
            continue
    return attributes


@lru_cache(maxsize=64)
def _mode(content_type: str) -> Literal["binary", "structured"] | None:
    plain = content_type.split(";")[0].strip().lower()
    if plain.startswith(_EVENTS):
        return "structured" if plain == _STRUCTURED else None
    return "binary" if _JSON.match(plain) else None


def _required(attributes: Mapping[str, Any], name: str, longest: int) -> str:
    value = attributes.get(name)
    if _is_text(value, longest):
        return value
    raise InvalidEvent(name, "is missing" if value is None else f"expected 1 to {longest} printable characters")


def _superfluous(attributes: Mapping[str, Any], name: str, longest: int) -> str | None:
    """An optional attribute; None where it is missing or unusable."""
    value = attributes.get(name)
    return value if _is_text(value, longest) else None


def _story(value: Any) -> str | None:
    """A correlation id; None where it is missing, unusable, or could be a person's number."""
    return value if isinstance(value, str) and may_correlate(value) else None


def _is_text(value: Any, longest: int) -> TypeGuard[str]:
    return isinstance(value, str) and 0 < len(value) <= longest and _is_printable(value)


def _is_printable(text: str) -> bool:
    return not _UNPRINTABLE.search(text) if not text.isascii() else text.isprintable()


def _time(value: Any) -> datetime | None:
    """When it happened; None for anything but an RFC 3339 time with offset."""
    try:
        time = datetime.fromisoformat(value)
    except (TypeError, ValueError):
        return None
    return time if time.tzinfo else None


def _sequence(value: Any) -> int | None:
    """A version, from 1; None for any other sortable text, which the official extension allows."""
    text = str(value)
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 18 and int(text) else None
