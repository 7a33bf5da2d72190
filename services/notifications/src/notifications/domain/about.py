"""What a notice is about, and the story it belongs to."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class About:
    """The thing a notice is about: ``kind`` names its subject, such as `case` or `meeting`."""

    kind: str
    id: UUID


@dataclass(frozen=True, slots=True)
class Origin:
    """The event that gave rise to something: its notices and their own events are correlated with that event."""

    correlation_id: str | None = None
    causation_id: str | None = None
    traceparent: str | None = None
