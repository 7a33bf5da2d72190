"""What a notice of a meeting can say: a text reaches exactly these fields."""

from dataclasses import dataclass
from datetime import datetime

from notifications.domain.labels import Appointment, PupilLabel, SchoolLabel


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """A case on the agenda: when its turn is, for how many minutes, and the pupil where the reader may name one."""

    reference: str
    starts_at: datetime
    minutes: int
    pupil: PupilLabel | None


@dataclass(frozen=True, slots=True)
class AgendaView:
    """The agenda of a session, for a participant: the cases of their own schools, and how many ``others`` there are.

    ``again``: the participant was told of another agenda before.
    """

    cases: tuple[AgendaLine, ...]
    others: int
    school: SchoolLabel
    link: str
    appointment: Appointment
    again: bool


@dataclass(frozen=True, slots=True)
class WithoutTimeView:
    """A meeting for which there was no time, for the coordinator."""

    references: tuple[str, ...]
    school: SchoolLabel
    link: str


@dataclass(frozen=True, slots=True)
class MeetingView:
    """A meeting, for a participant. ``pupils`` are named as the participant's role allows, or not at all.

    ``before`` is the appointment the participant was told of earlier. ``reply`` is the link to answer by; None where
    there is nothing to answer.
    """

    references: tuple[str, ...]
    school: SchoolLabel
    link: str
    pupils: tuple[PupilLabel, ...]
    appointment: Appointment
    before: Appointment | None
    reply: str | None
