"""A receiver's own system is to get notices."""

from notifications.domain.webhook import Webhook
from notifications.unit_of_work import NotificationsUnitOfWork
from shared.domain.errors import InvalidField


async def register_webhook(uow: NotificationsUnitOfWork, webhook: Webhook) -> None:
    """Keep a new webhook. Raises InvalidField unless it is of one known contact, or one known organisation."""
    if (webhook.contact_id is None) == (webhook.organisation is None):
        raise InvalidField("contact_id", "either this or `organisation` has to be there")
    if not await uow.webhooks.knows(contact_id=webhook.contact_id, organisation=webhook.organisation):
        raise InvalidField("contact_id" if webhook.contact_id else "organisation", "is not in the directory")
    await uow.webhooks.add(webhook)
