"""What monitoring sees of the mails."""

from prometheus_client import Counter, Gauge

HANDED_OVER = Counter("flankerend_notices_handed_over", "Attempts to hand a mail over, by how they ended", ("status",))
BACKLOG = Gauge("flankerend_notices_backlog", "Notices that are not yet handed over")
OLDEST = Gauge("flankerend_notices_oldest_seconds", "Age of the oldest notice that is not yet handed over, 0 if none")
