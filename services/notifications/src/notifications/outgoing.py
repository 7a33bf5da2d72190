"""From this service's domain events to contracts."""

from typing import Any

from notifications.domain.events import (
    Delivery,
    InvitationAnswered,
    NoticeAcknowledged,
    NoticeBounced,
    NoticeEvent,
    NoticeFailed,
    NoticeSent,
    NoticeUnanswered,
)
from shared.contracts.consultation_meetings import ProposedTime
from shared.contracts.notifications_deliveries import (
    About,
    DeliveryEvent,
    NotificationAcknowledged,
    NotificationBounced,
    NotificationFailed,
    NotificationSent,
    NotificationUnacknowledged,
    ReplyArrived,
)
from shared.messaging.outbox import Outgoing, outgoing


def to_outgoing(event: NoticeEvent) -> Outgoing:
    """The event as it goes to `notifications.deliveries.v1`, keyed by the notice's id."""
    if isinstance(event, InvitationAnswered):
        return outgoing(_reply(event), str(event.notification_id))
    return outgoing(_contract(event), str(event.delivery.notification_id))


def _contract(
    event: NoticeSent | NoticeFailed | NoticeBounced | NoticeAcknowledged | NoticeUnanswered,
) -> DeliveryEvent:
    common = _common(event.delivery)
    match event:
        case NoticeSent(sent_at=sent_at, message_id=message_id):
            return NotificationSent(**common, sent_at=sent_at, message_id=message_id)
        case NoticeFailed(failed_at=failed_at, of_address=of_address):
            return NotificationFailed(**common, sent_at=None, failed_at=failed_at, address_refused=of_address)
        case NoticeAcknowledged(sent_at=sent_at, acknowledged_at=acknowledged_at, answer=answer):
            return NotificationAcknowledged(**common, sent_at=sent_at, acknowledged_at=acknowledged_at, answer=answer)
        case NoticeBounced(sent_at=sent_at, bounced_at=bounced_at, code=code, of_address=of_address):
            return NotificationBounced(
                **common, sent_at=sent_at, bounced_at=bounced_at, code=code, address_refused=of_address
            )
        case NoticeUnanswered(sent_at=sent_at, answer_by=answer_by):
            return NotificationUnacknowledged(**common, sent_at=sent_at, acknowledge_by=answer_by)


def _reply(event: InvitationAnswered) -> ReplyArrived:
    proposed = ProposedTime(starts_at=event.proposed[0], ends_at=event.proposed[1]) if event.proposed else None
    return ReplyArrived(
        notification_id=event.notification_id,
        meeting_id=event.meeting_id,
        contact_id=event.contact_id,
        answer=event.answer,
        proposed=proposed,
        delegate=event.delegate,
        recurrence_id=event.recurrence_id,
        ical_sequence=event.ical_sequence,
        replied_at=event.replied_at,
    )


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
