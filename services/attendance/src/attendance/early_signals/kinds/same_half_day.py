"""Problematic half days lie on one half day of the week."""

from attendance.early_signals.domain.finding import Finding, noted
from attendance.early_signals.domain.kind import AgreedNumber, Kind, Numbers
from attendance.early_signals.domain.observed import Observed, Slot, Stretch
from attendance.register.domain.status import Status


def same_half_day(observed: Observed, numbers: Numbers) -> Finding | None:
    """Of the last `occurrences` of a half day of the week `absences` are problematic, and so are few others.

    Of several such half days of the week, the half day with the most absences counts; among equals the first in the
    week.
    """
    if len(noted(observed.slots, Status.PROBLEMATIC)) < numbers["absences"]:
        return None
    by_place: dict[tuple[int, str], list[Slot]] = {}
    for slot in observed.slots:
        by_place.setdefault((slot.date.weekday(), slot.half_day), []).append(slot)
    clusters = [
        (-len(cluster.half_days), place, cluster)
        for place, slots in by_place.items()
        if (cluster := _cluster(observed, slots[-numbers["occurrences"] :], numbers))
    ]
    return min(clusters, key=lambda cluster: cluster[:2])[2] if clusters else None


def _cluster(observed: Observed, occurrences: list[Slot], numbers: Numbers) -> Finding | None:
    of_place = noted(occurrences, Status.PROBLEMATIC)
    if len(of_place) < numbers["absences"]:
        return None
    others = [slot for slot in observed.slots if slot.date >= occurrences[0].date and slot not in occurrences]
    problematic = len(of_place) + len(noted(others, Status.PROBLEMATIC))
    if 100 * len(of_place) < numbers["share_percent"] * problematic:
        return None
    looked_at = Stretch.over(occurrences)
    assert looked_at is not None, "there are absences among them"
    return Finding(looked_at, Stretch.over(others), of_place)


KIND = Kind(
    "same-half-day",
    numbers=(
        AgreedNumber("occurrences", 1, 60, "the last times there were lessons on that half day of the week"),
        AgreedNumber("absences", 1, 60, "problematic ones among them"),
        AgreedNumber("share_percent", 1, 100, "their share of all problematic half days since the first of them"),
    ),
    detect=same_half_day,
)
