"""A room is new in the directory."""

from consultation.domain.room import Room
from consultation.unit_of_work import ConsultationUnitOfWork
from shared.domain.errors import Conflict, InvalidField


async def add_room(uow: ConsultationUnitOfWork, room: Room) -> Room:
    """Add a room.

    Raises Conflict if a room has this id. Raises InvalidField if the directory has not the organisation, or another
    room at the site has its name.
    """
    await uow.contacts.lock_directory()
    if await uow.rooms.find(room.room_id) is not None:
        raise Conflict("there is a room with this id already")
    await require_organisation(uow, room)
    await require_own_name(uow, room)
    return await save_room(uow, room)


async def require_organisation(uow: ConsultationUnitOfWork, room: Room) -> None:
    """Raises InvalidField if the room belongs to an organisation that the directory has not."""
    if room.organisation_id is not None and await uow.organisations.find(room.organisation_id) is None:
        raise InvalidField("organisation_id", "is no organisation of the directory")


async def require_own_name(uow: ConsultationUnitOfWork, room: Room, *, before: Room | None = None) -> None:
    """Raises InvalidField if another room at the site is called the same, on a day on which there are both.

    What was so `before` the room changed may stay so.
    """
    others = [other for other in await uow.rooms.at(room.site) if other.room_id != room.room_id]
    if any(room.is_called_as(other) and not (before and before.is_called_as(other)) for other in others):
        raise InvalidField("name", "is that of another room at this site")


async def save_room(uow: ConsultationUnitOfWork, room: Room) -> Room:
    """Store a room, so that meetings are planned by it from now on."""
    await uow.rooms.save(room)
    uow.contacts.look_anew()
    return room
