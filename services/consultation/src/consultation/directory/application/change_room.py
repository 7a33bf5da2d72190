"""A room has other details."""

from consultation.directory.application.add_room import require_organisation, require_own_name, save_room
from consultation.directory.application.followers import Followed
from consultation.domain.room import ChangedRoom, Room
from consultation.domain.versions import Expectation
from consultation.unit_of_work import ConsultationUnitOfWork


async def change_room(
    uow: ConsultationUnitOfWork, room_id: str, changes: ChangedRoom, *, expected: Expectation, followed: Followed
) -> Room:
    """Give a room other details; a planned meeting that can't be in it any more asks for somebody.

    Raises NotFound, InvalidField, and whatever `expected` raises.
    """
    async with followed(uow, room_id):
        await uow.contacts.lock_directory()
        before = await uow.rooms.get(room_id)
        expected(before.version)
        changed = before.changed(**changes)
        if changed == before:
            return before
        await require_organisation(uow, changed)
        await require_own_name(uow, changed, before=before)
        return await save_room(uow, changed)
