"""At the present pace a toddler (*kleuter*) will not reach the minimum of half days of its age (R25)."""

from attendance.early_signals.domain.finding import Finding, noted
from attendance.early_signals.domain.kind import SCHOOL_YEAR, AgreedNumber, Kind, Numbers
from attendance.early_signals.domain.observed import Observed, Stretch
from attendance.register.domain.status import Status


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
    absences = noted(observed.slots, Status.PROBLEMATIC, Status.JUSTIFIED)
    return Finding(
        so_far,
        half_days=absences,
        projected=projected,
        minimum=toddler.minimum,
        planned_in_year=toddler.planned_in_year,
    )


KIND = Kind(
    "toddler-at-risk",
    numbers=(AgreedNumber("after_half_days", 1, SCHOOL_YEAR, "planned half days from which on a pace can be told"),),
    detect=toddler_at_risk,
)
