"""Webhooks over HTTP: for coordinators, who agree with a partner that its own system gets notices."""

from datetime import UTC, datetime, timedelta
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Response

from notifications.api.webhook_bodies import (
    SecretAnswer,
    TriedAnswer,
    WebhookAnswer,
    WebhookBody,
    WebhookChangeBody,
    answer_of,
)
from notifications.application.change_webhook import WebhookChange, change_webhook
from notifications.application.register_webhook import register_webhook
from notifications.channels.webhook.desk import WebhookDesk
from notifications.domain.webhook import Webhook, WebhookAddress
from notifications.unit_of_work import NotificationsUnits
from shared.domain.roles import Role
from shared.runtime.clock import Clock
from shared.runtime.http.authentication import allow
from shared.runtime.http.etags import IfMatch, if_match, set_etag
from shared.runtime.http.paging import Listing, Paged, listing
from shared.runtime.http.principal import Principal
from shared.runtime.ids import new_id

Coordinator = Annotated[Principal, allow(Role.COORDINATOR)]
Expected = Annotated[IfMatch, if_match(required=False)]


def webhooks_router(units: NotificationsUnits, desk: WebhookDesk, *, clock: Clock, overlap: timedelta) -> APIRouter:
    """``/webhooks``. A secret that was changed signs too as long as ``overlap`` lasts."""
    router = APIRouter(prefix="/webhooks", tags=["webhooks"])

    @router.post("", status_code=201)
    async def post_webhook(_: Coordinator, body: WebhookBody, response: Response) -> SecretAnswer:
        """Register a webhook. The answer shows the secret, once; 422 for an address that is not public."""
        await desk.check(body.url)
        secret, webhook_id = desk.new_secret(), new_id()
        address = WebhookAddress(webhook_id, body.url, secret.sealed, purposes=frozenset(body.purposes))
        webhook = Webhook(
            id=webhook_id,
            contact_id=body.contact_id,
            organisation=body.organisation,
            address=address,
            instead_of_mail=body.instead_of_mail,
            created_at=clock.now(),
        )
        async with units() as uow:
            await register_webhook(uow, webhook)
            uow.log("webhook.registered", aggregate_id=webhook_id)
        set_etag(response, webhook.version)
        return SecretAnswer(secret=secret.shown, webhook=answer_of(webhook))

    @router.get("")
    async def get_webhooks(_: Coordinator, page: Paged) -> Listing[WebhookAnswer]:
        """All webhooks, oldest first."""
        after = page.after(int)
        async with units() as uow:
            rows = await uow.webhooks.page(after[0] if after else None, page.limit + 1)
        shown, following = page.cut(rows, lambda row: (row.position,))
        return listing([answer_of(row.webhook) for row in shown], following)

    @router.get("/{webhook_id}")
    async def get_webhook(_: Coordinator, webhook_id: UUID, response: Response) -> WebhookAnswer:
        """One webhook."""
        async with units() as uow:
            webhook = await uow.webhooks.get(webhook_id)
        set_etag(response, webhook.version)
        return answer_of(webhook)

    @router.patch("/{webhook_id}")
    async def patch_webhook(
        _: Coordinator,
        webhook_id: UUID,
        body: WebhookChangeBody,
        expected: Annotated[IfMatch, if_match(required=True)],
        response: Response,
    ) -> WebhookAnswer:
        """Change a webhook, or switch it on or off."""
        if body.url is not None:
            await desk.check(body.url)
        change = WebhookChange(body.url, body.purposes, body.instead_of_mail, body.active)
        async with units() as uow:
            webhook = await change_webhook(uow, webhook_id, change, expect=expected)
            uow.log("webhook.changed", aggregate_id=webhook_id)
        set_etag(response, webhook.version)
        return answer_of(webhook)

    @router.delete("/{webhook_id}", status_code=204)
    async def delete_webhook(_: Coordinator, webhook_id: UUID, expected: Expected) -> Response:
        """Forget a webhook with its secrets; what still waits for it goes by mail."""
        async with units() as uow:
            expected((await uow.webhooks.get(webhook_id)).version)
            await uow.webhooks.remove(webhook_id)
            uow.log("webhook.removed", aggregate_id=webhook_id)
        return Response(status_code=204)

    @router.post("/{webhook_id}/rotate-secret")
    async def post_rotate_secret(
        _: Coordinator, webhook_id: UUID, expected: Expected, response: Response
    ) -> SecretAnswer:
        """Make a new secret, which the answer shows once. The one of before signs too until `former_secret_until`."""
        secret = desk.new_secret()
        async with units() as uow:
            webhook = await uow.webhooks.get(webhook_id)
            expected(webhook.version)
            webhook.rotate(secret.sealed, datetime.now(UTC), overlap)
            await uow.webhooks.save(webhook)
            uow.log("webhook.secret_rotated", aggregate_id=webhook_id)
        set_etag(response, webhook.version)
        return SecretAnswer(secret=secret.shown, webhook=answer_of(webhook))

    @router.post("/{webhook_id}/test")
    async def post_test(_: Coordinator, webhook_id: UUID) -> TriedAnswer:
        """Send a sample event, which tells of nobody, and answer what the other side said to it."""
        async with units() as uow:
            webhook = await uow.webhooks.get(webhook_id)
        event_id = new_id()
        heard = await desk.sample(webhook.address, event_id, clock.now())
        return TriedAnswer(
            event_id=event_id,
            accepted=heard.accepted,
            status=heard.status,
            reason=heard.reason,
            duration_ms=round(heard.seconds * 1000),
        )

    return router
