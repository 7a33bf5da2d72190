"""Signed links by which a receiver confirms having read a mail, without a login."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from shared.domain.signed_tokens import InvalidLinkError, Signer

_PURPOSE = "flankerend acknowledgement v1"
_ID_BYTES = 16


@dataclass(frozen=True, slots=True)
class AcknowledgementTokens:
    """Makes and checks tokens that hold a notice's id. ``real_now`` is real time."""

    secret: str
    real_now: Callable[[], datetime]
    valid_for: timedelta = timedelta(days=60)

    def token(self, notice_id: UUID) -> str:
        """A token for a notice, fit for a path."""
        return self._signer.token(notice_id.bytes, self.valid_for)

    def notice_id(self, token: str) -> UUID:
        """The notice of a token. Raises InvalidLinkError, and of a token of ours ExpiredLinkError."""
        content = self._signer.content(token)
        if len(content) != _ID_BYTES:
            raise InvalidLinkError
        return UUID(bytes=content)

    @property
    def _signer(self) -> Signer:
        return Signer(self.secret, _PURPOSE, self.real_now)


@dataclass(frozen=True, slots=True)
class AcknowledgementLinks:
    """The links in mails; ``address`` is where this service is reached, without a slash at the end."""

    address: str
    tokens: AcknowledgementTokens

    def link(self, notice_id: UUID) -> str:
        """The link for a notice."""
        return f"{self.address}/acknowledgements/{self.tokens.token(notice_id)}"
