"""Rooms as they are sent."""

from typing import Annotated, Any, cast

from pydantic import BaseModel, Field
from pydantic.json_schema import SkipJsonSchema

from consultation.api.described import EXACT, LEFT_OUT
from consultation.directory.api.availability_bodies import WeeklyBody, weekly_hours
from consultation.domain.room import LONGEST_NAME, LONGEST_SITE, MOST_SEATS, ChangedRoom, Room
from shared.contracts.fields import OrganisationId, RoomId, TypedLine
from shared.contracts.moments import IsoDate
from shared.domain.errors import InvalidField

_NEVER_NULL = ("name", "site", "seats", "weekly")
_Name = Annotated[TypedLine, Field(max_length=LONGEST_NAME)]
_Site = Annotated[TypedLine, Field(max_length=LONGEST_SITE)]
_Seats = Annotated[int, Field(ge=1, le=MOST_SEATS, strict=True)]
_Weekly = Annotated[list[WeeklyBody], Field(max_length=100)]


class RoomBody(BaseModel):
    """A room to add."""

    model_config = EXACT

    room_id: RoomId
    """The room's id."""
    name: _Name
    """What the room is called, such as `Lokaal 12`."""
    site: _Site
    """Where it is, written as the `place` of meetings there: these are in a room of that place from now on."""
    seats: _Seats
    """How many people can sit there."""
    weekly: _Weekly = Field(default_factory=list)
    """Hours in which it can be used; without any, all hours that meetings can have."""
    organisation_id: OrganisationId | None = None
    """The organisation that it belongs to."""
    valid_from: IsoDate | None = None
    """First day on which it can be used."""
    valid_until: IsoDate | None = None
    """Last day, included."""

    def room(self) -> Room:
        """Raises InvalidField naming the entry of `weekly`, or a day out of order."""
        return Room(**{**dict(self), "weekly": weekly_hours(self.weekly)})


class RoomChangeBody(BaseModel):
    """What changes of a room; what is left out stays."""

    model_config = EXACT

    name: _Name | SkipJsonSchema[None] = LEFT_OUT
    """What the room is called."""
    site: _Site | SkipJsonSchema[None] = LEFT_OUT
    """Where it is, written as the `place` of meetings there."""
    seats: _Seats | SkipJsonSchema[None] = LEFT_OUT
    """How many people can sit there."""
    weekly: _Weekly | SkipJsonSchema[None] = LEFT_OUT
    """Hours in which it can be used, all of them."""
    organisation_id: OrganisationId | None = None
    """The organisation that it belongs to."""
    valid_from: IsoDate | None = None
    """First day on which it can be used."""
    valid_until: IsoDate | None = None
    """Last day, included."""

    def changes(self) -> ChangedRoom:
        """The fields that were sent. Raises InvalidField for a null where there has to be a value."""
        changes: dict[str, Any] = {name: getattr(self, name) for name in self.model_fields_set}
        for name in _NEVER_NULL:
            if name in changes and changes[name] is None:
                raise InvalidField(name, "can't be null")
        if "weekly" in changes:
            changes["weekly"] = weekly_hours(changes["weekly"])
        return cast("ChangedRoom", changes)
