"""Who caused what: the correlation, cause and trace of the work at hand, carried from message to message."""

import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from shared.runtime.redaction import holds_insz

_CORRELATION_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")  # no INSZ fits between its hyphens
_TRACEPARENT = re.compile(r"^00-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}$")


def may_correlate(text: str) -> bool:
    """Whether a correlation id from outside may be taken over: it goes on into every event and every log."""
    if _UUID.fullmatch(text):
        return True
    return bool(_CORRELATION_ID.fullmatch(text)) and not holds_insz(text)


@dataclass(frozen=True, slots=True)
class MessageContext:
    """What the present work belongs to.

    A whole story has the same ``correlation_id``, from the event of the school to the mail. ``causation_id`` is the id
    of the event or request that is being handled. ``trace_id`` and ``span_id`` are those of W3C Trace Context.
    """

    correlation_id: str | None = None
    causation_id: str | None = None
    trace_id: str | None = None
    span_id: str | None = None

    @property
    def traceparent(self) -> str | None:
        """This context as a W3C ``traceparent`` value; None without a trace."""
        if self.trace_id is None or self.span_id is None:
            return None
        return f"00-{self.trace_id}-{self.span_id}-01"

    def child_of(self, traceparent: str | None) -> "MessageContext":
        """The same context in a new span of the given trace, or of a new trace where it is absent or malformed."""
        match = _TRACEPARENT.match(traceparent or "")
        trace_id = match[1] if match and match[1].strip("0") else secrets.token_hex(16)
        return MessageContext(self.correlation_id, self.causation_id, trace_id, secrets.token_hex(8))


_current: ContextVar[MessageContext | None] = ContextVar("message_context", default=None)


def current() -> MessageContext:
    """The context of the present work; empty outside any."""
    return _current.get() or MessageContext()


@contextmanager
def bound(context: MessageContext) -> Iterator[MessageContext]:
    """Work inside ``context``: logs and outgoing events take it over."""
    token = _current.set(context)
    try:
        yield context
    finally:
        _current.reset(token)
