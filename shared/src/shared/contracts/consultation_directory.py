"""Stream `consultation.directory.v1`: people and organisations to meet and to tell. Compacted."""

from typing import ClassVar

from shared.contracts.contract import Contract
from shared.contracts.fields import ContactId, Email, Line, SchoolNumber, Slug
from shared.contracts.moments import IsoDate
from shared.domain.roles import Role

TOPIC = "consultation.directory.v1"


class ContactChanged(Contract):
    """A contact's whole present state; an older version may be dropped."""

    event_type: ClassVar[str] = "be.flankerend.consultation.contact-changed.v1"
    topic: ClassVar[str] = TOPIC

    contact_id: ContactId
    """The contact."""
    name: Line
    """Name of the person or the desk."""
    role: Role
    """What the contact is to the system."""
    organisation: Line | None
    """The organisation the contact works for."""
    schools: tuple[SchoolNumber, ...]
    """The schools the contact is there for; empty: all."""
    email: Email | None
    """E-mail address."""
    language: Slug
    """Language of mails, such as nl."""
    deputy_of: ContactId | None
    """The contact this contact stands in for."""
    valid_from: IsoDate | None
    """First day; null: always was."""
    valid_until: IsoDate | None
    """Last day, included; null while it goes on."""
