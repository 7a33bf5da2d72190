"""Contacts to whose address nothing goes any more."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class SuppressionReason(StrEnum):
    """Why nothing goes to an address."""

    BOUNCED = "bounced"
    """Mails to it come back."""
    ASKED = "asked"
    """Its owner asked for it. What has to be told by law, and what takes back something told, goes all the same."""


@dataclass(frozen=True, slots=True)
class Suppression:
    """Nothing goes to the address that this contact has, until the directory names another.

    It is kept by contact, because then no address is kept here that a contact had once.
    """

    contact_id: str
    reason: SuppressionReason
    since: datetime
