"""Requests for offers as they are answered."""

from datetime import date, datetime
from typing import Self
from uuid import UUID

from pydantic import BaseModel, Field

from consultation.api.described import WITH_FROM
from consultation.domain.local_time import BRUSSELS
from consultation.offers.domain.offer_request import OfferRequest
from consultation.offers.domain.request_states import RequestStatus


class OfferRequestAnswer(BaseModel):
    """A request of a school for an offer."""

    model_config = WITH_FROM

    request_id: UUID
    """The request."""
    offer_id: UUID
    """The offer it is for."""
    school: str
    """The school that asks."""
    level: str | None
    """For which level of education; null where it was not said."""
    group: str | None
    """For which class or group; null where it was not said."""
    participants: int | None
    """For how many; null where it was not said."""
    from_: date = Field(alias="from")
    """First day that would suit."""
    until: date | None
    """Last day that would suit, included; null for no such day."""
    remark: str
    """What the provider has to know."""
    status: RequestStatus
    """How far it is."""
    planned_on: date | None
    """The day it is planned for; null before."""
    reason: str | None
    """Why it was declined; null otherwise."""
    alternative: UUID | None
    """The offer that is an alternative, where it was declined with one; else null."""
    took_part: int | None
    """How many took part; null before, and where nobody counted."""
    asked_at: datetime
    """When it was asked."""
    answered_at: datetime | None
    """When the provider answered last; null before."""
    version: int
    """Rises with every change."""

    @classmethod
    def of(cls, request: OfferRequest) -> Self:
        wish = request.wish
        named = {name: getattr(request, name) for name in cls.model_fields if hasattr(request, name)}
        wished = {name: getattr(wish, name) for name in ("level", "group", "participants", "until", "remark")}
        return cls(
            **{
                **named,
                **wished,
                "from": wish.since,
                "asked_at": request.asked_at.astimezone(BRUSSELS),
                "answered_at": request.answered_at and request.answered_at.astimezone(BRUSSELS),
            }
        )
