"""Whose deputy a contact can be."""

from collections.abc import Collection

from consultation.domain.contact import Contact
from shared.domain.errors import InvalidField


def require_known_principal(contact: Contact, contact_ids: Collection[str]) -> None:
    """Raises InvalidField if the contact is the deputy of nobody in the directory."""
    if contact.deputy_of is not None and contact.deputy_of not in contact_ids:
        raise InvalidField("deputy_of", "is no contact of the directory")
