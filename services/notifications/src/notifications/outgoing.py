"""From this service's domain events to contracts."""

from typing import Any

from notifications.domain.events import Delivery, NoticeAcknowledged, NoticeEvent, NoticeFailed, NoticeSent
from shared.contracts.notifications_deliveries import (
    About,
    DeliveryEvent,
    NotificationAcknowledged,
    NotificationFailed,
    NotificationSent,
)
from shared.messaging.outbox import Outgoing, outgoing


def to_outgoing(event: NoticeEvent) -> Outgoing:
    """The event as it goes to `notifications.deliveries.v1`, keyed by the notice's id."""
    return outgoing(_contract(event), str(event.delivery.notification_id))


def _contract(event: NoticeEvent) -> DeliveryEvent:
    common = _common(event.delivery)
    match event:
        case NoticeSent(sent_at=sent_at):
            return NotificationSent(**common, sent_at=sent_at)
        case NoticeFailed(failed_at=failed_at):
            return NotificationFailed(**common, sent_at=None, failed_at=failed_at)
        case NoticeAcknowledged(sent_at=sent_at, acknowledged_at=acknowledged_at, answer=answer):
            return NotificationAcknowledged(**common, sent_at=sent_at, acknowledged_at=acknowledged_at, answer=answer)


def _common(delivery: Delivery) -> dict[str, Any]:
    return {
        "notification_id": delivery.notification_id,
        "recipient_role": delivery.recipient_role,
        "contact_id": delivery.contact_id,
        "channel": delivery.channel,
        "template": delivery.template,
        "template_version": delivery.template_version,
        "about": About(kind=delivery.about.kind, id=delivery.about.id),
    }
