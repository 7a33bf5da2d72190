"""The secrets that webhooks are signed with: shown once, and kept sealed, because signing takes the secret itself."""

import base64
import hashlib
import hmac
from datetime import UTC, datetime
from secrets import token_bytes
from uuid import UUID

_PREFIX = "whsec_"
_BYTES = 32
_SALT = b"flankerend webhook secrets"


def new_secret() -> str:
    """A secret as the Standard Webhooks scheme writes it."""
    return _PREFIX + base64.b64encode(token_bytes(_BYTES)).decode()


class Seal:
    """Seals secrets with a key that is made of a setting, which the database does not have."""

    def __init__(self, setting: str) -> None:
        self._key = base64.urlsafe_b64encode(hmac.digest(setting.encode(), _SALT, hashlib.sha256))

    def close(self, secret: str) -> str:
        """The secret as it is kept."""
        from cryptography.fernet import Fernet  # not needed where there are no webhooks

        return Fernet(self._key).encrypt(secret.encode()).decode()

    def open(self, sealed: str) -> str:
        """The secret itself. Raises ValueError for what was sealed with another key."""
        from cryptography.fernet import Fernet, InvalidToken

        try:
            return Fernet(self._key).decrypt(sealed.encode()).decode()
        except InvalidToken:
            raise ValueError("sealed with another key") from None


def signed_headers(event_id: UUID, body: str, *, secrets: list[str]) -> dict[str, str]:
    """The headers of an event: a signature by each secret, so that a receiver can change over to a new one."""
    from standardwebhooks import Webhook

    at = datetime.now(UTC)
    signatures = [Webhook(secret).sign(str(event_id), at, body) for secret in secrets]
    return {
        "webhook-id": str(event_id),
        "webhook-timestamp": str(int(at.timestamp())),
        "webhook-signature": " ".join(signatures),
    }
