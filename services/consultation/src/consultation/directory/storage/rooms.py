"""The rooms of the directory in the database."""

from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert

from consultation.directory.domain.room_query import RoomQuery
from consultation.directory.storage.availability_json import closures_from, weekly_from, weekly_json
from consultation.domain.intervals import Intervals, union
from consultation.domain.places import place_key
from consultation.domain.room import Room
from consultation.domain.school_time import half_of
from consultation.storage.tables import organisation, room
from shared.domain.errors import NotFound
from shared.domain.half_days import HalfDay
from shared.runtime.batching import BatchingConnection

_CLOSURES = (
    sa.select(organisation.c.closures)
    .where(organisation.c.organisation_id == room.c.organisation_id)
    .scalar_subquery()
    .label("closures")
)
# Closures of the site (*vestigingsplaats*) of the school to which a room belongs. The room says by name where it is.
_SITE_CLOSURES: sa.Label[Any] = sa.literal_column("""(
    SELECT jsonb_agg(closure.value)
    FROM organisation
    JOIN school_calendar USING (school)
    CROSS JOIN jsonb_array_elements(organisation.sites) AS here
    CROSS JOIN jsonb_array_elements(school_calendar.calendar -> 'closures') AS closure
    WHERE organisation.organisation_id = room.organisation_id
        AND closure.value ->> 'site' = here.value ->> 'site'
        AND room.site_key
            = lower(regexp_replace(btrim(coalesce(here.value ->> 'name', here.value ->> 'site')), '\\s+', ' ', 'g'))
)""").label("site_closures")
_ROOMS = sa.select(room, _CLOSURES, _SITE_CLOSURES).order_by(room.c.room_id)


class Rooms:
    """Rooms by id, by site. A room is never removed."""

    def __init__(self, connection: BatchingConnection) -> None:
        self._connection = connection

    async def get(self, room_id: str) -> Room:
        """The room, locked until the transaction ends. Raises NotFound."""
        rooms = await self._select(room.c.room_id == room_id, lock=True)
        if not rooms:
            raise NotFound("room", room_id)
        return rooms[0]

    async def find(self, room_id: str) -> Room | None:
        """The room; None if the directory has no such room."""
        rooms = await self._select(room.c.room_id == room_id)
        return rooms[0] if rooms else None

    async def all(self) -> list[Room]:
        """All rooms, by room id."""
        return await self._select()

    async def at(self, place: str) -> list[Room]:
        """The rooms of the site that a place is, by room id."""
        return await self._select(room.c.site_key == place_key(place))

    async def page(self, asked: RoomQuery, *, after: str | None, limit: int) -> list[Room]:
        """Up to `limit` of the rooms asked for that come after the id `after`, by room id."""
        chosen = []
        if asked.site is not None:
            chosen.append(room.c.site_key == place_key(asked.site))
        if asked.organisation_id is not None:
            chosen.append(room.c.organisation_id == asked.organisation_id)
        if after is not None:
            chosen.append(room.c.room_id > after)
        return await self._select(*chosen, limit=limit)

    async def save(self, changed: Room) -> None:
        """Store the room."""
        row = {
            "room_id": changed.room_id,
            "name": changed.name,
            "site": changed.site,
            "site_key": changed.site_key,
            "seats": changed.seats,
            "weekly": [weekly_json(hours) for hours in changed.weekly],
            "organisation_id": changed.organisation_id,
            "valid_from": changed.valid_from,
            "valid_until": changed.valid_until,
            "version": changed.version,
        }
        statement = insert(room).values(row)
        others = {name: statement.excluded[name] for name in row if name != "room_id"}
        await self._connection.execute(statement.on_conflict_do_update(index_elements=["room_id"], set_=others))

    async def _select(
        self, *conditions: sa.ColumnElement[bool], lock: bool = False, limit: int | None = None
    ) -> list[Room]:
        statement = _ROOMS.where(*conditions).limit(limit)
        if lock:
            statement = statement.with_for_update(of=room)
        return [_room(row) for row in await self._connection.execute(statement)]


def _room(row: Any) -> Room:
    return Room(
        room_id=row.room_id,
        name=row.name,
        site=row.site,
        seats=row.seats,
        weekly=tuple(weekly_from(hours) for hours in row.weekly),
        organisation_id=row.organisation_id,
        valid_from=row.valid_from,
        valid_until=row.valid_until,
        version=row.version,
        closed=_closed(row),
    )


def _closed(row: Any) -> Intervals:
    """When the organisation of a room, or the site where it is, is closed."""
    whole_days = [closure.interval for closure in closures_from(row.closures)]
    halves = [
        half_of(date.fromisoformat(closure["date"]), HalfDay(half))
        for closure in row.site_closures or ()
        for half in ([closure["half_day"]] if closure["half_day"] else HalfDay)
    ]
    return union([*whole_days, *halves])
