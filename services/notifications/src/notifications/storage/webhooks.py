"""Webhooks, and which of them a contact has."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncConnection

from notifications.domain.telling import Purpose
from notifications.domain.webhook import EndReason, Webhook, WebhookAddress
from notifications.storage.tables import directory_contact, webhook
from shared.domain.errors import NotFound
from shared.runtime.clock import BRUSSELS


def webhook_of_contact() -> sa.ScalarSelect[Any]:
    """As JSON, the webhook by which a contact of the outer query is told instead of by mail; its own one first."""
    of_contact = sa.or_(
        webhook.c.contact_id == directory_contact.c.contact_id,
        webhook.c.organisation == directory_contact.c.organisation,
    )
    row = sa.type_coerce(sa.func.to_jsonb(sa.literal_column("webhook")), JSONB)
    return (
        sa.select(row)
        .where(webhook.c.ended.is_(None), webhook.c.instead_of_mail, of_contact)
        .order_by(webhook.c.contact_id.is_(None), webhook.c.position)
        .limit(1)
        .correlate(directory_contact)
        .scalar_subquery()
    )


def address_in(content: Any) -> WebhookAddress | None:
    """The address in the JSON of a webhook; None without JSON."""
    if content is None:
        return None
    until = content["former_until"]
    return WebhookAddress(
        UUID(content["id"]),
        content["url"],
        content["secret"],
        purposes=frozenset(map(Purpose, content["purposes"])),
        former_secret=content["former_secret"],
        former_until=datetime.fromisoformat(until) if until else None,
    )


@dataclass(frozen=True, slots=True)
class WebhookRow:
    """A webhook with its place in the list."""

    webhook: Webhook
    position: int


class Webhooks:
    """Repository of webhooks."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def get(self, webhook_id: UUID) -> Webhook:
        """The webhook, locked. Raises NotFound."""
        statement = sa.select(webhook).where(webhook.c.id == webhook_id).with_for_update()
        row = (await self._connection.execute(statement)).one_or_none()
        if row is None:
            raise NotFound("webhook", webhook_id)
        return _webhook(row)

    async def page(self, after: int | None, limit: int) -> list[WebhookRow]:
        """Up to ``limit`` webhooks, oldest first, of those after this position where it is given."""
        statement = sa.select(webhook).order_by(webhook.c.position).limit(limit)
        if after is not None:
            statement = statement.where(webhook.c.position > after)
        return [WebhookRow(_webhook(row), row.position) for row in await self._connection.execute(statement)]

    async def knows(self, *, contact_id: str | None, organisation: str | None) -> bool:
        """Whether the directory has this contact, or a contact of this organisation."""
        table = directory_contact.c
        is_meant = table.contact_id == contact_id if contact_id else table.organisation == organisation
        return bool(await self._connection.scalar(sa.select(sa.exists().where(is_meant))))

    async def add(self, added: Webhook) -> None:
        """Store a new webhook."""
        values = {"id": added.id, "contact_id": added.contact_id, "organisation": added.organisation}
        await self._connection.execute(
            sa.insert(webhook).values(**values, created_at=added.created_at, **_changes(added))
        )

    async def save(self, changed: Webhook) -> None:
        """Store what changed of a webhook."""
        await self._connection.execute(sa.update(webhook).where(webhook.c.id == changed.id).values(**_changes(changed)))

    async def remove(self, webhook_id: UUID) -> None:
        """Forget a webhook with its secrets."""
        await self._connection.execute(sa.delete(webhook).where(webhook.c.id == webhook_id))

    async def end_of(self, contact_id: str) -> UUID | None:
        """End the webhook by which this contact is told; its id, or None if there is no such webhook."""
        of_contact = sa.select(webhook_of_contact()["id"].astext.cast(webhook.c.id.type)).where(
            directory_contact.c.contact_id == contact_id
        )
        statement = (
            sa.update(webhook)
            .where(webhook.c.id == of_contact.scalar_subquery())
            .values(ended=EndReason.GONE.value, version=webhook.c.version + 1)
            .returning(webhook.c.id)
        )
        ended: UUID | None = await self._connection.scalar(statement)
        return ended


def _changes(changed: Webhook) -> dict[str, Any]:
    address = changed.address
    return {
        "url": address.url,
        "secret": address.secret,
        "purposes": sorted(address.purposes),
        "former_secret": address.former_secret,
        "former_until": address.former_until,
        "instead_of_mail": changed.instead_of_mail,
        "ended": changed.ended,
        "version": changed.version,
    }


def _webhook(row: Any) -> Webhook:
    address = WebhookAddress(
        row.id,
        row.url,
        row.secret,
        purposes=frozenset(map(Purpose, row.purposes)),
        former_secret=row.former_secret,
        former_until=row.former_until,
    )
    return Webhook(
        id=row.id,
        contact_id=row.contact_id,
        organisation=row.organisation,
        address=address,
        instead_of_mail=row.instead_of_mail,
        created_at=row.created_at.astimezone(BRUSSELS),
        ended=EndReason(row.ended) if row.ended else None,
        version=row.version,
    )
