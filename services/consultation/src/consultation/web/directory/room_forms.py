"""What is typed about rooms: the API's own bodies, with hours as one line."""

from dataclasses import replace
from typing import Annotated, Any, cast

from pydantic import ConfigDict, Field, model_validator

from consultation.directory.api.room_bodies import RoomBody, RoomChangeBody
from consultation.domain.room import MOST_SEATS, ChangedRoom, Room
from consultation.domain.weekly_hours import parse_weekly, written

_TypedSeats = Annotated[int, Field(ge=1, le=MOST_SEATS)]
_OF_FORM = ConfigDict(extra="ignore", hide_input_in_errors=True)


def _with_hours(values: dict[str, Any]) -> dict[str, Any]:
    return {**values, "weekly": [], "hours": values.get("weekly", "")}


class NewRoomForm(RoomBody):
    """A room to add."""

    model_config = _OF_FORM

    seats: _TypedSeats
    hours: str

    @model_validator(mode="before")
    @classmethod
    def _as_typed(cls, values: dict[str, Any]) -> dict[str, Any]:
        return _with_hours(values)

    def room(self) -> Room:
        """Raises InvalidField for hours that are not written as such, or a day out of order."""
        body = RoomBody.model_validate(self.model_dump(exclude={"hours"}))
        return replace(body.room(), weekly=parse_weekly(self.hours))


class RoomForm(RoomChangeBody):
    """All that can change of a room; an empty field takes a value away."""

    model_config = _OF_FORM

    seats: _TypedSeats
    version: int
    hours: str

    @model_validator(mode="before")
    @classmethod
    def _as_typed(cls, values: dict[str, Any]) -> dict[str, Any]:
        return {**dict.fromkeys(("organisation_id", "valid_from", "valid_until")), **_with_hours(values)}

    def changes(self) -> ChangedRoom:
        """Raises InvalidField for hours that are not written as such."""
        changes = super().changes() | {"weekly": parse_weekly(self.hours)}
        return cast("ChangedRoom", {name: value for name, value in changes.items() if name not in {"version", "hours"}})


def values_of_room(room: Room) -> dict[str, str]:
    """What stands in the form of a room."""
    return {
        "name": room.name,
        "site": room.site,
        "seats": str(room.seats),
        "weekly": written(room.weekly),
        "organisation_id": room.organisation_id or "",
        "valid_from": room.valid_from.isoformat() if room.valid_from else "",
        "valid_until": room.valid_until.isoformat() if room.valid_until else "",
        "version": str(room.version),
    }
