"""What can arrive about an invented session of a consultation body."""

from datetime import datetime, timedelta
from uuid import UUID

from notifications.domain.about import Origin
from notifications.domain.labels import Appointment
from notifications.subjects.body_session.domain.story import Guest, SessionStory, SessionVersion
from shared.domain.roles import Role
from shared.runtime.clock import BRUSSELS

BODY, SESSION = UUID("00000000-0000-7000-8000-00000000b0d7"), UUID("00000000-0000-7000-8000-00000000da7e")
CLB_GUEST, SCHOOL_GUEST = Guest("clb-1", Role.CLB), Guest("counsellor-1", Role.COUNSELLOR)


def body_session(
    sequence: int = 1,
    *,
    day: int = 15,
    guests: tuple[Guest, ...] = (CLB_GUEST, SCHOOL_GUEST),
    is_cancelled: bool = False,
    place: str = "Raadzaal",
) -> SessionVersion:
    """A session of the council at 19 o'clock on this day of October 2026."""
    starts_at = datetime(2026, 10, day, 19, 0, tzinfo=BRUSSELS)
    return SessionVersion(
        sequence=sequence,
        is_cancelled=is_cancelled,
        body_id=BODY,
        body="Onderwijsraad",
        appointment=Appointment(starts_at, starts_at + timedelta(hours=2), place),
        guests=guests,
        ical_uid="da7e@flankerend",
        ical_sequence=sequence - 1,
        origin=Origin(correlation_id=f"session-{sequence}"),
    )


def body_sessions(*versions: SessionVersion) -> SessionStory:
    """What arrived about the session."""
    return SessionStory(SESSION, versions)
