"""What a notice of a meeting can say: a text reaches exactly these fields."""

from dataclasses import dataclass

from notifications.domain.labels import Appointment, PupilLabel, SchoolLabel


@dataclass(frozen=True, slots=True)
class MeetingView:
    """A meeting, for a participant. ``pupils`` are named as the participant's role allows, or not at all.

    ``before`` is the appointment the participant was told of earlier.
    """

    references: tuple[str, ...]
    school: SchoolLabel
    link: str
    pupils: tuple[PupilLabel, ...]
    appointment: Appointment
    before: Appointment | None
