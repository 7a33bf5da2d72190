"""Who may stand in for whom, for meetings and for notices alike."""

from collections.abc import Mapping
from typing import Protocol

from shared.domain.roles import Role


class Contact(Protocol):
    """What has to be known of a contact; ``deputy_of`` is the contact in whose place this one comes."""

    @property
    def contact_id(self) -> str: ...
    @property
    def role(self) -> Role: ...
    @property
    def deputy_of(self) -> str | None: ...

    def serves(self, school: str) -> bool:
        """Whether the contact is one of that school, without regard to deputies."""
        ...


def line_of(contact: Contact, school: str, directory: Mapping[str, Contact]) -> tuple[str, ...] | None:
    """In whose place a contact comes at this school: contact ids, the contact itself last; None when in nobody's.

    ``(z,)`` for a contact of the school who is nobody's deputy, ``(z, b)`` for a deputy of z, ``(z, b, a)`` for a
    deputy of that deputy: the longer the line, the further the contact stands back. A deputy stands in for someone of
    the same role at all schools of that contact, whichever schools the deputy has beside them; a contact of the school
    who is the deputy of anyone else stands back as a deputy. Two who are each other's deputies stand back equally far.
    """
    return _line(contact, school, directory, frozenset())


def _line(
    contact: Contact, school: str, directory: Mapping[str, Contact], asked: frozenset[str]
) -> tuple[str, ...] | None:
    if contact.deputy_of is None:
        return (contact.contact_id,) if contact.serves(school) else None
    above = directory.get(contact.deputy_of)
    if above is not None and above.contact_id not in asked and above.role is contact.role:
        line = _line(above, school, directory, asked | {contact.contact_id})
        if line is not None:
            return (*line, contact.contact_id)
    return (contact.deputy_of, contact.contact_id) if contact.serves(school) else None
