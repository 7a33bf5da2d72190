"""The issuer's addresses. It remembers nothing but codes: who is signed in stands in the browser, signed."""

from base64 import b64decode
from binascii import Error as NotBase64
from collections.abc import Mapping
from dataclasses import dataclass, field
from secrets import token_urlsafe
from typing import Any
from urllib.parse import unquote_plus, urlencode, urlsplit

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from shared.local.issuer.browser import Browsers
from shared.local.issuer.clients import Client
from shared.local.issuer.codes import Codes, SignIn
from shared.local.issuer.people import Person, by_role
from shared.local.issuer.requests import PARAMETERS, RefusedError, SignInRequest, UnknownClientError
from shared.local.issuer.sign_out import tell_of_the_end
from shared.local.issuer.signing import ALGORITHM, LIFE_S, Signing
from shared.runtime.http.authentication import refuse_form_from_elsewhere
from shared.runtime.http.problems import Problem
from shared.web.pages import page_headers, templates

DISCOVERY = "/.well-known/openid-configuration"
_NOT_KEPT = {"Cache-Control": "no-store"}


@dataclass
class LocalIssuer:
    """The issuer at the address ``issuer``, whose path all its addresses begin with."""

    issuer: str
    clients: Mapping[str, Client]
    people: Mapping[str, Person]
    browsers: Browsers
    signing: Signing
    codes: Codes = field(default_factory=Codes)

    def app(self) -> Starlette:
        """The application."""
        here = urlsplit(self.issuer).path
        return Starlette(
            routes=[
                Route(f"{here}{DISCOVERY}", self.metadata),
                Route(f"{here}/keys", self.keys),
                Route(f"{here}/authorize", self.authorize),
                Route(f"{here}/authorize", self.choose, methods=["POST"]),
                Route(f"{here}/token", self.token, methods=["POST"]),
                Route(f"{here}/end_session", self.end_session),
            ],
            exception_handlers={Problem: self._refused},
        )

    async def metadata(self, _request: Request) -> Response:
        """What clients have to know (OpenID Connect Discovery 1.0)."""
        return JSONResponse(
            {
                "issuer": self.issuer,
                "authorization_endpoint": f"{self.issuer}/authorize",
                "token_endpoint": f"{self.issuer}/token",
                "jwks_uri": f"{self.issuer}/keys",
                "end_session_endpoint": f"{self.issuer}/end_session",
                "response_types_supported": ["code"],
                "grant_types_supported": ["authorization_code"],
                "subject_types_supported": ["public"],
                "id_token_signing_alg_values_supported": [ALGORITHM],
                "code_challenge_methods_supported": ["S256"],
                "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post"],
                "scopes_supported": ["openid", "profile"],
                "claims_supported": ["sub", "sid", "name", "roles", "school", "contact", "organisation"],
                "backchannel_logout_supported": True,
                "backchannel_logout_session_supported": True,
            }
        )

    async def keys(self, _request: Request) -> Response:
        """The public keys."""
        return JSONResponse(self.signing.key_set())

    async def authorize(self, request: Request) -> Response:
        """Sign in the person of the hint, or who is signed in already; else ask, unless nothing may be asked."""
        asked = dict(request.query_params)
        try:
            wish = SignInRequest.of(asked, self.clients)
        except UnknownClientError:
            return self._page("unknown_client", status=400)
        except RefusedError as error:
            return _to(error.address)
        sign_in = self.browsers.sign_in_of(request.cookies, self.people)
        if wish.prompt == "none":
            return self._answer(wish, sign_in) if sign_in else _to(wish.answer(error="login_required"))
        if person := self.people.get(wish.login_hint or ""):
            return self._answer(wish, self.browsers.new_sign_in(person), is_new=True)
        if sign_in and wish.prompt != "login":
            return self._answer(wish, sign_in)
        return self._choice(asked, is_unknown=bool(wish.login_hint))

    async def choose(self, request: Request) -> Response:
        """The person who was chosen on the page signs in."""
        refuse_form_from_elsewhere(request.headers)
        async with request.form() as form:
            sent = {name: value for name, value in form.items() if isinstance(value, str)}
        try:
            wish = SignInRequest.of(sent, self.clients)
        except UnknownClientError:
            return self._page("unknown_client", status=400)
        except RefusedError as error:
            return _to(error.address)
        person = self.people.get(sent.get("person", ""))
        if person is None:
            return self._choice(sent, is_unknown=True)
        return self._answer(wish, self.browsers.new_sign_in(person), is_new=True)

    async def token(self, request: Request) -> Response:
        """A client exchanges a code."""
        async with request.form() as form:
            sent = {name: value for name, value in form.items() if isinstance(value, str)}
        client = self._client(request, sent)
        if client is None:
            return _error("invalid_client", 401, {"WWW-Authenticate": "Basic"})
        if sent.get("grant_type") != "authorization_code":
            return _error("unsupported_grant_type")
        grant = self.codes.take(
            sent.get("code", ""),
            client_id=client.client_id,
            redirect_uri=sent.get("redirect_uri", ""),
            verifier=sent.get("code_verifier", ""),
        )
        person = self.people.get(grant.sign_in.subject) if grant else None
        if grant is None or person is None:
            return _error("invalid_grant")
        # Nothing takes an access token here; clients expect that there is one.
        tokens = {
            "id_token": self.signing.id_token(grant, person),
            "access_token": token_urlsafe(16),
            "scope": "openid profile",
        }
        return JSONResponse({**tokens, "token_type": "Bearer", "expires_in": LIFE_S}, headers=_NOT_KEPT)

    async def end_session(self, request: Request) -> Response:
        """End the sign-in of the browser, or of the token that comes along, at every service."""
        asked = request.query_params
        sign_ins = {
            self.browsers.sign_in_of(request.cookies, self.people),
            self.signing.sign_in_of(asked.get("id_token_hint", "")),
        } - {None}
        for sign_in in sign_ins:
            if sign_in:
                self.codes.forget(sign_in.session)
                await tell_of_the_end(self.clients.values(), self.signing, sign_in)
        client, back = self.clients.get(asked.get("client_id", "")), asked.get("post_logout_redirect_uri")
        is_known = client is not None and back == client.signed_out_uri
        state = f"?{urlencode({'state': asked['state']})}" if "state" in asked else ""
        response = _to(f"{back}{state}") if is_known else self._page("signed_out")
        self.browsers.forget(response)
        return response

    def _client(self, request: Request, sent: Mapping[str, str]) -> Client | None:
        """The client that proves who it is, in the header or in the form."""
        kind, _, pair = request.headers.get("authorization", "").partition(" ")
        client_id, secret = sent.get("client_id", ""), sent.get("client_secret", "")
        if kind.lower() == "basic":
            try:
                client_id, _, secret = (unquote_plus(part) for part in b64decode(pair).decode().partition(":"))
            except (NotBase64, UnicodeDecodeError):
                return None
        client = self.clients.get(client_id)
        return client if client and client.has(secret) else None

    def _answer(self, wish: SignInRequest, sign_in: SignIn, *, is_new: bool = False) -> Response:
        response = _to(wish.answer(code=self.codes.give(wish, sign_in)))
        if is_new:
            self.browsers.keep(response, sign_in)
        return response

    def _choice(self, asked: Mapping[str, str], *, is_unknown: bool) -> Response:
        wanted = {name: asked[name] for name in PARAMETERS if name in asked and name != "login_hint"}
        everybody = by_role([*self.people.values()])
        return self._page("choose", people=everybody, wanted=wanted, is_unknown=is_unknown)

    def _page(self, template: str, *, status: int = 200, **fields: Any) -> HTMLResponse:
        text = _TEMPLATES.get_template(f"{template}.html.j2").render(
            principal=None, navigation=(), issuer=self.issuer, **fields
        )
        return HTMLResponse(text, status, headers=page_headers(self.issuer))

    async def _refused(self, _request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, Problem) else 500
        return self._page("problem", status=status, problem="forbidden")


_TEMPLATES = templates("casework", "shared.local.issuer")


def _to(address: str) -> RedirectResponse:
    return RedirectResponse(address, 303, headers=_NOT_KEPT)


def _error(error: str, status: int = 400, headers: Mapping[str, str] | None = None) -> JSONResponse:
    return JSONResponse({"error": error}, status, headers={**_NOT_KEPT, **(headers or {})})
