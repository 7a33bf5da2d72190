"""The pupil comes late again and again. Late is present, and there is no Flemish number of it."""

from attendance.early_signals.domain.finding import Finding, noted
from attendance.early_signals.domain.kind import SCHOOL_YEAR, AgreedNumber, Kind, Numbers
from attendance.early_signals.domain.observed import Observed, Stretch
from attendance.register.domain.status import Status


def repeated_lateness(observed: Observed, numbers: Numbers) -> Finding | None:
    """Of the last half days `times` are late."""
    window = observed.slots[-numbers["window_half_days"] :]
    late, looked_at = noted(window, Status.LATE), Stretch.over(window)
    return Finding(looked_at, half_days=late) if looked_at and len(late) >= numbers["times"] else None


KIND = Kind(
    "repeated-lateness",
    numbers=(
        AgreedNumber("window_half_days", 1, SCHOOL_YEAR, "the last planned half days that are looked at"),
        AgreedNumber("times", 1, SCHOOL_YEAR, "late ones among them"),
    ),
    detect=repeated_lateness,
)
