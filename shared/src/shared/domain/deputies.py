"""Which contact may stand in for another, for meetings and for notices alike."""

from collections.abc import Mapping
from typing import Protocol

from shared.domain.roles import Role


class Contact(Protocol):
    """What has to be known of a contact; ``deputy_of`` is the contact that this contact stands in for."""

    @property
    def contact_id(self) -> str: ...
    @property
    def role(self) -> Role: ...
    @property
    def deputy_of(self) -> str | None: ...

    def serves(self, school: str) -> bool:
        """Whether the contact belongs to that school itself, without regard to deputies."""
        ...


def line_of(contact: Contact, school: str, directory: Mapping[str, Contact]) -> tuple[str, ...] | None:
    """The ids of the contacts that a contact stands in for at this school, the contact itself last.

    None if the contact has no place at this school. The longer the line, the further the contact stands back:

    1. ``(z,)`` for a contact of the school that is no deputy.
    2. ``(z, b)`` for a deputy of z, ``(z, b, a)`` for a deputy of b.

    A deputy stands in at all schools of a contact of the same role, whichever schools the deputy has. A contact of the
    school that is the deputy of another contact stands back as a deputy. Two contacts that are deputies of each other
    stand back equally far.
    """
    return _line(contact, school, directory=directory, seen=frozenset())


def _line(
    contact: Contact, school: str, *, directory: Mapping[str, Contact], seen: frozenset[str]
) -> tuple[str, ...] | None:
    if contact.deputy_of is None:
        return (contact.contact_id,) if contact.serves(school) else None
    above = directory.get(contact.deputy_of)
    if above is not None and above.contact_id not in seen and above.role is contact.role:
        line = _line(above, school, directory=directory, seen=seen | {contact.contact_id})
        if line is not None:
            return (*line, contact.contact_id)
    return (contact.deputy_of, contact.contact_id) if contact.serves(school) else None
