"""What is known of a meeting: each plan there was for it, in the order of the meeting's own versions."""

from dataclasses import dataclass
from datetime import datetime
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
    """A contact who takes part, and in which role; ``required``: the meeting can't do without."""

    contact_id: str
    role: Role
    required: bool = True


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """A case on the agenda of a session, and for how many minutes it is talked about."""

    case_id: UUID
    minutes: int


@dataclass(frozen=True, slots=True)
class MeetingVersion:
    """The meeting as it was at version ``sequence``.

    ``fixed_for`` is the start by the rhythm of a session of a standing meeting; None for a meeting that stands alone.
    ``agenda`` is None where the event does not say it; ``agenda_ready``: the event asks to tell it.
    """

    sequence: int
    state: MeetingState
    school: str
    case_ids: tuple[UUID, ...]
    appointment: Appointment
    participants: tuple[Participant, ...]
    ical_uid: str
    ical_sequence: int
    origin: Origin
    fixed_for: datetime | None = None
    agenda: tuple[AgendaItem, ...] | None = None
    agenda_ready: bool = False

    @property
    def is_session(self) -> bool:
        """Whether it is of a standing meeting."""
        return self.fixed_for is not None

    def appointment_of(self, contact_id: str) -> Appointment | None:
        """The appointment this contact has; None if the contact has no appointment."""
        takes_part = any(participant.contact_id == contact_id for participant in self.participants)
        return self.appointment if takes_part and self.state is MeetingState.PLANNED else None


@dataclass(frozen=True, slots=True)
class AnswerNews:
    """At version ``sequence`` of the meeting a participant's answer about this start was awaited, or came."""

    sequence: int
    contact_id: str
    starts_at: datetime
    answered: bool
    origin: Origin


@dataclass(frozen=True, slots=True)
class NoSlot:
    """At version ``sequence`` there was no time for the meeting."""

    sequence: int
    school: str
    case_ids: tuple[UUID, ...]
    origin: Origin


@dataclass(frozen=True, slots=True)
class MeetingStory:
    """All that arrived about a meeting, whatever order it arrived in."""

    meeting_id: UUID
    versions: tuple[MeetingVersion, ...] = ()
    answers: tuple[AnswerNews, ...] = ()
    no_slots: tuple[NoSlot, ...] = ()

    @property
    def latest(self) -> MeetingVersion | None:
        """The newest version, the only version that counts; None if nothing has arrived."""
        return max(self.versions, key=lambda version: version.sequence, default=None)

    @property
    def version(self) -> int:
        """The newest version of the meeting that anything arrived of; 0 if nothing arrived."""
        arrived: list[MeetingVersion | AnswerNews | NoSlot] = [*self.versions, *self.answers, *self.no_slots]
        return max((fact.sequence for fact in arrived), default=0)

    @property
    def no_slot(self) -> NoSlot | None:
        """Since when there is no time for the meeting; None if it was planned or cancelled since, or always had one."""
        since = self.latest.sequence if self.latest else 0
        lasting = (no_slot for no_slot in self.no_slots if no_slot.sequence > since)
        return min(lasting, key=lambda no_slot: no_slot.sequence, default=None)

    def no_slot_at(self, sequence: int) -> NoSlot | None:
        """That there was no time at this version; None if that has not arrived."""
        return next((no_slot for no_slot in self.no_slots if no_slot.sequence == sequence), None)

    @property
    def agenda_is_told(self) -> bool:
        """Whether those who take part are to be told of the agenda, and of what changes on it."""
        return any(version.agenda_ready for version in self.versions)

    def agenda_at(self, sequence: int) -> tuple[AgendaItem, ...]:
        """The agenda at this version; empty while nothing has said it."""
        saying = (version for version in self.versions if version.agenda is not None and version.sequence <= sequence)
        newest = max(saying, key=lambda version: version.sequence, default=None)
        return newest.agenda or () if newest else ()

    def awaited_of(self, contact_id: str) -> AnswerNews | None:
        """What asks to remind the contact of the appointment they have now; None if nothing does."""
        own = (news for news in self.answers if news.contact_id == contact_id)
        newest = max(own, key=lambda news: news.sequence, default=None)
        now = self.latest.appointment_of(contact_id) if self.latest else None
        if newest is None or newest.answered or now is None or now.starts_at != newest.starts_at:
            return None
        return newest

    def at(self, sequence: int) -> MeetingVersion | None:
        """The meeting at this version; None if the version has not arrived."""
        return next((version for version in self.versions if version.sequence == sequence), None)
