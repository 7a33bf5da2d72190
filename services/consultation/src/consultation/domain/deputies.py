"""Who may stand in for whom."""

from collections.abc import Mapping

from consultation.domain.contact import Contact


def deputy_rank(contact: Contact, school: str, directory: Mapping[str, Contact]) -> int | None:
    """How far a contact stands back for this school; None when it is no contact of it.

    0 for a contact of the school who is nobody's deputy, 1 for a deputy, 2 for a deputy's deputy. A deputy stands in
    for someone at all schools of that contact, whichever schools the deputy has beside them. Two contacts of a school
    who are each other's deputies stand back equally far.
    """
    return _rank(contact, school, directory, frozenset())


def _rank(contact: Contact, school: str, directory: Mapping[str, Contact], asked: frozenset[str]) -> int | None:
    if contact.details.deputy_of is None:
        return 0 if contact.serves(school) else None
    above = directory.get(contact.details.deputy_of)
    if above is not None and above.contact_id not in asked and above.details.role is contact.details.role:
        rank = _rank(above, school, directory, asked | {contact.contact_id})
        if rank is not None:
            return rank + 1
    return 1 if contact.serves(school) else None
