"""What is known of a session of a consultation body: each plan there was for it."""

from dataclasses import dataclass
from uuid import UUID

from notifications.domain.about import Origin
from notifications.domain.labels import Appointment
from shared.domain.roles import Role


@dataclass(frozen=True, slots=True)
class Guest:
    """A contact who is invited, for themselves or for an organisation, and in which role."""

    contact_id: str
    role: Role


@dataclass(frozen=True, slots=True)
class SessionVersion:
    """The session as it was at version ``sequence``; ``body`` is what people call its body."""

    sequence: int
    is_cancelled: bool
    body_id: UUID
    body: str
    appointment: Appointment
    guests: tuple[Guest, ...]
    ical_uid: str
    ical_sequence: int
    origin: Origin

    def appointment_of(self, contact_id: str) -> Appointment | None:
        """The appointment this contact has; None if the contact has no appointment."""
        is_invited = any(guest.contact_id == contact_id for guest in self.guests)
        return self.appointment if is_invited and not self.is_cancelled else None


@dataclass(frozen=True, slots=True)
class SessionStory:
    """All that arrived about a session, whatever order it arrived in."""

    session_id: UUID
    versions: tuple[SessionVersion, ...] = ()

    @property
    def latest(self) -> SessionVersion | None:
        """The newest version, the only version that counts; None if nothing has arrived."""
        return max(self.versions, key=lambda version: version.sequence, default=None)

    @property
    def version(self) -> int:
        """The newest version that arrived; 0 if nothing arrived."""
        return self.latest.sequence if self.latest else 0

    @property
    def guests(self) -> dict[str, Role]:
        """Everybody who was ever invited, with the newest role of each person."""
        ordered = sorted(self.versions, key=lambda version: version.sequence)
        return {guest.contact_id: guest.role for version in ordered for guest in version.guests}

    def at(self, sequence: int) -> SessionVersion | None:
        """The session at this version; None if the version has not arrived."""
        return next((version for version in self.versions if version.sequence == sequence), None)
