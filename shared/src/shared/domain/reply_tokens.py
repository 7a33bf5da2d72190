"""Signed links by which somebody who is invited answers, without a login: notifications writes them, consultation
reads them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from shared.domain.signed_tokens import InvalidLinkError, Signer

PATH = "/replies"
_PURPOSE = "flankerend reply v1"
_ID_BYTES = 16
_VALID_FOR = timedelta(days=400)
"""A meeting that is planned a school year ahead can be answered until it is held; after it nothing is answered."""


class InvitedTo(NamedTuple):
    """Who is invited to which meeting."""

    meeting_id: UUID
    contact_id: str


@dataclass(frozen=True, slots=True)
class ReplyTokens:
    """Makes and checks tokens that hold a meeting and who is invited to it. ``real_now`` is real time."""

    secret: str
    real_now: Callable[[], datetime]

    def token(self, meeting_id: UUID, contact_id: str) -> str:
        """A token for an invitation, fit for a path."""
        return self._signer.token(meeting_id.bytes + contact_id.encode(), _VALID_FOR)

    def invited_to(self, token: str) -> InvitedTo:
        """The invitation of a token. Raises InvalidLinkError, and of a token of ours ExpiredLinkError."""
        content = self._signer.content(token)
        if len(content) <= _ID_BYTES:
            raise InvalidLinkError
        return InvitedTo(UUID(bytes=content[:_ID_BYTES]), content[_ID_BYTES:].decode())

    @property
    def _signer(self) -> Signer:
        return Signer(self.secret, _PURPOSE, self.real_now)
