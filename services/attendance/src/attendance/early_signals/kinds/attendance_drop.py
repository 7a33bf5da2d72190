"""The attendance rate of the last half days fell below the pupil's own rate before them."""

from attendance.early_signals.domain.finding import Finding, noted
from attendance.early_signals.domain.kind import SCHOOL_YEAR, AgreedNumber, Kind, Numbers
from attendance.early_signals.domain.observed import Observed, Stretch
from attendance.register.domain.status import Status


def attendance_drop(observed: Observed, numbers: Numbers) -> Finding | None:
    """The rate of the last half days is `points` percentage points below the pupil's own rate before them."""
    size = numbers["window_half_days"]
    window, before = Stretch.over(observed.slots[-size:]), Stretch.over(observed.slots[:-size])
    if window is None or before is None or before.resolved < numbers["baseline_half_days"] or not window.resolved:
        return None
    # In whole numbers: a drop of exactly that many points is one, whatever a float makes of it.
    lower_by = 100 * (before.present * window.resolved - window.present * before.resolved)
    if lower_by < numbers["points"] * before.resolved * window.resolved:
        return None
    return Finding(window, before, noted(observed.slots[-size:], Status.PROBLEMATIC, Status.JUSTIFIED))


KIND = Kind(
    "attendance-drop",
    numbers=(
        AgreedNumber("window_half_days", 1, SCHOOL_YEAR, "the last planned half days that are looked at"),
        AgreedNumber("baseline_half_days", 1, SCHOOL_YEAR, "resolved half days needed before them, to compare with"),
        AgreedNumber("points", 1, 100, "percentage points by which the rate is lower"),
    ),
    detect=attendance_drop,
)
