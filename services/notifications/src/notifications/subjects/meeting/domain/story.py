"""What is known of a meeting: each plan there was for it, in the order of the meeting's own versions."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from notifications.domain.about import Origin
from notifications.domain.labels import Appointment
from shared.domain.roles import Role


class MeetingState(StrEnum):
    """What an event says of its meeting."""

    PLANNED = "planned"
    CANCELLED = "cancelled"
    HELD = "held"


@dataclass(frozen=True, slots=True)
class Participant:
    """A contact who takes part, and in which role."""

    contact_id: str
    role: Role


@dataclass(frozen=True, slots=True)
class MeetingVersion:
    """The meeting as it was at version ``sequence``."""

    sequence: int
    state: MeetingState
    school: str
    case_ids: tuple[UUID, ...]
    appointment: Appointment
    participants: tuple[Participant, ...]
    ical_uid: str
    ical_sequence: int
    origin: Origin

    def appointment_of(self, contact_id: str) -> Appointment | None:
        """The appointment this contact has; None if the contact has no appointment."""
        takes_part = any(participant.contact_id == contact_id for participant in self.participants)
        return self.appointment if takes_part and self.state is MeetingState.PLANNED else None


@dataclass(frozen=True, slots=True)
class MeetingStory:
    """All that arrived about a meeting, whatever order it arrived in."""

    meeting_id: UUID
    versions: tuple[MeetingVersion, ...] = ()

    @property
    def latest(self) -> MeetingVersion | None:
        """The newest version, the only version that counts; None if nothing has arrived."""
        return max(self.versions, key=lambda version: version.sequence, default=None)

    def at(self, sequence: int) -> MeetingVersion | None:
        """The meeting at this version; None if the version has not arrived."""
        return next((version for version in self.versions if version.sequence == sequence), None)
