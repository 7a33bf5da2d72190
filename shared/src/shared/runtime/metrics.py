"""What every service counts and measures, for ``/metrics``. Labels are closed vocabularies: never an id or a path."""

from functools import lru_cache

from prometheus_client import Counter, Gauge, Histogram

_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0)

HTTP_REQUESTS = Counter(
    "flankerend_http_requests", "Requests answered, by the route's template", ("route", "method", "status")
)
HTTP_DURATION = Histogram(
    "flankerend_http_request_duration_seconds", "Time to answer a request", ("route", "method"), buckets=_SECONDS
)

MESSAGES = Counter(
    "flankerend_messages_processed", "Records taken from Kafka, by what became of them", ("topic", "outcome")
)
CONSUMER_LAG = Gauge("flankerend_consumer_lag", "Records the consumer is behind", ("topic",))
SECONDS_SINCE_POLL = Gauge(
    "flankerend_consumer_seconds_since_poll", "Seconds since Kafka last answered the consumer", ("topic",)
)

RELAY_PUBLISHED = Counter("flankerend_relay_published", "Events of the outbox sent and acknowledged")
OUTBOX_BACKLOG = Gauge("flankerend_outbox_backlog", "Events that wait in the outbox")
OUTBOX_OLDEST_UNSENT = Gauge("flankerend_outbox_oldest_unsent_seconds", "Age of the oldest event that waits, 0 if none")

DEAD_LETTERED = Counter(
    "flankerend_dead_lettered", "Records (or marks of a list) put with the dead letters", ("topic",)
)
DEAD_LETTERS_OPEN = Gauge("flankerend_dead_letters_open", "Dead letters that are open")

TICKER_FAILURES = Counter("flankerend_ticker_failures", "Failed runs of a periodic job", ("ticker",))


@lru_cache(maxsize=256)
def handled(topic: str, outcome: str) -> Counter:
    """The counter of records of this topic that this became of; looked up once, for it is counted at each event."""
    return MESSAGES.labels(topic=topic, outcome=outcome)
