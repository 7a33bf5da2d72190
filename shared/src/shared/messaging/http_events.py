"""CloudEvents 1.0 over HTTP: the events of a request in structured, batched or binary mode."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from shared.messaging.envelope import Envelope, read_attributes, read_structured, structured_data
from shared.messaging.errors import InvalidEvent

CLOUDEVENT = "application/cloudevents+json"
CLOUDEVENTS = "application/cloudevents-batch+json"

_PREFIX = "ce-"
_REQUIRED = ("ce-specversion", "ce-id", "ce-source", "ce-type")


@dataclass(frozen=True, slots=True)
class PostedEvent:
    """One event of a request: its envelope, or the error that says why it has no envelope; its parsed data, if any."""

    data: Any
    envelope: Envelope | None = None
    error: InvalidEvent | None = None


def is_binary(headers: Mapping[str, str]) -> bool:
    """Whether headers (names in lower case) say that the body is the data of an event: one required is enough."""
    return any(name in headers for name in _REQUIRED)


def structured_event(event: Any) -> PostedEvent:
    """The event that this parsed JSON is in structured mode, or as an item of a batch."""
    try:
        envelope, data = read_structured(event)
    except InvalidEvent as error:
        return PostedEvent(_readable(event), error=error)
    return PostedEvent(data, envelope)


def binary_event(headers: Mapping[str, str], data: Any) -> PostedEvent:
    """The event with its attributes in headers (names in lower case) and its parsed data in the body."""
    attributes = {name.removeprefix(_PREFIX): _text(value) for name, value in headers.items() if name[:3] == _PREFIX}
    try:
        return PostedEvent(data, read_attributes(attributes))
    except InvalidEvent as error:
        return PostedEvent(data, error=error)


def _readable(event: Any) -> Any:
    try:
        return structured_data(event)
    except InvalidEvent:
        return None


def _text(value: str) -> str | None:
    """An attribute out of its header: without quotes, percent-decoded once; None if the result is not UTF-8."""
    if len(value) > 1 and value[0] == value[-1] == '"':
        value = value[1:-1].replace("\\\\", "\x00").replace("\\", "").replace("\x00", "\\")
    try:
        return unquote(value.encode("latin-1").decode(), errors="strict")
    except UnicodeError:
        return None
