"""`/rooms`: rooms with seats, in which meetings are planned."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Response

from consultation.api.rights import Actor, Coordinator
from consultation.directory.api.room_answers import RoomAnswer
from consultation.directory.api.room_bodies import RoomBody, RoomChangeBody
from consultation.directory.application.add_room import add_room
from consultation.directory.application.change_room import change_room
from consultation.directory.application.followers import Followed
from consultation.directory.domain.room_query import RoomQuery
from consultation.unit_of_work import Units
from shared.contracts.fields import Line, OrganisationId
from shared.domain.errors import NotFound
from shared.runtime.http import IfMatch, Listing, Paged, if_match, listing, set_etag

RoomPath = Annotated[str, Path(pattern=r"^[A-Za-z0-9._-]{1,64}$", description="The room.")]
Expected = Annotated[IfMatch, if_match(required=True)]


def rooms_router(units: Units, *, followed: Followed) -> APIRouter:
    """The endpoints of rooms."""
    router = APIRouter(tags=["rooms"])

    @router.get("/rooms")
    async def get_rooms(
        page: Paged,
        _: Actor,
        site: Annotated[Line | None, Query(description="Only those at this site.")] = None,
        organisation: Annotated[OrganisationId | None, Query(description="Only those of this organisation.")] = None,
    ) -> Listing[RoomAnswer]:
        """Rooms by id."""
        async with units() as uow:
            after = page.after(str)
            asked = RoomQuery(site, organisation)
            rows = await uow.rooms.page(asked, after=after[0] if after else None, limit=page.limit + 1)
        rooms, following = page.cut(rows, lambda room: (room.room_id,))
        return listing([RoomAnswer.of(room) for room in rooms], following)

    @router.post("/rooms", status_code=201)
    async def post_room(body: RoomBody, response: Response, _: Coordinator) -> RoomAnswer:
        """Add a room. Meetings that are planned from now on at its site are in the smallest room that is large enough.

        Meetings that are planned already stay as they are.
        """
        async with units() as uow:
            room = await add_room(uow, body.room())
        response.headers["Location"] = f"/rooms/{room.room_id}"
        set_etag(response, room.version)
        return RoomAnswer.of(room)

    @router.get("/rooms/{room_id}")
    async def get_room(room_id: RoomPath, response: Response, _: Actor) -> RoomAnswer:
        """One room."""
        async with units() as uow:
            room = await uow.rooms.find(room_id)
        if room is None:
            raise NotFound("room", room_id)
        set_etag(response, room.version)
        return RoomAnswer.of(room)

    @router.patch("/rooms/{room_id}")
    async def patch_room(
        room_id: RoomPath, body: RoomChangeBody, response: Response, _: Coordinator, expected: Expected
    ) -> RoomAnswer:
        """Change a room. Meetings that are planned stay; those that can't be in it any more get `attention`."""
        async with units() as uow:
            room = await change_room(uow, room_id, body.changes(), expected=expected, followed=followed)
        set_etag(response, room.version)
        return RoomAnswer.of(room)

    return router
