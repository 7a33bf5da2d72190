"""Registrations for activities as they are sent."""

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, Field

from consultation.activities.domain.registration import MOST_PLACES, Attendee, Registration
from consultation.api.described import EXACT, EXACT_WITH_FROM
from shared.contracts.fields import OrganisationId, TypedLine
from shared.domain.errors import InvalidField
from shared.runtime.ids import new_id

_Places = Annotated[int, Field(ge=1, le=MOST_PLACES, strict=True)]


class RegistrationBody(BaseModel):
    """A registration. Which fields it needs says the kind: of a group `label`, of a person `name`."""

    model_config = EXACT_WITH_FROM

    organisation_id: OrganisationId
    """The organisation that registers, mostly a school."""
    label: TypedLine | None = None
    """What the school calls the group, such as `4A`."""
    places: _Places = 1
    """How many places; 1 for a person."""
    name: TypedLine | None = None
    """Who has the place, where the kind registers persons."""
    class_: TypedLine | None = Field(None, alias="class")
    """The class of that person."""

    def registration(self, now: datetime) -> Registration:
        """Raises InvalidField."""
        if self.class_ is not None and self.name is None:
            raise InvalidField("class", "is of a person, who is not named")
        return Registration(
            registration_id=new_id(),
            number=1,
            organisation_id=self.organisation_id,
            label=self.label or "",
            attendee=Attendee(self.name, self.class_ or "") if self.name else None,
            places=self.places,
            registered_at=now,
        )


class FewerPlacesBody(BaseModel):
    """How many places a registration still needs."""

    model_config = EXACT

    places: _Places
    """At most as many as before."""


class ConfirmationBody(BaseModel):
    """Who looks after whoever comes."""

    model_config = EXACT

    mentor: TypedLine
    """The mentor; kept for the term of names."""


class CertificatesBody(BaseModel):
    """How many certificates were given."""

    model_config = EXACT

    certificates: Annotated[int, Field(ge=0, le=MOST_PLACES, strict=True)]
    """How many people of this registration got one, at most its places."""
