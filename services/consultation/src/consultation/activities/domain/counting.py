"""Counting an activity with those who registered for it."""

from collections.abc import Iterable

from consultation.activities.domain.activity import Activity
from consultation.activities.domain.counts import Counts, Period, counted
from consultation.activities.domain.registration import Registration
from consultation.activities.domain.states import ActivityStatus


def counts_of(activity: Activity, registrations: Iterable[Registration], period: Period) -> Counts:
    """What is counted of this activity in a period; nothing of what was cancelled."""
    if activity.status is ActivityStatus.CANCELLED:
        return Counts()
    is_held = activity.status is ActivityStatus.HELD
    return counted(
        period,
        days=_days_of(activity),
        sessions=activity.sessions,
        stock=activity.stock,
        registrations=registrations,
        held_until=activity.details.until if is_held else None,
    )


def all_of(activity: Activity, registrations: Iterable[Registration]) -> Counts:
    """What is counted of this activity from its first day to its last."""
    return counts_of(activity, registrations, _days_of(activity))


def _days_of(activity: Activity) -> Period:
    return Period(activity.details.since, activity.details.until)
