"""What is done with webhooks by hand: checked, given a secret, tried."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from uuid import UUID

from notifications.channels.webhook.channel import poster_of, seal_of, secrets_of
from notifications.channels.webhook.event import sample_event
from notifications.channels.webhook.poster import Heard, Poster
from notifications.channels.webhook.secrets import Seal, new_secret
from notifications.domain.webhook import WebhookAddress
from notifications.settings import NotificationsSettings
from shared.domain.errors import Conflict, InvalidField

_CHECK_S = 5.0


@dataclass(frozen=True, slots=True)
class Secret:
    """A new secret, as it is shown once and as it is kept."""

    shown: str = field(repr=False)
    sealed: str


class WebhookDesk:
    """Raises Conflict for what takes a key to seal secrets with, where the settings have no key."""

    def __init__(self, poster: Callable[[], Poster], seal: Seal | None) -> None:
        self._poster = poster
        self._maybe_seal = seal

    @classmethod
    def of(cls, settings: NotificationsSettings) -> "WebhookDesk":
        """By the settings."""
        return cls(lambda: poster_of(settings), seal_of(settings))

    async def check(self, url: str) -> None:
        """Raise InvalidField for an address that webhooks may not lead to, and for a name without an address."""
        try:
            async with asyncio.timeout(_CHECK_S):
                await self._poster().guard.target(url)
        except OSError as error:
            raise InvalidField("url", "has a name that leads nowhere") from error

    def new_secret(self) -> Secret:
        """A secret of 32 random bytes."""
        secret = new_secret()
        return Secret(secret, self._seal.close(secret))

    async def sample(self, webhook: WebhookAddress, event_id: UUID, now: datetime) -> Heard:
        """Send a sample event, and say what the other side did."""
        try:
            secrets = secrets_of(webhook, self._seal, datetime.now(UTC))
        except ValueError as error:
            raise Conflict("the secret was sealed with another key: rotate it") from error
        poster = self._poster()
        try:
            return await poster.post(webhook.url, event_id, sample_event(event_id, now), secrets=secrets)
        finally:
            await poster.end()

    @property
    def _seal(self) -> Seal:
        if self._maybe_seal is None:
            raise Conflict("no key to keep secrets with: set FLANKEREND_WEBHOOK_KEY")
        return self._maybe_seal
