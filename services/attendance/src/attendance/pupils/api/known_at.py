"""`as_known_at`: the time whose knowledge an answer is asked for."""

from datetime import UTC, datetime
from typing import Annotated

from fastapi import Query
from pydantic import TypeAdapter, ValidationError

from shared.contracts.moments import RFC_3339, Time
from shared.runtime.http import invalid

_TIME = TypeAdapter[datetime](Time)

# Every school year that a later time lies in has a calendar, and so has the one before it.
_FIRST = datetime(1584, 1, 1, tzinfo=UTC)

KnownAt = Annotated[
    str | None,
    Query(
        examples=["2026-10-05T08:52:10+02:00"],
        json_schema_extra={"format": "date-time", "pattern": RFC_3339},
        description="Answer with what was known at this time (RFC 3339 with offset), not ahead of now",
    ),
]


def known_at(asked: str | None, now: datetime) -> datetime | None:
    """The time asked for, None for the present. Raises 422 for what is no time, a time ahead of now, or before 1584."""
    if asked is None:
        return None
    try:
        # A plus sign that was not escaped arrives as a space.
        time = _TIME.validate_python(asked.replace(" ", "+"))
    except ValidationError:
        raise invalid(
            "as_known_at", "should be an RFC 3339 time with offset such as 2026-10-05T08:52:10+02:00"
        ) from None
    if time < _FIRST:
        raise invalid("as_known_at", "lies before 1584: there is no calendar of a school year then")
    if time > now:
        raise invalid("as_known_at", "lies ahead of now: what will be known then is not known yet")
    return time
