"""Requests for offers as they are sent."""

from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, Field

from consultation.api.described import EXACT, EXACT_WITH_FROM
from consultation.offers.domain.offer import MOST_PLACES
from consultation.offers.domain.offer_request import Wish
from shared.contracts.fields import SchoolNumber, Text, TypedLine
from shared.contracts.moments import IsoDate
from shared.contracts.vocabulary import EducationLevel

_Number = Annotated[int, Field(ge=1, le=MOST_PLACES, strict=True)]


class OfferRequestBody(BaseModel):
    """What a school asks for. No names of pupils: a class or group, and how many."""

    model_config = EXACT_WITH_FROM

    school: SchoolNumber | None = None
    """The school; the caller's own when absent."""
    level: EducationLevel | None = None
    """For which level of education."""
    group: TypedLine | None = None
    """For which class or group, as the school calls it."""
    participants: _Number | None = None
    """For how many."""
    from_: IsoDate = Field(alias="from")
    """First day that would suit."""
    until: IsoDate | None = None
    """Last day that would suit, included."""
    remark: Text = ""
    """What the provider has to know; nothing about single pupils."""

    def wish(self) -> Wish:
        """Raises InvalidField."""
        return Wish(
            level=self.level,
            group=self.group,
            participants=self.participants,
            since=self.from_,
            until=self.until,
            remark=self.remark,
        )


class PlannedRequestBody(BaseModel):
    """When what was asked takes place."""

    model_config = EXACT

    on: IsoDate
    """The day."""


class DeclinedRequestBody(BaseModel):
    """Why what was asked is declined, or what is offered instead; at least one of the two."""

    model_config = EXACT

    reason: TypedLine | None = None
    """Why."""
    alternative: UUID | None = None
    """Another offer that the school can have."""


class DoneRequestBody(BaseModel):
    """That what was asked took place."""

    model_config = EXACT

    took_part: _Number | None = None
    """How many took part."""
