"""The story something belongs to, as three columns."""

from typing import Any

from notifications.domain.about import Origin


def origin_columns(origin: Origin) -> dict[str, str | None]:
    """The columns of an origin."""
    return {
        "correlation_id": origin.correlation_id,
        "causation_id": origin.causation_id,
        "traceparent": origin.traceparent,
    }


def origin_of(row: Any) -> Origin:
    """The origin in a row."""
    return Origin(row.correlation_id, row.causation_id, row.traceparent)
