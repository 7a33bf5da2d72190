"""How a contact wants to get notices."""

from dataclasses import dataclass
from datetime import time

from notifications.domain.hours import Hours


@dataclass(frozen=True, slots=True)
class Preferences:
    """What a contact prefers; None, and no ``channels``, leave it to the municipality.

    ``channels`` are the ways by which the contact wants to be told, the best in front. ``digest`` says whether what can
    wait comes once a day, ``digest_at`` at which hour. What must be told goes at the municipality's hours.
    """

    channels: tuple[str, ...] = ()
    window: Hours | None = None
    digest: bool | None = None
    digest_at: time | None = None


NO_PREFERENCES = Preferences()
