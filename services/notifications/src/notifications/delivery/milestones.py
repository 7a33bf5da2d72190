"""What is logged of a notice, in the story of the event that gave rise to it."""

import contextlib
from collections.abc import Iterator
from time import monotonic

from notifications.domain.notice import Notice
from notifications.domain.vocabulary import Status
from shared.runtime import context
from shared.runtime.context import MessageContext
from shared.runtime.logging import get_logger

_MILESTONES = {
    Status.SENT: "notification.sent",
    Status.DEFERRED: "notification.deferred",
    Status.BOUNCED: "notification.bounced",
    Status.FAILED: "notification.failed",
    Status.CANCELLED: "notification.cancelled",
    Status.QUEUED: "notification.waiting",
}


@contextlib.contextmanager
def story_of(notice: Notice) -> Iterator[None]:
    """Work inside the story of the event that gave rise to the notice."""
    origin = notice.origin
    of_notice = MessageContext(origin.correlation_id, origin.causation_id).child_of(origin.traceparent)
    with context.bound(of_notice):
        yield


def log_step(notice: Notice, started: float) -> None:
    """Log what became of a notice, whose turn started at this moment (`monotonic`)."""
    log = get_logger().debug if notice.status is Status.QUEUED else get_logger().info
    log(
        _MILESTONES[notice.status],
        aggregate_id=notice.id,
        template=notice.key.template,
        channel=notice.channel,
        recipient_role=notice.recipient_role,
        attempt=notice.attempt,
        outcome=notice.reason or (notice.waiting_for or "").partition(":")[0] or None,
        duration_ms=round((monotonic() - started) * 1000, 1),
    )
