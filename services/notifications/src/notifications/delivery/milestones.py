"""What is logged of a notice."""

from notifications.domain.notice import Notice
from notifications.domain.vocabulary import Status
from shared.runtime.logging import get_logger

_MILESTONES = {
    Status.SENT: "notification.sent",
    Status.DEFERRED: "notification.deferred",
    Status.BOUNCED: "notification.bounced",
    Status.FAILED: "notification.failed",
    Status.CANCELLED: "notification.cancelled",
    Status.QUEUED: "notification.waiting",
}
_ANOTHER_WAY = "notification.rerouted"


def log_step(notice: Notice, seconds: float) -> None:
    """Log what became of a notice, whose turn took so long."""
    goes_another_way = notice.status is Status.QUEUED and notice.attempt == 0 and notice.reason is not None
    waits = notice.status is Status.QUEUED and not goes_another_way
    log = get_logger().debug if waits else get_logger().info
    log(
        _ANOTHER_WAY if goes_another_way else _MILESTONES[notice.status],
        aggregate_id=notice.id,
        template=notice.key.template,
        channel=notice.channel,
        recipient_role=notice.recipient_role,
        attempt=notice.attempt,
        outcome=notice.reason or (notice.waiting_for or "").partition(":")[0] or None,
        duration_ms=round(seconds * 1000, 1),
    )
