"""Signed links by which a receiver confirms having read a mail, without a login."""

import base64
import hashlib
import hmac
import struct
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

_EXPIRY = struct.Struct(">I")
_ID_BYTES = 16
_SIGNATURE_BYTES = 16
_PURPOSE = b"flankerend acknowledgement v1"


class InvalidLinkError(Exception):
    """The token is none of ours, or its time is over."""


class ExpiredLinkError(InvalidLinkError):
    """The token is ours, and its time is over."""


@dataclass(frozen=True, slots=True)
class AcknowledgementTokens:
    """Makes and checks tokens: the notice's id and the end of its time, signed (HMAC-SHA256, 128 bits).

    ``real_now`` is real time: a token does not live longer because a local stack's clock was set back.
    """

    secret: str
    real_now: Callable[[], datetime]
    valid_for: timedelta = timedelta(days=60)

    def token(self, notice_id: UUID) -> str:
        """A token for a notice, fit for a path."""
        expires_at = int((self.real_now().astimezone(UTC) + self.valid_for).timestamp())
        content = notice_id.bytes + _EXPIRY.pack(expires_at)
        return base64.urlsafe_b64encode(content + self._signature(content)).decode().rstrip("=")

    def notice_id(self, token: str) -> UUID:
        """The notice of a token. Raises InvalidLinkError, and of a token of ours ExpiredLinkError."""
        content, signature = _split(token)
        if not hmac.compare_digest(signature, self._signature(content)):
            raise InvalidLinkError
        (expires_at,) = _EXPIRY.unpack(content[_ID_BYTES:])
        if self.real_now().timestamp() >= expires_at:
            raise ExpiredLinkError
        return UUID(bytes=content[:_ID_BYTES])

    def _signature(self, content: bytes) -> bytes:
        # A key of its own, so that no token of another kind can be made from the same secret.
        key = hmac.digest(self.secret.encode(), _PURPOSE, hashlib.sha256)
        return hmac.digest(key, content, hashlib.sha256)[:_SIGNATURE_BYTES]


@dataclass(frozen=True, slots=True)
class AcknowledgementLinks:
    """The links in mails; ``address`` is where this service is reached, without a slash at the end."""

    address: str
    tokens: AcknowledgementTokens

    def link(self, notice_id: UUID) -> str:
        """The link for a notice."""
        return f"{self.address}/acknowledgements/{self.tokens.token(notice_id)}"


def _split(token: str) -> tuple[bytes, bytes]:
    try:
        raw = base64.b64decode(token + "=" * (-len(token) % 4), altchars=b"-_", validate=True)
    except ValueError:
        raise InvalidLinkError from None
    if len(raw) != _ID_BYTES + _EXPIRY.size + _SIGNATURE_BYTES:
        raise InvalidLinkError
    return raw[:-_SIGNATURE_BYTES], raw[-_SIGNATURE_BYTES:]
