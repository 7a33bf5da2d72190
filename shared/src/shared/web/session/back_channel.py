"""The issuer says that a sign-in is over (OpenID Connect Back-Channel Logout 1.0), and the sessions of it end."""

from typing import TYPE_CHECKING

from fastapi import APIRouter, Request
from starlette.responses import Response

from shared.runtime.http.problems import Problem
from shared.runtime.http.routes import FORM, answers, takes, without_token
from shared.runtime.logging import get_logger
from shared.web.places import SIGN_OUT
from shared.web.session.sessions import WebSessions

if TYPE_CHECKING:
    from shared.web.session.issuer import Issuer

_MOST_BYTES = 16_384


def back_channel_router(service: str, issuer: "Issuer | None", sessions: WebSessions) -> APIRouter:
    """`/afmelden/<service>/bericht`, the address that the issuer is given for this service's sign-outs."""
    router = APIRouter(include_in_schema=False)

    @router.post(f"{SIGN_OUT}/{service}/bericht")
    @takes(FORM, max_bytes=_MOST_BYTES)
    @answers("*/*")
    @without_token
    async def sign_out(request: Request) -> Response:
        """End the sessions. 422 for a token that does not say so, 503 while the issuer's keys can't be read."""
        if issuer is None:
            raise Problem("not-found")
        from shared.web.session.logout_token import claims_in  # an import that no service needs without an issuer

        async with request.form() as form:
            claims = await claims_in(issuer, str(form.get("logout_token", "")))
        ended = await sessions.end_all(issuer_session=claims.get("sid"), subject=claims.get("sub"))
        get_logger().info("web.sessions_ended", sessions=ended)
        return Response(status_code=200, headers={"Cache-Control": "no-store"})

    return router
