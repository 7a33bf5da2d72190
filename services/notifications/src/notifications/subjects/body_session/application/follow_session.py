"""A version of a session of a consultation body arrives."""

from uuid import UUID

from notifications.application.clocks import Clocks
from notifications.application.settle import settle
from notifications.subjects.body_session.domain.story import SessionVersion
from notifications.subjects.body_session.domain.vocabulary import about_session
from notifications.subjects.body_session.storage.body_sessions import BodySessions
from notifications.subjects.body_session.subject import BODY_SESSION
from notifications.unit_of_work import NotificationsUnitOfWork


async def follow_session(
    uow: NotificationsUnitOfWork, session_id: UUID, version: SessionVersion, *, clocks: Clocks
) -> None:
    """A session was planned, moved or cancelled: tell whoever is invited, or was."""
    await uow.notices.lock(about_session(session_id))
    await uow.stories(BodySessions).add(session_id, version)
    await settle(uow, BODY_SESSION, session_id, clocks=clocks)
