"""The busy times of a contact's calendar as they were sent."""

from dataclasses import dataclass
from datetime import datetime

from consultation.domain.busy import NEVER_BUSY, Busy


@dataclass(frozen=True, slots=True)
class ReceivedBusy:
    """The busy times, when they were sent, and how often so far; `version` is 0 before they were ever sent."""

    contact_id: str
    busy: Busy = NEVER_BUSY
    received_at: datetime | None = None
    version: int = 0
