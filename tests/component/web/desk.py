"""Pages of a small service: one to read, one with a form, and the endpoint behind it."""

from typing import Annotated

from fastapi import APIRouter, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import RedirectResponse, Response

from shared.domain.errors import NotFound
from shared.domain.roles import Role
from shared.runtime.http.authentication import allow
from shared.runtime.http.principal import Principal
from shared.runtime.http.routes import as_page
from shared.web.forms import submitted
from shared.web.pages import Pages

Caseworker = Annotated[Principal, allow(Role.CASEWORKER)]


class NoteBody(BaseModel):
    """What the form has."""

    model_config = ConfigDict(hide_input_in_errors=True)

    text: Annotated[str, Field(max_length=10)]


def desk_router(pages: Pages) -> APIRouter:
    """`/desk`, `/desk/gone`, and the endpoint `/notes`."""
    router = APIRouter()

    @router.get("/desk", include_in_schema=False)
    @as_page
    async def desk(request: Request, principal: Caseworker) -> Response:
        return pages.page(request.scope, "signed_out")

    @router.get("/desk/gone", include_in_schema=False)
    @as_page
    async def gone(request: Request, principal: Caseworker) -> Response:
        raise NotFound("desk", 1)

    @router.post("/desk", include_in_schema=False)
    @as_page
    async def write(request: Request, principal: Caseworker) -> Response:
        sent = await submitted(request, NoteBody)
        if sent.body is None:
            said = "; ".join([*sent.form.values.values(), *sent.form.errors.values()])
            return Response(said, 422, media_type="text/html")
        return RedirectResponse("/desk", 303)

    @router.post("/notes")
    async def note(principal: Caseworker, body: NoteBody) -> NoteBody:
        return body

    return router
