"""What this subject listens to."""

from functools import partial

from notifications.application.clocks import Clocks
from notifications.domain.agreements import Agreed
from notifications.domain.labels import Appointment
from notifications.messaging.reading import origin_of
from notifications.subjects.body_session.application.follow_session import follow_session
from notifications.subjects.body_session.domain.story import Guest, SessionVersion
from notifications.subjects.body_session.domain.vocabulary import KIND
from notifications.unit_of_work import NotificationsUnitOfWork
from shared.contracts import consultation_policy
from shared.contracts.consultation_sessions import BodySessionTold, SessionCancelled, SessionMoved, SessionPlanned
from shared.messaging.keys import Key
from shared.messaging.parsing import Received
from shared.messaging.subscriptions import Subscription, on
from shared.runtime.clock import BRUSSELS

Told = SessionPlanned | SessionMoved | SessionCancelled


async def on_session_told(uow: NotificationsUnitOfWork, event: Received[Told], *, clocks: Clocks) -> None:
    """A session was planned, moved or cancelled."""
    await follow_session(uow, event.data.session_id, _version(event), clocks=clocks)


def subscriptions(clocks: Clocks, _agreed: Agreed) -> list[Subscription[NotificationsUnitOfWork]]:
    """The topic and what handles it."""
    on_told = partial(on_session_told, clocks=clocks)
    contracts = (SessionPlanned, SessionMoved, SessionCancelled)
    handlers = tuple(on(contract, on_told, keys=_session) for contract in contracts)
    return [Subscription(consultation_policy.TOPIC, handlers)]


def _session(event: BodySessionTold) -> tuple[Key, ...]:
    return (Key(KIND, str(event.session_id)),)


def _version(event: Received[Told]) -> SessionVersion:
    data = event.data
    return SessionVersion(
        sequence=event.envelope.version,
        is_cancelled=isinstance(data, SessionCancelled),
        body_id=data.body_id,
        body=data.body_name,
        appointment=Appointment(data.starts_at.astimezone(BRUSSELS), data.ends_at.astimezone(BRUSSELS), data.place),
        guests=tuple(Guest(guest.contact_id, guest.role) for guest in data.invited),
        ical_uid=data.ical_uid,
        ical_sequence=data.ical_sequence,
        origin=origin_of(event.envelope),
    )
