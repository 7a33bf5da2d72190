"""A webhook: where the own system of a receiver takes notices."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from notifications.domain.telling import Purpose


class EndReason(StrEnum):
    """Why a webhook is not used any more."""

    GONE = "gone"
    """The other side said that there is nobody at its address any more."""
    SWITCHED_OFF = "switched-off"
    """Somebody switched it off."""


@dataclass(frozen=True, slots=True)
class WebhookAddress:
    """What sending to a webhook takes. Both secrets are sealed; the former signs too until ``former_until``.

    ``purposes`` are what it takes notices for; empty for all. ``former_until`` is real time.
    """

    webhook_id: UUID
    url: str
    secret: str = field(repr=False)
    purposes: frozenset[Purpose] = frozenset()
    former_secret: str | None = field(default=None, repr=False)
    former_until: datetime | None = None

    def takes(self, purpose: Purpose) -> bool:
        """Whether it takes notices for this purpose."""
        return not self.purposes or purpose in self.purposes


@dataclass(slots=True)
class Webhook:
    """A webhook of a contact, or of all contacts of an organisation.

    ``instead_of_mail``: notices go to it and not by mail; without that it gets nothing but events to try it with.
    """

    id: UUID
    contact_id: str | None
    organisation: str | None
    address: WebhookAddress
    instead_of_mail: bool
    created_at: datetime
    ended: EndReason | None = None
    version: int = 1

    @property
    def active(self) -> bool:
        """Whether it is used."""
        return self.ended is None

    def rotate(self, sealed: str, real_now: datetime, overlap: timedelta) -> None:
        """Sign with a new secret, and with the former one too as long as the overlap lasts."""
        former = self.address
        self.address = WebhookAddress(
            former.webhook_id,
            former.url,
            sealed,
            purposes=former.purposes,
            former_secret=former.secret,
            former_until=real_now + overlap,
        )
        self.version += 1
