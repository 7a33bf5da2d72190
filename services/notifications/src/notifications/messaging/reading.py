"""What the facts of every subject have in common."""

from typing import TypeVar

from notifications.domain.about import Origin
from shared.messaging.envelope import Envelope
from shared.messaging.errors import InvalidEvent
from shared.runtime import context

_T = TypeVar("_T")


def origin_of(envelope: Envelope) -> Origin:
    """The event itself, as the origin of what follows from it."""
    return Origin(envelope.story, envelope.id, context.current().traceparent)


def required(field: str, value: _T | None) -> _T:
    """The value. Raises InvalidEvent where it is missing."""
    if value is None:
        raise InvalidEvent(field, "is missing")
    return value
