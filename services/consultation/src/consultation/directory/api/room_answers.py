"""Rooms as they are answered."""

from pydantic import BaseModel

from consultation.api.described import DESCRIBED
from consultation.directory.api.availability_answers import WeeklyAnswer
from consultation.domain.room import Room
from shared.contracts.moments import IsoDate


class RoomAnswer(BaseModel):
    """A room in which meetings can be."""

    model_config = DESCRIBED

    room_id: str
    """The room."""
    name: str
    """What it is called."""
    site: str
    """Where it is, as the `place` of meetings there."""
    seats: int
    """How many people can sit there."""
    weekly: list[WeeklyAnswer]
    """Hours in which it can be used; empty: all hours that meetings can have."""
    organisation_id: str | None
    """The organisation that it belongs to; null where that was not said. While it is closed so is the room, and that
    of a school while the school's calendar closes the site of that name."""
    valid_from: IsoDate | None
    """First day on which it can be used; null for no limit."""
    valid_until: IsoDate | None
    """Last day, included; null for no limit."""
    version: int
    """Rises with every change."""

    @classmethod
    def of(cls, room: Room) -> "RoomAnswer":
        return cls(
            room_id=room.room_id,
            name=room.name,
            site=room.site,
            seats=room.seats,
            weekly=[WeeklyAnswer.of(hours) for hours in room.weekly],
            organisation_id=room.organisation_id,
            valid_from=room.valid_from,
            valid_until=room.valid_until,
            version=room.version,
        )
