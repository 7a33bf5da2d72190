"""Sessions of consultation bodies as entries of the calendar that a contact subscribes to."""

from datetime import UTC, datetime
from uuid import UUID

from consultation.bodies.domain.body_session import BodySession
from consultation.bodies.domain.states import SessionStatus
from consultation.unit_of_work import ConsultationUnitOfWork
from shared.invitations.entry import Entry, Organiser


class SessionEntries:
    """Makes the entries. `base` is the address of the API, where there are no pages at `web_url` to lead to."""

    def __init__(self, *, base: str | None, web_url: str, organiser: str) -> None:
        api = base.rstrip("/") if base else web_url
        self._link = "{}/overlegorganen/{}/zittingen/{}" if api == web_url else "{}/bodies/{}/sessions/{}"
        self._address = api
        self._organiser = organiser

    async def __call__(self, uow: ConsultationUnitOfWork, contact_id: str, since: datetime) -> list[Entry]:
        """The sessions to which the contact is called that end after `since`, but for those that were called off."""
        sessions = [
            session
            for session in await uow.body_sessions.calling(contact_id, since)
            if session.status is not SessionStatus.CANCELLED
        ]
        names = await uow.bodies.names({session.body_id for session in sessions})
        return [self._entry(session, names[session.body_id]) for session in sessions]

    def _entry(self, session: BodySession, name: str) -> Entry:
        return Entry(
            uid=session.ical_uid,
            sequence=session.ical_sequence,
            stamp=_planned_at(session.session_id),
            starts_at=session.starts_at,
            ends_at=session.ends_at,
            title=name,
            link=self._link.format(self._address, session.body_id, session.session_id),
            organiser=Organiser(self._organiser),
            place=session.place,
        )


def _planned_at(session_id: UUID) -> datetime:
    """The moment a UUID of version 7 was made: its first 48 bits are milliseconds since 1970."""
    return datetime.fromtimestamp((session_id.int >> 80) // 1000, UTC)
