"""The story that work on a notice belongs to."""

import contextlib
from collections.abc import Iterator

from notifications.domain.notice import Notice
from shared.runtime import context
from shared.runtime.context import MessageContext


@contextlib.contextmanager
def story_of(notice: Notice) -> Iterator[None]:
    """Work inside the story of the event that gave rise to the notice."""
    origin = notice.origin
    of_notice = MessageContext(origin.correlation_id, origin.causation_id).child_of(origin.traceparent)
    with context.bound(of_notice):
        yield
