"""Sign-in to the pages of one service.

Who signs in at one service is signed in at the others too. The browser goes round by all of them; the issuer knows the
person by then, and answers each without a question.
"""

import re
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import RedirectResponse, Response

from shared.runtime.http.problems import Problem
from shared.runtime.http.routes import as_open_page
from shared.runtime.logging import get_logger
from shared.web.pages import Pages, keep_way_back, way_back
from shared.web.places import PLACES, SIGN_IN, service_after
from shared.web.session.failures import IssuerAwayError, SignInFailedError
from shared.web.session.sessions import WebSessions

if TYPE_CHECKING:
    from shared.web.session.issuer import Issuer

_NOT_KEPT = {"Cache-Control": "no-store"}
_ON_BEHALF = "flankerend-{service}-voor"
_KEPT_S = 600
_CODE = re.compile("[a-z_]{1,40}")


def sign_in_router(service: str, issuer: "Issuer | None", *, sessions: WebSessions, pages: Pages) -> APIRouter:
    """`/aanmelden/<service>`; without an issuer it says that nobody can sign in."""
    router = APIRouter(include_in_schema=False)
    here = f"{SIGN_IN}/{service}"
    visits = _Visits(service, secure=sessions.is_secure)

    @router.get(here)
    @as_open_page
    async def begin(request: Request, als: Annotated[str | None, Query(max_length=64)] = None) -> Response:
        """To the issuer; `als` is the person that somebody says to be. Without an issuer a page says so."""
        if issuer is None:
            return pages.page(request.scope, "sign_in_not_set_up", status=503)
        return await _to_issuer(issuer, request, **({"login_hint": als} if als else {}))

    @router.get(f"{here}/stil")
    @as_open_page
    async def begin_silently(request: Request, voor: str = "") -> Response:
        """To the issuer, which is to ask nothing; then on to the next service."""
        if voor not in PLACES:
            raise Problem("not-found")
        try:
            response = await _to_issuer(issuer, request, prompt="none")
        except Problem:
            return _onward(service, voor)
        visits.note(response, voor)
        return response

    @router.get(f"{here}/terug")
    @as_open_page
    async def come_back(request: Request) -> Response:
        """From the issuer: the session begins here, and the browser goes round by the other services."""
        behalf = visits.noted(request)
        response = _onward(service, behalf or service)
        try:
            signed_in = await _issuer(issuer).signed_in(request)
        except (SignInFailedError, IssuerAwayError) as error:
            get_logger().info("web.sign_in_failed", silent=behalf is not None, oidc_error=_code(error))
            is_in = await sessions.principal(request.cookies) is not None
            # Who goes back in the browser comes here a second time, and is signed in already.
            otherwise = _to_page(request, service) if is_in else _failed(pages, request, error)
            response = response if behalf else otherwise
        else:
            token = await sessions.begin(signed_in, instead_of=request.cookies.get(sessions.cookie))
            sessions.hand_out(response, token)
            get_logger().info("web.session_began", silent=behalf is not None)
        _issuer(issuer).forget(response)
        visits.forget(response)
        return response

    @router.get(f"{here}/klaar")
    @as_open_page
    async def end(request: Request) -> Response:
        """Round by all services: to the page that was asked for."""
        response = _to_page(request, service)
        keep_way_back(response, service, "/", secure=sessions.is_secure)
        return response

    return router


class _Visits:
    """Whose sign-in a silent one belongs to, in a cookie: the service that the browser has to come back to."""

    def __init__(self, service: str, *, secure: bool) -> None:
        self._cookie = _ON_BEHALF.format(service=service)
        self._secure = secure

    def note(self, response: Response, behalf: str) -> None:
        response.set_cookie(
            self._cookie,
            behalf,
            max_age=_KEPT_S,
            path=SIGN_IN,
            httponly=True,
            samesite="lax",
            secure=self._secure,
        )

    def noted(self, request: Request) -> str | None:
        behalf = request.cookies.get(self._cookie)
        return behalf if behalf in PLACES else None

    def forget(self, response: Response) -> None:
        response.delete_cookie(self._cookie, path=SIGN_IN, httponly=True, samesite="lax", secure=self._secure)


def _issuer(issuer: "Issuer | None") -> "Issuer":
    if issuer is None:
        raise Problem("unavailable", "Sign-in is not set up: FLANKEREND_SIGN_IN_ISSUER is missing.")
    return issuer


async def _to_issuer(issuer: "Issuer | None", request: Request, **parameters: str) -> Response:
    try:
        return await _issuer(issuer).to_sign_in(request, **parameters)
    except IssuerAwayError as error:
        get_logger().warning("web.issuer_away", error=error.__cause__)
        raise Problem("unavailable", "The issuer does not answer.", headers={"Retry-After": "5"}) from error


def _onward(service: str, behalf: str) -> Response:
    """To the next service of the round, or to its end."""
    following = service_after(service)
    if following == behalf:
        return RedirectResponse(f"{SIGN_IN}/{behalf}/klaar", 303, headers=_NOT_KEPT)
    return RedirectResponse(f"{SIGN_IN}/{following}/stil?voor={behalf}", 303, headers=_NOT_KEPT)


def _to_page(request: Request, service: str) -> Response:
    """To the page that was asked for before sign-in."""
    return RedirectResponse(way_back(request, service), 303, headers=_NOT_KEPT)


def _failed(pages: Pages, request: Request, error: Exception) -> Response:
    away = isinstance(error, IssuerAwayError)
    return pages.page(request.scope, "sign_in_failed", status=503 if away else 400, away=away)


def _code(error: Exception) -> str:
    """An error code of the protocol; another text may be anybody's, for it came through the browser."""
    return str(error) if _CODE.fullmatch(str(error)) else type(error).__name__
