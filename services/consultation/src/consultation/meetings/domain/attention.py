"""What asks for somebody about a meeting that is planned."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class AttentionReason(StrEnum):
    """Why a meeting asks for somebody."""

    SCHOOL_CLOSED = "school-closed"
    """The school has no lessons then."""
    PARTICIPANT_AWAY = "participant-away"
    """Somebody who takes part is not there then, or who is needed or has the case can't come or does not answer."""
    CONTACT_ENDED = "contact-ended"
    """Somebody who takes part is no contact of the school in that role any more."""
    PLACE_TAKEN = "place-taken"
    """Another meeting has the place at that time, or the room can't be used then."""
    TO_COMPLETE = "to-complete"
    """The meeting is past, and nobody said whether it was held."""


@dataclass(frozen=True, slots=True)
class Attention:
    """Since when a meeting asks for somebody, and why; the reasons are never empty."""

    since: datetime
    reasons: tuple[AttentionReason, ...]
