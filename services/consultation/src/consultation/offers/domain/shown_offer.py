"""An offer as everybody may read it: without who answers for it, unless the offer says so."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Self
from uuid import UUID

from consultation.domain.contact import Contact
from consultation.domain.organisation import Organisation
from consultation.domain.themes import Theme
from consultation.offers.domain.offer import CostPer, Offer


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownOffer:
    """What is said of an offer in public; `provider` is a name.

    `contact` is the name of who answers for it, None where the offer shows nobody. Where to ask is of the offer, else
    of that contact, else of the provider.
    """

    offer_id: UUID
    title: str
    description: str
    provider: str
    theme: Theme
    levels: tuple[str, ...]
    age_from: int | None
    age_until: int | None
    schools: tuple[str, ...]
    since: date
    until: date | None
    cost: Decimal | None
    cost_per: CostPer | None
    capacity: int | None
    contact: str | None
    email: str | None
    phone: str | None
    booking: str
    link: str | None

    @classmethod
    def of(cls, offer: Offer, provider: Organisation, contact: Contact | None) -> Self:
        """`contact` is the contact of the offer, shown only where the offer says so."""
        details = offer.details
        shown = contact.details if contact is not None and details.shows_contact else None
        return cls(
            offer_id=offer.offer_id,
            title=details.title,
            description=details.description,
            provider=provider.name,
            theme=details.theme,
            levels=details.levels,
            age_from=details.age_from,
            age_until=details.age_until,
            schools=details.schools,
            since=details.since,
            until=details.until,
            cost=details.cost,
            cost_per=details.cost_per,
            capacity=details.capacity,
            contact=shown.name if shown else None,
            email=details.email or (shown.email if shown else None) or provider.details.email,
            phone=details.phone or (shown.phone if shown else None) or provider.details.phone,
            booking=details.booking,
            link=details.link,
        )
