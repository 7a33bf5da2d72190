"""Who and what is behind a timeline entry that an event brings about."""

from casework.domain.timeline import Cause
from shared.messaging.envelope import Envelope
from shared.runtime.clock import Clock


def handled(envelope: Envelope, clock: Clock) -> Cause:
    """Casework acts now because of this event."""
    return Cause(clock.now(), _sender(envelope), envelope.id)


def told(envelope: Envelope, clock: Clock) -> Cause:
    """Another service tells what happened, when it says it did."""
    return Cause(envelope.time or clock.now(), _sender(envelope), envelope.id)


def _sender(envelope: Envelope) -> str:
    return envelope.source.strip("/").rpartition("/")[2] or envelope.source
