"""People to tell, as far as the directory has reached this service."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from notifications.domain.preferences import NO_PREFERENCES, Preferences
from notifications.domain.suppression import SuppressionReason
from notifications.domain.telling import Purpose
from notifications.domain.vocabulary import Channel
from notifications.domain.webhook import WebhookAddress
from shared.domain.deputies import line_of
from shared.domain.roles import Role


@dataclass(frozen=True, slots=True)
class PostalAddress:
    """Where post of an organisation goes; ``street`` has the number."""

    organisation: str
    street: str
    postcode: str
    municipality: str


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody in the directory. No ``schools``: there for all of them. ``valid_until`` is included.

    ``language`` is what they read best, such as `nl`.
    ``suppressed`` is why nothing goes to ``email``; None where notices go there.
    ``preferences`` are how they want to get notices.
    ``post`` is where letters to them go; None where that is not known, and where no letters are printed.
    ``webhook`` is where they are told instead of by mail.
    """

    contact_id: str
    name: str
    role: Role
    organisation: str | None
    schools: frozenset[str]
    email: str | None
    deputy_of: str | None
    valid_from: date | None
    valid_until: date | None
    language: str = "nl"
    suppressed: SuppressionReason | None = None
    preferences: Preferences = NO_PREFERENCES
    post: PostalAddress | None = None
    webhook: WebhookAddress | None = None

    def reached_by(self, channel: str, purpose: Purpose | None = None) -> bool:
        """Whether the contact has an address of this channel, which takes notices for this purpose where it is told."""
        match channel:
            case Channel.LETTER:
                return self.post is not None
            case Channel.WEBHOOK:
                return self.webhook is not None and (purpose is None or self.webhook.takes(purpose))
            case _:
                return self.email is not None

    def serves(self, school: str) -> bool:
        """Whether the contact is there for this school."""
        return not self.schools or school in self.schools

    def valid_on(self, day: date) -> bool:
        """Whether the contact is there on this day."""
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_until is None or day <= self.valid_until
        )


_NO_NAMES: Mapping[str, str] = {}


class Directory:
    """Contacts by id; finds who is to be told. ``school_names`` are those of some schools, by institution number."""

    def __init__(self, contacts: Iterable[Contact], school_names: Mapping[str, str] = _NO_NAMES) -> None:
        self._contacts = {contact.contact_id: contact for contact in contacts}
        self.school_names = school_names

    @property
    def schools(self) -> frozenset[str]:
        """The schools that its contacts serve."""
        return frozenset(school for contact in self._contacts.values() for school in contact.schools)

    def get(self, contact_id: str) -> Contact | None:
        """The contact with this id; None if the directory has no such contact."""
        return self._contacts.get(contact_id)

    def deputy_of(self, contact_id: str, day: date) -> str | None:
        """The deputy of a contact who is there that day, the smallest id first; None if there is no such deputy."""
        deputies = (contact for contact in self._contacts.values() if contact.deputy_of == contact_id)
        return min((deputy.contact_id for deputy in deputies if deputy.valid_on(day)), default=None)

    def contact_for(self, school: str, role: Role, day: date) -> Contact | None:
        """The contact who is told for a school; None if nobody is there that day.

        1. Of the role's contacts who are nobody's deputy: the contact with the smallest id.
        2. If no such contact is there: a deputy, of the contact with the smallest id whose deputy is there.
        3. If no deputy is there either: a deputy's deputy.
        """
        there = (contact for contact in self._contacts.values() if contact.role is role and contact.valid_on(day))
        lines = [line for contact in there if (line := line_of(contact, school, self._contacts))]
        return self._contacts[min(lines, key=lambda line: (len(line), line))[-1]] if lines else None
