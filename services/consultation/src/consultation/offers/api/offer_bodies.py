"""Offers as they are sent."""

from typing import Annotated, Any, cast

from pydantic import BaseModel, Field
from pydantic.json_schema import SkipJsonSchema

from consultation.api.amounts import Amount
from consultation.api.described import EXACT_WITH_FROM, FROM_LEFT_OUT, LEFT_OUT
from consultation.api.emails import AsciiEmail
from consultation.domain.themes import Theme
from consultation.offers.domain.offer import (
    LONGEST_LINK,
    MOST_PLACES,
    MOST_SCHOOLS,
    OLDEST,
    ChangedOffer,
    CostPer,
    OfferDetails,
)
from shared.contracts.fields import ContactId, Flag, OrganisationId, Phone, SchoolNumber, Text, TypedLine
from shared.contracts.moments import IsoDate
from shared.contracts.vocabulary import EducationLevel
from shared.domain.errors import InvalidField

_NEVER_NULL = ("title", "description", "theme", "levels", "schools", "from_", "shows_contact", "booking")
_LISTS = ("levels", "schools")
_Levels = Annotated[list[EducationLevel], Field(max_length=len(EducationLevel))]
_Schools = Annotated[list[SchoolNumber], Field(max_length=MOST_SCHOOLS)]
_Age = Annotated[int, Field(ge=0, le=OLDEST, strict=True)]
_Places = Annotated[int, Field(ge=1, le=MOST_PLACES, strict=True)]
_Link = Annotated[str, Field(max_length=LONGEST_LINK)]


class OfferBody(BaseModel):
    """An offer to keep."""

    model_config = EXACT_WITH_FROM

    title: TypedLine
    """What it is called."""
    description: Text = ""
    """What it is."""
    provider: OrganisationId
    """The organisation that offers it: a service of the city, a CLB or a partner; that never changes."""
    theme: Theme
    """What it is about."""
    levels: _Levels = Field(default_factory=list)
    """For which levels of education; all when empty."""
    age_from: _Age | None = None
    """Lowest age in years; no limit when absent."""
    age_until: _Age | None = None
    """Highest age in years, included; no limit when absent."""
    schools: _Schools = Field(default_factory=list)
    """For which schools; all when empty."""
    from_: IsoDate = Field(alias="from")
    """First day."""
    until: IsoDate | None = None
    """Last day, included; no end when absent."""
    cost: Amount | None = None
    """What it costs in euro, 0 for free; absent where it is not said."""
    cost_per: CostPer | None = None
    """What that cost is for; of an offer that costs something."""
    capacity: _Places | None = None
    """How many can take part."""
    email: AsciiEmail | None = None
    """Where to ask for it by mail; everybody sees it."""
    phone: Phone | None = None
    """Where to ask for it by phone; everybody sees it."""
    contact_id: ContactId | None = None
    """The contact of the directory who answers for it."""
    shows_contact: Flag = False
    """Whether everybody sees who that contact is, and how to reach them."""
    booking: Text = ""
    """How to book it."""
    link: _Link | None = None
    """Where more of it can be read; begins with `https://`."""

    def details(self) -> OfferDetails:
        """What was said. Raises InvalidField."""
        fields = {name: getattr(self, name) for name in OfferBody.model_fields if name != "from_"}
        return OfferDetails(**_as_kept(fields), since=self.from_)


class OfferChangeBody(BaseModel):
    """What changes of an offer; what is left out stays."""

    model_config = EXACT_WITH_FROM

    title: TypedLine | SkipJsonSchema[None] = LEFT_OUT
    """What it is called."""
    description: Text | SkipJsonSchema[None] = LEFT_OUT
    """What it is."""
    theme: Theme | SkipJsonSchema[None] = LEFT_OUT
    """What it is about."""
    levels: _Levels | SkipJsonSchema[None] = LEFT_OUT
    """For which levels of education; all when empty."""
    age_from: _Age | None = None
    """Lowest age in years; null for no limit."""
    age_until: _Age | None = None
    """Highest age in years, included; null for no limit."""
    schools: _Schools | SkipJsonSchema[None] = LEFT_OUT
    """For which schools; all when empty."""
    from_: IsoDate | SkipJsonSchema[None] = FROM_LEFT_OUT
    """First day."""
    until: IsoDate | None = None
    """Last day, included; null for no end."""
    cost: Amount | None = None
    """What it costs in euro, 0 for free; null where it is not said."""
    cost_per: CostPer | None = None
    """What that cost is for; null for what is free."""
    capacity: _Places | None = None
    """How many can take part; null where it is not said."""
    email: AsciiEmail | None = None
    """Where to ask for it by mail; null for nowhere."""
    phone: Phone | None = None
    """Where to ask for it by phone; null for nowhere."""
    contact_id: ContactId | None = None
    """The contact who answers for it; null for nobody in particular."""
    shows_contact: Flag | SkipJsonSchema[None] = LEFT_OUT
    """Whether everybody sees who that contact is."""
    booking: Text | SkipJsonSchema[None] = LEFT_OUT
    """How to book it."""
    link: _Link | None = None
    """Where more of it can be read; null for nowhere."""

    def changes(self) -> ChangedOffer:
        """The fields that were sent. Raises InvalidField for a null where there has to be a value."""
        changes: dict[str, Any] = {name: getattr(self, name) for name in self.model_fields_set}
        for name in _NEVER_NULL:
            if name in changes and changes[name] is None:
                raise InvalidField(name.removesuffix("_"), "can't be null")
        if "from_" in changes:
            changes["since"] = changes.pop("from_")
        return cast("ChangedOffer", _as_kept(changes))


def _as_kept(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if name in _LISTS else value for name, value in fields.items()}
