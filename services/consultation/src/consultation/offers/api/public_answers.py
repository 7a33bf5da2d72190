"""Offers as everybody may read them: without who answers for an offer, unless the offer says so."""

from datetime import date
from decimal import Decimal
from typing import Self
from uuid import UUID

from pydantic import BaseModel, Field

from consultation.api.described import WITH_FROM
from consultation.domain.themes import Theme
from consultation.offers.domain.offer import CostPer
from consultation.offers.domain.shown_offer import ShownOffer


class PublicOfferAnswer(BaseModel):
    """An offer that schools can have."""

    model_config = WITH_FROM

    offer_id: UUID
    """The offer."""
    title: str
    """What it is called."""
    description: str
    """What it is."""
    provider: str
    """Who offers it, by name."""
    theme: Theme
    """What it is about."""
    levels: list[str]
    """For which levels of education; empty for all."""
    age_from: int | None
    """Lowest age in years; null for no limit."""
    age_until: int | None
    """Highest age in years, included; null for no limit."""
    schools: list[str]
    """For which schools, by institution number; empty for all."""
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
    contact: str | None
    """Who answers for it, by name, where the offer says so; else null."""
    email: str | None
    """Where to ask for it by mail: of the offer, else of its provider; null where neither has an address."""
    phone: str | None
    """Where to ask for it by phone: of the offer, else of its provider; null where neither has a number."""
    booking: str
    """How to book it."""
    link: str | None
    """Where more of it can be read; null where it was not said."""

    @classmethod
    def of(cls, offer: ShownOffer) -> Self:
        named = {name: getattr(offer, name) for name in cls.model_fields if name != "from_"}
        return cls(**{**named, "levels": list(offer.levels), "schools": list(offer.schools), "from": offer.since})
