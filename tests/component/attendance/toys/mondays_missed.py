"""A toy: the pupil misses Mondays."""

from attendance.early_signals.domain.finding import Finding, noted
from attendance.early_signals.domain.kind import AgreedNumber, Kind, Numbers
from attendance.early_signals.domain.observed import Observed, Stretch
from attendance.register.domain.status import Status


def mondays_missed(observed: Observed, numbers: Numbers) -> Finding | None:
    """So many half days of Mondays are problematic."""
    mondays = [slot for slot in observed.slots if slot.date.weekday() == 0]
    missed, looked_at = noted(mondays, Status.PROBLEMATIC), Stretch.over(mondays)
    if looked_at is None or len(missed) < numbers["half_days"]:
        return None
    return Finding(looked_at, Stretch.over(observed.slots), missed)


KIND = Kind(
    "mondays-missed",
    numbers=(AgreedNumber("half_days", 1, 10, "half days of Mondays that were missed"),),
    detect=mondays_missed,
)
