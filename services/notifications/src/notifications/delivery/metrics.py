"""What monitoring sees of the notices: by channel, and nothing of persons."""

from collections.abc import Iterable
from functools import cache

from prometheus_client import Counter, Gauge, Histogram

from notifications.domain.events import NoticeBounced, NoticeEvent, NoticeFailed, NoticeSent

_QUICK_S = (0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30)
_UP_TO_DAYS_S = (0.1, 0.3, 1, 3, 10, 30, 60, 300, 1800, 14_400, 86_400, 259_200)
_OUTCOMES: dict[type[NoticeEvent], str] = {NoticeSent: "sent", NoticeFailed: "failed", NoticeBounced: "bounced"}

HANDED_OVER = Counter("flankerend_notices_handed_over", "Attempts to hand a mail over, by how they ended", ("status",))
BACKLOG = Gauge("flankerend_notices_backlog", "Notices that are not yet handed over")
OLDEST = Gauge("flankerend_notices_oldest_seconds", "Age of the oldest notice that is not yet handed over, 0 if none")
OUTCOMES = Counter(
    "flankerend_notices_outcomes",
    "Notices that were sent, failed (refused, or given up) or bounced (came back after they were sent)",
    ("channel", "outcome"),
)
LATENCY = Histogram(
    "flankerend_notices_latency_seconds",
    "Real time from when a notice was queued until its channel took it; what waits for hours or facts counts too",
    ("channel",),
    buckets=_UP_TO_DAYS_S,
)
HAND_OVER = Histogram(
    "flankerend_notices_hand_over_seconds",
    "Time a channel took for one attempt, whatever it said",
    ("channel",),
    buckets=_QUICK_S,
)

# Looked up once: a label is a word of a vocabulary, and each notice counts four times.
ended = cache(HANDED_OVER.labels)
hand_over_of, latency_of = cache(HAND_OVER.labels), cache(LATENCY.labels)
_outcomes = cache(OUTCOMES.labels)


def count(events: Iterable[NoticeEvent]) -> None:
    """Count what the others hear of, as soon as it is committed."""
    for event in events:
        if isinstance(event, NoticeSent | NoticeFailed | NoticeBounced):
            _outcomes(event.delivery.channel, _OUTCOMES[type(event)]).inc()
