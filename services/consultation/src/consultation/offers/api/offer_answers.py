"""Offers as they are answered."""

from datetime import date, datetime
from decimal import Decimal
from typing import Self
from uuid import UUID

from pydantic import BaseModel, Field

from consultation.api.described import WITH_FROM
from consultation.domain.local_time import BRUSSELS
from consultation.domain.themes import Theme
from consultation.offers.domain.offer import CostPer, Offer
from consultation.offers.domain.states import OfferStatus


class OfferAnswer(BaseModel):
    """An offer to schools."""

    model_config = WITH_FROM

    offer_id: UUID
    """The offer."""
    title: str
    """What it is called."""
    description: str
    """What it is."""
    provider: str
    """The organisation that offers it."""
    theme: Theme
    """What it is about."""
    levels: list[str]
    """For which levels of education; empty for all."""
    age_from: int | None
    """Lowest age in years; null for no limit."""
    age_until: int | None
    """Highest age in years, included; null for no limit."""
    schools: list[str]
    """For which schools; empty for all."""
    from_: date = Field(alias="from")
    """First day."""
    until: date | None
    """Last day, included; null for no end."""
    cost: Decimal | None
    """What it costs in euro, 0 for free; null where it was not said."""
    cost_per: CostPer | None
    """What that cost is for; null for what is free, or was not said."""
    capacity: int | None
    """How many can take part; null where it was not said."""
    email: str | None
    """Where to ask for it by mail; null where it was not said."""
    phone: str | None
    """Where to ask for it by phone; null where it was not said."""
    contact_id: str | None
    """The contact who answers for it; null for nobody in particular."""
    shows_contact: bool
    """Whether everybody sees who that contact is."""
    booking: str
    """How to book it."""
    link: str | None
    """Where more of it can be read; null where it was not said."""
    status: OfferStatus
    """Whether schools can have it."""
    created_at: datetime
    changed_at: datetime
    version: int
    """Rises with every change."""

    @classmethod
    def of(cls, offer: Offer) -> Self:
        details = offer.details
        named = {name: getattr(details, name) for name in cls.model_fields if hasattr(details, name)}
        return cls(
            **{**named, "levels": list(details.levels), "schools": list(details.schools), "from": details.since},
            offer_id=offer.offer_id,
            status=offer.status,
            created_at=offer.created_at.astimezone(BRUSSELS),
            changed_at=offer.changed_at.astimezone(BRUSSELS),
            version=offer.version,
        )
