"""Signed tokens in links of mails and calendars: who has the link needs no login."""

import base64
import hashlib
import hmac
import struct
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

_EXPIRY = struct.Struct(">I")
_SIGNATURE_BYTES = 16


class InvalidLinkError(Exception):
    """The token is none of ours, or its time is over."""


class ExpiredLinkError(InvalidLinkError):
    """The token is ours, and its time is over."""


@dataclass(frozen=True, slots=True)
class Signer:
    """Makes and checks tokens: some content and the end of its time, signed (HMAC-SHA256, 128 bits).

    ``purpose`` keeps tokens of one kind from being taken for another's, made with the same secret. ``real_now`` is real
    time: a token does not live longer because a local stack's clock was set back.
    """

    secret: str
    purpose: str
    real_now: Callable[[], datetime]

    def token(self, content: bytes, valid_for: timedelta) -> str:
        """A token with this content, fit for a path."""
        expires_at = int((self.real_now().astimezone(UTC) + valid_for).timestamp())
        signed = content + _EXPIRY.pack(expires_at)
        return base64.urlsafe_b64encode(signed + self._signature(signed)).decode().rstrip("=")

    def content(self, token: str) -> bytes:
        """The content of a token. Raises InvalidLinkError, and of a token of ours ExpiredLinkError."""
        signed, signature = _split(token)
        if not hmac.compare_digest(signature, self._signature(signed)):
            raise InvalidLinkError
        (expires_at,) = _EXPIRY.unpack(signed[-_EXPIRY.size :])
        if self.real_now().timestamp() >= expires_at:
            raise ExpiredLinkError
        return signed[: -_EXPIRY.size]

    def _signature(self, signed: bytes) -> bytes:
        key = hmac.digest(self.secret.encode(), self.purpose.encode(), hashlib.sha256)
        return hmac.digest(key, signed, hashlib.sha256)[:_SIGNATURE_BYTES]


def _split(token: str) -> tuple[bytes, bytes]:
    try:
        raw = base64.b64decode(token + "=" * (-len(token) % 4), altchars=b"-_", validate=True)
    except ValueError:
        raise InvalidLinkError from None
    if len(raw) < _EXPIRY.size + _SIGNATURE_BYTES:
        raise InvalidLinkError
    return raw[:-_SIGNATURE_BYTES], raw[-_SIGNATURE_BYTES:]
