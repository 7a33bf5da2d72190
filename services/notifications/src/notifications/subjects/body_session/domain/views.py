"""What a notice of a session can say: a text reaches exactly these fields."""

from dataclasses import dataclass

from notifications.domain.labels import Appointment


@dataclass(frozen=True, slots=True)
class SessionView:
    """A session of the consultation body that is called ``body``.

    ``before`` is the appointment the receiver was told of earlier; None where there is none.
    """

    body: str
    link: str
    appointment: Appointment
    before: Appointment | None
