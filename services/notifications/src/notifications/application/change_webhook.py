"""What is known of a webhook changes."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from uuid import UUID

from notifications.domain.telling import Purpose
from notifications.domain.webhook import EndReason, Webhook
from notifications.unit_of_work import NotificationsUnitOfWork


@dataclass(frozen=True, slots=True)
class WebhookChange:
    """What changes; None for what stays."""

    url: str | None = None
    purposes: Collection[Purpose] | None = None
    instead_of_mail: bool | None = None
    active: bool | None = None


async def change_webhook(
    uow: NotificationsUnitOfWork, webhook_id: UUID, change: WebhookChange, *, expect: Callable[[int], None]
) -> Webhook:
    """Change it, or switch it on or off; ``expect`` checks its version. Raises NotFound."""
    webhook = await uow.webhooks.get(webhook_id)
    expect(webhook.version)
    if change.url is not None:
        webhook.address = replace(webhook.address, url=change.url)
    if change.purposes is not None:
        webhook.address = replace(webhook.address, purposes=frozenset(change.purposes))
    if change.instead_of_mail is not None:
        webhook.instead_of_mail = change.instead_of_mail
    if change.active is not None:
        webhook.ended = None if change.active else webhook.ended or EndReason.SWITCHED_OFF
    webhook.version += 1
    await uow.webhooks.save(webhook)
    return webhook
