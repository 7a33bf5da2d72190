"""The private address at which a contact's calendar program reads the contact's own meetings."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from shared.domain.signed_tokens import InvalidLinkError, Signer

PATH = "/calendars"
_PURPOSE = "flankerend calendar v1"
_VALID_FOR = timedelta(days=3660)
"""As good as for ever: an address ends because it is revoked, or its contact does."""
_GENERATION_BYTES = 4


@dataclass(frozen=True, slots=True)
class CalendarAddress:
    """The address of a contact. Each that is made has the next `generation`; `made_at` is None once it is revoked."""

    contact_id: str
    generation: int
    made_at: datetime | None

    def made_anew(self, at: datetime) -> "CalendarAddress":
        """Another address; the one before stops working."""
        return replace(self, generation=self.generation + 1, made_at=at)

    def revoked(self) -> "CalendarAddress":
        """No address."""
        return replace(self, made_at=None)

    def is_of(self, generation: int) -> bool:
        """Whether the address of this generation works."""
        return self.made_at is not None and self.generation == generation


@dataclass(frozen=True, slots=True)
class CalendarTokens:
    """Makes and checks the token of an address: the same each time it is asked for, and stored nowhere."""

    secret: str

    def token(self, address: CalendarAddress) -> str | None:
        """The token of an address, fit for a path; None for an address that is revoked."""
        if address.made_at is None:
            return None
        made_at = address.made_at
        content = address.generation.to_bytes(_GENERATION_BYTES) + address.contact_id.encode()
        return Signer(self.secret, _PURPOSE, lambda: made_at).token(content, _VALID_FOR)

    def address_of(self, token: str, now: datetime) -> tuple[str, int]:
        """The contact and the generation of a token. Raises InvalidLinkError."""
        content = Signer(self.secret, _PURPOSE, lambda: now).content(token)
        if len(content) <= _GENERATION_BYTES:
            raise InvalidLinkError
        return content[_GENERATION_BYTES:].decode(), int.from_bytes(content[:_GENERATION_BYTES])
