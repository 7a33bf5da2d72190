"""A room is new in the directory."""

from consultation.domain.room import Room
from consultation.unit_of_work import ConsultationUnitOfWork
from shared.domain.errors import Conflict, InvalidField


async def add_room(uow: ConsultationUnitOfWork, room: Room) -> Room:
    """Add a room.

    Raises Conflict if a room has this id, InvalidField if the directory has not the organisation.
    """
    await uow.contacts.lock_directory()
    if await uow.rooms.find(room.room_id) is not None:
        raise Conflict("there is a room with this id already")
    await require_organisation(uow, room)
    return await save_room(uow, room)


async def require_organisation(uow: ConsultationUnitOfWork, room: Room) -> None:
    """Raises InvalidField if the room belongs to an organisation that the directory has not."""
    if room.organisation_id is not None and await uow.organisations.find(room.organisation_id) is None:
        raise InvalidField("organisation_id", "is no organisation of the directory")


async def save_room(uow: ConsultationUnitOfWork, room: Room) -> Room:
    """Store a room, so that meetings are planned by it from now on."""
    await uow.rooms.save(room)
    uow.contacts.look_anew()
    return room
