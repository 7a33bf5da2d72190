"""Sign-out of the pages of one service; the issuer has the other services end their sessions."""

from typing import TYPE_CHECKING

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from shared.runtime.http.routes import as_open_page
from shared.runtime.logging import get_logger
from shared.web.pages import Pages
from shared.web.places import SIGN_OUT
from shared.web.session.sessions import WebSessions

if TYPE_CHECKING:
    from shared.web.session.issuer import Issuer


def sign_out_router(service: str, issuer: "Issuer | None", *, sessions: WebSessions, pages: Pages) -> APIRouter:
    """`/afmelden/<service>`, and the page that says that it is done."""
    router = APIRouter(include_in_schema=False)

    @router.post(f"{SIGN_OUT}/{service}")
    @as_open_page
    async def sign_out(request: Request) -> Response:
        """End the session here, and then the sign-in at the issuer."""
        id_token = await sessions.end(request.cookies)
        address = await issuer.sign_out_address(id_token) if issuer and id_token else None
        response = RedirectResponse(address or SIGN_OUT, 303, headers={"Cache-Control": "no-store"})
        sessions.take_back(response)
        get_logger().info("web.signed_out")
        return response

    @router.get(SIGN_OUT)
    @as_open_page
    async def signed_out(request: Request) -> Response:
        """What is shown after it."""
        return pages.page(request.scope, "signed_out")

    return router
