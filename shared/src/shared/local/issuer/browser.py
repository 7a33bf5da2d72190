"""Who is signed in in a browser, in a cookie that only the issuer can make. It outlives a restart of the issuer."""

from collections.abc import Mapping
from secrets import token_urlsafe

from itsdangerous import BadData, URLSafeTimedSerializer
from starlette.responses import Response

from shared.local.issuer.codes import SignIn
from shared.local.issuer.people import Person

_COOKIE = "flankerend-aanmelddienst"
_LONGEST_S = 10 * 3600


class Browsers:
    """Gives browsers a sign-in, and reads it again for ten hours."""

    def __init__(self, secret: str, *, path: str, secure: bool) -> None:
        self._signer = URLSafeTimedSerializer(secret, salt="signed in")
        self._path = path
        self._secure = secure

    def new_sign_in(self, person: Person) -> SignIn:
        """A sign-in with a name of its own."""
        return SignIn(person.subject, token_urlsafe(16))

    def sign_in_of(self, cookies: Mapping[str, str], people: Mapping[str, Person]) -> SignIn | None:
        """The browser's sign-in; None if nobody is signed in, or nobody who is still there."""
        try:
            subject, session = self._signer.loads(cookies.get(_COOKIE, ""), max_age=_LONGEST_S)
        except (BadData, ValueError):
            return None
        return SignIn(subject, session) if subject in people else None

    def keep(self, response: Response, sign_in: SignIn) -> None:
        """Have the browser know it until it is closed."""
        value = str(self._signer.dumps([sign_in.subject, sign_in.session]))
        response.set_cookie(_COOKIE, value, path=self._path, httponly=True, samesite="lax", secure=self._secure)

    def forget(self, response: Response) -> None:
        """Have the browser forget it."""
        response.delete_cookie(_COOKIE, path=self._path, httponly=True, samesite="lax", secure=self._secure)
