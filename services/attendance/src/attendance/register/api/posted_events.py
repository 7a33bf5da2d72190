"""What a request brings: plain JSON, or the CloudEvents in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from fastapi import Request
from pydantic_core import from_json

from shared.messaging.http_events import (
    CLOUDEVENT,
    CLOUDEVENTS,
    PostedEvent,
    binary_event,
    is_binary,
    structured_event,
)
from shared.runtime.http import invalid

JSON = "application/json"


@dataclass(frozen=True, slots=True)
class PostedBody:
    """The JSON of a request as it is, or the `events` in it; `alone` when they are not a batch."""

    content: Any = None
    events: Sequence[PostedEvent] | None = None
    alone: bool = False


async def posted(request: Request) -> PostedBody:
    """The body of a request. Raises Problem (422) for what is not JSON, or a batch that is no list."""
    media_type = request.headers.get("content-type", JSON).split(";")[0].strip().lower()
    try:
        content = from_json(await request.body(), allow_inf_nan=False)
    except ValueError:
        raise invalid("body", "is not valid JSON") from None
    if media_type == CLOUDEVENTS:
        if not isinstance(content, list):
            raise invalid("body", "must be a list of CloudEvents")
        return PostedBody(events=[structured_event(event) for event in content])
    if media_type == CLOUDEVENT:
        return PostedBody(events=[structured_event(content)], alone=True)
    if is_binary(request.headers):
        return PostedBody(events=[binary_event(request.headers, content)], alone=True)
    return PostedBody(content)
