"""What is known of a pupil on one half day, without the school's reason."""

from enum import StrEnum


class Status(StrEnum):
    """A mark's status. Only `problematic` counts towards truancy (*problematische afwezigheid*, code B).

    `justified` (*gewettigd*) has a reason that stays at the school; `late` is present; `unknown` is neither present
    nor absent until the school resolves it.
    """

    PROBLEMATIC = "problematic"
    JUSTIFIED = "justified"
    PRESENT = "present"
    LATE = "late"
    UNKNOWN = "unknown"
