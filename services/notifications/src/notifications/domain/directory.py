"""People to tell, as far as the directory has reached this service."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from shared.domain.roles import Role


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody in the directory. No ``schools``: there for all of them. ``valid_until`` is included."""

    contact_id: str
    name: str
    role: Role
    organisation: str | None
    schools: frozenset[str]
    email: str | None
    deputy_of: str | None
    valid_from: date | None
    valid_until: date | None

    def covers(self, school: str) -> bool:
        """Whether the contact is there for this school."""
        return not self.schools or school in self.schools

    def valid_on(self, day: date) -> bool:
        """Whether the contact is there on this day."""
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_until is None or day <= self.valid_until
        )


class Directory:
    """Contacts by id; finds who is to be told."""

    def __init__(self, contacts: Iterable[Contact]) -> None:
        self._contacts = {contact.contact_id: contact for contact in contacts}

    def get(self, contact_id: str) -> Contact | None:
        """The contact with this id."""
        return self._contacts.get(contact_id)

    def contact_for(self, school: str, role: Role, day: date) -> Contact | None:
        """Who is told for a school: the valid contact of the role with the smallest id.

        Where all of them are absent that day it is a valid deputy of the one with the smallest id that has one.
        """
        of_school = [c for c in self._in_order() if c.role is role and c.covers(school) and c.deputy_of is None]
        for contact in of_school:
            if contact.valid_on(day):
                return contact
        return next((deputy for c in of_school if (deputy := self._deputy(c, day))), None)

    def _deputy(self, contact: Contact, day: date) -> Contact | None:
        deputies = (c for c in self._in_order() if c.deputy_of == contact.contact_id and c.role is contact.role)
        return next((deputy for deputy in deputies if deputy.valid_on(day)), None)

    def _in_order(self) -> list[Contact]:
        return [self._contacts[contact_id] for contact_id in sorted(self._contacts)]
