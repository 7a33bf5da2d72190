"""One function for each kind of early signal: from a pupil's half days and the agreed numbers to a finding, or none."""

from collections.abc import Callable, Iterable, Mapping

from attendance.early_signals.domain.finding import Finding, NotedHalfDay
from attendance.early_signals.domain.observed import Observed, Slot, Stretch
from attendance.early_signals.domain.rule import EarlySignalKind, Numbers
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
    return Finding(window, before, _noted(observed.slots[-size:], Status.PROBLEMATIC, Status.JUSTIFIED))


def same_half_day(observed: Observed, numbers: Numbers) -> Finding | None:
    """Of the last `occurrences` of a half day of the week `absences` are problematic, and so are few others.

    Of several such half days of the week it is the one with the most, the first in the week among equals.
    """
    if len(_noted(observed.slots, Status.PROBLEMATIC)) < numbers["absences"]:
        return None
    by_place: dict[tuple[int, str], list[Slot]] = {}
    for slot in observed.slots:
        by_place.setdefault((slot.date.weekday(), slot.half_day), []).append(slot)
    found = [
        (-len(cluster.half_days), place, cluster)
        for place, slots in by_place.items()
        if (cluster := _cluster(observed, slots[-numbers["occurrences"] :], numbers))
    ]
    return min(found, key=lambda each: each[:2])[2] if found else None


def _cluster(observed: Observed, occurrences: list[Slot], numbers: Numbers) -> Finding | None:
    of_place = _noted(occurrences, Status.PROBLEMATIC)
    if len(of_place) < numbers["absences"]:
        return None
    others = [slot for slot in observed.slots if slot.date >= occurrences[0].date and slot not in occurrences]
    problematic = len(of_place) + len(_noted(others, Status.PROBLEMATIC))
    if 100 * len(of_place) < numbers["share_percent"] * problematic:
        return None
    looked_at = Stretch.over(occurrences)
    assert looked_at is not None, "there are absences among them"
    return Finding(looked_at, Stretch.over(others), of_place)


def unresolved_marks(observed: Observed, numbers: Numbers) -> Finding | None:
    """Half days have been unknown for more than `days` calendar days."""
    old = [slot for slot in observed.slots if (observed.today - slot.date).days > numbers["days"]]
    unresolved, looked_at = _noted(old, Status.UNKNOWN), Stretch.over(old)
    return Finding(looked_at, half_days=unresolved) if looked_at and unresolved else None


def repeated_lateness(observed: Observed, numbers: Numbers) -> Finding | None:
    """Of the last half days `times` are late."""
    window = observed.slots[-numbers["window_half_days"] :]
    late, looked_at = _noted(window, Status.LATE), Stretch.over(window)
    return Finding(looked_at, half_days=late) if looked_at and len(late) >= numbers["times"] else None


def toddler_at_risk(observed: Observed, numbers: Numbers) -> Finding | None:
    """At the pace so far the toddler's year ends below the minimum, which full attendance would reach.

    Presence alone counts. Projected is the share attended so far of all half days planned in the year, rounded down.
    """
    toddler, so_far = observed.toddler, Stretch.over(observed.slots)
    if toddler is None or so_far is None or so_far.planned < numbers["after_half_days"] or not so_far.resolved:
        return None
    if toddler.planned_in_year < toddler.minimum:
        return None
    projected = so_far.present * toddler.planned_in_year // so_far.resolved
    if projected >= toddler.minimum:
        return None
    absences = _noted(observed.slots, Status.PROBLEMATIC, Status.JUSTIFIED)
    return Finding(
        so_far,
        half_days=absences,
        projected=projected,
        minimum=toddler.minimum,
        planned_in_year=toddler.planned_in_year,
    )


Detector = Callable[[Observed, Numbers], Finding | None]

DETECTORS: Mapping[EarlySignalKind, Detector] = {
    EarlySignalKind.ATTENDANCE_DROP: attendance_drop,
    EarlySignalKind.SAME_HALF_DAY: same_half_day,
    EarlySignalKind.UNRESOLVED_MARKS: unresolved_marks,
    EarlySignalKind.REPEATED_LATENESS: repeated_lateness,
    EarlySignalKind.TODDLER_AT_RISK: toddler_at_risk,
}


def _noted(slots: Iterable[Slot], *statuses: Status) -> tuple[NotedHalfDay, ...]:
    return tuple(NotedHalfDay.of(slot) for slot in slots if slot.status in statuses)
