"""Stream `consultation.policy.v1`: sessions of consultation bodies, to which people are invited."""

from typing import ClassVar
from uuid import UUID

from shared.contracts.consultation_policy import TOPIC
from shared.contracts.contract import Contract, WireData
from shared.contracts.fields import ContactId, Count, Line
from shared.contracts.moments import Time
from shared.contracts.vocabulary import PersonRole


class InvitedContact(WireData):
    """Somebody who is invited, for themselves or for an organisation."""

    contact_id: ContactId
    """The contact in the directory."""
    role: PersonRole
    """In which role the directory has the contact."""


class BodySessionTold(Contract):
    """What every event about a session says. What is on its agenda stays in consultation."""

    session_id: UUID
    """The session."""
    body_id: UUID
    """The consultation body."""
    body_name: Line
    """What people call the body."""
    starts_at: Time
    """Start."""
    ends_at: Time
    """End."""
    place: Line
    """Where."""
    invited: tuple[InvitedContact, ...]
    """Who is invited, all of them."""
    ical_uid: Line
    """UID of the calendar entry; the same for the session's whole life."""
    ical_sequence: Count
    """SEQUENCE of the calendar entry; rises with every change that is told."""


class SessionPlanned(BodySessionTold):
    """A consultation body meets at this time."""

    event_type: ClassVar[str] = "be.flankerend.consultation.session-planned.v1"
    topic: ClassVar[str] = TOPIC


class SessionMoved(BodySessionTold):
    """A session moved to another time or place, or others are invited."""

    event_type: ClassVar[str] = "be.flankerend.consultation.session-moved.v1"
    topic: ClassVar[str] = TOPIC


class SessionCancelled(BodySessionTold):
    """A session will not be held; time, place and who was invited are those it had."""

    event_type: ClassVar[str] = "be.flankerend.consultation.session-cancelled.v1"
    topic: ClassVar[str] = TOPIC
