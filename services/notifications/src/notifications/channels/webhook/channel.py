"""Webhooks as a channel."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from notifications.channels.webhook.event import event_of
from notifications.channels.webhook.guard import Guard, resolve
from notifications.channels.webhook.poster import Poster, WebhookReason
from notifications.channels.webhook.secrets import Seal
from notifications.domain.handover import Accepted, HandOver, Refused, Unable
from notifications.domain.message import Message, Section
from notifications.domain.vocabulary import Channel
from notifications.domain.webhook import WebhookAddress
from notifications.settings import NotificationsSettings
from shared.runtime.logging import get_logger


class WebhookConversation:
    """Posts the event of each notice to its receiver's system; those of a bundle one after the other."""

    def __init__(self, poster: Poster, seal: Seal | None, link_of: Callable[[UUID], str] | None) -> None:
        self._poster = poster
        self._seal = seal
        self._link_of = link_of

    async def hand_over(self, message: Message, now: datetime) -> HandOver:
        """Offer a message; what the receiver's system said to it. It knows by its id what it has had before."""
        webhook = message.receiver.webhook
        if webhook is None or self._seal is None:
            return Refused(WebhookReason.NONE)
        try:
            secrets = secrets_of(webhook, self._seal, datetime.now(UTC))
        except ValueError:
            return Unable(WebhookReason.SECRET)
        outcome: HandOver = Accepted()
        for section in message.sections:
            outcome = await self._post(section, webhook.url, secrets)
            if not isinstance(outcome, Accepted):
                break
        return outcome

    async def end(self) -> None:
        """Leave."""
        await self._poster.end()

    async def _post(self, section: Section, url: str, secrets: list[str]) -> HandOver:
        notice_id = section.notice.id
        try:
            body = event_of(section.notice, section.ready, link_of=self._link_of)
        except Exception as error:
            get_logger().error("notification.unwritable", aggregate_id=notice_id, exc_info=error)
            return Refused(WebhookReason.UNWRITABLE)
        return (await self._poster.post(url, notice_id, body, secrets=secrets)).outcome


@dataclass(frozen=True, slots=True)
class WebhookChannel:
    """Events over HTTPS."""

    poster: Callable[[], Poster]
    seal: Seal | None
    link_of: Callable[[UUID], str] | None
    lanes: int
    name: str = Channel.WEBHOOK

    def conversation(self) -> WebhookConversation:
        """A conversation; nothing is loaded before the first event."""
        return WebhookConversation(self.poster(), self.seal, self.link_of)


def webhook_channel(
    settings: NotificationsSettings, *, templates: Sequence[Path], link_of: Callable[[UUID], str] | None
) -> WebhookChannel:
    """The channel by the settings. An event has no words, so it needs no templates."""
    return WebhookChannel(
        poster=lambda: poster_of(settings), seal=seal_of(settings), link_of=link_of, lanes=settings.webhook_lanes
    )


def poster_of(settings: NotificationsSettings) -> Poster:
    """What posts events, by the settings."""
    guard = Guard(
        [int(port) for port in settings.webhook_ports.split(",")], resolve, allows_loopback=settings.webhook_loopback
    )
    return Poster(guard, timeout_s=settings.webhook_timeout_s)


def seal_of(settings: NotificationsSettings) -> Seal | None:
    """What secrets are sealed with; None without a key, and then there are no webhooks."""
    key = settings.webhook_key or settings.token_secret
    return Seal(key.get_secret_value()) if key else None


def secrets_of(webhook: WebhookAddress, seal: Seal, now: datetime) -> list[str]:
    """The secret, and the former one until its end. Raises ValueError when they were sealed with another key."""
    secrets = [seal.open(webhook.secret)]
    if webhook.former_secret and webhook.former_until and now < webhook.former_until:
        secrets.append(seal.open(webhook.former_secret))
    return secrets
