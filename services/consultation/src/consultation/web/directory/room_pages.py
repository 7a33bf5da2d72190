"""`/directory/lokalen`: rooms, and a room to add or to look at and change."""

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Path, Request
from starlette.responses import RedirectResponse, Response

from consultation.api.rights import Actor, Coordinator
from consultation.directory.application.add_room import add_room
from consultation.directory.application.change_room import change_room
from consultation.directory.application.followers import Followed
from consultation.directory.domain.room_query import RoomQuery
from consultation.domain.meeting_kind import MeetingRules
from consultation.domain.organisation import Organisation
from consultation.domain.room import Room
from consultation.unit_of_work import Units
from consultation.web.directory.refusals import refused
from consultation.web.directory.room_forms import NewRoomForm, RoomForm, values_of_room
from consultation.web.directory.words import DONE, ROOM_HAS_NAME
from consultation.web.versions import still
from shared.domain.errors import DomainError, InvalidField, NotFound
from shared.domain.roles import Role
from shared.domain.school_names import with_names
from shared.runtime.http import Paged, Principal, Problem
from shared.runtime.http.routes import as_page
from shared.web.forms import Form, Submitted, submitted
from shared.web.pages import Pages

RoomPath = Annotated[str, Path(pattern=r"^[A-Za-z0-9._-]{1,64}$")]
_AFTERWARDS = "/directory/lokalen?gedaan=lokaal"


def room_pages_router(units: Units, pages: Pages, *, rules: MeetingRules, followed: Followed) -> APIRouter:
    """The pages of rooms."""
    router = APIRouter(include_in_schema=False)
    shown = _RoomPages(units, pages, rules=rules, followed=followed)

    @router.get("/directory/lokalen")
    @as_page
    async def rooms_page(request: Request, principal: Actor, page: Paged, gedaan: str = "") -> Response:
        """The rooms, by id."""
        after = page.after(str)
        async with units() as uow:
            rows = await uow.rooms.page(RoomQuery(), after=after[0] if after else None, limit=page.limit + 1)
            rooms, following = page.cut(rows, lambda room: (room.room_id,))
            organisations = await uow.organisations.all()
        names = {organisation.organisation_id: organisation.name for organisation in organisations}
        schools = {organisation.school: organisation.name for organisation in organisations if organisation.school}
        return pages.page(
            request.scope,
            "rooms",
            rooms=[(room, with_names(room.site, schools)) for room in rooms],
            names=names,
            following=following,
            writes=principal.is_any(Role.COORDINATOR),
            done=DONE.get(gedaan),
        )

    @router.get("/directory/nieuw-lokaal")
    @as_page
    async def new_page(request: Request, principal: Coordinator) -> Response:
        """The form for another room."""
        return await shown.page(request, principal, None)

    @router.post("/directory/nieuw-lokaal")
    @as_page
    async def post_new(request: Request, principal: Coordinator) -> Response:
        """Add a room."""
        return await shown.added(request, principal, await submitted(request, NewRoomForm))

    @router.get("/directory/lokalen/{room_id}")
    @as_page
    async def room_page(request: Request, room_id: RoomPath, principal: Actor) -> Response:
        """A room; for the coordinator with the form that changes it."""
        return await shown.page(request, principal, room_id)

    @router.post("/directory/lokalen/{room_id}")
    @as_page
    async def post_room(request: Request, room_id: RoomPath, principal: Coordinator) -> Response:
        """Change the room; a form for an older version is shown again."""
        return await shown.changed(request, principal, room_id, sent=await submitted(request, RoomForm))

    return router


class _RoomPages:
    """The page of a room, as it is or with what is wrong."""

    def __init__(self, units: Units, pages: Pages, *, rules: MeetingRules, followed: Followed) -> None:
        self._units = units
        self._pages = pages
        self._rules = rules
        self._followed = followed

    async def added(self, request: Request, principal: Principal, sent: Submitted[NewRoomForm]) -> Response:
        """Add the room of the form, and lead to the list; the form again if it is refused."""
        form, status = sent.form, 422
        if sent.body is not None:
            try:
                async with self._units() as uow:
                    await add_room(uow, sent.body.room())
                return RedirectResponse(_AFTERWARDS, 303)
            except DomainError as error:
                form, status = _refused(sent.form, error)
        return await self.page(request, principal, None, form=form, status=status)

    async def changed(
        self, request: Request, principal: Principal, room_id: str, *, sent: Submitted[RoomForm]
    ) -> Response:
        """Change the room as the form says, and lead to the list; the form again if it is refused. Raises NotFound."""
        form, status = sent.form, 422
        if sent.body is not None:
            try:
                async with self._units() as uow:
                    expected = still(sent.body.version)
                    await change_room(uow, room_id, sent.body.changes(), expected=expected, followed=self._followed)
                return RedirectResponse(_AFTERWARDS, 303)
            except NotFound:
                raise
            except (DomainError, Problem) as error:
                form, status = _refused(sent.form, error)
        return await self.page(request, principal, room_id, form=form, status=status)

    async def page(
        self,
        request: Request,
        principal: Principal,
        room_id: str | None,
        *,
        form: Form | None = None,
        status: int = 200,
    ) -> Response:
        """The page of the room; of a new room without an id. Raises NotFound."""
        room: Room | None = None
        async with self._units() as uow:
            if room_id is not None:
                room = await uow.rooms.find(room_id)
                if room is None:
                    raise NotFound("room", room_id)
            organisations = await uow.organisations.all()
        if form is None:
            form = Form(values_of_room(room) if room else {})
        elif room and status == 412:
            form = Form({**form.values, "version": str(room.version)}, form.errors)
        return self._pages.page(
            request.scope,
            "room",
            status=status,
            room=room,
            form=form,
            writes=principal.is_any(Role.COORDINATOR),
            organisations=[(organisation.organisation_id, organisation.name) for organisation in organisations],
            sites=self._sites(organisations),
        )

    def _sites(self, organisations: Sequence[Organisation]) -> list[str]:
        """The places that meetings of the schools have, to choose from."""
        schools = [organisation.school for organisation in organisations if organisation.school]
        return sorted({kind.place_at(school) for kind in self._rules.kinds.values() for school in schools})


def _refused(form: Form, error: DomainError | Problem) -> tuple[Form, int]:
    if isinstance(error, InvalidField) and error.field == "name":
        return form.wrong(name=ROOM_HAS_NAME), 422
    return refused(form, error)
