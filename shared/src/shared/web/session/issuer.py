"""The municipality's OIDC issuer, as the pages of one service use it to have people sign in and out."""

import hmac
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from authlib.integrations.base_client.errors import OAuthError
from authlib.integrations.starlette_client import OAuth, StarletteOAuth2App
from httpx2 import HTTPError
from itsdangerous import BadData, URLSafeTimedSerializer
from joserfc.errors import JoseError
from starlette.requests import Request
from starlette.responses import Response

from shared.runtime.http.tokens import InvalidTokenError, principal_of
from shared.runtime.logging import get_logger
from shared.runtime.settings import ServiceSettings
from shared.web.places import SIGN_IN, SIGN_OUT
from shared.web.session.failures import IssuerAwayError, SignInFailedError
from shared.web.session.sessions import SignedIn

_DISCOVERY = "/.well-known/openid-configuration"
_UNDER_WAY_S = 600
_SALT = "sign-in under way"


class Issuer:
    """Sends people to the issuer and makes out what it answers. PKCE, and what is under way, lie in a signed cookie."""

    def __init__(self, service: str, settings: ServiceSettings) -> None:
        secret = settings.sign_in_client_secret
        if settings.sign_in_issuer is None or secret is None:
            raise ValueError("an issuer and a secret are needed to sign in")
        self._address = settings.sign_in_issuer.rstrip("/")
        self._web_url = settings.web_url
        self._service = service
        self._is_secure = settings.is_behind_tls
        self.client_id = settings.sign_in_client_id or f"flankerend-{service}"
        self._cookie = f"flankerend-{service}-aanmelden"
        key = hmac.digest(secret.get_secret_value().encode(), _SALT.encode(), "sha256")
        self._under_way = URLSafeTimedSerializer(key, salt=_SALT)
        self.client = _client(self._address, self.client_id, secret.get_secret_value())

    async def to_sign_in(self, request: Request, **parameters: str) -> Response:
        """Sends the browser to the issuer. Raises IssuerAwayError."""
        state = self._state(request)
        request.scope["session"] = state
        back = f"{self._web_url}{SIGN_IN}/{self._service}/terug"
        try:
            response: Response = await self.client.authorize_redirect(request, back, **parameters)
        except (HTTPError, OAuthError, KeyError, ValueError) as error:
            raise IssuerAwayError from error
        response.headers["Cache-Control"] = "no-store"
        self._keep(response, state)
        return response

    async def signed_in(self, request: Request) -> SignedIn:
        """Who came back signed in. Raises SignInFailedError for an answer that is no sign-in, IssuerAwayError."""
        request.scope["session"] = self._state(request)
        try:
            token = await self.client.authorize_access_token(request)
            claims: Mapping[str, Any] = token["userinfo"]
            return SignedIn(
                principal=principal_of(claims),
                name=_text(claims.get("name")),
                issuer_session=_text(claims.get("sid")),
                id_token=token["id_token"],
            )
        except OAuthError as error:
            raise SignInFailedError(str(error.error)) from error
        except InvalidTokenError as error:
            raise SignInFailedError(str(error)) from error
        except (JoseError, KeyError, ValueError) as error:
            raise SignInFailedError(type(error).__name__) from error
        except HTTPError as error:
            raise IssuerAwayError from error

    async def sign_out_address(self, id_token: str) -> str | None:
        """Where the browser ends the sign-in at the issuer; None for an issuer that has no such place, or is away."""
        try:
            answer = await self.client.create_logout_url(
                post_logout_redirect_uri=f"{self._web_url}{SIGN_OUT}",
                id_token_hint=id_token,
                client_id=self.client_id,
            )
        except (HTTPError, OAuthError, RuntimeError, KeyError, ValueError) as error:
            get_logger().warning("web.sign_out_incomplete", error=error)
            return None
        return str(answer["url"])

    def forget(self, response: Response) -> None:
        """What was under way is over."""
        response.delete_cookie(self._cookie, path=SIGN_IN, httponly=True, samesite="lax", secure=self._is_secure)

    def _state(self, request: Request) -> dict[str, Any]:
        try:
            state = self._under_way.loads(request.cookies.get(self._cookie, ""), max_age=_UNDER_WAY_S)
        except BadData:
            return {}
        return state if isinstance(state, dict) else {}

    def _keep(self, response: Response, state: dict[str, Any]) -> None:
        newest = dict(list(state.items())[-2:])  # of two tabs; a cookie has no place for many
        response.set_cookie(
            self._cookie,
            str(self._under_way.dumps(newest)),
            max_age=_UNDER_WAY_S,
            path=SIGN_IN,
            httponly=True,
            samesite="lax",
            secure=self._is_secure,
        )


def _client(address: str, client_id: str, secret: str) -> StarletteOAuth2App:
    if urlsplit(address).scheme not in ("http", "https"):
        raise ValueError("FLANKEREND_SIGN_IN_ISSUER: expected an address such as https://issuer.example.be")
    return OAuth().register(
        name="issuer",
        client_id=client_id,
        client_secret=secret,
        server_metadata_url=address + _DISCOVERY,
        client_kwargs={"scope": "openid profile", "code_challenge_method": "S256", "timeout": 5.0},
    )


def _text(claim: object) -> str | None:
    return claim[:200] if isinstance(claim, str) and claim.strip() else None
