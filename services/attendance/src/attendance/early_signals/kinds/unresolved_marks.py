"""Half days have stayed `unknown` for long."""

from attendance.early_signals.domain.finding import Finding, noted
from attendance.early_signals.domain.kind import SCHOOL_YEAR, AgreedNumber, Kind, Numbers
from attendance.early_signals.domain.observed import Observed, Stretch
from attendance.register.domain.status import Status


def unresolved_marks(observed: Observed, numbers: Numbers) -> Finding | None:
    """Half days have been unknown for more than `days` calendar days."""
    old = [slot for slot in observed.slots if (observed.today - slot.date).days > numbers["days"]]
    unresolved, looked_at = noted(old, Status.UNKNOWN), Stretch.over(old)
    return Finding(looked_at, half_days=unresolved) if looked_at and unresolved else None


KIND = Kind(
    "unresolved-marks",
    numbers=(AgreedNumber("days", 0, SCHOOL_YEAR, "calendar days after which an unknown half day is too old"),),
    detect=unresolved_marks,
)
