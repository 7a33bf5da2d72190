"""What a notice is about, and the story it belongs to."""

from dataclasses import dataclass
from uuid import UUID

from notifications.domain.vocabulary import AboutKind


@dataclass(frozen=True, slots=True)
class About:
    """The case or meeting a notice is about."""

    kind: AboutKind
    id: UUID

    @classmethod
    def case(cls, case_id: UUID) -> "About":
        """About a case."""
        return cls(AboutKind.CASE, case_id)

    @classmethod
    def meeting(cls, meeting_id: UUID) -> "About":
        """About a meeting."""
        return cls(AboutKind.MEETING, meeting_id)


@dataclass(frozen=True, slots=True)
class Origin:
    """The event that gave rise to something: what its mail and its own events are correlated with."""

    correlation_id: str | None = None
    causation_id: str | None = None
    traceparent: str | None = None
