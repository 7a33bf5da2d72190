"""The rooms of a place, with the meetings already planned in them."""

from collections.abc import Sequence
from uuid import UUID

from consultation.domain.intervals import Interval
from consultation.planning.agenda import Agenda
from consultation.planning.venue import RoomDiary
from consultation.unit_of_work import ConsultationUnitOfWork


async def rooms_at(uow: ConsultationUnitOfWork, place: str | None, time: Interval, *, but: UUID) -> Sequence[RoomDiary]:
    """The rooms of this place with their meetings at this time, the meeting `but` left out; empty without rooms."""
    rooms = [] if place is None else await uow.rooms.at(place)
    if not rooms:
        return ()
    times = await uow.meetings.in_rooms([room.room_id for room in rooms], time, but=but)
    return [RoomDiary(room, Agenda(times.get(room.room_id, ()))) for room in rooms]
